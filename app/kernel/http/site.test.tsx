import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { z } from "zod"
import { type TestHouse, testHouse } from "../../../tests/support/house.ts"
import type { Module } from "../../module.ts"
import type { Actor } from "../access/index.ts"
import { Button, Form, Page, TextField } from "../ui/index.ts"
import { pageOf, pageQuery } from "./api.ts"
import { refusal } from "./refusal.ts"
import type { Typed } from "./typed.ts"
import { findUnsent, keepUnsent } from "./unsent.ts"

const noteSchema = z.object({ title: z.string().min(1).max(20).meta({ title: "件名" }) })

function NotePage({ typed }: { typed?: Typed }) {
  const theirs = typed?.theirs?.title
  return (
    <Page title="メモ" typed={typed}>
      {typeof theirs === "string" && <p>いま保存されている件名：{theirs}</p>}
      <Form action="/notes">
        <TextField name="title" label="件名" typed={typed} />
        <Button>保存する</Button>
      </Form>
    </Page>
  )
}

let filed = 0
/** A module as small as can be: one form, one list, every kind of refusal. */
const notes: Module = {
  name: "notes",
  title: "メモ",
  pages(site) {
    site.anyone.get("/open", (_, c) => c.page(<Page title="だれでも">公開</Page>))
    site.staff.get("/notes", (work, c) => c.page(<Page title="一覧">{work.actor.kind}</Page>))
    site.staff.post("/notes", { form: noteSchema, again: (_, __, typed) => <NotePage typed={typed} /> }, async (work, input, c) => {
      if (input.title === "競合") {
        throw refusal("conflict", "notes.stale", "ほかの人が先に直しました。", { field: "title", detail: { title: "先の件名" } })
      }
      if (input.title === "禁止") throw refusal("forbidden", "notes.no", "できません。")
      if (input.title === "故障") throw new Error("secret detail")
      await work.db
        .insertInto("company")
        .values({ corporate_number: String(1_000_000_000_000 + ++filed), name: input.title })
        .execute()
      return c.redirect(`/notes/${filed}`, "登録しました。")
    })
  },
  api(api) {
    const note = z.object({ id: z.string(), title: z.string() })
    api.route(
      { method: "get", path: "/notes", summary: "一覧", who: "staff", tag: "メモ", query: pageQuery, answer: pageOf(note) },
      async (_, { query }, c) => {
        c.next("次")
        return { items: [{ id: "1", title: `${query.limit}` }], next: "次" }
      },
    )
    api.route(
      {
        method: "get",
        path: "/notes/{id}",
        summary: "ひとつ",
        who: "staff",
        tag: "メモ",
        params: z.object({ id: z.string().regex(/^\d+$/) }),
        answer: note,
      },
      async (_, { params }, c) => {
        c.version(3)
        return { id: params.id, title: "三版" }
      },
    )
    api.route(
      { method: "post", path: "/notes", summary: "登録", who: "staff", tag: "メモ", body: noteSchema, answer: note },
      async (work, { body }, c) => {
        await work.db
          .insertInto("company")
          .values({ corporate_number: String(1_000_000_000_000 + ++filed), name: body.title })
          .execute()
        c.created(`/notes/${filed}`)
        return { id: String(filed), title: body.title }
      },
    )
    api.route(
      {
        method: "patch",
        path: "/notes/{id}",
        summary: "直す",
        who: "staff",
        tag: "メモ",
        params: z.object({ id: z.string() }),
        body: noteSchema,
        answer: note,
      },
      async (_, { params, body }, c) => {
        if (c.expectedVersion() !== 3) {
          throw refusal("conflict", "notes.stale", "ほかの人が先に直しました。", { detail: { title: "三版" } })
        }
        return { id: params.id, title: body.title }
      },
    )
  },
}

let house: TestHouse
let clerk: Actor
beforeAll(async () => {
  house = await testHouse({ modules: [notes] })
  const { id } = await house.database.db
    .insertInto("person")
    .values({ kind: "staff", name: "職員", staff_number: "S1" })
    .returning("id")
    .executeTakeFirstOrThrow()
  clerk = { kind: "staff", id, name: "職員", unitId: id, unitName: "課", postTitle: "主事", sessionId: id, grants: [] }
})
afterAll(() => house.close())

async function countNamed(name: string): Promise<number> {
  const rows = await house.database.db.selectFrom("company").select("id").where("name", "=", name).execute()
  return rows.length
}

