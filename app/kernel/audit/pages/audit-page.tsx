import {
  Banner,
  ButtonLink,
  DateField,
  dateTime,
  DownloadLinks,
  FilterBar,
  numberText,
  Page,
  Pagination,
  Table,
  TextField,
} from "../../ui/index.ts"
import type { Typed } from "../../http/index.ts"
import { formatVerdict } from "../format-verdict.ts"
import type { AuditQuery } from "../inputs.ts"
import { paths } from "../paths.ts"
import type { AuditPage as Rows, AuditRow } from "../read-audit.ts"
import type { Verdict } from "../verify-audit.ts"

export function AuditPage({ rows, query, typed }: { rows: Rows; query: AuditQuery; typed?: Typed }) {
  const { after, limit: _, ...conditions } = query
  const filtered = Object.values(conditions).some(Boolean)
  const kept = typed ? { typed } : {}
  return (
    <Page
      title="操作の記録"
      lead="だれが、いつ、何をしたかの記録です。書き換えも削除もできません。この画面を読んだことも記録されます。"
      actions={
        <ButtonLink href={paths.verification} small>
          改ざんの有無を確かめる
        </ButtonLink>
      }
      {...kept}
    >
      <FilterBar action={paths.audit} {...(filtered ? { clear: paths.audit } : {})}>
        <TextField name="who" label="操作した人" width="medium" value={query.who ?? ""} {...kept} />
        <TextField name="what" label="操作（始まり）" width="medium" value={query.what ?? ""} {...kept} />
        <TextField name="subjectKind" label="対象の種類" width="medium" value={query.subjectKind ?? ""} {...kept} />
        <TextField name="subjectId" label="対象のID" width="medium" value={query.subjectId ?? ""} {...kept} />
        <DateField name="from" label="期間の始まり" value={query.from ?? ""} {...kept} />
        <DateField name="until" label="期間の終わり" value={query.until ?? ""} {...kept} />
      </FilterBar>
      <Table<AuditRow>
        caption="操作の記録（新しい順）"
        rows={rows.items}
        empty="条件に合う記録はありません。"
        columns={[
          { key: "at", title: "日時", nowrap: true, cell: (row) => dateTime(row.at) },
          {
            key: "who",
            title: "操作した人",
            rowHeader: true,
            cell: (row) => (
              <>
                {row.actorName}
                {row.unitName && <small>（{row.unitName}）</small>}
              </>
            ),
          },
          { key: "action", title: "操作", cell: (row) => <a href={link({ what: row.action })}>{row.action}</a> },
          {
            key: "subject",
            title: "対象",
            cell: (row) => (
              <a href={link({ subjectKind: row.subjectKind, subjectId: row.subjectId })}>
                {row.subjectKind} <code>{row.subjectId.slice(0, 13)}</code>
              </a>
            ),
          },
          { key: "detail", title: "内容", cell: (row) => <DetailList detail={row.detail} /> },
          { key: "place", title: "番号", align: "right", nowrap: true, cell: (row) => `${row.lane}-${numberText(row.seq)}` },
        ]}
      />
      {(rows.next || after) && <Pagination {...(rows.next ? { next: link({ ...conditions, after: rows.next }) } : {})} {...(after ? { previous: link(conditions) } : {})} />}
      <DownloadLinks downloads={[{ format: "csv", href: link(conditions, paths.csv) }]} />
    </Page>
  )
}

function DetailList({ detail }: { detail: Record<string, unknown> }) {
  const entries = Object.entries(detail).filter(([, value]) => value !== null && value !== "")
  if (entries.length === 0) return <>－</>
  return (
    <>
      {entries.map(([key, value], at) => (
        <>
          {at > 0 && <br />}
          <small>
            {key}: {textOf(value)}
          </small>
        </>
      ))}
    </>
  )
}

function textOf(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

function link(query: Partial<AuditQuery>, path: string = paths.audit): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "") as [string, string][]
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path
}

export function VerificationPage({ verdict, seconds }: { verdict: Verdict; seconds: number }) {
  const lines = formatVerdict(verdict).split("\n")
  return (
    <Page
      title="操作の記録の検証"
      crumbs={[{ title: "操作の記録", href: paths.audit }, { title: "検証" }]}
      lead="すべての記録のハッシュの鎖を、データベースの機能とは別に計算し直しました。"
    >
      <Banner kind={verdict.ok ? "success" : "error"} title={lines[0] ?? ""}>
        {lines.slice(1).map((line) => (
          <p>{line}</p>
        ))}
      </Banner>
      <p>所要時間：{numberText(seconds, "秒", 1)}</p>
      {verdict.ok && (
        <p>
          控えを紙や別のシステムに書き留めておくと、あとで記録の末尾が切り取られたり全体が作り直されたりしても分かります。
        </p>
      )}
    </Page>
  )
}
