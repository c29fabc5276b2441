import type { Typed } from "../../../../kernel/http/index.ts"
import { FieldGroup, HiddenField, Section, SummaryList, Table, YenField, yenText } from "../../../../kernel/ui/index.ts"
import { roundingWords } from "../../programmes/programme.ts"
import { fractionText } from "../../rules/money.ts"
import { computeAward, totalCost } from "../award-terms.ts"
import type { ApplicationSheet } from "../steps.ts"
import { StepFrame } from "./frame.tsx"

export function CostsStep({ sheet, typed }: { sheet: ApplicationSheet; typed: Typed }) {
  const { call } = sheet
  return (
    <StepFrame sheet={sheet} step="costs" title="経費と申請額" typed={typed} lead="使う予定のない区分は0円のままにしてください。申請額は、保存すると計算します。">
      {call.categories.map((category, at) => (
        <FieldGroup title={category.title} hint={`補助率 ${fractionText(category.rate)}${category.capYen === null ? "" : `　上限 ${yenText(category.capYen)}`}${category.note ? `　${category.note}` : ""}`}>
          <HiddenField name={`lines.${at}.category`} value={category.key} />
          <YenField name={`lines.${at}.total`} label="補助事業に要する経費" typed={typed} />
          <YenField name={`lines.${at}.eligible`} label="うち補助対象経費" typed={typed} />
        </FieldGroup>
      ))}
      <FieldGroup title="補助金のほかの収入">
        <YenField name="otherIncome" label="寄付金その他の収入" hint="補助対象経費に充てられる収入です。計算のときに差し引きます。" typed={typed} />
        <YenField name="ownFunds" label="自己資金" typed={typed} />
        <YenField name="loans" label="借入金" typed={typed} />
      </FieldGroup>
      {sheet.it.savedSteps.includes("costs") && <Computation sheet={sheet} />}
    </StepFrame>
  )
}

/** How the amount comes about, as the rule computes it. */
export function Computation({ sheet: { it, call } }: { sheet: Pick<ApplicationSheet, "it" | "call"> }) {
  const award = computeAward(call, it.costs, it.income)
  const total = totalCost(it.costs)
  const funded = award.amount + (it.income.otherIncome ?? 0) + (it.income.ownFunds ?? 0) + (it.income.loans ?? 0)
  return (
    <Section title="保存した内容での計算" id="computation">
      <Table
        caption="区分ごとの対象経費"
        rows={award.categories}
        columns={[
          { key: "name", title: "経費区分", rowHeader: true },
          { key: "eligible", title: "補助対象経費", align: "right", cell: (row) => yenText(row.eligible) },
          { key: "rate", title: "補助率", align: "right", cell: (row) => fractionText(call.categories.find(({ key }) => key === row.key)!.rate) },
          { key: "capped", title: "上限", cell: (row) => (row.capped ? "上限の額まで" : "－") },
        ]}
      />
      <SummaryList
        dense
        rows={[
          { key: "対象経費（寄付金その他の収入を差し引いた額）", value: yenText(award.base) },
          { key: "交付申請額", value: <strong>{`${yenText(award.amount)}（${roundingWords[call.rounding]}）`}</strong> },
          { key: "収入の合計（補助金を含む）", value: yenText(funded) },
          { key: "支出の合計", value: yenText(total) },
          ...(funded === total ? [] : [{ key: "収入と支出の差", value: `${yenText(Math.abs(total - funded))}${funded < total ? "足りません" : "多くなっています"}` }]),
        ]}
      />
    </Section>
  )
}
