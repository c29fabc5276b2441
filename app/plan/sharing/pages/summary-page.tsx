import { ButtonLink, Page, Table, numberText, wareki, warekiMonth, NONE } from "../../../kernel/ui/index.ts"
import { editionName, initiativeNumber, type LatestValue, PlanStyle, Prose, quarterWords, type SheetInEdition, statusText } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import type { PublishedGrade } from "../../review/index.ts"
import { sharingPaths } from "../paths.ts"

export interface SummaryPageProps {
  found: SheetInEdition
  values: ReadonlyMap<string, LatestValue>
  grade: PublishedGrade | undefined
  today: string
}

/** One sheet of paper: what we do, how far it is, whom to ask. */
export function SummaryPage({ found, values, grade, today }: SummaryPageProps) {
  const { edition, sheet, direction } = found
  const e = edition.id
  const i = sheet.initiativeId
  return (
    <Page
      title={sheet.title}
      kicker={`${editionName(edition)}推進プラン　${initiativeNumber(sheet)}　${direction.title}`}
      width="narrow"
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: initiativeNumber(sheet), href: paths.initiative(e, i) },
        { title: "1枚のまとめ" },
      ]}
      actions={
        <ButtonLink href={sharingPaths.summaryPdf(e, i)} small>
          PDF
        </ButtonLink>
      }
    >
      <PlanStyle />
      <div class="one-page">
        {edition.status !== "in-force" && <p>この版は「{statusText(edition)}」です。</p>}
        <h2>何をするのか</h2>
        <Prose text={sheet.text} />
        <h2>なぜするのか</h2>
        <Prose text={sheet.presentState} />
        <h2>今年すること</h2>
        <Prose text={sheet.actions} />
        <h2>いつまでに</h2>
        <Table
          caption="マイルストーン"
          captionHidden
          rows={sheet.milestones}
          empty="予定はまだありません。"
          columns={[
            { key: "quarter", title: "時期", nowrap: true, cell: (one) => quarterWords[one.quarter] },
            { key: "text", title: "内容", rowHeader: true },
            { key: "doneOn", title: "達成", nowrap: true, cell: (one) => (one.doneOn ? wareki(one.doneOn) : NONE) },
          ]}
        />
        <h2>どこまで進んだか</h2>
        {sheet.indicators.length === 0 ? (
          <p>指標なし：{sheet.noIndicatorReason || "理由はまだ書かれていません"}</p>
        ) : (
          <Table
            caption="指標"
            captionHidden
            rows={sheet.indicators}
            columns={[
              { key: "name", title: "指標", rowHeader: true },
              { key: "value", title: "最新", align: "right", cell: (one) => latestText(one, values) },
              { key: "target", title: "目標", align: "right", cell: (one) => (one.target === null ? "目標値なし" : numberText(one.target, one.unit)) },
            ]}
          />
        )}
        {grade && (
          <p>
            {grade.period}の評価：<strong>{grade.title}</strong>（評価者の判定「{grade.verdict}」）
          </p>
        )}
        <p class="muted">
          主管課：{sheet.ownerUnitName ?? "未定"}
          {sheet.partnerUnits.length > 0 && `　関係課：${sheet.partnerUnits.map((unit) => unit.name).join("、")}`}
          {`　${wareki(today)}現在`}
        </p>
      </div>
    </Page>
  )
}

export function latestText(one: { lineageId: string; unit: string }, values: ReadonlyMap<string, LatestValue>): string {
  const latest = values.get(one.lineageId)
  return latest ? `${numberText(latest.value, one.unit)}（${warekiMonth(latest.month)}）` : NONE
}
