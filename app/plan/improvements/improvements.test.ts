import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Actor, type StaffActor, system } from "../../kernel/access/index.ts"
import { approve, getApproval, returnApproval } from "../../kernel/approvals/index.ts"
import { listDeadlines } from "../../kernel/cases/index.ts"
import { answersOf, civilDateOf, readingWork, type Work } from "../../kernel/database/index.ts"
import { getMeasure } from "../../kernel/measures/index.ts"
import { listInbox } from "../../kernel/notices/index.ts"
import { actorOfPerson, findStaffByNumber, membersOf } from "../../kernel/people/index.ts"
import { search } from "../../kernel/search/index.ts"
import { modules } from "../../server.ts"
import { testHouse } from "../../../tests/support/house.ts"
import { initiativeNames, type InitiativeName } from "./initiatives.ts"
import { remindOfMeasuring } from "./remind-of-measuring.ts"
import { improvementsWaiting } from "./waiting.ts"
import { improvementSource } from "./search.ts"
import { publicImprovements } from "./public-improvements.ts"
import { paths } from "./paths.ts"

const house = await testHouse()
afterAll(house.close)

const TODAY = new Date()
const day = (days: number) => new Date(TODAY.getTime() + days * 86_400_000)
let clerk: StaffActor // 中小企業支援課
let clerkHead: StaffActor
let planner: StaffActor
let owner: StaffActor // 取組の担当所属の職員
let ownerColleague: StaffActor
let ownerHead: StaffActor
let stranger: StaffActor
let initiative: InitiativeName

const reading = (actor: Actor, now = TODAY): Work => readingWork(house.database.db, { actor, now })
const staffNumbered = async (number: string) => {
  const person = await findStaffByNumber(house.database.db, number)
  return (await actorOfPerson(house.database.db, person!.id, TODAY)) as StaffActor
}

beforeAll(async () => {
  const quiet = new Set(["people", "approvals", "plan"])
  await house.work(system("demo"), async (work) => {
    for (const module of modules) if (quiet.has(module.name)) await module.seed?.(work)
  })
  clerk = await staffNumbered("100105")
  clerkHead = await staffNumbered("100106")
  planner = await staffNumbered("100101")
  owner = await staffNumbered("100110")
  ownerHead = await staffNumbered("100104")
  ownerColleague = await staffNumbered("100109")
  const names = await initiativeNames(reading(planner))
  initiative = names.find((name) => name.ownerUnitId === owner.unitId)!
  const [other] = await membersOf(house.database.db, (await sql<{ id: string }>`select unit_id as id from staff_post
    where unit_id not in (${clerk.unitId}, ${owner.unitId}, ${planner.unitId}) and rank > 40 limit 1`.execute(house.database.db)).rows[0]!.id, civilDateOf(TODAY))
  const members = await membersOf(house.database.db, other!.unitId, civilDateOf(TODAY))
  stranger = (await actorOfPerson(house.database.db, members.at(-1)!.personId, TODAY)) as StaffActor
}, 120_000)

const form = (more: Record<string, string> = {}) => ({
  initiativeId: initiative.id,
  title: "申請書類の確認を一度で済ませる",
  presentWay: "二人が別々に確認している",
  proposedWay: "確認表を共有し、一度で済ませる",
  per: "occurrence",
  hoursNow: "1時間",
  hoursAfter: "20分",
  timesAYear: "120",
  people: "3",
  evidence: "先月の5回を計った平均",
  ...more,
})

async function fileAs(actor: StaffActor, more: Record<string, string> = {}): Promise<string> {
  const answer = await house.request(paths.list, { as: actor, form: form(more) })
  if (answer.status !== 303) throw new Error(await answer.text())
  return answer.headers.get("location")!.split("/").at(-1)!
}

const api = (path: string) => `/api/v1/improvements${path}`
async function stateOf(id: string, as: Actor = planner): Promise<string> {
  const answer = await house.request(api(`/${id}`), { as })
  return ((await answer.json()) as { state: string }).state
}

