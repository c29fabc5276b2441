import { afterAll, expect, test } from "vitest"
import { freshDatabase } from "../../../tests/support/database.ts"
import { readConfig } from "../../config.ts"
import { type Actor, system } from "../access/index.ts"
import { assignCase, meetDeadline, openCase, setDeadline, states } from "../cases/index.ts"
import { inWork } from "../database/index.ts"
import { configureMail, listInbox } from "./index.ts"
import { remindJob } from "./remind-deadlines.ts"

const database = await freshDatabase()
const { db } = database
afterAll(database.drop)

const table = states({ open: { close: { to: "closed", tellsNobody: "試験" } }, closed: {} })
const on = (day: string) => new Date(`${day}T07:30:00+09:00`)

test("期限の近い案件は、担当者か、いなければ所属長に一度だけ知らせる。済んだものは知らせない", async () => {
  configureMail({ url: undefined })
  const [unit] = await db.insertInto("unit").values([{ code: "A" }]).returning("id").execute()
  await db.insertInto("unit_period").values({ unit_id: unit!.id, parent_id: null, name: "道路課", valid_from: "2020-04-01", valid_until: null }).execute()
  const people = await db
    .insertInto("person")
    .values(["担当", "課長"].map((name, n) => ({ kind: "staff" as const, name, staff_number: `${n}` })))
    .returning("id")
    .execute()
  const [clerk, head] = people.map(
    ({ id }): Actor => ({ kind: "staff", id, name: "職員", unitId: unit!.id, unitName: "", postTitle: "", sessionId: "", grants: [] }),
  ) as [Actor & { kind: "staff" }, Actor & { kind: "staff" }]
  await db.insertInto("staff_post").values({ person_id: head.id, unit_id: unit!.id, title: "課長", rank: 40, valid_from: "2020-04-01", valid_until: null }).execute()
  const file = (actor: Actor, name: string, met = false) =>
    inWork(db, { actor, now: on("2026-11-20") }, async (work) => {
      const { caseId } = await openCase(work, { kind: "t", states: table, state: "open", unitId: unit!.id, title: "件名", prefix: "試", link: `/t/${name}` })
      if (actor.kind === "staff") await assignCase(work, caseId, actor.id)
      await setDeadline(work, caseId, { name, dueOn: "2026-11-30", remindOn: "2026-11-25" })
      if (met) await meetDeadline(work, caseId, name)
    })
  await file(clerk, "報告")
  await file(system("t"), "照会")
  await file(clerk, "済み", true)
  const run = (day: string) =>
    inWork(db, { actor: system("t"), now: on(day) }, (work) =>
      remindJob.run(work, {}, { attempt: 1, maxAttempts: 1, config: readConfig({ HAGI_ROOT: process.cwd() }), log: { info() {}, warn() {}, error() {} } }),
    )
  const subjects = async (actor: Actor) => (await inWork(db, { actor }, (work) => listInbox(work))).items.map((item) => item.subject)
  await run("2026-11-24")
  expect(await subjects(clerk)).toEqual([])
  await run("2026-11-25")
  await run("2026-11-26")
  expect(await subjects(clerk)).toEqual([expect.stringMatching(/^期限のお知らせ：試-R8-\d+ 報告（令和8年11月30日まで）$/)])
  expect(await subjects(head)).toEqual([expect.stringContaining("照会")])
})
