import { createHash, randomBytes } from "node:crypto"
import type pg from "pg"
import { civilDateOf } from "../../app/kernel/database/work.ts"

/** An applicant of the benchmark and the cookie they are signed in by. */
export interface Seated {
  id: string
  cookie: string
}

const sameOrigin = { "Sec-Fetch-Site": "same-origin" }
const day = (days: number) => civilDateOf(new Date(Date.now() + days * 86_400_000))

/** The six pages of an application to the call that `openCall` publishes: its steps in order, each with what is posted. */
export function pagesOf(n: number): { step: string; form: Record<string, string> }[] {
  const [startYear, startMonth, startDay] = day(40).split("-").map(String)
  const [endYear, endMonth, endDay] = day(120).split("-").map(String)
  const line = { "lines.0.category": "c1", "lines.0.total": "900000", "lines.0.eligible": "900000", ownFunds: "300000" }
  return [
    { step: "party", form: { name: `萩野 花子${n}`, postalCode: "980-8570", municipality: "仙台市", address: "青葉区本町三丁目8番1号", phone: "022-211-0000", email: `bench-${n}@example.jp` } },
    {
      step: "project",
      form: {
        title: `検査の自動化 ${n}`,
        summary: "検査の機械を入れて、検査の時間を半分にする。",
        "startsOn.year": startYear!, "startsOn.month": startMonth!, "startsOn.day": startDay!,
        "endsOn.year": endYear!, "endsOn.month": endMonth!, "endsOn.day": endDay!,
      },
    },
    { step: "form-plan", form: { now: "二人が別々に確かめている。", change: "機械で一度に確かめる。" } },
    { step: "form-effect", form: { effect: "一日に二時間が空く。", hours: "480" } },
    { step: "form-promise", form: { promise: "on" } },
    { step: "costs", form: line },
  ]
}

const form = {
  title: "事業計画書",
  pages: [
    { key: "plan", title: "計画", sections: [{ fields: [{ key: "now", kind: "text", label: "今のやり方", required: true }, { key: "change", kind: "text", label: "変えること", required: true }] }] },
    { key: "effect", title: "効果", sections: [{ fields: [{ key: "effect", kind: "text", label: "効果", required: true }, { key: "hours", kind: "number", label: "減る時間", required: true }] }] },
    { key: "promise", title: "誓約", sections: [{ fields: [{ key: "promise", kind: "declaration", label: "誓約", text: "申請の内容に偽りはありません。", required: true }] }] },
  ],
}

/** A published call with a form of three pages, one cost category and two papers to attach; made over REST by its clerk. */
export async function openCall(origin: string, cookie: string): Promise<string> {
  const send = async (method: string, path: string, body: unknown): Promise<Record<string, string>> => {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { ...sameOrigin, Cookie: cookie, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Record<string, string>
  }
  const { versionId } = await send("POST", "/forms", { definition: form })
  await send("POST", `/forms/versions/${versionId}/open`, {})
  const programme = await send("POST", "/subsidies/programmes", { title: "締切前の補助金", purpose: "試すため。", audience: "resident", uses: [], contact: "担当課" })
  const call = await send("POST", `/subsidies/programmes/${programme.id}/calls`, {
    title: "締切前の補助金（第1回）",
    fiscalYear: Number(day(-90).slice(0, 4)),
    opensOn: day(-1),
    closesOn: day(2),
    standardDays: 30,
    budgetYen: 1_000_000_000,
    capYen: 3_000_000,
    required: "事業計画書\n見積書",
    categories: [{ title: "設備費", rate: "2/3" }],
  })
  await send("PUT", `/subsidies/own-calls/${call.id}/form`, { versionId })
  await send("POST", `/subsidies/own-calls/${call.id}/publish`, {})
  return call.id!
}

/** Applicants who are signed in, written straight into the tables. */
export async function seatApplicants(client: pg.Client, count: number): Promise<Seated[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString("base64url"))
  const { rows } = await client.query<{ id: string; n: number }>(
    `with made as (
       insert into person (kind, name, mail) select 'applicant', '申請者 ' || n, 'bench-' || gen_random_uuid() || '@example.jp' from generate_series(1, $1::int) n returning id
     ), numbered as (select id, row_number() over () as n from made), seated as (
       insert into session (token_hash, person_id, method, expires_at)
       select (array_agg(h))[1], numbered.id, 'mail-link', now() + interval '2 hours'
       from numbered join unnest($2::bytea[]) with ordinality as given(h, n) on given.n = numbered.n group by numbered.id
     ) select id, n::int from numbered`,
    [count, tokens.map((token) => createHash("sha256").update(token).digest())],
  )
  return rows.map(({ id, n }) => ({ id, cookie: `hagi_session=${tokens[n - 1]}` }))
}

