/** The plan's own patterns; a stylesheet may stand in the body. */
export function PlanStyle() {
  return <link rel="stylesheet" href="/assets/plan.css" />
}