async function decide(id: string, now = TODAY): Promise<void> {
  const { rows } = await sql<{ approval_id: string }>`select approval_id from improvement where id = ${id}`.execute(house.database.db)
  const approvalId = rows[0]!.approval_id
  for (let turn = 0; turn < 6; turn++) {
    const { approval, steps } = await getApproval(reading(system("test")), approvalId)
    const step = steps.find((one) => one.state === "current")
    if (approval.status !== "in-progress" || !step) return
    await house.work(await holderOf(step), (work) => approve(work, approvalId), now)
  }
}

async function holderOf(step: { unitId: string; rank: number }): Promise<StaffActor> {
  const members = await membersOf(house.database.db, step.unitId, civilDateOf(TODAY))
  return (await actorOfPerson(house.database.db, members.find((one) => one.rank === step.rank)!.personId, TODAY)) as StaffActor
}

describe("デモの提案", () => {
  test("さまざまな状態の提案があり、測定済みのものが実測値になる", async () => {
    const { rows } = await sql<{ state: string; n: number }>`select state, count(*)::int as n from improvement group by 1`.execute(house.database.db)
    const counts = Object.fromEntries(rows.map((row) => [row.state, row.n]))
    for (const state of ["draft", "filed", "returned", "adopted", "done", "measured", "declined", "withdrawn"]) {
      expect(counts[state], `${state}: ${JSON.stringify(counts)}`).toBeGreaterThan(0)
    }
    expect(rows.reduce((sum, row) => sum + row.n, 0)).toBeGreaterThanOrEqual(58)
    const value = await getMeasure("improvements.hours-saved").value(reading(planner), { scope: {}, until: civilDateOf(TODAY) })
    expect(value!.value).toBeGreaterThan(100)
  })

  test.each([paths.list, paths.statistics, paths.print, paths.fresh, `${paths.list}?whose=owned&sort=saved&direction=ascending`, "/desk"])("%s が開く", async (path) => {
    const answer = await house.request(path, { as: owner })
    const html = await answer.text()
    expect(answer.status, html).toBe(200)
    expect(html).not.toContain("undefined")
    expect(html).not.toContain("NaN")
  })
})

