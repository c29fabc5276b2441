import type { ComponentChildren } from "preact"

/** Text as it was typed: its lines kept, nothing in it interpreted. */
export function Prose({ text, empty = "（まだ書かれていません）" }: { text: string | undefined; empty?: ComponentChildren }) {
  return text ? <p class="prose">{text}</p> : <p class="muted">{empty}</p>
}
