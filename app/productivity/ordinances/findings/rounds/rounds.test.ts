import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { system } from "../../../../kernel/access/index.ts"
import { answersOf, civilDateOf, inWork, readingWork } from "../../../../kernel/database/index.ts"
import { addDays } from "../../../../kernel/cases/index.ts"
import type { TestHouse } from "../../../../../tests/support/house.ts"
import { findingsWaiting } from "../desk.ts"
import { findingsHouse, putText, roadText, rulebookPeople, type RulebookPeople, scanAll, shopText } from "../../../../../tests/support/findings.ts"
import { runBulk } from "../list/bulk.ts"
import { paths } from "../paths.ts"
import { openRound } from "./open-round.ts"
import { getRound, listRounds } from "./read-rounds.ts"
import { remindSections } from "./remind-sections.ts"
import { answerRound, closeRound, extendRound } from "./take-part.ts"

let house: TestHouse
let people: RulebookPeople
let unitIds: string[]
const today = civilDateOf(new Date())
const dueOn = addDays(today, 30)
beforeAll(async () => {
  house = await findingsHouse()
  people = await rulebookPeople(house)
  await putText(house, { ...roadText, unitId: people.road.unitId })
  await putText(house, { ...shopText, unitId: people.clerk.unitId })
  unitIds = [people.road.unitId, people.clerk.unitId]
}, 60_000)
afterAll(() => house.close())
beforeEach(async () => {
  await house.database.pool.query("delete from analog_round")
  await house.database.pool.query("delete from analog_finding")
  await scanAll(house, people.office)
})

const waitingOf = (actor: RulebookPeople["road"]) => {
  const work = readingWork(house.database.db, { actor })
  return answersOf(work, findingsWaiting(work))
}
const open = (more = {}) => house.work(people.office, (work) => openRound(work, { title: "点検の照会", message: "判定してください", dueOn, unitIds, ...more }))
const dismissAll = async (as: RulebookPeople["road"]) => {
  const { rows } = await house.database.pool.query("select f.id from analog_finding f join ordinance o on o.id = f.ordinance_id where o.unit_id = $1", [as.unitId])
  await house.work(as, (work) => runBulk(work, { ids: rows.map(({ id }) => id), act: "dismiss", reasonCode: "⑩" }))
}
const inbox = async (id: string) => (await house.database.pool.query("select n.subject from notice n join notice_recipient r on r.notice_id = n.id where r.person_id = $1 order by n.id desc", [id])).rows.map(({ subject }) => subject as string)
const at = (day: string) => inWork(house.database.db, { actor: system("朝"), now: new Date(`${day}T00:00:00Z`) }, remindSections)

