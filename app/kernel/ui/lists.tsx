import type { ComponentChildren } from "preact"
import type { Tone } from "./status-tag.tsx"
import { StatusTag } from "./status-tag.tsx"

export interface Task {
  title: ComponentChildren
  href?: string
  hint?: ComponentChildren
  status: string
  tone?: Tone
}

/** What is to be done, each with its state: 入力済み, 未入力, まだ始められません. */
export function TaskList({ tasks, title }: { tasks: readonly Task[]; title?: string }) {
  return (
    <section class="task-list-section">
      {title && <h2>{title}</h2>}
      <ul class="task-list">
        {tasks.map((task) => (
          <li class="task">
            <div class="task-words">
              {task.href ? <a href={task.href}>{task.title}</a> : <span>{task.title}</span>}
              {task.hint && <p class="task-hint">{task.hint}</p>}
            </div>
            <StatusTag tone={task.tone ?? "neutral"}>{task.status}</StatusTag>
          </li>
        ))}
      </ul>
    </section>
  )
}

export interface SummaryRow {
  key: string
  value: ComponentChildren
  /** Where this answer is changed. */
  change?: string
  /** Instead of 変更. */
  changeWords?: string
}

/** Check answers, and the head of a record: terms with their values, 変更 beside those that can be changed. */
export function SummaryList({ rows, title, dense }: { rows: readonly SummaryRow[]; title?: string; dense?: boolean }) {
  const changeable = rows.some((row) => row.change)
  return (
    <section class="summary-section">
      {title && <h2>{title}</h2>}
      <dl class={dense ? "summary summary-dense" : "summary"}>
        {rows.map((row) => (
          <div class={changeable ? "summary-row summary-row-change" : "summary-row"}>
            <dt>{row.key}</dt>
            <dd class="summary-value">{row.value === null || row.value === undefined || row.value === "" ? "－" : row.value}</dd>
            {row.change && (
              <dd class="summary-change">
                <a href={row.change}>
                  {row.changeWords ?? "変更"}
                  <span class="vh">：{row.key}</span>
                </a>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  )
}

export interface Step {
  title: ComponentChildren
  /** Written as given: dateTime(at). */
  when?: string
  who?: ComponentChildren
  body?: ComponentChildren
  state?: "done" | "current" | "waiting" | "refused"
}

const stepWords = { done: "済み", current: "いまここ", waiting: "これから", refused: "差戻し・却下" } as const

/** The history of a case, or the way an approval takes. */
export function Timeline({ steps, title }: { steps: readonly Step[]; title?: string }) {
  return (
    <section class="timeline-section">
      {title && <h2>{title}</h2>}
      <ol class="timeline">
        {steps.map((step) => (
          <li class={`step step-${step.state ?? "done"}`} aria-current={step.state === "current" ? "step" : undefined}>
            <p class="step-title">
              {step.title}
              {step.state && <span class={step.state === "current" ? "step-state" : "vh"}>{stepWords[step.state]}</span>}
            </p>
            {(step.when || step.who) && (
              <p class="step-when">
                {step.when}
                {step.when && step.who ? "　" : ""}
                {step.who}
              </p>
            )}
            {step.body && <div class="step-body">{step.body}</div>}
          </li>
        ))}
      </ol>
    </section>
  )
}
