import {
  BarChart,
  Button,
  ButtonGroup,
  DownloadLinks,
  EmptyState,
  ButtonLink,
  FilterBar,
  fiscalYearName,
  Form,
  HiddenField,
  numberText,
  Page,
  Pagination,
  relativeDays,
  SearchField,
  Section,
  SelectField,
  StatusTag,
  Table,
  Tabs,
  Details,
  warekiShort,
  yenText,
} from "../../../../kernel/ui/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import { stateWords } from "../../application-states.ts"
import { paths } from "../../paths.ts"
import type { OfficeRow } from "../list-applications.ts"
import { addressOf, isNarrowed, type OfficeFilter, sortWords, whoseWords } from "../list-filter.ts"
import { officePaths } from "../paths.ts"
import { groupNames, type StateGroup, stateGroups, stateTones } from "../state-groups.ts"
import type { CallOfList, ClerkLoad } from "../workload.ts"
import { bulkWords } from "../bulk-words.ts"

export interface OfficeListProps {
  items: readonly OfficeRow[]
  next: string | undefined
  later: boolean
  filter: OfficeFilter
  counts: Record<StateGroup, number>
  calls: readonly CallOfList[]
  load: readonly ClerkLoad[]
  today: string
  mayRun: boolean
  typed?: Typed | undefined
}

export function OfficeListPage(props: OfficeListProps) {
  const { items, next, later, filter, counts, calls, load, today, mayRun, typed } = props
  const all = Object.values(counts).reduce((total, n) => total + n, 0)
  const filtered = isNarrowed(filter)
  return (
    <Page
      title="補助金の申請"
      lead="所属が扱う制度に届いた申請です。"
      typed={typed}
      actions={<ButtonLink href={paths.programmes}>補助制度と公募</ButtonLink>}
    >
      <Tabs
        label="段階"
        tabs={[
          { title: "すべて", href: addressOf(officePaths.list, { ...filter, group: undefined }), current: !filter.group, count: all },
          ...groupNames.map((name) => ({
            title: stateGroups[name].title,
            href: addressOf(officePaths.list, { ...filter, group: name }),
            current: filter.group === name,
            count: counts[name],
          })),
        ]}
      />
      <FilterBar action={officePaths.list} {...(filtered ? { clear: addressOf(officePaths.list, { group: filter.group }) } : {})} label="申請のしぼり込み">
        <SearchField name="q" label="受付番号・申請者・事業名" value={filter.q ?? ""} />
        <SelectField name="whose" label="範囲" empty={false} value={filter.whose} options={Object.entries(whoseWords).map(([value, label]) => ({ value, label }))} />
        <SelectField
          name="callId"
          label="公募"
          empty="すべて"
          value={filter.callId ?? ""}
          options={[...new Set(calls.map(({ programme }) => programme))].map((label) => ({
            label,
            options: calls.filter(({ programme }) => programme === label).map(({ id, title, fiscalYear }) => ({ value: id, label: `${title}（${fiscalYearName(fiscalYear)}）` })),
          }))}
        />
        <SelectField
          name="clerkId"
          label="担当者"
          empty="すべて"
          value={filter.clerkId ?? ""}
          options={load.flatMap(({ clerkId, name }) => (clerkId ? [{ value: clerkId, label: name }] : []))}
        />
        <SelectField name="sort" label="並び順" empty={false} value={filter.sort} options={Object.entries(sortWords).map(([value, label]) => ({ value, label }))} />
        {filter.group && <HiddenField name="group" value={filter.group} />}
      </FilterBar>
      {items.length === 0 ? (
        filtered || later || filter.group ? (
          <EmptyState title="条件に合う申請はありません" action={<ButtonLink href={officePaths.list}>条件を消す</ButtonLink>} />
        ) : (
          <EmptyState title="届いた申請はまだありません">
            <p>公募を公開すると、提出された申請がここに並びます。下書きは、提出されるまで職員からは見えません。</p>
          </EmptyState>
        )
      ) : mayRun ? (
        <Form action={officePaths.bulk} class="form-plain" label="まとめて行う操作">
          <OfficeTable items={items} today={today} pick />
          <BulkBar />
        </Form>
      ) : (
        <OfficeTable items={items} today={today} />
      )}
      <Pagination
        {...(later ? { previous: addressOf(officePaths.list, filter) } : {})}
        {...(next ? { next: addressOf(officePaths.list, filter, { after: next }) } : {})}
        text={items.length > 0 ? `${numberText(filter.group ? counts[filter.group] : all, "件")}のうち${items.length}件を表示${later ? "（「前へ」は最初のページ）" : ""}` : ""}
      />
      {items.length > 0 && (
        <>
          <DownloadLinks
            downloads={[
              { format: "csv", href: addressOf(officePaths.export("csv"), filter) },
              { format: "xlsx", href: addressOf(officePaths.export("xlsx"), filter) },
            ]}
          />
          <p>
            <a href={addressOf(officePaths.print, filter)}>印刷用の一覧</a>
          </p>
        </>
      )}
      <Workload load={load} />
    </Page>
  )
}

