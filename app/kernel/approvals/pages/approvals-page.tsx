import {
  ButtonLink,
  dateTimeShort,
  DownloadLinks,
  EmptyState,
  FilterBar,
  HiddenField,
  Page,
  Pagination,
  SearchField,
  SelectField,
  StatusTag,
  Table,
  Tabs,
  yenText,
} from "../../ui/index.ts"
import { listApprovalKinds } from "../approval-kind.ts"
import { boxes, type ListQuery, statuses } from "../inputs.ts"
import { paths } from "../paths.ts"
import type { ApprovalLine, ApprovalList } from "../read-approvals.ts"
import { boxWords, statusTones, statusWords, stepWords } from "../words.ts"

export interface ApprovalsPageProps {
  list: ApprovalList
  query: ListQuery
  mayEditRules: boolean
}

const empties = {
  mine: "あなたの番の案件はありません",
  drafted: "起案した案件はありません",
  handled: "処理した案件はありません",
  unit: "見られる案件はありません",
} as const

export function ApprovalsPage({ list, query, mayEditRules }: ApprovalsPageProps) {
  const filtered = Boolean(query.kind || query.status || query.text)
  const turnedSort = query.sort === "new" ? "old" : "new"
  return (
    <Page
      title="決裁"
      lead="起案から回議・合議を経て決裁まで。だれが決めるかは専決規程で決まります。"
      actions={
        <>
          <ButtonLink href={paths.absence} small>
            不在の届出
          </ButtonLink>
          <ButtonLink href={paths.rules} small>
            {mayEditRules ? "専決規程を改める" : "専決規程"}
          </ButtonLink>
        </>
      }
    >
      <Tabs label="範囲" tabs={boxes.map((box) => ({ title: boxWords[box], href: link({ box }), current: query.box === box }))} />
      <FilterBar action={paths.approvals} {...(filtered ? { clear: link({ box: query.box }) } : {})}>
        <HiddenField name="box" value={query.box} />
        <SelectField name="kind" label="種類" empty="すべて" value={query.kind ?? ""} options={listApprovalKinds().map((kind) => ({ value: kind.kind, label: kind.title }))} />
        <SelectField name="status" label="状態" empty="すべて" value={query.status ?? ""} options={statuses.map((status) => ({ value: status, label: statusWords[status] }))} />
        <SearchField name="text" label="件名・起案者" value={query.text ?? ""} />
      </FilterBar>
      {list.items.length === 0 ? (
        <EmptyState title={filtered ? "条件に合う案件はありません" : empties[query.box]} />
      ) : (
        <Table<ApprovalLine>
          caption={`${boxWords[query.box]}の一覧`}
          captionHidden
          rows={list.items}
          sorted={{ key: "submitted", direction: query.sort === "new" ? "descending" : "ascending" }}
          columns={[
            { key: "title", title: "件名", rowHeader: true, cell: (line) => <a href={paths.approval(line.id)}>{line.title}</a> },
            { key: "kind", title: "種類", cell: (line) => line.kindTitle },
            { key: "amount", title: "金額", align: "right", nowrap: true, cell: (line) => yenText(line.amount) },
            { key: "drafter", title: "起案者", cell: (line) => `${line.drafterName}（${line.unitName}）` },
            { key: "submitted", title: "起案日時", nowrap: true, sort: link({ ...query, sort: turnedSort, after: undefined }), cell: (line) => dateTimeShort(line.submittedAt) },
            { key: "status", title: "状態", nowrap: true, cell: (line) => <StatusTag tone={statusTones[line.status]}>{statusWords[line.status]}</StatusTag> },
            { key: "lies", title: "いまの段階", cell: (line) => (line.asked ? `${stepWords[line.asked]}（あなたの番）` : line.lies || "－") },
          ]}
        />
      )}
      {list.next && <Pagination next={link({ ...query, after: list.next })} />}
      <DownloadLinks downloads={[{ format: "csv", href: paths.csv + queryText({ ...query, after: undefined }) }]} />
    </Page>
  )
}

function link(query: Partial<ListQuery>): string {
  return paths.approvals + queryText(query)
}

function queryText({ limit: _, ...query }: Partial<ListQuery>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "") as [string, string][]
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ""
}
