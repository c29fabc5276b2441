import { warekiShort } from "../../ui/index.ts"
import type { Approval, ApprovalStep } from "../approval.ts"
import { stateWords, stepWords } from "../words.ts"

const WIDTH = 148
const GAP = 28
const HEIGHT = 150
const INK = "#8a2b6d"
const RED = "#b3261e"
const GREY = "#767676"

interface Box {
  title: string
  unit: string
  post: string
  name: string
  state: ApprovalStep["state"]
  at: Date | null
  acting: boolean
}

/** 起案用紙 as people know it: the stages in a row with their stamps, units that agree side by side above each other. */
export function RoutePicture({ approval, steps }: { approval: Approval; steps: readonly ApprovalStep[] }) {
  const columns: Box[][] = [
    [{ title: "起案", unit: approval.drafterPost, post: "", name: approval.drafterName, state: "done", at: approval.submittedAt, acting: false }],
  ]
  for (const position of [...new Set(steps.map((step) => step.position))]) {
    columns.push(steps.filter((step) => step.position === position).map(boxOf))
  }
  const label = columns.flat().map((box) => `${box.title} ${box.unit}${box.post} ${stateWords[box.state]}`)
  return (
    <div class="route-picture" role="img" aria-label={`決裁の経路：${label.join("、")}`}>
      {columns.map((column, at) => {
        const left = at === 0 ? 2 : GAP
        const height = column.length * (HEIGHT + 14) - 10
        return (
          <svg width={left + WIDTH + 2} height={height} viewBox={`0 0 ${left + WIDTH + 2} ${height}`} aria-hidden="true" focusable="false">
            {at > 0 && <path d={`M4 ${height / 2}h${GAP - 10}m-6 -5l6 5l-6 5`} fill="none" stroke={GREY} stroke-width="2" />}
            {column.map((box, row) => (
              <BoxPicture box={box} x={left} y={2 + row * (HEIGHT + 14)} />
            ))}
          </svg>
        )
      })}
    </div>
  )
}

function boxOf(step: ApprovalStep): Box {
  return {
    title: stepWords[step.kind],
    unit: step.unitName,
    post: step.postTitle,
    name: step.actedName ?? step.personName,
    state: step.state,
    at: step.actedAt,
    acting: step.actingFor !== null,
  }
}

function BoxPicture({ box, x, y }: { box: Box; x: number; y: number }) {
  const middle = x + WIDTH / 2
  const current = box.state === "current"
  const faint = box.state === "skipped"
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={WIDTH}
        height={HEIGHT}
        rx="6"
        fill={current ? "#fbf4f9" : "#ffffff"}
        stroke={current ? INK : GREY}
        stroke-width={current ? 3 : 1}
        stroke-dasharray={faint ? "5 4" : undefined}
      />
      <text x={middle} y={y + 20} text-anchor="middle" font-size="14" font-weight="700" fill="#1a1a1a">
        {box.title}
      </text>
      <path d={`M${x} ${y + 28}h${WIDTH}`} stroke={GREY} stroke-width="1" />
      <text x={middle} y={y + 45} text-anchor="middle" font-size="12" fill="#333333">
        {fit(box.unit)}
      </text>
      <text x={middle} y={y + 61} text-anchor="middle" font-size="12" fill="#333333">
        {fit(box.post)}
      </text>
      {box.state === "done" ? (
        <Stamp box={box} x={middle} y={y + 107} />
      ) : (
        <text x={middle} y={y + 112} text-anchor="middle" font-size="13" fill={current ? INK : "#5c5c5c"}>
          {stateWords[box.state]}
        </text>
      )}
    </g>
  )
}

/** 電子印: the name, the day, and 代 where somebody acted for the holder of the post. */
function Stamp({ box, x, y }: { box: Box; x: number; y: number }) {
  return (
    <g>
      <circle cx={x} cy={y} r="36" fill="none" stroke={RED} stroke-width="2" />
      <path d={`M${x - 35} ${y - 9}h70M${x - 35} ${y + 11}h70`} stroke={RED} stroke-width="1" />
      <text x={x} y={y - 15} text-anchor="middle" font-size="11" fill={RED}>
        {box.title}
      </text>
      <text x={x} y={y + 6} text-anchor="middle" font-size="12" fill={RED}>
        {box.at ? warekiShort(box.at) : ""}
      </text>
      <text x={x} y={y + 26} text-anchor="middle" font-size="12" font-weight="700" fill={RED}>
        {(box.name.split(/[\s　]/)[0] ?? "").slice(0, 4)}
      </text>
      {box.acting && (
        <text x={x + 48} y={y - 22} text-anchor="middle" font-size="14" font-weight="700" fill={RED}>
          代
        </text>
      )}
    </g>
  )
}

/** Twelve characters fill the box. */
function fit(text: string): string {
  const letters = [...text]
  return letters.length > 11 ? `${letters.slice(0, 10).join("")}…` : text
}
