import type { Typed } from "../../../../kernel/http/index.ts"
import { BarChart, Banner, Button, ButtonGroup, ButtonLink, Details, DownloadLinks, Form, NumberField, Page, Section, SelectField, StatusTag, SummaryList, Table, TextAreaField, yenText } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { Call } from "../../programmes/programme.ts"
import type { Granted } from "../../rules/budget-line.ts"
import type { PublishedSummary } from "../../rules/published-summary.ts"
import type { Outcome } from "../../rules/score-applications.ts"
import { scoringPaths } from "../paths.ts"
import { pointsText, type Result } from "../result.ts"

const statusWords: Readonly<Record<Outcome["status"], string>> = { ranked: "順位あり", "knocked-out": "必須項目を満たさない", "below-floor": "基準点に届かない", "below-total": "合計が足りない", "no-quorum": "委員が足りない" }
const lineWords: Readonly<Record<Granted["result"], string>> = { full: "予算の範囲内", partial: "一部採択", none: "予算の範囲外", "tie-at-the-line": "境目で同点（審査会で決める）" }

/** Ranks, floors, ties and the line, as they follow from the sheets. */
export function ResultPage({ call, committee, rows, budgetYen, typed }: Result & { typed?: Typed | undefined }) {
  const shared = typed ? { typed } : {}
  return (
    <Page title="採点の結果" kicker={call.title} width="wide" {...shared} crumbs={[{ title: call.title, href: paths.ownCall(call.id) }, { title: "審査会", href: scoringPaths.committee(call.id) }, { title: "採点の結果" }]}>
      {committee.closedAt && <Banner title="採点は締め切りました。それぞれの申請は、結果とともに審査に戻りました。" />}
      <p>{budgetYen === null ? "予算額の定めがないため、予算の線は引いていません。" : `予算の残り ${yenText(budgetYen)}の範囲で、順位の上から線を引いています。`}</p>
      <Table
        caption="順位と予算の線"
        rows={rows}
        columns={[
          { key: "rank", title: "順位", align: "right", cell: ({ outcome }) => (outcome.rank ? `${outcome.rank}${outcome.tied ? "（同点）" : ""}` : "－") },
          { key: "title", title: "補助事業", rowHeader: true, cell: (row) => <a href={paths.office(row.id)}>{`${row.number} ${row.title}`}</a> },
          { key: "total", title: "合計", align: "right", cell: ({ outcome }) => pointsText(outcome.total) },
          { key: "status", title: "判定", cell: ({ outcome }) => <StatusTag tone={outcome.status === "ranked" ? "success" : "warning"}>{statusWords[outcome.status]}</StatusTag> },
          { key: "reasons", title: "理由・加減点", cell: ({ outcome }) => outcome.reasons.join("、") || "－" },
          { key: "counted", title: "数えた採点", align: "right", cell: ({ outcome }) => `${outcome.counted.length}人${outcome.excluded.length > 0 ? `（除斥${outcome.excluded.length}人）` : ""}` },
          { key: "wantedYen", title: "申請額", align: "right", cell: (row) => yenText(row.wantedYen) },
          { key: "granted", title: "予算の線", cell: ({ granted }) => (granted ? `${lineWords[granted.result]}${granted.result === "partial" ? ` ${yenText(granted.granted)}` : ""}` : "－") },
        ]}
      />
      {rows.length > 0 && <BarChart title="合計の点" unit="点" digits={2} bars={rows.map(({ number, title, outcome }) => ({ label: `${number} ${title}`, value: Math.max(0, Number(pointsText(outcome.total))), note: statusWords[outcome.status] }))} />}
      <DownloadLinks downloads={[{ format: "csv", href: scoringPaths.resultFile(call.id) }]} />
      {!committee.closedAt && rows.length > 0 && (
        <Section title="締め切る前に" id="deeds">
          <Details summary="点を加減する（過去の取消しなど）" open={typed?.problems.some(({ field }) => field !== undefined) ?? false}>
            <Form action={scoringPaths.adjust(call.id)}>
              <SelectField name="applicationId" label="申請" required {...shared} options={rows.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))} />
              <NumberField name="points" label="加減する点" hint="減らすときは「-10」のように。" required {...shared} />
              <TextAreaField name="reason" label="理由" required {...shared} maxLength={500} rows={2} />
              <Button kind="secondary">加減する</Button>
            </Form>
          </Details>
          <Form action={scoringPaths.conclude(call.id)}>
            <Button>採点を締め切り、審査に戻す</Button>
          </Form>
        </Section>
      )}
      {committee.closedAt && (
        <ButtonGroup>
          {committee.publishedAt ? (
            <ButtonLink href={scoringPaths.summary(call.id)}>公表した概要を見る</ButtonLink>
          ) : (
            <Form action={scoringPaths.publish(call.id)} class="form-inline">
              <Button>審査結果の概要を公表する</Button>
            </Form>
          )}
        </ButtonGroup>
      )}
    </Page>
  )
}

/** 審査結果の概要 for everybody. */
export function SummaryPage({ call, summary }: { call: Call; summary: PublishedSummary }) {
  return (
    <Page title="審査結果の概要" kicker={call.title} width="narrow" crumbs={[{ title: "補助金をさがす", href: paths.finder }, { title: call.title, href: paths.call(call.id) }, { title: "審査結果の概要" }]}>
      <SummaryList
        rows={[
          { key: "審査した申請", value: `${summary.applications}件` },
          { key: "採択の候補", value: `${summary.granted}件　${yenText(summary.amount)}` },
          { key: "合計点の平均", value: summary.meanTotal ?? "申請が少ないため公表しません" },
          { key: "採択の候補の最低点", value: summary.lowestGranted ?? "公表しません" },
        ]}
      />
      <Table
        caption="採択の候補"
        rows={summary.awards}
        empty="採択の候補はありません。"
        columns={[
          { key: "title", title: "補助事業", rowHeader: true },
          { key: "amount", title: "額", align: "right", cell: (row) => `${yenText(row.amount)}${row.partial ? "（一部）" : ""}` },
        ]}
      />
      {summary.notGranted.length > 0 && (
        <Table
          caption="採択の候補にならなかったもの"
          rows={summary.notGranted}
          columns={[
            { key: "reason", title: "理由", rowHeader: true },
            { key: "count", title: "件数", align: "right", cell: (row) => `${row.count}件` },
          ]}
        />
      )}
    </Page>
  )
}
