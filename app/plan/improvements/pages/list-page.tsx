import {
  ButtonLink,
  dateTimeShort,
  DownloadLinks,
  EmptyState,
  FilterBar,
  fiscalYearName,
  HiddenField,
  numberText,
  Page,
  Pagination,
  SearchField,
  Section,
  SelectField,
  StatusTag,
  Table,
  TaskList,
  warekiShort,
} from "../../../kernel/ui/index.ts"
import { hoursOf } from "../durations.ts"
import type { Draft } from "../get-improvement.ts"
import { type InitiativeName, nameOf } from "../initiatives.ts"
import type { ListFilter } from "../inputs.ts"
import { stateWords } from "../improvement-states.ts"
import { COUNT_LIMIT, type ImprovementListed } from "../list-improvements.ts"
import { paths } from "../paths.ts"
import { stateOptions, stateTones, whoseWords } from "../words.ts"

export interface ListPageProps {
  items: readonly ImprovementListed[]
  /** COUNT_LIMIT + 1 stands for more than that. */
  count: number
  next: string | undefined
  /** Not the first page. */
  later: boolean
  filter: ListFilter
  names: readonly InitiativeName[]
  units: readonly { id: string; name: string }[]
  years: readonly number[]
  drafts: readonly Draft[]
  problem?: string | undefined
}

