import { quarterSentence, type QuarterState } from "../quarters.ts"

/** Four segments, one a quarter: filled as far as it was reached, hatched where its time is over and it was not. */
export function QuarterStrip({ quarters }: { quarters: readonly QuarterState[] }) {
  const words = quarters.map(quarterSentence).join("、")
  return (
    <svg class="quarters" viewBox="0 0 164 14" preserveAspectRatio="xMinYMid" role="img" aria-label={`マイルストーン：${words}`}>
      {quarters.map((state, at) => {
        const x = at * 42
        const wide = state.planned > 0 ? (38 * state.done) / state.planned : 0
        const late = state.time === "ended" && state.done < state.planned
        return (
          <>
            <rect class={state.planned === 0 ? "quarter-none" : late ? "quarter-late" : "quarter-open"} x={x + 0.5} y="2.5" width="37" height="9" rx="2" />
            {wide > 0 && <rect class="quarter-done" x={x} y="2" width={wide.toFixed(1)} height="10" rx="2" />}
            {state.time === "running" && <path class="quarter-now" d={`M${x} 13.5H${x + 38}`} />}
          </>
        )
      })}
    </svg>
  )
}
