import { StatusTag, warekiShort } from "../../../kernel/ui/index.ts"
import { quarterSentence, quartersOf } from "../quarters.ts"
import type { Milestone } from "../types.ts"
import { quarterWords } from "../words.ts"

export function MilestoneBoard({ milestones, fiscalYear, today }: { milestones: readonly Milestone[]; fiscalYear: number; today: string }) {
  if (milestones.length === 0) return <p class="muted">マイルストーンはまだありません。</p>
  return (
    <ol class="milestone-board">
      {quartersOf(milestones, fiscalYear, today).map((state) => (
        <li class={`milestone-quarter quarter-is-${state.time}`}>
          <h3>
            {quarterWords[state.quarter]}
            <span class="vh">：{quarterSentence(state)}</span>
          </h3>
          {state.planned === 0 ? (
            <p class="muted">予定なし</p>
          ) : (
            <ul>
              {milestones
                .filter((one) => one.quarter === state.quarter)
                .map((one) => (
                  <li>
                    <MilestoneState milestone={one} ended={state.time === "ended"} />
                    <span>{one.text}</span>
                    {one.evidence && <small class="muted">根拠：{one.evidence}</small>}
                  </li>
                ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}

export function MilestoneState({ milestone, ended }: { milestone: Milestone; ended: boolean }) {
  if (milestone.doneOn) return <StatusTag tone="success">達成 {warekiShort(milestone.doneOn)}</StatusTag>
  return ended ? <StatusTag tone="warning">未達</StatusTag> : <StatusTag>予定</StatusTag>
}
