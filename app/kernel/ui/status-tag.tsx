import type { ComponentChildren } from "preact"

/** neutral: not begun or over. info: under way. success: done well. warning: waits or is near its limit. danger: late, refused. */
export type Tone = "neutral" | "info" | "success" | "warning" | "danger" | "accent"

/** A state in words; the colour only repeats them. */
export function StatusTag({ tone = "neutral", children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`tag tag-${tone}`}>{children}</span>
}
