import { percentText, Table, wareki, yenText } from "../../../../kernel/ui/index.ts"
import type { CategoryMove } from "../change.ts"
import type { Filing } from "../filings.ts"

/** 経費の配分 before and after, by how much each category moves, and which of them needs the approval. */
export function ComparisonTable({ moves }: { moves: readonly CategoryMove[] }) {
  return (
    <Table
      caption="経費の配分の変更前と変更後（補助対象経費）"
      rows={moves}
      columns={[
        { key: "title", title: "経費区分", rowHeader: true },
        { key: "before", title: "変更前", align: "right", nowrap: true, cell: (row) => yenText(row.before) },
        { key: "after", title: "変更後", align: "right", nowrap: true, cell: (row) => yenText(row.after) },
        { key: "difference", title: "差", align: "right", nowrap: true, cell: (row) => `${row.after > row.before ? "+" : ""}${yenText(row.after - row.before)}` },
        { key: "share", title: "割合", align: "right", nowrap: true, cell: shareText },
        { key: "needs", title: "承認", nowrap: true, cell: (row) => (row.needsApproval ? "要る" : "要らない") },
      ]}
    />
  )
}

/** 20.00% beside 「要る」 would read like a mistake: what is a little over it is said to be. */
function shareText({ after, share, needsApproval }: CategoryMove): string {
  if (share === null) return after === 0 ? "－" : "新しい区分"
  const text = percentText(share, 2)
  return needsApproval && text.endsWith(".00%") && Number.parseFloat(text) / 100 < share ? `${text}を超える` : text
}

/** Of a change as it was filed; older ones hold their words only. */
export function ChangeComparison({ filing }: { filing: Filing }) {
  const { moves, awardBefore, award, endsBefore, endsOn } = filing.content as { moves?: CategoryMove[]; awardBefore?: number; award?: number; endsBefore?: string; endsOn?: string }
  if (!moves) return null
  return (
    <>
      <ComparisonTable moves={moves} />
      <p>{`補助金の額　${yenText(awardBefore)} → ${yenText(award)}　　完了予定日　${wareki(endsBefore)} → ${wareki(endsOn)}`}</p>
    </>
  )
}