/** A list's address: only what differs from the default stands in it. */
export function addressOf(path: string, filter: ListFilter, more: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, ...more })) {
    if (value === undefined || value === "") continue
    if ((name === "whose" && value === "all") || (name === "sort" && value === "filed") || (name === "direction" && value === "descending")) continue
    query.set(name, String(value))
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

export function countText(count: number): string {
  return count > COUNT_LIMIT ? `${numberText(COUNT_LIMIT)}件以上` : numberText(count, "件")
}

export function ListPage(props: ListPageProps) {
  const { items, count, next, later, filter, names, drafts } = props
  const filtered = Boolean(filter.state || filter.initiativeId || filter.unitId || filter.whose !== "all" || filter.fiscalYear || filter.q)
  const sortLink = (sort: ListFilter["sort"]) =>
    addressOf(paths.list, { ...filter, sort, direction: filter.sort === sort && filter.direction === "descending" ? "ascending" : "descending" })
  return (
    <Page
      title="業務改善提案"
      lead="職員の提案が、取組の担当所属の判断を経て実施され、実施から3か月後に効果が測られます。"
      actions={
        <>
          <ButtonLink href={paths.fresh} kind="primary">
            提案する
          </ButtonLink>
          <ButtonLink href={paths.statistics}>集計</ButtonLink>
        </>
      }
    >
      {drafts.length > 0 && (
        <TaskList
          title="書きかけの提案"
          tasks={drafts.map((draft) => ({
            title: draft.title,
            href: paths.one(draft.id),
            hint: `最後の保存 ${dateTimeShort(draft.updatedAt)}`,
            status: stateWords[draft.state],
            tone: stateTones[draft.state],
          }))}
        />
      )}
      <Section title="提案の一覧" id="list">
        <ListFilters {...props} filtered={filtered} />
        {items.length === 0 ? (
          filtered || later ? (
            <EmptyState title="条件に合う提案はありません" action={<ButtonLink href={paths.list}>条件を消す</ButtonLink>} />
          ) : (
            <EmptyState title="提案はまだありません" action={<ButtonLink href={paths.fresh}>最初の提案をする</ButtonLink>}>
              <p>「5分の手間が毎日かかっている」といった小さなものから始められます。</p>
            </EmptyState>
          )
        ) : (
          <ListTable items={items} names={names} filter={filter} sortLink={sortLink} caption={`業務改善提案（${countText(count)}）`} />
        )}
        <Pagination
          {...(later ? { previous: addressOf(paths.list, filter) } : {})}
          {...(next ? { next: addressOf(paths.list, filter, { after: next }) } : {})}
          text={items.length > 0 ? `${countText(count)}のうち${items.length}件を表示${later ? "（「前へ」は最初のページ）" : ""}` : ""}
        />
        {items.length > 0 && (
          <DownloadLinks
            downloads={[
              { format: "csv", href: addressOf(paths.export("csv"), filter) },
              { format: "xlsx", href: addressOf(paths.export("xlsx"), filter) },
            ]}
          />
        )}
        {items.length > 0 && (
          <p>
            <a href={addressOf(paths.print, filter)}>印刷用の一覧</a>
          </p>
        )}
      </Section>
    </Page>
  )
}

function ListFilters({ filter, names, units, years, filtered }: ListPageProps & { filtered: boolean }) {
  return (
    <FilterBar action={paths.list} {...(filtered ? { clear: paths.list } : {})} label="提案のしぼり込み">
      <SearchField name="q" label="言葉" value={filter.q ?? ""} />
      <SelectField
        name="whose"
        label="範囲"
        empty={false}
        value={filter.whose}
        options={Object.entries(whoseWords).map(([value, label]) => ({ value, label }))}
      />
      <SelectField name="state" label="状態" empty="すべて" value={filter.state ?? ""} options={stateOptions} />
      <SelectField
        name="initiativeId"
        label="対象の取組"
        empty="すべて"
        value={filter.initiativeId ?? ""}
        options={names.map((name) => ({ value: name.id, label: nameOf(names, name.id) }))}
      />
      <SelectField
        name="unitId"
        label="提案した所属"
        empty="すべて"
        value={filter.unitId ?? ""}
        options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
      />
      <SelectField
        name="fiscalYear"
        label="年度"
        empty="すべて"
        value={filter.fiscalYear ?? ""}
        options={years.map((year) => ({ value: String(year), label: fiscalYearName(year) }))}
      />
      {filter.sort !== "filed" && <HiddenField name="sort" value={filter.sort} />}
      {filter.direction !== "descending" && <HiddenField name="direction" value={filter.direction} />}
    </FilterBar>
  )
}

interface ListTableProps {
  items: readonly ImprovementListed[]
  names: readonly InitiativeName[]
  filter: ListFilter
  caption: string
  sortLink?: (sort: ListFilter["sort"]) => string
}

export function ListTable({ items, names, filter, sortLink, caption }: ListTableProps) {
  return (
    <Table
      caption={caption}
      rows={items}
      sorted={{ key: filter.sort === "saved" ? "savedMinutes" : "filedAt", direction: filter.direction }}
      columns={[
        { key: "number", title: "受付番号", nowrap: true },
        { key: "title", title: "題名", rowHeader: true, cell: (item) => <a href={paths.one(item.id)}>{item.title}</a> },
        { key: "state", title: "状態", nowrap: true, cell: (item) => <StatusTag tone={stateTones[item.state]}>{stateWords[item.state]}</StatusTag> },
        { key: "initiative", title: "対象の取組", cell: (item) => nameOf(names, item.initiativeId) },
        { key: "authorUnitName", title: "提案した所属", nowrap: true },
        { key: "authorName", title: "提案者", nowrap: true },
        {
          key: "filedAt",
          title: "受付日",
          nowrap: true,
          cell: (item) => warekiShort(item.filedAt),
          ...(sortLink ? { sort: sortLink("filed") } : {}),
        },
        {
          key: "savedMinutes",
          title: "見込みの効果（時間／年）",
          align: "right",
          nowrap: true,
          cell: (item) => numberText(hoursOf(item.savedMinutes), "", 1),
          ...(sortLink ? { sort: sortLink("saved") } : {}),
        },
        {
          key: "measured",
          title: "測定した効果（時間／年）",
          align: "right",
          nowrap: true,
          cell: (item) => numberText(item.measuredSavedMinutes === null ? null : hoursOf(item.measuredSavedMinutes), "", 1),
        },
      ]}
    />
  )
}

export function PrintPage({ items, names, filter, count, today }: Pick<ListPageProps, "items" | "names" | "filter" | "count"> & { today: string }) {
  return (
    <Page title="業務改善提案の一覧" lead={`${warekiShort(today)} 現在。${conditionWords(filter, names)}`}>
      {count > items.length && <p>件数が多いため、先頭の{items.length}件を印刷します。すべては CSV か Excel で保存できます。</p>}
      <ListTable items={items} names={names} filter={filter} caption={`業務改善提案（${numberText(items.length, "件")}）`} />
    </Page>
  )
}

function conditionWords(filter: ListFilter, names: readonly InitiativeName[]): string {
  const parts = [
    filter.whose !== "all" && whoseWords[filter.whose],
    filter.state && `状態「${stateWords[filter.state]}」`,
    filter.initiativeId && `取組「${nameOf(names, filter.initiativeId)}」`,
    filter.fiscalYear && fiscalYearName(filter.fiscalYear),
    filter.q && `言葉「${filter.q}」`,
  ].filter(Boolean)
  return parts.length > 0 ? `条件：${parts.join("、")}` : "条件：なし"
}