describe("提案から測定まで", () => {
  test("提案、意見、起案、採用、実施、測定で、取組の実測値が動く", async () => {
    const measure = getMeasure("improvements.hours-saved")
    const scope = { initiativeId: initiative.id }
    const valueAt = async (now: Date) => (await measure.value(reading(planner, now), { scope, until: civilDateOf(now) }))?.value ?? 0
    const before = await valueAt(TODAY)

    const id = await fileAs(clerk)
    const inbox = await listInbox(reading(clerkHead), { limit: 5 })
    expect(inbox.items.map((item) => item.link)).toContain(paths.one(id))
    expect((await answersOf(reading(clerkHead), improvementsWaiting(reading(clerkHead)))).map((item) => item.kind)).toContain("所属長の意見")

    const said = await house.request(paths.comments(id), { as: clerkHead, form: { text: "課内で試しました。賛成です。" } })
    expect(said.status).toBe(303)
    const proposed = await house.request(paths.proposal(id), {
      as: owner,
      form: { verdict: "adopt", plannedOn: civilDateOf(day(7)), reason: "ほかの課にも広げられるため" },
    })
    expect(proposed.status, await proposed.text()).toBe(303)
    expect(await stateOf(id)).toBe("in-approval")
    await decide(id)
    expect(await stateOf(id, stranger)).toBe("adopted")
    const [shown] = await publicImprovements(reading({ kind: "visitor" }), initiative.id)
    expect(shown).toMatchObject({ id, title: "申請書類の確認を一度で済ませる", estimatedHours: 240, measuredHours: null })
    expect(JSON.stringify(shown)).not.toContain(clerk.name)

    const done = await house.request(paths.done(id), { as: clerk, form: { doneOn: civilDateOf(TODAY), note: "始めました" } })
    expect(done.status, await done.text()).toBe(303)
    const { rows } = await sql<{ case_id: string }>`select case_id from improvement where id = ${id}`.execute(house.database.db)
    const [deadline] = await listDeadlines(reading(clerk), { caseId: rows[0]!.case_id })
    expect(deadline).toMatchObject({ name: "効果の測定", metAt: null })

    const early = await house.request(paths.measurement(id), {
      as: clerk,
      form: { measuredOn: civilDateOf(TODAY), hoursNow: "30分", timesAYear: "120", people: "3", evidence: "計った" },
    })
    expect(early.status).toBe(422)
    expect(await early.text()).toContain("測定日は、実施から3か月たった日以後にしてください。")

    const due = new Date(`${deadline!.dueOn}T00:00:00Z`)
    await house.work(system("job"), (work) => remindOfMeasuring.run(work, {}, {} as never), due)
    expect((await listInbox(reading(clerk), { limit: 1 })).items[0]).toMatchObject({ name: "improvements.measuring-due", link: paths.one(id) })
    const later = day(100)
    const { measureImprovement } = await import("./measure-improvement.ts")
    await house.work(clerk, (work) => measureImprovement(work, id, { measuredOn: civilDateOf(later), hoursNow: 30, timesAYear: 120, people: 3, evidence: "10回の平均" }), later)
    expect(await stateOf(id, stranger)).toBe("measured")
    expect((await valueAt(later)) - before).toBeCloseTo(180, 1)
    // 訂正は重ねず、あとの測定が数えられる。
    await house.work(clerk, (work) => measureImprovement(work, id, { measuredOn: civilDateOf(later), hoursNow: 40, timesAYear: 120, people: 3, evidence: "数え直した" }), later)
    expect((await valueAt(later)) - before).toBeCloseTo(120, 1)
    expect((await listDeadlines(reading(clerk, later), { caseId: rows[0]!.case_id }))).toEqual([])

    const page = await (await house.request(paths.one(id), { as: stranger })).text()
    for (const words of ["課内で試しました", "測定済み", "訂正前の測定", "採用されました", "効果を測定しました"]) expect(page).toContain(words)
    expect((await search(reading(stranger), { text: "確認を一度で済ませる", kinds: ["improvement"] })).items.map((item) => item.id)).toContain(id)
  })

  test("提案したときに書いた検索の文章は、作り直したものと同じ", async () => {
    await house.request("/improvements", { as: clerk, form: form({ title: "ＦＡＸの受信を　まとめる" }) })
    const passages = () => sql`select p.subject_id, p.audience, p.readers, p.happened_on, p.title_folded, p.body_folded, t.title, t.body, t.link
      from search_passage p join search_text t using (no) where p.kind = 'improvement' order by p.subject_id`.execute(house.database.db)
    const before = await passages()
    await house.work(system("search"), (work) => improvementSource.reindexAll(work, () => {}))
    expect((await passages()).rows).toEqual(before.rows)
    expect(before.rows.length).toBeGreaterThan(5)
  })

  test("決裁で差し戻されると提案者に戻り、出し直して同じ決裁で続く", async () => {
    const id = await fileAs(clerk, { title: "差し戻される提案" })
    await house.request(paths.proposal(id), { as: owner, form: { verdict: "adopt", plannedOn: civilDateOf(day(9)) } })
    const { rows } = await sql<{ approval_id: string }>`select approval_id from improvement where id = ${id}`.execute(house.database.db)
    const { steps } = await getApproval(reading(system("test")), rows[0]!.approval_id)
    const first = await holderOf(steps.find((step) => step.state === "current")!)
    await house.work(first, (work) => returnApproval(work, rows[0]!.approval_id, { reason: "回数の根拠を教えてください" }))
    expect(await stateOf(id)).toBe("returned")
    const page = await (await house.request(paths.edit(id), { as: clerk })).text()
    expect(page).toContain("回数の根拠を教えてください")
    const again = await house.request(paths.file(id), { as: clerk, form: form({ title: "差し戻される提案", timesAYear: "100", answer: "年間の受付簿から数えました" }) })
    expect(again.status, await again.text()).toBe(303)
    expect(await stateOf(id)).toBe("filed")
    await house.request(paths.proposal(id), { as: ownerColleague, form: { verdict: "decline", reason: "更改に合わせるため" } })
    await decide(id)
    expect(await stateOf(id)).toBe("declined")
    expect((await house.request(api(`/${id}`), { as: stranger })).status).toBe(404)
    const { approval } = await getApproval(reading(system("test")), rows[0]!.approval_id)
    expect(approval).toMatchObject({ status: "approved", round: 2 })
  })

  test("提案者は採否が決まるまで取り下げられ、決裁も終わる", async () => {
    const id = await fileAs(clerk, { title: "取り下げる提案" })
    await house.request(paths.proposal(id), { as: owner, form: { verdict: "adopt", plannedOn: civilDateOf(day(9)) } })
    expect((await house.request(paths.withdraw(id), { as: clerk, form: { reason: "課内で行う" } })).status).toBe(303)
    expect(await stateOf(id)).toBe("withdrawn")
    const { rows } = await sql<{ status: string }>`select status from approval where subject_id = ${id}`.execute(house.database.db)
    expect(rows).toEqual([{ status: "withdrawn" }])
    expect((await house.request(paths.withdraw(id), { as: clerk, form: {} })).status).toBe(409)
  })
})

