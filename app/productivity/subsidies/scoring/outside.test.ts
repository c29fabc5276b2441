import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { ApplicantActor } from "../../../kernel/access/index.ts"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork, type Work } from "../../../kernel/database/index.ts"
import { configureMail } from "../../../kernel/notices/index.ts"
import { actorOfPerson } from "../../../kernel/people/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { filedApplication, openedCall, type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { getApplication } from "../applications/read-application.ts"
import { acceptForm } from "../office/accept-form.ts"
import { conveneCommittee } from "../office/committee.ts"
import { getOwnInvitation } from "./answer-invitation.ts"
import { getOutsideReviewer } from "./assign-applications.ts"
import { saveCommittee } from "./committee.ts"
import { committeeInput, sheetInput } from "./inputs.ts"
import { inviteReviewer, listInvitations } from "./invite-reviewer.ts"
import { scoringPaths } from "./paths.ts"
import { resultOf } from "./result.ts"
import { getToReview, listReviews, saveSheet, stepBack } from "./sheets.ts"

const house = await testHouse()
afterAll(house.close)
configureMail({ url: "smtp://mail.example" })
let people: SubsidyPeople
let callId: string
let ids: string[]
beforeAll(async () => {
  people = await subsidyPeople(house)
  callId = await openedCall(house, people)
  ids = []
  for (const title of ["割り当てる事業", "割り当てない事業"]) {
    const { id } = await filedApplication(house, people, { callId, title })
    await clerk((work) => acceptForm(work, id))
    await clerk((work) => conveneCommittee(work, id))
    ids.push(id)
  }
  const method = committeeInput.parse({ criteria: [{ name: "必要性", max: 20, above: false }], quorum: 1, blind: true })
  await clerk((work) => saveCommittee(work, callId, method))
}, 90_000)
const clerk = <T>(change: (work: Work) => Promise<T>) => house.work(people.clerk, change)
const reading = (actor: SubsidyPeople["clerk"] | ApplicantActor) => readingWork(house.database.db, { actor })
const refused = (kind: string, text?: RegExp) => expect.objectContaining({ kind, ...(text ? { message: expect.stringMatching(text) } : {}) })
const today = civilDateOf(new Date())
const mails = async (to: string) => (await house.database.pool.query("select subject, text from notice_mail where recipient = $1 order by made_at desc", [to])).rows as { subject: string; text: string }[]
const sheet = (points: number) => sheetInput.parse({ points: [{ key: "k1", points }], go: "submit" })
const post = (path: string, as: SubsidyPeople["clerk"] | ApplicantActor, form: Record<string, string | string[]>) => house.request(path, { as, form })

/** Invites by the page, registers by the mail's link as a browser would, and takes the seat. */
async function seat(mail: string, name: string): Promise<ApplicantActor> {
  const sent = await post(scoringPaths.invitations(callId), people.clerk, { name, affiliation: "萩野大学 教授", mail, "untilOn": addDays(today, 60) })
  expect(sent.status).toBe(303)
  const { text } = (await mails(mail))[0]!
  const register = /\/register\/\S+/.exec(text)![0]
  const invitation = /\/subsidies\/reviewer-invitations\/\S+/.exec(text)![0]
  expect((await house.request(register)).status).toBe(200)
  const registered = await house.request(register, { form: { name, kana: "", password: "みやこ草と月見だんご、またあした" } })
  expect([registered.status, registered.headers.get("location")]).toEqual([303, invitation])
  const { rows } = await house.database.pool.query("select id from person where mail = $1", [mail])
  const actor = (await actorOfPerson(house.database.db, rows[0].id, new Date())) as ApplicantActor
  expect(await (await house.request(invitation, { as: actor })).text()).toContain("審査会の委員のお願い")
  expect((await post(invitation, actor, {})).status).toBe(422)
  expect((await post(invitation, actor, { promised: "on", corporateNumbers: "1234567890123" })).status).toBe(422)
  expect((await post(invitation, actor, { promised: "on", corporateNumbers: "7000012050002" })).headers.get("location")).toBe(scoringPaths.reviews)
  // Once only.
  expect((await post(invitation, actor, { promised: "on" })).status).toBe(404)
  return actor
}

