import type { LogicModel } from "../../tables.ts"
import { logicModelWords } from "../words.ts"

const steps = ["inputs", "activities", "outputs", "outcomes"] as const

/** 投入 → 活動 → 直接の結果 → 成果, as a flow. */
export function LogicModelFlow({ model }: { model: LogicModel }) {
  if (steps.every((step) => !model[step])) return <p class="muted">（まだ書かれていません）</p>
  return (
    <ol class="logic-model">
      {steps.map((step) => (
        <li class={`logic-${step}`}>
          <h3>{logicModelWords[step]}</h3>
          {model[step] ? <p class="prose">{model[step]}</p> : <p class="muted">－</p>}
        </li>
      ))}
    </ol>
  )
}