describe("見られる人", () => {
  test("提出したものは提案者・所属長・担当所属・所管課だけ、ほかの人には404", async () => {
    const id = await fileAs(clerk, { title: "見られる範囲の提案" })
    for (const as of [clerk, clerkHead, owner, ownerHead, planner]) expect((await house.request(api(`/${id}`), { as })).status).toBe(200)
    expect((await house.request(api(`/${id}`), { as: stranger })).status).toBe(404)
    expect((await house.request(paths.one(id), { as: stranger })).status).toBe(404)
    for (const path of ["/comments", "/ask-back", "/withdraw", "/done", "/follow"]) {
      const json = { text: "x", doneOn: civilDateOf(TODAY), follow: true }
      expect((await house.request(api(`/${id}${path}`), { as: stranger, json })).status, path).toBe(404)
    }
    const list = async (as: StaffActor, query = "") => {
      const answer = (await (await house.request(api(`?limit=100${query}`), { as })).json()) as { items: { id: string }[] }
      return answer.items.map((item) => item.id)
    }
    expect(await list(clerk)).toContain(id)
    expect(await list(clerkHead)).toContain(id)
    expect(await list(owner, "&whose=owned")).toContain(id)
    expect(await list(planner)).toContain(id)
    for (const query of ["", "&state=filed", `&initiativeId=${initiative.id}`, `&unitId=${clerk.unitId}`, "&sort=saved", `&q=${encodeURIComponent("見られる範囲")}`]) {
      expect(await list(stranger, query), query).not.toContain(id)
    }
    expect(await list(clerk, `&q=${encodeURIComponent("見られる範囲")}`)).toEqual([id])
    expect((await search(reading(stranger), { text: "見られる範囲" })).total).toBe(0)
    expect((await search(reading(clerkHead), { text: "見られる範囲" })).total).toBe(1)
  })

  test("下書きは本人だけ", async () => {
    const made = await house.request(paths.drafts, { as: clerk, form: { initiativeId: initiative.id, title: "まだ考え中" } })
    const id = made.headers.get("location")!.split("/").at(-1)!
    expect((await house.request(paths.one(id), { as: clerk })).status).toBe(200)
    for (const as of [clerkHead, owner, planner]) expect((await house.request(paths.one(id), { as })).status).toBe(404)
    expect((await house.request(paths.discard(id), { as: planner, form: {} })).status).toBe(404)
    const filed = await house.request(paths.file(id), { as: clerk, form: form({ hoursNow: "" }) })
    expect(filed.status).toBe(422)
    expect(await filed.text()).toContain("現在の時間を入力してください。")
    expect((await house.request(paths.discard(id), { as: clerk, form: {} })).status).toBe(303)
    expect((await house.request(paths.one(id), { as: clerk })).status).toBe(404)
  })

  test("見えるが自分の番でない操作は403、順の違う操作は409", async () => {
    const id = await fileAs(clerk, { title: "手順を確かめる提案" })
    const post = async (as: StaffActor, path: string, json: unknown) => (await house.request(api(`/${id}${path}`), { as, json })).status
    const adopt = { verdict: "adopt", plannedOn: civilDateOf(day(5)) }
    expect(await post(clerk, "/proposal", adopt)).toBe(403)
    expect(await post(clerk, "/ask-back", { text: "x" })).toBe(403)
    expect(await post(clerkHead, "/withdraw", {})).toBe(403)
    expect(await post(owner, "/done", { doneOn: civilDateOf(TODAY) })).toBe(409)
    expect(await post(owner, "/measurement", { measuredOn: civilDateOf(TODAY), hoursNow: "1", timesAYear: 1, people: 1, evidence: "x" })).toBe(409)
    expect(await post(owner, "/proposal", { verdict: "decline" })).toBe(422)
    expect(await post(owner, "/proposal", { ...adopt, plannedOn: civilDateOf(day(-1)) })).toBe(422)
    const patch = await house.request(api(`/${id}`), { as: clerk, method: "PATCH", json: { title: "変える" }, headers: { "if-match": '"v1"' } })
    expect(patch.status).toBe(409)
    expect((await house.request(api(`/${id}`), { method: "GET" })).status).toBe(401)
  })
})

