import type { ComponentChildren } from "preact"
import { classes } from "./markup.ts"

export type ButtonKind = "primary" | "secondary" | "tertiary" | "danger"

export interface ButtonProps {
  kind?: ButtonKind
  small?: boolean
  type?: "submit" | "button"
  name?: string
  value?: string
  /** Sends the form elsewhere: 下書き保存 beside 申請する. */
  formaction?: string
  disabled?: boolean
  children: ComponentChildren
  /** Said instead of the visible words when those are too short out of context. */
  label?: string
}

export function Button({ kind = "primary", small, type = "submit", label, children, ...rest }: ButtonProps) {
  return (
    <button class={classes("button", `button-${kind}`, small && "button-small")} type={type} aria-label={label} {...rest}>
      {children}
    </button>
  )
}

export interface ButtonLinkProps {
  href: string
  kind?: ButtonKind
  small?: boolean
  children: ComponentChildren
  label?: string
}

export function ButtonLink({ href, kind = "secondary", small, children, label }: ButtonLinkProps) {
  return (
    <a class={classes("button", `button-${kind}`, small && "button-small")} href={href} aria-label={label}>
      {children}
    </a>
  )
}

export function ButtonGroup({ children }: { children: ComponentChildren }) {
  return <div class="button-group">{children}</div>
}