describe("扉", () => {
  test("だれでも見られるページと、サインインを求められるページ", async () => {
    expect((await house.request("/open")).status).toBe(200)
    const turned = await house.request("/notes?a=1")
    expect(turned.status).toBe(303)
    expect(turned.headers.get("location")).toBe("/sign-in?for=staff&return=%2Fnotes%3Fa%3D1")
  })

  test("申請者は職員のページに入れない", async () => {
    const applicant: Actor = { kind: "applicant", id: randomUUID(), name: "申請者", sessionId: "s", grants: [] }
    expect((await house.request("/notes", { as: applicant })).status).toBe(403)
  })

  test("無いページは 404 で、日本語で伝える", async () => {
    const answer = await house.request("/nothing")
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain("見つかりません")
  })

  test("ヘッダー：外から読み込まない、埋め込まれない、覚えさせない", async () => {
    const { headers } = await house.request("/open")
    expect(headers.get("content-security-policy")).toContain("default-src 'self'")
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'")
    expect(headers.get("cache-control")).toBe("private, no-store")
    expect(headers.get("x-content-type-options")).toBe("nosniff")
  })
})

describe("送信", () => {
  test("誤りがあれば 422。題名は「エラー：」で始まり、入力は残り、スクリプトは動かない", async () => {
    const typed = `<script>alert(1)</script>${"長".repeat(30)}`
    const answer = await house.request("/notes", { as: clerk, form: { title: typed } })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain("<title>エラー：")
    expect(html).toContain("件名は20文字以内で入力してください（いま55文字）。")
    expect(html).toContain("長".repeat(30))
    expect(html).not.toContain("<script>alert(1)")
  })

  test("同じ鍵の送信は、順に来ても同時に来ても一度だけ数える", async () => {
    const form = { title: "一度だけ", _submission: randomUUID() }
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => house.request("/notes", { as: clerk, form })))
    answers.push(await house.request("/notes", { as: clerk, form }))
    expect(new Set(answers.map((a) => a.headers.get("location"))).size).toBe(1)
    expect(answers.every((a) => a.status === 303)).toBe(true)
    expect(await countNamed("一度だけ")).toBe(1)
  })

  test("ほかの人の鍵では、ほかの人の結果を教えない", async () => {
    const form = { title: "鍵の主", _submission: randomUUID() }
    await house.request("/notes", { as: clerk, form })
    const { id } = await house.database.db
      .insertInto("person")
      .values({ kind: "staff", name: "別人", staff_number: randomUUID() })
      .returning("id")
      .executeTakeFirstOrThrow()
    const other = await house.request("/notes", { as: { ...clerk, id } as Actor, form })
    expect(other.status).toBe(409)
    expect(await countNamed("鍵の主")).toBe(1)
  })

  test.each([
    ["ほかのサイトから", { "sec-fetch-site": "cross-site" }],
    ["別のサブドメインから", { "sec-fetch-site": "same-site" }],
    ["出どころを言わずに", { "sec-fetch-site": "" }],
    ["違う Origin から", { "sec-fetch-site": "", origin: "http://evil.example" }],
  ])("%s の送信は受け付けない", async (_, headers) => {
    const answer = await house.request("/notes", { as: clerk, form: { title: "他所" }, headers })
    expect(answer.status).toBe(403)
    expect(await countNamed("他所")).toBe(0)
  })

  test("競合は 409 で、両方の文を見せる", async () => {
    const answer = await house.request("/notes", { as: clerk, form: { title: "競合" } })
    const html = await answer.text()
    expect(answer.status).toBe(409)
    expect(html).toContain("ほかの人が先に直しました。")
    expect(html).toContain("先の件名")
    expect(html).toContain('value="競合"')
  })

  test("許可がなければ 403、故障なら 500 で中身は見せない", async () => {
    expect((await house.request("/notes", { as: clerk, form: { title: "禁止" } })).status).toBe(403)
    const fault = await house.request("/notes", { as: clerk, form: { title: "故障" } })
    expect(fault.status).toBe(500)
    expect(await fault.text()).not.toContain("secret detail")
  })

  test("大きすぎる、壊れた、知らない形の送信は一文で断る", async () => {
    const large = await house.request("/notes", { as: clerk, form: { title: "あ".repeat(3_000_000) } })
    expect(large.status).toBe(422)
    expect(await large.text()).toContain("大きすぎます")
    const broken = await house.request("/notes", { as: clerk, json: { title: "x" } })
    expect(broken.status).toBe(422)
  })

  test("文字として保存できない NUL は取り除く", async () => {
    const answer = await house.request("/notes", { as: clerk, form: { title: "空\u0000白" } })
    expect(answer.status).toBe(303)
    expect(await countNamed("空白")).toBe(1)
  })
})

