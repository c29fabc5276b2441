import { EmptyState, NONE, Page, Section, StatusTag, Table, TaskList, wareki, warekiMonth } from "../../../kernel/ui/index.ts"
import { editionName, initiativeNumber, quarterWords, type Sheet } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import type { MyUnit } from "../my-unit.ts"
import { sharingPaths } from "../paths.ts"

/** The plan as one unit has it: what it owns, what it owes and by when. */
export function MyUnitPage({ mine, today }: { mine: MyUnit; today: string }) {
  const { edition, owned, partnered } = mine
  const page = (children: preact.ComponentChildren) => (
    <Page
      title={`${mine.unitName}の推進プラン`}
      {...(edition ? { kicker: editionName(edition) } : {})}
      crumbs={[{ title: "推進プラン", href: paths.home }, { title: "自所属" }]}
    >
      {children}
    </Page>
  )
  if (!edition) return page(<EmptyState title="施行中の推進プランはありません" />)
  const e = edition.id
  if (owned.length + partnered.length === 0) {
    return page(
      <EmptyState title="この所属が主管・関係する取組はありません" action={<a href={paths.edition(e)}>推進プランの全体を見る</a>}>
        <p>どの所属の職員も、取組に質問し、改善を提案できます。</p>
      </EmptyState>,
    )
  }
  return page(
    <>
      <Sheets title="主管する取組" sheets={owned} editionId={e} />
      <Sheets title="関係する取組" sheets={partnered} editionId={e} />
      <Section title="回答を待つ質問" id="questions">
        {mine.questions.length === 0 ? (
          <p class="muted">ありません。</p>
        ) : (
          <TaskList
            tasks={mine.questions.map((one) => ({
              title: one.text.slice(0, 60),
              href: sharingPaths.question(one.initiativeId, one.id),
              hint: `${one.title}　回答期限 ${wareki(one.dueOn)}`,
              status: one.dueOn < today ? "期限超過" : "回答待ち",
              tone: one.dueOn < today ? "warning" : "neutral",
            }))}
          />
        )}
      </Section>
      <Section title="評価" id="reviews">
        {mine.reviews.length === 0 ? (
          <p class="muted">いま書くものはありません。</p>
        ) : (
          <TaskList
            tasks={mine.reviews.map((one) => ({
              title: one.title,
              href: one.link,
              status: one.state ?? one.kind,
              ...(one.dueOn ? { hint: `期限 ${wareki(one.dueOn)}` } : {}),
            }))}
          />
        )}
      </Section>
      <Section title="まだ達成していないマイルストーン" id="milestones">
        <Table
          caption="まだ達成していないマイルストーンの一覧"
          captionHidden
          rows={mine.milestones}
          empty="すべて達成しています。"
          columns={[
            { key: "quarter", title: "時期", nowrap: true, cell: (row) => quarterWords[row.milestone.quarter] },
            { key: "text", title: "内容", rowHeader: true, cell: (row) => row.milestone.text },
            { key: "sheet", title: "取組", cell: (row) => <a href={paths.milestones(e, row.sheet.initiativeId)}>{row.sheet.title}</a> },
            { key: "state", title: "状況", cell: (row) => (row.late ? <StatusTag tone="warning">未達</StatusTag> : <StatusTag>予定</StatusTag>) },
          ]}
        />
      </Section>
      <Section title="手で入力する指標" id="indicators">
        <Table
          caption="手で入力する指標の一覧"
          captionHidden
          rows={mine.indicators}
          empty="ありません。指標はすべて記録から数えています。"
          columns={[
            {
              key: "name",
              title: "指標",
              rowHeader: true,
              cell: (row) => <a href={paths.indicatorValues(e, row.sheet.initiativeId, row.indicator.id)}>{row.indicator.name}</a>,
            },
            { key: "sheet", title: "取組", cell: (row) => row.sheet.title },
            { key: "last", title: "最後に入力した月", nowrap: true, cell: (row) => (row.last ? warekiMonth(row.last.month) : NONE) },
          ]}
        />
      </Section>
      <Section title="進んでいる改善提案" id="improvements">
        <Table
          caption="進んでいる改善提案の件数"
          captionHidden
          rows={mine.improvements}
          empty="主管する取組への改善提案で、進んでいるものはありません。"
          columns={[
            { key: "title", title: "状況", rowHeader: true, cell: (row) => <a href={row.link}>{row.title}</a> },
            { key: "state", title: "件数", align: "right" },
          ]}
        />
      </Section>
    </>,
  )
}

function Sheets({ title, sheets, editionId }: { title: string; sheets: readonly Sheet[]; editionId: string }) {
  if (sheets.length === 0) return null
  return (
    <Section title={title}>
      <Table
        caption={title}
        captionHidden
        rows={sheets}
        columns={[
          { key: "number", title: "番号", nowrap: true, cell: (sheet) => initiativeNumber(sheet) },
          { key: "title", title: "取組", rowHeader: true, cell: (sheet) => <a href={paths.initiative(editionId, sheet.initiativeId)}>{sheet.title}</a> },
          {
            key: "milestones",
            title: "マイルストーン",
            align: "right",
            cell: (sheet) =>
              sheet.milestones.length === 0 ? NONE : `${sheet.milestones.filter((one) => one.doneOn).length} / ${sheet.milestones.length}`,
          },
          { key: "indicators", title: "指標", align: "right", cell: (sheet) => (sheet.indicators.length === 0 ? "指標なし" : `${sheet.indicators.length}件`) },
          { key: "print", title: "1枚のまとめ", cell: (sheet) => <a href={paths.initiativePrint(editionId, sheet.initiativeId)}>開く<span class="vh">：{sheet.title}</span></a> },
        ]}
      />
    </Section>
  )
}