describe("同時に", () => {
  test("二人が同時に起案すると、一人だけが通る", async () => {
    const id = await fileAs(clerk, { title: "二人が起案する提案" })
    const json = (verdict: string) => ({ verdict, reason: "理由", plannedOn: civilDateOf(day(5)) })
    const both = await Promise.all([
      house.request(api(`/${id}/proposal`), { as: owner, json: json("adopt") }),
      house.request(api(`/${id}/proposal`), { as: ownerColleague, json: json("decline") }),
    ])
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409])
    const { rows } = await sql`select id from approval where subject_id = ${id}`.execute(house.database.db)
    expect(rows).toHaveLength(1)
  })

  test("決裁と取下げが同時なら、どちらか一方だけになる", async () => {
    const id = await fileAs(clerk, { title: "決裁と取下げが重なる提案" })
    await house.request(paths.proposal(id), { as: owner, form: { verdict: "adopt", plannedOn: civilDateOf(day(5)) } })
    await Promise.allSettled([decide(id), house.request(paths.withdraw(id), { as: clerk, form: {} })])
    const state = await stateOf(id)
    const { rows } = await sql<{ status: string }>`select status from approval where subject_id = ${id}`.execute(house.database.db)
    expect([["adopted", "approved"], ["withdrawn", "withdrawn"]]).toContainEqual([state, rows[0]!.status])
  })

  test("二重に送っても一件になる", async () => {
    const _submission = crypto.randomUUID()
    const both = await Promise.all([1, 2].map(() => house.request(paths.list, { as: clerk, form: form({ title: "二重に送る提案", _submission }) })))
    expect(new Set(both.map((answer) => answer.headers.get("location"))).size).toBe(1)
    const { rows } = await sql`select id from improvement where title = '二重に送る提案'`.execute(house.database.db)
    expect(rows).toHaveLength(1)
  })

  test("下書きを二つの画面で直すと、後の方に両方が示され、失われない", async () => {
    const made = await house.request(api("/drafts"), { as: clerk, json: { initiativeId: initiative.id, title: "版を確かめる" } })
    const { id } = (await made.json()) as { id: string }
    const read = await house.request(api(`/${id}`), { as: clerk })
    const etag = read.headers.get("etag")!
    const change = (title: string) => house.request(api(`/${id}`), { as: clerk, method: "PATCH", json: { title }, headers: { "if-match": etag } })
    expect((await change("先の題名")).status).toBe(200)
    const second = await change("後の題名")
    expect(second.status).toBe(409)
    expect(((await second.json()) as { current: { title: string } }).current.title).toBe("先の題名")
    const page = await house.request(paths.edit(id), { as: clerk, form: { ...form({ title: "後の題名" }), _version: "1" } })
    const html = await page.text()
    expect(page.status).toBe(409)
    expect(html).toContain("後の題名")
    expect(html).toContain("先の題名")
  })
})