describe("期限の切れたサインイン", () => {
  test("入力は預かられ、同じ人にだけ返る", async () => {
    const person = clerk.kind === "staff" ? clerk.id : ""
    const token = await keepUnsent(house.database.db, person, "/notes", { title: "打ちかけ" })
    const back = await house.request("/unsent", { as: clerk, cookie: `hagi_unsent=${token}` })
    expect(back.status).toBe(200)
    expect(await back.text()).toContain('value="打ちかけ"')
    expect(await findUnsent(house.database.db, token, randomUUID(), new Date())).toBeUndefined()
    expect(await countNamed("打ちかけ")).toBe(0)
  })

  test("一日を過ぎた預かりは返さない", async () => {
    const person = clerk.kind === "staff" ? clerk.id : ""
    const token = await keepUnsent(house.database.db, person, "/notes", { title: "古い" })
    const tomorrow = new Date(Date.now() + 25 * 3_600_000)
    expect(await findUnsent(house.database.db, token, person, tomorrow)).toBeUndefined()
  })
})

describe("REST", () => {
  test("サインインなしは 401 の problem", async () => {
    const answer = await house.request("/api/v1/notes")
    expect(answer.status).toBe(401)
    expect(answer.headers.get("content-type")).toContain("application/problem+json")
  })

  test("一覧はカーソルで続く", async () => {
    const answer = await house.request("/api/v1/notes?limit=10", { as: clerk })
    expect(await answer.json()).toEqual({ items: [{ id: "1", title: "10" }], next: "次" })
    expect(answer.headers.get("link")).toContain('rel="next"')
    const wrong = await house.request("/api/v1/notes?limit=1000", { as: clerk })
    expect(wrong.status).toBe(422)
    expect(await wrong.json()).toMatchObject({ errors: [{ field: "limit", message: "件数は100以下で入力してください。" }] })
  })

  test("登録は 201 と Location、同じ Idempotency-Key は一度だけ", async () => {
    const headers = { "idempotency-key": randomUUID() }
    const first = await house.request("/api/v1/notes", { as: clerk, json: { title: "REST" }, headers })
    expect(first.status).toBe(201)
    const again = await house.request("/api/v1/notes", { as: clerk, json: { title: "REST" }, headers })
    expect(again.headers.get("location")).toBe(first.headers.get("location"))
    expect(await countNamed("REST")).toBe(1)
  })

  test("編集は If-Match を求め、古ければいまの内容を返す", async () => {
    const path = "/api/v1/notes/1"
    const read = await house.request(path, { as: clerk })
    expect(read.headers.get("etag")).toBe('"v3"')
    expect((await house.request(path, { as: clerk, headers: { "if-none-match": '"v3"' } })).status).toBe(304)
    const edit = (headers: Record<string, string>) =>
      house.request(path, { as: clerk, method: "PATCH", json: { title: "新" }, headers })
    expect((await edit({})).status).toBe(428)
    const stale = await edit({ "if-match": '"v2"' })
    expect(stale.status).toBe(409)
    expect(await stale.json()).toMatchObject({ code: "notes.stale", current: { title: "三版" } })
    expect((await edit({ "if-match": '"v3"' })).status).toBe(200)
  })

  test.each([
    ["壊れた JSON", "{", "application/json"],
    ["JSON でない", "title=1", "text/plain"],
    ["配列", "[]", "application/json"],
    ["null", "null", "application/json"],
  ])("%s は 422", async (_, body, type) => {
    const answer = await house.request("/api/v1/notes", { as: clerk, method: "POST", headers: { "content-type": type }, body })
    expect(answer.status).toBe(422)
    expect(answer.headers.get("content-type")).toContain("application/problem+json")
  })

  test("OpenAPI は経路と同じ型から作られる", async () => {
    const description = await (await house.request("/api/openapi.json")).json()
    expect(description.openapi).toBe("3.1.0")
    expect(Object.keys(description.paths)).toEqual(["/api/v1/notes", "/api/v1/notes/{id}"])
    expect(description.paths["/api/v1/notes"].post.requestBody.content["application/json"].schema).toMatchObject({
      required: ["title"],
      properties: { title: { type: "string", minLength: 1, maxLength: 20, title: "件名" } },
    })
  })
})
