import type { Typed } from "../../../../kernel/http/index.ts"
import {
  Banner,
  Button,
  ButtonGroup,
  ButtonLink,
  Details,
  DownloadLinks,
  EmptyState,
  FilterBar,
  Form,
  HiddenField,
  numberText,
  Page,
  Pagination,
  SearchField,
  SelectField,
  StatusTag,
  Table,
  Tabs,
  type Tone,
  warekiMonth,
  warekiShort,
} from "../../../../kernel/ui/index.ts"
import { categories } from "../../scanner/categories.ts"
import { type FindingState, stateNames, stateWords } from "../finding-states.ts"
import { placeOf } from "../finding.ts"
import { bulkWords } from "../list/bulk.ts"
import { addressOf, attentionFilterWords, type FindingFilter, isFiltered, sortWords, whoseWords } from "../list/list-filter.ts"
import type { FindingRow } from "../list/list-findings.ts"
import { paths } from "../paths.ts"
import { attentionWords, goneWords, kindsOfText, methodWords, verdictWords } from "../words.ts"
import { RoomPage } from "./frame.tsx"

export const stateTones: Record<FindingState, Tone> = {
  found: "warning",
  applicable: "info",
  planned: "info",
  unneeded: "neutral",
  done: "success",
  "not-applicable": "neutral",
}

export interface ListPageProps {
  items: readonly FindingRow[]
  next: string | undefined
  later: boolean
  filter: FindingFilter
  counts: Record<FindingState, number>
  units: readonly { id: string; name: string; n: number }[]
  months: readonly string[]
  nameOf: (unitId: string | null) => string
  mayDecide: boolean
  mayScan: boolean
  hasScans: boolean
  typed?: Typed | undefined
}

export function FindingListPage(props: ListPageProps) {
  const { items, next, later, filter, counts, typed, mayDecide } = props
  const all = Object.values(counts).reduce((total, n) => total + n, 0)
  const shown = filter.state ? counts[filter.state] : all
  return (
    <RoomPage
      room="list"
      title="アナログ規制の見直し"
      lead="例規の条文のうち、目視や書面などを求めているかもしれないものです。条文ごとに、該当するかと見直しの方法・時期を決めます。"
      typed={typed}
      actions={mayDecide ? <ButtonLink href={paths.add} kind="secondary">候補を加える</ButtonLink> : undefined}
    >
      <Tabs
        label="状態"
        tabs={[
          { title: "すべて", href: addressOf(paths.list, { ...filter, state: undefined }), current: !filter.state, count: all },
          ...stateNames.map((state) => ({ title: stateWords[state], href: addressOf(paths.list, { ...filter, state }), current: filter.state === state, count: counts[state] })),
        ]}
      />
      <Filters {...props} />
      {items.length === 0 ? (
        <Nothing {...props} />
      ) : mayDecide ? (
        <Form action={addressOf(paths.bulk, filter)} class="form-plain" label="まとめて行う操作">
          <FindingTable items={items} nameOf={props.nameOf} pick />
          <Details summary="選んだものにまとめて行う">
            <SelectField name="act" label="行うこと" empty={false} options={Object.entries(bulkWords).map(([value, label]) => ({ value, label }))} />
            <ButtonGroup>
              <Button kind="secondary">内容を確かめる</Button>
            </ButtonGroup>
          </Details>
        </Form>
      ) : (
        <FindingTable items={items} nameOf={props.nameOf} />
      )}
      <Pagination
        {...(later ? { previous: addressOf(paths.list, filter) } : {})}
        {...(next ? { next: addressOf(paths.list, filter, { after: next }) } : {})}
        text={items.length > 0 ? `${numberText(shown, "件")}のうち${items.length}件を表示${later ? "（「前へ」は最初のページ）" : ""}` : ""}
      />
      {items.length > 0 && (
        <>
          <DownloadLinks
            downloads={[
              { format: "csv", href: addressOf(paths.export("csv"), filter) },
              { format: "xlsx", href: addressOf(paths.export("xlsx"), filter) },
            ]}
          />
          <p>
            <a href={addressOf(paths.print, filter)}>印刷用の一覧</a>
          </p>
        </>
      )}
    </RoomPage>
  )
}