describe("照会", () => {
  test("所属にお知らせが届き、机に期限つきで載り、ほかの所属の進みは見えない", async () => {
    const id = await open()
    expect((await inbox(people.road.id))[0]).toMatch(/回答期限 .*点検の照会：判定を待つ該当候補が\d+件/)
    const desk = await waitingOf(people.road)
    expect(desk).toMatchObject([{ kind: "照会", dueOn, link: paths.round(id) }])
    const read = (actor: RulebookPeople["road"]) => getRound(readingWork(house.database.db, { actor }), id)
    expect((await read(people.office)).units.map(({ name }) => name)).toEqual(["中小企業支援課", "道路課"])
    expect((await read(people.road)).units.map(({ name }) => name)).toEqual(["道路課"])
    const page = await (await house.request(paths.round(id), { as: people.road })).text()
    expect(page).toContain("すべて判定すると回答できます")
    expect(page).not.toContain("中小企業支援課")
  })

  test("未判定が残るうちは回答できず、すべて判定すると回答でき、例規担当に知らせる", async () => {
    const id = await open()
    const answer = () => house.work(people.road, (work) => answerRound(work, id, { unitId: people.road.unitId, remark: "橋は来年度に確かめます" }))
    await expect(answer()).rejects.toMatchObject({ code: "findings.round-has-open", message: expect.stringMatching(/\d+件残っています/) })
    await dismissAll(people.road)
    await answer()
    expect((await inbox(people.office.id))[0]).toBe("道路課が照会に回答しました：点検の照会")
    await expect(answer()).rejects.toMatchObject({ code: "findings.round-is-answered" })
    expect((await listRounds(readingWork(house.database.db, { actor: people.office }))).items).toMatchObject([{ sections: 2, answered: 1 }])
    expect(await waitingOf(people.road)).toEqual([])
  })

  test("同時に二人が回答しても、一度だけ数える", async () => {
    const id = await open()
    await dismissAll(people.road)
    const both = await Promise.allSettled([people.road, people.office].map((as) => house.work(as, (work) => answerRound(work, id, { unitId: people.road.unitId, remark: "" }))))
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  })

  test("期限の三開庁日前に一度、過ぎると週に一度知らせ、回答した所属には知らせない", async () => {
    await open({ dueOn: "2027-03-31" })
    await dismissAll(people.clerk)
    const { rows } = await house.database.pool.query("select id from analog_round")
    await house.work(people.clerk, (work) => answerRound(work, rows[0].id, { unitId: people.clerk.unitId, remark: "" }))
    expect(await at("2027-03-25")).toBe(0)
    expect(await at("2027-03-26")).toBe(1)
    expect(await at("2027-03-29")).toBe(0)
    expect((await inbox(people.road.id))[0]).toContain("まもなく期限")
    expect(await at("2027-04-01")).toBe(1)
    expect(await at("2027-04-07")).toBe(0)
    expect(await at("2027-04-08")).toBe(1)
    expect((await inbox(people.road.id))[0]).toContain("期限超過")
    expect((await inbox(people.clerk.id)).filter((subject) => subject.includes("期限超過"))).toEqual([])
  })

  test("期限は理由をつけて延ばせ、所属に知らせ、期限前のお知らせもやり直す", async () => {
    const id = await open({ dueOn: "2027-03-31" })
    await at("2027-03-26")
    const extend = (more = {}, as = people.office) => house.work(as, (work) => extendRound(work, id, { unitId: people.road.unitId, dueOn: "2027-04-30", reason: "年度末の繁忙", ...more }))
    await expect(extend({ dueOn: "2027-03-31" })).rejects.toMatchObject({ field: "dueOn" })
    await expect(extend({}, people.road)).rejects.toMatchObject({ kind: "forbidden" })
    await extend()
    const round = await getRound(readingWork(house.database.db, { actor: people.office }), id)
    expect(round.units.find(({ unitId }) => unitId === people.road.unitId)).toMatchObject({ dueOn: "2027-04-30", extendedReason: "年度末の繁忙" })
    expect((await inbox(people.road.id))[0]).toContain("照会の回答期限が令和9年4月30日になりました")
    // 道路課 anew, and 中小企業支援課 for the first time only on its own earlier deadline.
    expect(await at("2027-04-26")).toBe(2)
  })

  test("締め切ると、回答していない所属に知らせ、もう回答できない", async () => {
    const id = await open()
    await expect(house.work(people.road, (work) => closeRound(work, id))).rejects.toMatchObject({ kind: "forbidden" })
    await house.work(people.office, (work) => closeRound(work, id))
    expect((await inbox(people.road.id))[0]).toMatch(/照会が締め切られました：点検の照会（未判定\d+件）/)
    await expect(house.work(people.road, (work) => answerRound(work, id, { unitId: people.road.unitId, remark: "" }))).rejects.toMatchObject({ code: "findings.round-is-closed" })
    await expect(house.work(people.office, (work) => closeRound(work, id))).rejects.toMatchObject({ code: "findings.round-is-closed" })
    expect(await at(addDays(dueOn, 3))).toBe(0)
    await open()
  })

  test("断り：例規担当でない、過ぎた期限、未判定のない所属、まだ答えていない所属", async () => {
    await expect(house.work(people.road, (work) => openRound(work, { title: "x", message: "", dueOn, unitIds }))).rejects.toMatchObject({ kind: "forbidden" })
    await expect(open({ dueOn: today })).rejects.toMatchObject({ field: "dueOn" })
    await expect(open({ unitIds: [people.office.unitId] })).rejects.toMatchObject({ code: "findings.nothing-to-ask" })
    await open({ unitIds: [people.road.unitId] })
    await expect(open()).rejects.toMatchObject({ code: "findings.asked-already", message: expect.stringContaining("道路課") })
    const id = (await house.database.pool.query("select id from analog_round")).rows[0].id
    await expect(house.work(people.clerk, (work) => getRound(work, id))).rejects.toMatchObject({ kind: "not-found" })
    expect((await house.request(paths.round(id), { as: people.clerk })).status).toBe(404)
  })
})

test("画面から照会を始め、選ばなければ項目に断りが出る", async () => {
  const none = await house.request(paths.freshRound, { as: people.office, form: { title: "照会", dueOn } })
  expect(none.status).toBe(422)
  expect(await none.text()).toContain("照会する所属を1つ以上選んでください")
  const sent = await house.request(paths.freshRound, { as: people.office, form: { title: "照会", dueOn, unitIds } })
  expect(sent.status).toBe(303)
  const page = await (await house.request(sent.headers.get("location")!, { as: people.office })).text()
  expect(page).toContain("回答待ち")
})
