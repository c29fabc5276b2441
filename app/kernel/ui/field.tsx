import type { ComponentChildren, VNode } from "preact"
import type { Typed } from "../http/typed.ts"
import { classes } from "./markup.ts"

/** What every field takes. What the person typed wins over the stored value. */
export interface FieldProps {
  name: string
  label: string
  /** Support text between label and control. */
  hint?: ComponentChildren
  required?: boolean
  typed?: Typed
  value?: string | number | null
  /** Default: the name, which is where the error summary leads. */
  id?: string
  disabled?: boolean
}

/** The attributes that tie a control to its hint and error. */
export interface Tie {
  id: string
  value: string
  error: string | undefined
  describedBy: string | undefined
  invalid: true | undefined
}

export function tie(props: FieldProps, extraDescription?: string): Tie {
  const id = props.id ?? props.name
  const error = problemOf(props.typed, props.name)
  const described = [
    props.hint !== undefined && props.hint !== "" && `${id}-hint`,
    extraDescription,
    error && `${id}-error`,
  ].filter(Boolean)
  return {
    id,
    value: valueOf(props.typed, props.name, props.value),
    error,
    describedBy: described.length > 0 ? described.join(" ") : undefined,
    invalid: error ? true : undefined,
  }
}

export function problemOf(typed: Typed | undefined, name: string): string | undefined {
  return typed?.problems.find((problem) => problem.field === name)?.message
}

export function valueOf(typed: Typed | undefined, name: string, stored: string | number | null | undefined): string {
  const given = typed?.values[name]
  if (given !== undefined) return Array.isArray(given) ? (given[0] ?? "") : given
  return stored === null || stored === undefined ? "" : String(stored)
}

/** Several values of one name. After a post, none given means none chosen. */
export function valuesOf(typed: Typed | undefined, name: string, stored: readonly string[]): readonly string[] {
  if (!typed) return stored
  const given = typed.values[name]
  return given === undefined ? [] : Array.isArray(given) ? given : [given]
}

/** Label → support text → control → error (デジタル庁デザインシステム). */
export function FieldFrame({ of, tied, children }: { of: FieldProps; tied: Tie; children: ComponentChildren }): VNode {
  return (
    <div class={classes("field", tied.error && "field-wrong")}>
      <label class="field-label" for={tied.id}>
        {of.label}
        {of.required && <Required />}
      </label>
      {of.hint && (
        <p class="field-hint" id={`${tied.id}-hint`}>
          {of.hint}
        </p>
      )}
      {children}
      <FieldError tied={tied} />
      <Theirs of={of} tied={tied} />
    </div>
  )
}

/** The same for a group of choices. The group itself takes the id, so that the error summary leads to it. */
export function ChoiceFrame({ of, tied, children }: { of: FieldProps; tied: Tie; children: ComponentChildren }): VNode {
  return (
    <fieldset class={classes("field", tied.error && "field-wrong")} aria-describedby={tied.describedBy}>
      <legend class="field-label">
        {of.label}
        {of.required && <Required />}
      </legend>
      {of.hint && (
        <p class="field-hint" id={`${tied.id}-hint`}>
          {of.hint}
        </p>
      )}
      {children}
      <FieldError tied={tied} />
      <Theirs of={of} tied={tied} />
    </fieldset>
  )
}

export function Required() {
  return <span class="required">※必須</span>
}

export function FieldError({ tied }: { tied: Tie }) {
  if (!tied.error) return null
  return (
    <p class="field-error" id={`${tied.id}-error`}>
      <span class="vh">エラー：</span>
      {tied.error}
    </p>
  )
}

/** After a conflict: what somebody else saved in this field meanwhile. */
function Theirs({ of, tied }: { of: FieldProps; tied: Tie }) {
  const theirs = of.typed?.theirs?.[of.name]
  if (theirs === undefined || String(theirs ?? "") === tied.value) return null
  return (
    <p class="field-theirs">
      <span class="field-theirs-title">ほかの人が先に保存した内容</span>
      {theirs === null || theirs === "" ? "（空欄）" : String(theirs)}
    </p>
  )
}
