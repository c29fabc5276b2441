import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestHouse, testHouse } from "../../tests/support/house.ts"
import type { Actor } from "../kernel/access/index.ts"
import type { Module } from "../module.ts"
import { portalModule } from "./module.ts"

const applicant: Actor = { kind: "applicant", id: randomUUID(), name: "申請 者", sessionId: "s", grants: [] }
const grants: Module = {
  name: "grants",
  title: "補助金",
  offers: async () => [
    { title: "いつでも", who: "どなたでも", link: "/a" },
    { title: "年内まで", who: "県内の会社", link: "/b", closesOn: "2026-12-28" },
    { title: "今月まで", who: "県内の会社", link: "/c", closesOn: "2026-11-30" },
  ],
  ownCases: async (work) =>
    work.actor.kind === "applicant" && work.actor.id === applicant.id
      ? [{ number: "補助-1", title: "私の申請", link: "/c/1", state: "審査中", awaited: "県の審査", since: new Date() }]
      : [],
}

let house: TestHouse
let modules: Module[]
beforeAll(async () => {
  modules = [grants]
  house = await testHouse({ modules: [portalModule(() => modules)] })
})
afterAll(() => house.close())

test("申し込める手続は締切の近い順", async () => {
  const html = await (await house.request("/apply")).text()
  const places = ["今月まで", "年内まで", "いつでも"].map((title) => html.indexOf(title))
  expect(places.every((place) => place > 0)).toBe(true)
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(html).toContain("令和8年11月30日")
})

test("手続が無いときは、無いと言う", async () => {
  modules = []
  expect(await (await house.request("/")).text()).toContain("いまオンラインで申し込める手続はありません")
  modules = [grants]
})

test("自分の案件は本人だけに見える", async () => {
  expect((await house.request("/my-cases")).status).toBe(303)
  expect(await (await house.request("/my-cases", { as: applicant })).text()).toContain("私の申請")
  const other: Actor = { ...applicant, id: randomUUID() }
  const html = await (await house.request("/my-cases", { as: other })).text()
  expect(html).not.toContain("私の申請")
  expect(html).toContain("申請した案件はまだありません")
})

test.each(["/accessibility", "/about"])("%s はだれでも読める", async (path) => {
  expect((await house.request(path)).status).toBe(200)
})
