import { dateTime, numberText } from "../ui/formats.ts"
import type { Verdict } from "./verify-audit.ts"

/** The verdict in words, for the command line and the page. */
export function formatVerdict(verdict: Verdict): string {
  const events = numberText(verdict.events, "件")
  if (verdict.ok) {
    return `操作の記録 ${events}を確かめました。改ざんはありません。\n控え（外部に書き留めてください）: ${verdict.digest}`
  }
  const { first } = verdict
  const about = [
    first.at && `日時 ${dateTime(first.at)}`,
    first.actorName && `操作した人 ${first.actorName}`,
    first.action && `操作 ${first.action}`,
  ].filter(Boolean)
  return [
    `操作の記録 ${events}を確かめました。改ざんがあります（${verdict.lanes}系列）。`,
    `最初の箇所: ${first.sentence}`,
    ...(about.length > 0 ? [`　${about.join("、")}`] : []),
  ].join("\n")
}