function BulkBar() {
  return (
    <Details summary="選んだ申請にまとめて行う">
      <SelectField name="act" label="行うこと" empty={false} options={Object.entries(bulkWords).map(([value, label]) => ({ value, label }))} />
      <ButtonGroup>
        <Button kind="secondary">内容を確かめる</Button>
      </ButtonGroup>
    </Details>
  )
}

export function OfficeTable({ items, today, pick, caption = "補助金の申請" }: { items: readonly OfficeRow[]; today: string; pick?: boolean; caption?: string }) {
  return (
    <Table
      caption={caption}
      captionHidden
      rows={items}
      columns={[
        ...(pick
          ? [{ key: "pick", title: "選ぶ", cell: (row: OfficeRow) => <input type="checkbox" name="ids" value={row.id} aria-label={`${row.number}を選ぶ`} /> }]
          : []),
        {
          key: "number",
          title: "受付番号・受付日",
          nowrap: true,
          rowHeader: true,
          cell: (row) => (
            <>
              <a href={officePaths.one(row.id)}>{row.number}</a>
              <br />
              <small>{warekiShort(row.filedAt)}</small>
            </>
          ),
        },
        {
          key: "title",
          title: "申請者・事業・公募",
          cell: (row) => (
            <>
              {row.applicant}
              <br />
              {row.title}
              <br />
              <small>{row.callTitle}</small>
            </>
          ),
        },
        {
          key: "state",
          title: "状態・担当者",
          nowrap: true,
          cell: (row) => (
            <>
              <StatusTag tone={stateTones[row.state]}>{stateWords[row.state]}</StatusTag> {row.corrected && <StatusTag tone="warning">補正あり</StatusTag>}
              <br />
              {row.clerkName ?? "（担当者なし）"}
            </>
          ),
        },
        {
          key: "due",
          title: "処理期限・日数",
          nowrap: true,
          cell: (row) => (
            <>
              <DueOf row={row} today={today} />
              <br />
              <small>{ageOf(row)}</small>
            </>
          ),
        },
        {
          key: "amount",
          title: "申請額・決定額",
          align: "right",
          nowrap: true,
          cell: (row) => (
            <>
              {yenText(row.wantedYen)}
              <br />
              {row.awardedYen === null ? "－" : <strong>{yenText(row.awardedYen)}</strong>}
            </>
          ),
        },
      ]}
    />
  )
}

function ageOf({ clock, standardDays }: OfficeRow) {
  return clock && standardDays ? `${standardDays}日のうち${clock.used}日` : ""
}

function DueOf({ row, today }: { row: OfficeRow; today: string }) {
  if (row.replyBy) {
    return (
      <>
        補正の期限 {warekiShort(row.replyBy)} {row.replyBy < today ? <StatusTag tone="danger">{relativeDays(row.replyBy, today)}</StatusTag> : <small>{relativeDays(row.replyBy, today)}</small>}
      </>
    )
  }
  if (!row.processBy) return <>－</>
  const late = row.processBy < today
  return (
    <>
      {warekiShort(row.processBy)} {late ? <StatusTag tone="danger">{relativeDays(row.processBy, today)}</StatusTag> : <small>{relativeDays(row.processBy, today)}</small>}
    </>
  )
}

function Workload({ load }: { load: readonly ClerkLoad[] }) {
  if (load.length === 0) return null
  return (
    <Section title="担当者ごとの件数（決定前のもの）" id="workload">
      <BarChart
        title="担当している申請"
        unit="件"
        bars={load.map(({ clerkId, name, open, overdue, inCorrection }) => ({
          label: name,
          value: open,
          href: clerkId ? addressOf(officePaths.list, { clerkId }) : addressOf(officePaths.list, { whose: "unassigned" }),
          note: `期限超過 ${overdue}件、補正待ち ${inCorrection}件`,
        }))}
      />
    </Section>
  )
}

export function OfficePrintPage({ items, filter, today, more }: { items: readonly OfficeRow[]; filter: OfficeFilter; today: string; more: boolean }) {
  const conditions = [filter.group && stateGroups[filter.group].title, filter.whose !== "all" && whoseWords[filter.whose], filter.q && `「${filter.q}」`].filter(Boolean)
  return (
    <Page title="補助金の申請の一覧" lead={`${warekiShort(today)} 現在。条件：${conditions.join("、") || "なし"}。${sortWords[filter.sort]}。`}>
      {more && <p>件数が多いため、先頭の{items.length}件を印刷します。すべては CSV か Excel で保存できます。</p>}
      <OfficeTable items={items} today={today} caption={`補助金の申請（${numberText(items.length, "件")}）`} />
    </Page>
  )
}
