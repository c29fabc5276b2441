/** The rulebook's own patterns; a stylesheet may stand in the body. */
export function RulebookStyle() {
  return <link rel="stylesheet" href="/assets/rulebook.css" />
}
