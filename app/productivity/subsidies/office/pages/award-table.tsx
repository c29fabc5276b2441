import { Table, yenText } from "../../../../kernel/ui/index.ts"
import type { Application } from "../../applications/application.ts"
import { totalCost } from "../../applications/award-terms.ts"
import { type Call, roundingWords } from "../../programmes/programme.ts"
import type { AwardComputation } from "../../rules/award-amount.ts"
import { fractionText } from "../../rules/money.ts"

interface AwardTableProps {
  call: Pick<Call, "categories" | "capYen" | "rounding">
  it: Pick<Application, "costs" | "income">
  award: AwardComputation
}

/** How the amount comes about, line by line, so that whoever decides can count it again. */
export function AwardTable({ call, it, award }: AwardTableProps) {
  const rows = call.categories.map((category) => {
    const cost = it.costs.find((one) => one.category === category.key)
    const counted = award.categories.find(({ key }) => key === category.key)
    return { ...category, total: cost?.total ?? 0, eligible: cost?.eligible ?? 0, capped: counted?.capped ?? false }
  })
  const other = it.income.otherIncome ?? 0
  return (
    <>
      <Table
        caption="経費の配分"
        rows={rows}
        columns={[
          { key: "title", title: "経費区分", rowHeader: true },
          { key: "total", title: "要する経費", align: "right", nowrap: true, cell: (row) => yenText(row.total) },
          { key: "eligible", title: "補助対象経費", align: "right", nowrap: true, cell: (row) => yenText(row.eligible) },
          { key: "rate", title: "補助率", align: "right", nowrap: true, cell: (row) => fractionText(row.rate) },
          { key: "cap", title: "区分の上限", align: "right", nowrap: true, cell: (row) => (row.capYen === null ? "－" : `${yenText(row.capYen)}${row.capped ? "（上限に達した）" : ""}`) },
        ]}
        total={{ title: "計", total: yenText(totalCost(it.costs)), eligible: yenText(award.eligible) }}
      />
      <p>
        対象経費 {yenText(award.eligible)} － 寄付金その他の収入 {yenText(other)} ＝ {yenText(award.base)}。
        これに補助率を掛け{call.capYen === null ? "" : `、1件の上限 ${yenText(call.capYen)} と比べて低い方をとり`}、{roundingWords[call.rounding]}で、
        <strong>計算した補助金の額は {yenText(award.amount)}</strong>
        {award.boundBy === "cap" ? "（上限額）" : ""}です。
      </p>
    </>
  )
}
