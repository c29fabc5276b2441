import { Banner, Button, ButtonLink, DateField, dateTimeShort, Details, EmptyState, numberText, Page, SelectField, StatusTag, Table, TextDiff, wareki } from "../../../../kernel/ui/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import type { Ordinance, OrdinanceVersion } from "../ordinance.ts"
import { rulebookPaths } from "../paths.ts"
import type { ComparedProvision } from "../versions/compare-provisions.ts"

function crumbsOf(it: Ordinance, last: string) {
  return [{ title: "例規集", href: rulebookPaths.list }, { title: it.title, href: rulebookPaths.ordinance(it.id) }, { title: last }]
}

export interface VersionsPageProps {
  it: Ordinance
  versions: readonly OrdinanceVersion[]
  names: ReadonlyMap<string, string>
  /** The day that was asked about, and what held then. */
  asked: { on: string; version: OrdinanceVersion | undefined } | undefined
  today: string
  typed?: Typed | undefined
}

export function VersionsPage({ it, versions, names, asked, today, typed }: VersionsPageProps) {
  const options = versions.map(({ number, effectiveOn }) => ({ value: String(number), label: `第${number}版${effectiveOn ? `（${wareki(effectiveOn)}施行）` : ""}` }))
  const [newest, previous] = versions
  return (
    <Page title="版と改正" kicker={it.title} crumbs={crumbsOf(it, "版と改正")} {...(typed ? { typed } : {})}>
      <Table
        caption="版の一覧"
        captionHidden
        rows={versions}
        columns={[
          {
            key: "number",
            title: "版",
            rowHeader: true,
            nowrap: true,
            cell: (row) => (
              <>
                <a href={rulebookPaths.version(it.id, row.number)}>第{row.number}版</a> {row.number === newest?.number && <StatusTag tone="success">最新</StatusTag>}
              </>
            ),
          },
          {
            key: "effective",
            title: "施行日",
            nowrap: true,
            cell: (row) => (
              <>
                {row.effectiveOn ? wareki(row.effectiveOn) : "不明"} {row.effectiveOn && row.effectiveOn > today && <StatusTag tone="info">未施行</StatusTag>}
              </>
            ),
          },
          { key: "madeBy", title: "もと" },
          { key: "by", title: "登録した人", cell: (row) => (row.createdBy ? (names.get(row.createdBy) ?? "－") : "（システム）") },
          { key: "at", title: "登録した日時", nowrap: true, cell: (row) => dateTimeShort(row.createdAt) },
          {
            key: "compare",
            title: "前の版との違い",
            nowrap: true,
            cell: (row) =>
              row.number > 1 ? (
                <a href={rulebookPaths.compare(it.id, row.number - 1, row.number)}>
                  新旧対照<span class="vh">（第{row.number}版）</span>
                </a>
              ) : (
                "－"
              ),
          },
        ]}
      />
      <form class="filter-bar" method="get" action={rulebookPaths.versions(it.id)} aria-label="ある日の版">
        <DateField name="on" label="ある日の版を開く" hint="その日に効力のあった版を示します。" value={asked?.on ?? ""} {...(typed ? { typed } : {})} />
        <div class="filter-actions">
          <Button kind="secondary">調べる</Button>
        </div>
      </form>
      {asked &&
        (asked.version ? (
          <Banner title={`${wareki(asked.on)}に効力があったのは第${asked.version.number}版です`}>
            <p>
              <a href={rulebookPaths.version(it.id, asked.version.number)}>第{asked.version.number}版を読む</a>
            </p>
          </Banner>
        ) : (
          <Banner kind="warning" title={`${wareki(asked.on)}には、まだ施行された版がありません`} />
        ))}
      {newest && previous && (
        <form class="filter-bar" method="get" action={rulebookPaths.compareRoute(it.id)} aria-label="二つの版を比べる">
          <SelectField name="from" label="もとの版" empty={false} options={options} value={String(previous.number)} />
          <SelectField name="to" label="くらべる版" empty={false} options={options} value={String(newest.number)} />
          <div class="filter-actions">
            <Button kind="secondary">比べる</Button>
          </div>
        </form>
      )}
    </Page>
  )
}

export interface ComparePageProps {
  it: Ordinance
  from: OrdinanceVersion
  to: OrdinanceVersion
  rows: readonly ComparedProvision[]
}

/** 新旧対照: only what differs, the number of the rest said. */
export function ComparePage({ it, from, to, rows }: ComparePageProps) {
  const changed = rows.filter(({ kind }) => kind !== "same")
  const same = rows.length - changed.length
  const of = (kind: string) => rows.filter((row) => row.kind === kind).length
  return (
    <Page
      title={`第${from.number}版と第${to.number}版の違い`}
      kicker={it.title}
      crumbs={crumbsOf(it, "新旧対照")}
      lead={`変わった条文 ${of("changed")}、加わった条文 ${of("added")}、なくなった条文 ${of("removed")}、同じ条文 ${numberText(same)}。`}
      actions={<ButtonLink href={rulebookPaths.versions(it.id)}>版と改正</ButtonLink>}
    >
      {changed.length === 0 ? (
        <EmptyState title="二つの版の条文は同じです" />
      ) : (
        <TextDiff
          caption={`${it.title} 新旧対照`}
          before={`第${from.number}版（${from.madeBy}）`}
          after={`第${to.number}版（${to.madeBy}）`}
          rows={changed.map(({ before, after, segments }) => ({ place: placeOf(before?.no, after?.no), segments }))}
        />
      )}
      {same > 0 && (
        <Details summary={`同じ条文（${same}）`}>
          <p>{rows.flatMap(({ kind, after }) => (kind === "same" && after ? [after.no || "本文"] : [])).join("、")}</p>
        </Details>
      )}
    </Page>
  )
}

function placeOf(before: string | undefined, after: string | undefined): string {
  if (before === undefined || after === undefined || before === after) return after ?? before ?? ""
  return `${after}（もと${before}）`
}
