import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { TestHouse } from "../../../tests/support/house.ts"
import { peopleHouse } from "../../../tests/support/people-house.ts"
import { may, system } from "../access/index.ts"
import { expiredSessionPerson, findStaffByNumber, findUnitByCode, identify, startSession, unitsBelow } from "./index.ts"

let house: TestHouse
beforeAll(async () => {
  house = await peopleHouse()
})
afterAll(() => house.close())

const from = { userAgent: "テスト", address: "192.0.2.1" }
const now = new Date()
const today = new Date(now.getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000)

async function signIn(staffNumber: string, at = now) {
  const person = (await findStaffByNumber(house.database.db, staffNumber))!
  return { person, token: await house.work(system("test"), (work) => startSession(work, person.id, "demo", from), at) }
}

describe("だれのセッションか", () => {
  test.each([
    ["クッキーがない", undefined],
    ["知らない値", "x".repeat(43)],
    ["長すぎる値", "x".repeat(4000)],
  ])("%s なら利用者", async (_, token) => {
    expect(await identify(house.database.db, token, now)).toEqual({ kind: "visitor" })
  })

  test("職員は主たる職・所属・役割とともに一文の SQL で分かる", async () => {
    const { token } = await signIn("100101")
    const actor = await identify(house.database.db, token, now)
    expect(actor).toMatchObject({ kind: "staff", name: "髙橋 萌", unitName: "行政経営課", postTitle: "主幹" })
    expect(actor.kind === "staff" && actor.grants).toEqual([{ role: "plan-office", unitIds: "all" }])
  })

  test("課長はその課とその下の所属の所属長、部長は部全体の所属長", async () => {
    const { db } = house.database
    const head = await identify(db, (await signIn("100104")).token, now)
    const unit = (await findUnitByCode(db, "KIKAKU-DIGITAL", today))!
    expect(head.kind === "staff" && head.grants.find((g) => g.role === "head")?.unitIds).toHaveLength(3)
    expect(head.kind === "staff" && [...(head.grants[0]!.unitIds as string[])].sort()).toEqual((await unitsBelow(db, unit.id, today)).sort())
    const director = await identify(db, (await signIn("100103")).token, now)
    const gyokei = (await findUnitByCode(db, "SOMU-GYOKEI", today))!
    expect(director.kind === "staff" && director.grants.find((g) => g.role === "head")?.unitIds).toContain(gyokei.id)
  })

  test("次長は部長がいる部の所属長ではない", async () => {
    const { db } = house.database
    const { rows } = await sql<{ n: string }>`select p.staff_number as n from person p join staff_post sp on sp.person_id = p.id where sp.rank = 30 and sp.title = '次長' limit 1`.execute(db)
    const actor = await identify(db, (await signIn(rows[0]!.n)).token, now)
    expect(actor.kind === "staff" && actor.grants).toEqual([])
    expect(may(actor, "people.grant")).toBe(false)
  })

  test("期限切れ、失効、退職、発令前は利用者に戻る", async () => {
    const { db } = house.database
    const { token, person } = await signIn("200010")
    expect((await identify(db, token, hours(11))).kind).toBe("staff")
    const other = await signIn("200010")
    expect((await identify(db, other.token, hours(12.1))).kind).toBe("visitor")
    expect(await expiredSessionPerson(db, other.token)).toBe(person.id)
    await db.updateTable("staff_post").set({ valid_until: "2090-01-01", valid_from: "2089-01-01" }).where("person_id", "=", person.id).execute()
    expect((await identify(db, token, hours(11))).kind).toBe("visitor")
    await db.updateTable("staff_post").set({ valid_until: null, valid_from: "2020-01-01" }).where("person_id", "=", person.id).execute()
    expect((await identify(db, token, hours(11))).kind).toBe("staff")
    await db.updateTable("person").set({ status: "left" }).where("id", "=", person.id).execute()
    expect((await identify(db, token, hours(11))).kind).toBe("visitor")
  })

  test("使うたびに期限が延びるが、最長の日数は超えない。書くのは5分に一度", async () => {
    const { db } = house.database
    const { token, person } = await signIn("200011")
    const session = () => db.selectFrom("session").select(["last_seen_at", "expires_at"]).where("person_id", "=", person.id).executeTakeFirstOrThrow()
    const first = await session()
    await identify(db, token, new Date(now.getTime() + 60_000))
    expect(await session()).toEqual(first)
    for (let h = 10; h <= 160; h += 10) expect((await identify(db, token, hours(h))).kind).toBe("staff")
    expect((await session()).expires_at).toEqual(hours(168))
    expect((await identify(db, token, hours(167))).kind).toBe("staff")
    expect((await identify(db, token, hours(168.1))).kind).toBe("visitor")
  })

  test("会社が一つの申請者は、その会社として入る", async () => {
    const { db } = house.database
    const person = await db.selectFrom("person").select("id").where("mail", "=", "murata@hagi-seisakusho.example").executeTakeFirstOrThrow()
    const token = await house.work(system("test"), (work) => startSession(work, person.id, "demo", from))
    const actor = await identify(db, token, now)
    expect(actor).toMatchObject({ kind: "applicant", name: "村田 健", grants: [] })
    expect(actor.kind === "applicant" && actor.companyId).toBeTruthy()
    await db.updateTable("company_member").set({ valid_until: today }).where("person_id", "=", person.id).execute()
    expect(await identify(db, token, now)).not.toHaveProperty("companyId")
  })

})
