import { mustBeAllowed } from "../../access/index.ts"
import { CSV_TYPE, csvFile, type FileColumn } from "../../documents/tables/index.ts"
import { type PageContext, parseForm, type Site } from "../../http/index.ts"
import { type AuditQuery, auditQuery } from "../inputs.ts"
import { paths } from "../paths.ts"
import { type AuditRow, listAudit } from "../read-audit.ts"
import { record } from "../record.ts"
import { verifyAudit } from "../verify-audit.ts"
import { AuditPage, VerificationPage } from "./audit-page.tsx"

export function auditPages(site: Site): void {
  site.staff.get(paths.audit, async (work, c) => {
    const { query, problems } = queryOf(c)
    const typed = problems.length > 0 ? { values: c.queries(), problems } : undefined
    return c.page(<AuditPage rows={await listAudit(work, query)} query={query} {...(typed ? { typed } : {})} />, typed ? 422 : 200)
  })
  site.staff.get(paths.csv, async (work, c) => {
    const { items } = await listAudit(work, { ...queryOf(c).query, after: undefined, limit: MOST })
    return c.file(csvFile(columns, items), "操作の記録.csv", CSV_TYPE)
  })
  site.staff.get(paths.verification, async (work, c) => {
    mustBeAllowed(work.actor, "audit.read")
    const began = performance.now()
    const verdict = await verifyAudit(work.db)
    await record(work, {
      action: "audit.verified",
      subject: { kind: "audit", id: "list" },
      detail: verdict.ok ? { ok: true, events: verdict.events, digest: verdict.digest } : { ok: false, first: verdict.first.sentence },
    })
    return c.page(<VerificationPage verdict={verdict} seconds={(performance.now() - began) / 1000} />)
  })
}

/** Rows of one file; narrower conditions give the rest. */
const MOST = 50_000

function queryOf(c: PageContext): { query: AuditQuery; problems: { field?: string; message: string }[] } {
  const parsed = parseForm(auditQuery, c.queries())
  if (parsed.ok) return { query: parsed.input, problems: [] }
  return { query: { limit: 50 }, problems: parsed.problems }
}

const columns: FileColumn<AuditRow>[] = [
  { title: "日時", kind: "instant", value: (row) => row.at },
  { title: "操作した人", value: (row) => row.actorName },
  { title: "所属", value: (row) => row.unitName },
  { title: "操作", value: (row) => row.action },
  { title: "対象の種類", value: (row) => row.subjectKind },
  { title: "対象のID", value: (row) => row.subjectId },
  { title: "内容", value: (row) => (Object.keys(row.detail).length > 0 ? JSON.stringify(row.detail) : "") },
  { title: "リクエスト", value: (row) => row.requestId },
  { title: "系列", kind: "integer", value: (row) => row.lane },
  { title: "番号", kind: "integer", value: (row) => row.seq },
]
