import { EmptyState, NONE, Table, wareki, yenText } from "../../../../kernel/ui/index.ts"
import { isOut, type LedgerRow, ledgerWords } from "./read-ledger.ts"

/** 出納簿: every yen out, back and in. */
export function LedgerTable({ rows }: { rows: readonly LedgerRow[] }) {
  if (rows.length === 0) return <EmptyState title="お金の動きはまだありません" />
  const total = (out: boolean) => rows.filter((row) => isOut(row.kind) === out).reduce((sum, { amountYen }) => sum + amountYen, 0)
  return (
    <Table
      caption="出納簿"
      rows={rows}
      total={{ day: "計", out: yenText(total(true)), back: yenText(total(false)), held: yenText(rows.at(-1)!.heldYen) }}
      columns={[
        { key: "day", title: "日付", rowHeader: true, nowrap: true, cell: (row) => wareki(row.day) },
        { key: "kind", title: "区分", nowrap: true, cell: (row) => ledgerWords[row.kind] },
        { key: "out", title: "支払", align: "right", nowrap: true, cell: (row) => (isOut(row.kind) ? yenText(row.amountYen) : NONE) },
        { key: "back", title: "受入れ", align: "right", nowrap: true, cell: (row) => (isOut(row.kind) ? NONE : yenText(row.amountYen)) },
        { key: "held", title: "交付済みの額", align: "right", nowrap: true, cell: (row) => yenText(row.heldYen) },
        { key: "note", title: "摘要" },
      ]}
    />
  )
}
