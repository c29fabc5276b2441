import { dateTime, fiscalYearName, numberText, Section, SummaryList, Table, yenText } from "../../../../kernel/ui/index.ts"
import { type Call, roundingWords } from "../programme.ts"
import { rateText } from "../rate.ts"

const noLimit = (yen: number | null) => (yen === null ? "上限なし" : yenText(yen))

/** What staff and applicants both read of a call. */
export function CallContent({ call, outside }: { call: Call; outside?: boolean }) {
  return (
    <>
      <Section title="受付の期間と補助金の額" id="window">
        <SummaryList
          rows={[
            { key: "年度", value: fiscalYearName(call.fiscalYear) },
            { key: "受付", value: `${dateTime(call.opensAt)} から ${dateTime(call.closesAt)} まで` },
            { key: "1件の上限額", value: noLimit(call.capYen) },
            ...(outside ? [] : [{ key: "予算額", value: yenText(call.budgetYen) }]),
            { key: "端数処理", value: roundingWords[call.rounding] },
            { key: "標準処理期間", value: call.standardDays === null ? "（決めていません）" : `申請が届いてから${numberText(call.standardDays, "日")}（補正を待つ間を除く）` },
          ]}
        />
      </Section>
      <Section title="補助の対象になる経費" id="categories">
        <Table
          caption="経費区分と補助率"
          captionHidden
          columns={[
            { key: "title", title: "経費区分", rowHeader: true },
            { key: "rate", title: "補助率", nowrap: true, cell: (row) => rateText(row.rate) },
            { key: "capYen", title: "区分の上限額", align: "right", nowrap: true, cell: (row) => noLimit(row.capYen) },
            { key: "note", title: "説明" },
          ]}
          rows={call.categories}
          empty="経費区分はまだ決まっていません。"
        />
      </Section>
      <Section title="添付書類" id="attachments">
        {call.attachments.length === 0 ? (
          <p>添付する書類はありません。</p>
        ) : (
          <ul>
            {call.attachments.map((one) => (
              <li>
                {one.title}（{one.required ? "必ず" : "あれば"}）
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="交付の条件と、決定の後のこと" id="conditions">
        <ul>
          {call.conditions.map((condition) => (
            <li>{condition}</li>
          ))}
          <li>{`交付決定の通知を受けた日の翌日から${call.withdrawalDays}日以内は、申請を取り下げることができます。`}</li>
          <li>{`事業が完了したら、${call.reportDays}日以内に実績報告をします。`}</li>
          <li>{call.earlyStart ? "交付決定の前に発注するときは、あらかじめ承認を受けます。" : "交付決定の前に発注・契約・支払をしたものは対象になりません。"}</li>
          {call.quotesFromYen !== null && <li>{`${yenText(call.quotesFromYen)}以上の発注には、2者以上の見積が要ります。`}</li>}
        </ul>
      </Section>
    </>
  )
}