/** One whole draft, filled in over HTTP as an applicant does: every page and both papers. @returns its id. */
export async function modelDraft(origin: string, client: pg.Client, callId: string): Promise<string> {
  const [model] = await seatApplicants(client, 1)
  const fresh = (form: Record<string, string> = {}) => new URLSearchParams({ ...form, _submission: crypto.randomUUID() })
  const begun = await post(origin, `/subsidies/calls/${callId}/applications`, model!.cookie, fresh())
  const id = begun.headers.get("location")!.split("/").pop()!
  for (const { step, form: typed } of pagesOf(1)) await post(origin, `/subsidies/my/${id}/steps/${step}`, model!.cookie, fresh(typed))
  for (const at of [1, 2]) {
    const paper = new FormData()
    paper.set("_submission", crypto.randomUUID())
    paper.set("askedKey", `d${at}`)
    paper.set("file", new File([`書類${at} ${"。".repeat(2000)}`], `書類${at}.txt`, { type: "text/plain" }))
    await post(origin, `/subsidies/my/${id}/files`, model!.cookie, paper)
  }
  return id
}

/** A draft once for each of as many applicants of their own, its files with it; ready to be filed. */
export async function copiesOf(client: pg.Client, modelId: string, count: number): Promise<Seated[]> {
  const people = await seatApplicants(client, count)
  const made = await client.query<{ id: string; owner_id: string }>(
    `with made as (
       insert into subsidy_application (call_id, unit_id, owner_id, form_version_id, eligibility, party, title, summary, starts_on, ends_on, costs, income, answers, saved_steps, wanted_yen, created_at, updated_at)
       select call_id, unit_id, owner, form_version_id, eligibility, party, title, summary, starts_on, ends_on, costs, income, answers, saved_steps, wanted_yen, now(), now()
       from subsidy_application, unnest($2::uuid[]) owner where id = $1 returning id, owner_id
     ), papers as (
       insert into document (sha256, size, name, media_type, subject_kind, subject_id, created_at)
       select d.sha256, d.size, d.name, d.media_type, d.subject_kind, made.id::text, now() from made, document d where d.subject_id = $1::text returning id, sha256, subject_id
     ), files as (
       insert into subsidy_file (application_id, asked_key, document_id, name, bytes, sha256, added_at)
       select papers.subject_id::uuid, f.asked_key, papers.id, f.name, f.bytes, f.sha256, now()
       from papers join subsidy_file f on f.sha256 = papers.sha256 and f.application_id = $1
     ) select id, owner_id from made`,
    [modelId, people.map(({ id }) => id)],
  )
  const cookies = new Map(people.map(({ id, cookie }) => [id, cookie]))
  await client.query("analyze subsidy_application, subsidy_file, person, session")
  return made.rows.map((row) => ({ id: row.id, cookie: cookies.get(row.owner_id)! }))
}

/** One post of a form or of files, as a browser sends it, its redirect not followed. */
export async function post(origin: string, path: string, cookie: string, body: URLSearchParams | FormData): Promise<Response> {
  return fetch(origin + path, { method: "POST", headers: { ...sameOrigin, Cookie: cookie }, body, redirect: "manual" })
}

/** At most `width` of them under way at a time. */
export async function sideBySide<T>(items: readonly T[], width: number, each: (item: T, at: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < items.length) {
      const at = next++
      await each(items[at]!, at)
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
}
