import { randomUUID } from "node:crypto"
import { afterAll, expect, test } from "vitest"
import type { StaffActor } from "../kernel/access/index.ts"
import { searchModule } from "../kernel/search/module.ts"
import type { DeskItem, Module } from "../module.ts"
import { testHouse } from "../../tests/support/house.ts"
import { follow, followersOf, isFollowing, unfollow } from "./index.ts"
import { deskModule } from "./module.ts"
import { inOrder, withoutRepeats } from "./read-desk.ts"

const items: DeskItem[] = []
const casework: Module = {
  name: "casework",
  title: "案件",
  waiting: async () => items,
  owned: async () => [{ kind: "取組", title: "会議の資料", link: "/somewhere", state: "2件" }],
}
const house = await testHouse({ modules: [casework, searchModule, deskModule(() => [casework])] })
afterAll(house.close)

async function staff(name: string): Promise<StaffActor> {
  const { id } = await house.database.db
    .insertInto("person")
    .values({ kind: "staff", name, mail: null, staff_number: randomUUID().slice(0, 8) })
    .returning("id")
    .executeTakeFirstOrThrow()
  return { kind: "staff", id, name, unitId: randomUUID(), unitName: "総務課", postTitle: "主事", sessionId: "", grants: [] }
}
const item = (title: string, more: Partial<DeskItem> = {}): DeskItem => ({ kind: "期限", title, link: "/x", since: new Date("2026-11-01"), ...more })

test("期限の近い順、期限のないものは後、待っている長さの順。過ぎたものに印", () => {
  const lines = inOrder(
    [item("期限なし・新しい", { since: new Date("2026-11-20") }), item("明日", { dueOn: "2026-11-24" }), item("期限なし・古い"), item("昨日", { dueOn: "2026-11-22" }), item("今日", { dueOn: "2026-11-23" })],
    "2026-11-23",
  )
  expect(lines.map((line) => line.title)).toEqual(["昨日", "今日", "明日", "期限なし・古い", "期限なし・新しい"])
  expect(lines.map((line) => line.overdue)).toEqual([true, false, false, false, false])
})

test("案件の期限と、モジュールが言う同じ手順は一行になる", () => {
  const step = item("効果の測定", { dueOn: "2026-12-07", link: "/improvements/1", state: "実施済み" })
  const deadline = item("期限：効果の測定", { dueOn: "2026-12-07", link: "/improvements/1" })
  const later = item("期限：回答", { dueOn: "2026-12-09", link: "/improvements/1" })
  const other = item("期限：ほか", { dueOn: "2026-12-07", link: "/improvements/2" })
  expect(withoutRepeats([deadline, step, later, other])).toEqual([step, later, other])
})

test("何も待っていないときはそう書き、種類でしぼり込める", async () => {
  const person = await staff("石川 緑")
  const empty = await (await house.request("/desk", { as: person })).text()
  expect(empty).toContain("いま待っていることはありません")
  items.push(item("決裁を待つ件", { kind: "決裁", dueOn: "2020-01-01" }), item("<b>回答</b>を待つ件", { kind: "回答" }))
  const all = await (await house.request("/desk", { as: person })).text()
  for (const words of ["決裁を待つ件", "&lt;b>回答&lt;/b>を待つ件", "日超過", "総務課が受け持っていること", "石川 緑さんの机"]) expect(all).toContain(words)
  const some = await (await house.request(`/desk?kind=${encodeURIComponent("回答")}`, { as: person })).text()
  expect(some).not.toContain("決裁を待つ件")
  const rest = (await (await house.request("/api/v1/desk", { as: person })).json()) as { total: number; overdue: number; kinds: unknown }
  expect(rest).toMatchObject({ total: 2, overdue: 1, kinds: [{ kind: "決裁", count: 1 }, { kind: "回答", count: 1 }] })
})

test("見守りは本人のもので、二度押しても一つ", async () => {
  const [one, other] = [await staff("一人目"), await staff("二人目")]
  const subject = { kind: "improvement", id: randomUUID() }
  const full = { ...subject, title: "題名", link: "/improvements/1" }
  for (const person of [one, other, one]) await house.work(person, (work) => follow(work, full))
  expect((await house.work(one, (work) => followersOf(work, subject))).sort()).toEqual([one.id, other.id].sort())
  await house.work(one, (work) => unfollow(work, subject))
  expect(await house.work(one, (work) => isFollowing(work, subject))).toBe(false)
  expect(await house.work(other, (work) => isFollowing(work, subject))).toBe(true)
  expect((await house.request("/desk/unfollow", { as: one, form: { ...subject } })).status).toBe(303)
  expect(await house.work(other, (work) => isFollowing(work, subject))).toBe(true)
})

test("職員でなければ入れない", async () => {
  expect((await house.request("/desk")).headers.get("location")).toContain("/sign-in")
  const applicant = { kind: "applicant", id: randomUUID(), name: "申請者", sessionId: "", grants: [] } as const
  expect((await house.request("/desk", { as: applicant })).status).toBe(403)
  expect((await house.request("/api/v1/desk")).status).toBe(401)
})