describe("一覧と出力", () => {
  test("カーソルで全件を一度ずつ読める", async () => {
    for (const query of ["sort=filed", "sort=saved&direction=ascending", "whose=all&state=measured"]) {
      const seen: string[] = []
      let after = ""
      do {
        const answer = (await (await house.request(api(`?limit=7&${query}${after && `&after=${after}`}`), { as: stranger })).json()) as { items: { id: string }[]; next: string | null }
        seen.push(...answer.items.map((item) => item.id))
        after = answer.next ?? ""
      } while (after)
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.length).toBeGreaterThan(5)
    }
    expect((await house.request(api("?after=%00x"), { as: stranger })).status).toBe(422)
  })

  test("数式の題名は CSV で文字になり、タグは実行されない", async () => {
    const id = await fileAs(clerk, { title: "=HYPERLINK(1)", presentWay: "<script>alert(1)</script>" })
    const bytes = Buffer.from(await (await house.request(`${paths.export("csv")}?whose=mine`, { as: clerk })).arrayBuffer())
    expect(bytes.subarray(0, 3).toString("hex")).toBe("efbbbf")
    const csv = bytes.toString()
    expect(csv).toContain("'=HYPERLINK(1)")
    const html = await (await house.request(paths.one(id), { as: clerk })).text()
    expect(html).not.toContain("<script>alert(1)")
    const xlsx = await house.request(paths.export("xlsx"), { as: clerk })
    expect(Buffer.from(await xlsx.arrayBuffer()).subarray(0, 2).toString()).toBe("PK")
  })

  test("誤りのある提案は、入力したものがすべて残り、似た提案が探せる", async () => {
    const wrong = await house.request(paths.list, { as: clerk, form: form({ hoursAfter: "2時間", title: "残る題名" }) })
    const html = await wrong.text()
    expect(wrong.status).toBe(422)
    for (const words of ["改善後の時間は、現在の時間より短くしてください。", "残る題名", "二人が別々に確認している", "先月の5回を計った平均", "エラー："]) expect(html).toContain(words)
    const similar = await (await house.request(paths.drafts, { as: clerk, form: form({ title: "申請書類の点検", _again: "similar" }) })).text()
    expect(similar).toContain("申請書類の確認を一度で済ませる")
    expect(similar).toContain("申請書類の点検")
  })

  test("ほかの所属への展開は、もとの提案を指す", async () => {
    const list = (await (await house.request(api("?state=measured&limit=1"), { as: stranger })).json()) as { items: { id: string; title: string }[] }
    const original = list.items[0]!
    const page = await (await house.request(`${paths.fresh}?from=${original.id}`, { as: stranger })).text()
    expect(page).toContain(original.title)
    const id = await fileAs(stranger, { copiedFromId: original.id, title: `${original.title}（うちの課でも）` })
    expect(await (await house.request(paths.one(original.id), { as: stranger })).text()).toContain("うちの課でも")
    const hidden = await fileAs(clerk, { title: "まだ見えない提案" })
    expect((await house.request(paths.list, { as: stranger, form: form({ copiedFromId: hidden }) })).status).toBe(404)
    expect(id).toBeTruthy()
  })

  test("見守ると机に載り、動きがあれば知らされる", async () => {
    const list = (await (await house.request(api("?state=adopted&limit=1"), { as: stranger })).json()) as { items: { id: string; title: string }[] }
    const { id, title } = list.items[0]!
    expect((await house.request(paths.follow(id), { as: stranger, form: { follow: "yes" } })).status).toBe(303)
    expect(await (await house.request("/desk", { as: stranger })).text()).toContain(`業務改善提案「${title}」`)
    await house.request(paths.comments(id), { as: planner, form: { text: "進み具合はいかがですか" } })
    expect((await listInbox(reading(stranger))).items[0]).toMatchObject({ link: paths.one(id) })
    expect((await house.request("/desk/unfollow", { as: stranger, form: { kind: "improvement", id } })).status).toBe(303)
    const desk = (await (await house.request("/api/v1/desk", { as: stranger })).json()) as { followed: unknown[] }
    expect(desk.followed).toEqual([])
  })
})
