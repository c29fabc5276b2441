import { ButtonLink, dateTime, EmptyState, fiscalYearName, Page, Section, StatusTag, SummaryList, Table, yenText } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { audienceWords, type Call, callStateWords, type Programme } from "../programme.ts"

const tones = { draft: "neutral", published: "success", withdrawn: "danger" } as const

export function ProgrammePage({ it, calls, mayRun }: { it: Programme; calls: readonly Omit<Call, "categories">[]; mayRun: boolean }) {
  return (
    <Page
      title={it.title}
      kicker={it.unitName}
      crumbs={[{ title: "補助制度", href: paths.programmes }, { title: it.title }]}
      actions={
        mayRun && (
          <>
            <ButtonLink href={paths.freshCall(it.id)} kind="primary">
              公募をつくる
            </ButtonLink>
            <ButtonLink href={paths.editProgramme(it.id)}>制度を変える</ButtonLink>
          </>
        )
      }
    >
      <Section title="制度の内容" id="content">
        <SummaryList
          rows={[
            { key: "目的", value: <span class="pre-wrap">{it.purpose}</span> },
            { key: "対象", value: audienceWords[it.audience] },
            { key: "目的の区分", value: it.uses.join("、") || "（選んでいません）" },
            { key: "地域", value: it.area },
            { key: "交付要綱", value: it.basis || "（入力していません）" },
            { key: "問合せ先", value: <span class="pre-wrap">{it.contact}</span> },
          ]}
        />
        {mayRun && (
          <p>
            <a href={paths.copyProgramme(it.id)}>この制度をもとに新しい制度をつくる</a>
          </p>
        )}
      </Section>
      <Section title="公募" id="calls">
        {calls.length === 0 ? (
          <EmptyState title="公募はまだありません" action={mayRun && <ButtonLink href={paths.freshCall(it.id)}>最初の公募をつくる</ButtonLink>}>
            <p>公募には、受付の期間、経費区分と補助率、添付書類、標準処理期間を決めます。公開するまで、外からは見えません。</p>
          </EmptyState>
        ) : (
          <Table
            caption="公募の一覧"
            captionHidden
            columns={[
              { key: "title", title: "公募", rowHeader: true, cell: (row) => <a href={paths.ownCall(row.id)}>{row.title}</a> },
              { key: "fiscalYear", title: "年度", nowrap: true, cell: (row) => fiscalYearName(row.fiscalYear) },
              { key: "state", title: "状態", nowrap: true, cell: (row) => <StatusTag tone={tones[row.state]}>{callStateWords[row.state]}</StatusTag> },
              { key: "opensAt", title: "受付の開始", nowrap: true, cell: (row) => dateTime(row.opensAt) },
              { key: "closesAt", title: "締切", nowrap: true, cell: (row) => dateTime(row.closesAt) },
              { key: "budgetYen", title: "予算額", align: "right", nowrap: true, cell: (row) => yenText(row.budgetYen) },
            ]}
            rows={calls}
          />
        )}
      </Section>
    </Page>
  )
}
