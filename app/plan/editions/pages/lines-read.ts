import type { ReportLine, Use } from "../../import/index.ts"
import type { ReadPlan } from "../read-plan.ts"
import type { LineRead } from "./import-check-page.tsx"

const words: Record<Exclude<Use, "unplaced">, string> = {
  title: "名称",
  label: "見出し",
  page: "ページの区切り",
  position: "位置付け",
  term: "有効期間",
  ideal: "目指す姿",
  direction: "方向性",
  aim: "方向性のねらい",
  initiative: "取組の名称",
  text: "取組の概要",
}

/** What became of each line, in words. */
export function linesRead(read: ReadPlan): LineRead[] {
  return read.report.map((line) => ({ line: line.line, text: line.text, readAs: inWords(line) }))
}

function inWords({ used, place }: ReportLine): string | undefined {
  if (used === "unplaced") return undefined
  return place ? `${words[used]}（${place}）` : words[used]
}
