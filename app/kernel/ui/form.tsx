import type { ComponentChildren } from "preact"
import type { Problem } from "../http/typed.ts"

/** Everything that is wrong, on top of the page, each line leading to its control. */
export function ErrorSummary({ problems, title }: { problems: readonly Problem[]; title?: string }) {
  if (problems.length === 0) return null
  return (
    <div class="error-summary" role="alert" aria-labelledby="error-summary-title" tabIndex={-1} id="error-summary">
      <h2 id="error-summary-title">{title ?? (problems.length === 1 ? "入力を確かめてください" : `入力を確かめてください（${problems.length}か所）`)}</h2>
      <ul>
        {problems.map((problem) => (
          <li>{problem.field ? <a href={`#${problem.field}`}>{problem.message}</a> : problem.message}</li>
        ))}
      </ul>
    </div>
  )
}

export interface FormProps {
  action: string
  method?: "post" | "get"
  /** The key by which a second post of the same form is recognised. Made here unless given. */
  submission?: string
  /** The version of the record the person is looking at: a save over a newer one is refused. */
  version?: string | number
  enctype?: "multipart/form-data"
  id?: string
  class?: string
  /** Names the form for people who jump between landmarks. */
  label?: string
  children?: ComponentChildren
}

/** A form that works without scripts, carrying its submission key and the version it was opened on. */
export function Form(props: FormProps) {
  const method = props.method ?? "post"
  return (
    <form
      action={props.action}
      method={method}
      enctype={props.enctype}
      id={props.id}
      class={props.class ?? "form"}
      aria-label={props.label}
    >
      {method === "post" && <input type="hidden" name="_submission" value={props.submission ?? crypto.randomUUID()} />}
      {props.version !== undefined && <input type="hidden" name="_version" value={String(props.version)} />}
      {props.children}
    </form>
  )
}

/** A group of questions under one heading. */
export function FieldGroup({ title, hint, children }: { title: string; hint?: ComponentChildren; children: ComponentChildren }) {
  return (
    <fieldset class="field-group">
      <legend>{title}</legend>
      {hint && <p class="field-hint">{hint}</p>}
      {children}
    </fieldset>
  )
}
