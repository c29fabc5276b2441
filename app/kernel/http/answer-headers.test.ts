import { randomUUID } from "node:crypto"
import { h, type VNode } from "preact"
import { afterAll, expect, test } from "vitest"
import { z } from "zod"
import { testHouse } from "../../../tests/support/house.ts"
import type { Module } from "../../module.ts"
import { sendAlong } from "../database/index.ts"
import { Page } from "../ui/index.ts"

const names = ["a\r\nSet-Cookie: x=1\r\n.csv", 'a"; filename=evil.html; x="', "推進プラン（令和8年度）.pdf", "半端\ud800.csv", "a\\b/c;d%0d%0a.csv", "‮fdp.exe"]
const places = ["/a\r\nSet-Cookie: x=1", "/日本?q=萩&x=%20", "/半端\ud800", "/ok?q=a%20b"]

const page = (text: string): VNode => h(Page, { title: "試し", children: text }) as VNode
const trial: Module = {
  name: "trial",
  title: "試し",
  pages(site) {
    site.anyone.get("/file/:n", (_, c) => c.file("x", names[Number(c.param("n"))]!, "text/csv; charset=utf-8"))
    site.anyone.get("/go/:n", (_, c) => c.redirect(places[Number(c.param("n"))]!, "着きました。"))
    site.anyone.post("/twice", { form: z.object({}), again: () => page("もう一度") }, async (work, _, c) => {
      c.setCookie("hagi_session", "new")
      c.redirect("/somewhere", "登録しました。")
      await work.db.insertInto("company").values({ corporate_number: "not a number", name: "x" }).execute()
      return c.redirect("/somewhere", "登録しました。")
    })
    site.anyone.post("/numbered", { form: z.object({ number: z.string() }), again: () => page("もう一度") }, async (work, { number }, c) => {
      // What the database refuses is found when its answer comes, after the redirect was made.
      const { answer } = await sendAlong(work, () => work.db.insertInto("company").values({ corporate_number: number, name: "試し" }).returning("corporate_number").executeTakeFirstOrThrow())
      return c.redirect("/somewhere", "登録しました。", answer.then((row) => `番号は${row.corporate_number}です。`))
    })
  },
}

const house = await testHouse({ modules: [trial] })
afterAll(house.close)

test.each(names.map((name, n) => [name, n]))("ファイル名 %j は見出しを壊さない", async (_, n) => {
  const answer = await house.request(`/file/${n}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get("set-cookie")).toBeNull()
  const header = answer.headers.get("content-disposition")!
  expect(header).toMatch(/^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*$/)
})

test.each(places.map((place, n) => [place, n]))("行き先 %j は見出しを壊さない", async (_, n) => {
  const answer = await house.request(`/go/${n}`)
  expect(answer.status).toBe(303)
  expect(answer.headers.get("location")).toMatch(/^\/[\x21-\x7e ]*$/)
  expect(answer.headers.getSetCookie().map((cookie) => cookie.split("=")[0])).toEqual(["hagi_flash"])
})

test("書いてあるままの % は二重に包まない", async () => {
  expect((await house.request("/go/3")).headers.get("location")).toBe("/ok?q=a%20b")
  expect((await house.request("/go/1")).headers.get("location")).toBe("/%E6%97%A5%E6%9C%AC?q=%E8%90%A9&x=%20")
})

const flashOf = (answer: Response) => decodeURIComponent(answer.headers.getSetCookie().find((cookie) => cookie.startsWith("hagi_flash="))?.split(/[=;]/)[1] ?? "")

test("確定の後で分かる番号は、確定した答えにだけ添えられる。二度目の送信には、受け付けたことだけを伝える", async () => {
  const form = { _submission: randomUUID(), number: "1234567890123" }
  const first = await house.request("/numbered", { form })
  expect([first.status, flashOf(first)]).toEqual([303, "登録しました。番号は1234567890123です。"])
  const second = await house.request("/numbered", { form })
  expect([second.status, second.headers.get("location"), flashOf(second)]).toEqual([303, "/somewhere", "登録しました。"])
  const log = console.error
  console.error = () => {}
  const failed = await house.request("/numbered", { form: { _submission: randomUUID(), number: "番号でない" } })
  console.error = log
  expect([failed.status, failed.headers.get("location"), failed.headers.getSetCookie()]).toEqual([500, null, []])
})

test("途中で失敗した送信の答えに、成功の行き先もクッキーも残らない", async () => {
  const log = console.error
  console.error = () => {}
  const answer = await house.request("/twice", { form: {} })
  console.error = log
  expect(answer.status).toBe(500)
  expect(answer.headers.get("location")).toBeNull()
  expect(answer.headers.getSetCookie()).toEqual([])
})