function Filters({ filter, units, months }: ListPageProps) {
  const clear = isFiltered(filter) ? { clear: addressOf(paths.list, { state: filter.state }) } : {}
  const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))
  const named = (list: readonly string[]) => list.map((value) => ({ value, label: value }))
  return (
    <FilterBar action={paths.list} {...clear} label="該当候補のしぼり込み">
      <SearchField name="q" label="例規名・条文の言葉" value={filter.q ?? ""} />
      <SelectField name="unitId" label="所管課" empty="すべて" value={filter.unitId ?? ""} options={units.map(({ id, name, n }) => ({ value: id, label: `${name}（${n}件）` }))} />
      <SelectField name="category" label="区分" empty="すべて" value={filter.category ?? ""} options={named(categories)} />
      <SelectField name="kind" label="種別" empty="すべて" value={filter.kind ?? ""} options={named(kindsOfText)} />
      <SelectField name="method" label="方法" empty="すべて" value={filter.method ?? ""} options={options(methodWords)} />
      <SelectField name="month" label="予定年月" empty="すべて" value={filter.month ?? ""} options={months.map((value) => ({ value, label: warekiMonth(value) }))} />
      <SelectField name="attention" label="確かめること" empty="すべて" value={filter.attention ?? ""} options={options(attentionFilterWords)} />
      <SelectField name="whose" label="担当" empty={false} value={filter.whose} options={options(whoseWords)} />
      <SelectField name="sort" label="並び順" empty={false} value={filter.sort} options={options(sortWords)} />
      {filter.state && <HiddenField name="state" value={filter.state} />}
      {filter.ordinanceId && <HiddenField name="ordinanceId" value={filter.ordinanceId} />}
    </FilterBar>
  )
}

function Nothing({ filter, later, mayScan, hasScans }: ListPageProps) {
  if (isFiltered(filter) || later || (filter.state && hasScans)) {
    return <EmptyState title="条件に合う該当候補はありません" action={<ButtonLink href={paths.list}>条件を消す</ButtonLink>} />
  }
  if (hasScans) {
    return (
      <EmptyState title="所管する例規に、該当候補はありません">
        <p>検出の規則に当たる条文はありませんでした。人が読んで気づいた条文は「候補を加える」から加えられます。</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState title="まだ検出していません" action={mayScan ? <ButtonLink href={paths.scans}>検出を始める</ButtonLink> : undefined}>
      <p>例規集を取り込み、検出を行うと、アナログ規制の候補になる条文がここに並びます。</p>
    </EmptyState>
  )
}

export function FindingTable({ items, nameOf, pick, caption = "該当候補" }: { items: readonly FindingRow[]; nameOf: ListPageProps["nameOf"]; pick?: boolean; caption?: string }) {
  return (
    <Table
      caption={caption}
      captionHidden
      rows={items}
      columns={[
        ...(pick ? [{ key: "pick", title: "選ぶ", cell: (row: FindingRow) => <input type="checkbox" name="ids" value={row.id} aria-label={`${row.ordinanceTitle} ${placeOf(row)}を選ぶ`} /> }] : []),
        {
          key: "place",
          title: "例規・条項",
          rowHeader: true,
          cell: (row) => (
            <>
              <a href={paths.finding(row.id)}>
                {row.ordinanceTitle} {placeOf(row)}
              </a>
              <br />
              <small>
                {row.ordinanceKind}　{nameOf(row.unitId)}
              </small>
            </>
          ),
        },
        { key: "sentence", title: "当たった文", cell: (row) => <small>{row.sentence.length > 110 ? `${row.sentence.slice(0, 110)}…` : row.sentence}</small> },
        {
          key: "categories",
          title: "区分",
          nowrap: true,
          cell: (row) =>
            row.categories.map(({ category, verdict }, at) => (
              <>
                {at > 0 && <br />}
                {category}
                {verdict && <small>（{verdictWords[verdict]}）</small>}
              </>
            )),
        },
        {
          key: "state",
          title: "状態",
          nowrap: true,
          cell: (row) => (
            <>
              <StatusTag tone={stateTones[row.state]}>{stateWords[row.state]}</StatusTag>
              {row.attention && (
                <>
                  <br />
                  <StatusTag tone="danger">{attentionWords[row.attention]}</StatusTag>
                </>
              )}
              {row.goneWhy && (
                <>
                  <br />
                  <small>{goneWords[row.goneWhy]}</small>
                </>
              )}
              <br />
              <small>{row.clerkName ?? "（担当者なし）"}</small>
            </>
          ),
        },
        {
          key: "method",
          title: "方法・予定",
          nowrap: true,
          cell: (row) => (
            <>
              {row.method ? methodWords[row.method] : "－"}
              {row.plannedMonth && (
                <>
                  <br />
                  <small>{warekiMonth(row.plannedMonth)}</small>
                </>
              )}
            </>
          ),
        },
      ]}
    />
  )
}

export function FindingPrintPage({ items, filter, today, more, nameOf }: Pick<ListPageProps, "items" | "filter" | "nameOf"> & { today: string; more: boolean }) {
  const conditions = [filter.state && stateWords[filter.state], filter.unitId && nameOf(filter.unitId), filter.category, filter.kind, filter.method && methodWords[filter.method], filter.month, filter.q && `「${filter.q}」`].filter(Boolean)
  return (
    <Page title="アナログ規制の該当候補の一覧" width="wide" lead={`${warekiShort(today)} 現在。条件：${conditions.join("、") || "なし"}。${sortWords[filter.sort]}。`}>
      {more && <Banner title={`件数が多いため、先頭の${items.length}件を印刷します`}>すべては CSV か Excel で保存できます。</Banner>}
      <FindingTable items={items} nameOf={nameOf} caption={`該当候補（${numberText(items.length, "件")}）`} />
    </Page>
  )
}