describe("外部委員", () => {
  let professor: ApplicantActor

  test("メールで招かれ、登録して引き受け、割り当てられるまで何も見えない", async () => {
    professor = await seat("professor@univ.example", "大崎 実")
    expect(await listReviews(reading(professor))).toEqual([])
    for (const id of ids) expect((await house.request(scoringPaths.review(id), { as: professor })).status).toBe(404)
    const { rows: told } = await house.database.pool.query("select n.subject, r.mail from notice n join notice_recipient r on r.notice_id = n.id where n.name = 'subsidies.invitation-answered' and r.person_id = $1", [people.clerk.id])
    expect(told.map(({ subject }) => subject)).toEqual(["審査会：委員の招待が引き受けられました"])
  })

  test("割り当てられた申請だけを、名を伏せて見て採点する。見たことが残る", async () => {
    expect((await post(scoringPaths.assign(callId, professor.id), people.clerk, { applications: [ids[0]!] })).status).toBe(303)
    const { rows: told } = await house.database.pool.query("select r.mail from notice n join notice_recipient r on r.notice_id = n.id where n.name = 'subsidies.reviews-assigned' and r.person_id = $1", [professor.id])
    expect(told).toEqual([{ mail: "waiting" }])
    expect((await listReviews(reading(professor))).map(({ applicationId }) => applicationId)).toEqual([ids[0]])
    const page = await (await house.request(scoringPaths.review(ids[0]!), { as: professor })).text()
    expect([page.includes("割り当てる事業"), page.includes("はぎ製作所"), page.includes("事業計画書.txt")]).toEqual([true, false, false])
    expect((await house.request(scoringPaths.review(ids[1]!), { as: professor })).status).toBe(404)
    expect((await post(scoringPaths.review(ids[1]!), professor, { "points.0.key": "k1", "points.0.points": "5", go: "submit" })).status).toBe(404)
    expect((await post(scoringPaths.review(ids[0]!), professor, { "points.0.key": "k1", "points.0.points": "15", go: "submit" })).status).toBe(303)
    const it = await getOutsideReviewer(reading(people.clerk), callId, professor.id)
    expect(it.applications.map(({ assigned, submitted }) => [assigned, submitted])).toEqual([[true, true], [false, false]])
    expect(it.readings.length).toBeGreaterThan(0)
    expect(it.corporateNumbers).toEqual(["7000012050002"])
    expect((await resultOf(reading(people.clerk), callId)).rows.find(({ id }) => id === ids[0])!.outcome.counted).toEqual([professor.id])
  })

  test("ほかの画面も API も開かない", async () => {
    await expect(getApplication(reading(professor), ids[0]!)).rejects.toEqual(refused("not-found"))
    for (const path of [`/subsidies/office/${ids[0]}`, scoringPaths.committee(callId), scoringPaths.result(callId), scoringPaths.reviewer(callId, professor.id), "/forms", "/people", "/desk"]) {
      expect([403, 404], path).toContain((await house.request(path, { as: professor })).status)
    }
    expect((await house.request(`/subsidies/mine/${ids[0]}`, { as: professor })).status).toBe(404)
    expect((await (await house.request("/api/v1/subsidies/reviews", { as: professor })).json()).items).toHaveLength(1)
    expect((await house.request(`/api/v1/subsidies/own-calls/${callId}/committee/result`, { as: professor })).status).toBe(403)
    const strange = await house.request("/api/v1/subsidies/reviews", { as: people.other })
    expect((await strange.json()).items).toEqual([])
    expect((await house.request(scoringPaths.review(ids[0]!), { as: people.other })).status).toBe(404)
    expect((await house.request(scoringPaths.reviewer(callId, professor.id), { as: people.stranger })).status).toBe(404)
  })

  test("関係する法人の申請は採点できず、回避もできる", async () => {
    const lawyer = await seat("lawyer@office.example", "鳴瀬 明")
    await post(scoringPaths.assign(callId, lawyer.id), people.clerk, { applications: ids })
    await house.database.pool.query(`update subsidy_application set party = party || '{"corporateNumber": "7000012050002"}' where id = $1`, [ids[1]])
    await expect(house.work(lawyer, (work) => saveSheet(work, ids[1]!, sheet(10)))).rejects.toEqual(refused("conflict", /利害関係/))
    await house.work(lawyer, (work) => stepBack(work, ids[0]!, "以前の顧問先。"))
    await expect(house.work(lawyer, (work) => saveSheet(work, ids[0]!, sheet(10)))).rejects.toEqual(refused("conflict", /回避/))
    // A fewer number assigned: what is taken away is gone at once.
    await post(scoringPaths.assign(callId, lawyer.id), people.clerk, { applications: [ids[0]!] })
    await expect(getToReview(reading(lawyer), ids[1]!)).rejects.toEqual(refused("not-found"))
    expect((await post(scoringPaths.assign(callId, lawyer.id), people.clerk, { applications: ["01920000-0000-7000-8000-000000000000"] })).status).toBe(422)
  })

  test("委嘱の末日を過ぎると見られず、外すとすぐに見られない", async () => {
    const later = { ...reading(professor), now: new Date(Date.now() + 61 * 86_400_000) }
    expect(await listReviews(later)).toEqual([])
    await expect(getToReview(later, ids[0]!)).rejects.toEqual(refused("not-found"))
    expect((await post(scoringPaths.term(callId, professor.id), people.clerk, { untilOn: addDays(today, -1) })).status).toBe(422)
    expect((await post(scoringPaths.term(callId, professor.id), people.clerk, { untilOn: addDays(today, 90) })).status).toBe(303)
    expect(await listReviews(later)).toHaveLength(1)
    expect((await post(scoringPaths.endReviewer(callId, professor.id), people.clerk, {})).status).toBe(303)
    expect((await house.request(scoringPaths.review(ids[0]!), { as: professor })).status).toBe(404)
    // What was handed in during the term stays in the result.
    expect((await resultOf(reading(people.clerk), callId)).rows.find(({ id }) => id === ids[0])!.outcome.counted).toContain(professor.id)
  })

  test("メールの送信先がなければ、送っていないと言い、デモではリンクを示す", async () => {
    configureMail({ url: undefined })
    const answer = await post(scoringPaths.invitations(callId), people.clerk, { name: "送れない人", affiliation: "会社", mail: "unsent@example.jp", untilOn: addDays(today, 30) })
    const text = await answer.text()
    expect([answer.status, text.includes("メールは送られていません"), /\/register\/[\w-]+/.test(text)]).toEqual([200, true, true])
    configureMail({ url: "smtp://mail.example" })
  })

  test("招待は宛先の人だけに見え、辞退、取消し、期限切れのあとは使えない", async () => {
    const invite = async (mail: string) => (await clerk((work) => inviteReviewer(work, callId, { name: "招待 先", affiliation: "会社", mail, untilOn: addDays(today, 30) }, "http://localhost"))).id
    const own = (await house.database.pool.query("select mail from person where id = $1", [people.other.id])).rows[0].mail as string
    const id = await invite(own.toUpperCase())
    // Somebody registered gets no link that signs in.
    expect((await mails(own.toUpperCase()))[0]!.text).not.toContain("/register/")
    expect((await house.request(scoringPaths.invitation(id), { as: people.applicant })).status).toBe(404)
    expect((await house.request(scoringPaths.invitation(id), { as: people.other })).status).toBe(200)
    await expect(invite(own)).rejects.toEqual(refused("conflict", /もう招待/))
    const later = { ...reading(people.other), now: new Date(Date.now() + 15 * 86_400_000) }
    await expect(getOwnInvitation(later, id)).rejects.toEqual(refused("not-found"))
    expect((await post(scoringPaths.declineInvitation(id), people.other, {})).status).toBe(303)
    expect((await house.request(scoringPaths.invitation(id), { as: people.other })).status).toBe(404)
    const second = await invite(own)
    expect((await post(scoringPaths.revokeInvitation(callId, second), people.clerk, {})).status).toBe(303)
    expect((await post(scoringPaths.invitation(second), people.other, { promised: "on" })).status).toBe(404)
    expect((await listInvitations(reading(people.clerk), callId)).filter(({ mail }) => mail.toLowerCase() === own.toLowerCase()).map(({ answer, revokedAt }) => [answer, revokedAt !== null])).toEqual([[null, true], ["declined", false]])
    await expect(house.work(people.stranger, (work) => inviteReviewer(work, callId, { name: "x", affiliation: "x", mail: "x@example.jp", untilOn: addDays(today, 1) }, ""))).rejects.toEqual(refused("not-found"))
    expect((await post(scoringPaths.invitations(callId), people.clerk, { name: "x", affiliation: "x", mail: "だめ", untilOn: addDays(today, -1) })).status).toBe(422)
  })
})
