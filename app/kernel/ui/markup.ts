/** Text made safe inside HTML text and double-quoted attributes, for the parts of a page written as strings. */
export function escapeText(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (c) => entities[c]!) : text
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }

/** Class names, empty ones left out. */
export function classes(...names: (string | false | undefined | null)[]): string {
  let all = ""
  for (const name of names) if (name) all += all ? ` ${name}` : name
  return all
}
