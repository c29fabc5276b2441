import { randomUUID } from "node:crypto"
import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { freshDatabase } from "../../../tests/support/database.ts"
import { system, type Actor } from "../access/index.ts"
import { inWork } from "../database/index.ts"
import { configureMail, defineNotice, listInbox, markAllRead, markRead, numberToCome, sendMail, tell, telling, unreadCount } from "./index.ts"

const database = await freshDatabase()
afterAll(database.drop)

const adopted = defineNotice<{ id: string; title: string; people: string[] }>({
  name: "improvements.adopted",
  title: "提案が採用されたとき",
  to: (_, s) => s.people,
  subject: (s) => `「${s.title}」が採用されました`,
  body: (s) => `内容：${s.title}`,
  link: (s) => `/improvements/${s.id}`,
})

async function person(name: string, mail: string | null = `${randomUUID()}@example.jp`, status: "active" | "left" = "active") {
  const { id } = await database.db
    .insertInto("person")
    .values({ kind: "staff", name, mail, staff_number: randomUUID(), status })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}
const as = (id: string) => ({ kind: "staff", id, name: "職員", unitId: "", unitName: "", postTitle: "", sessionId: "", grants: [] }) as Actor
const work = <T>(actor: Actor, change: Parameters<typeof inWork<T>>[2]) => inWork(database.db, { actor }, change)
const jobs = async (name: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from graphile_worker.jobs where task_identifier = ${name}`.execute(database.db)).rows[0]!.n

let ume: string
let take: string
beforeAll(async () => {
  ume = await person("梅")
  take = await person("竹")
})
beforeEach(async () => {
  configureMail({ url: undefined })
  await sql`delete from graphile_worker._private_jobs`.execute(database.db)
})

describe("知らせる", () => {
  test("受付の控えは、した本人にも届く", async () => {
    const receipt = defineNotice({ ...adopted, name: "improvements.received", receipt: true })
    const filer = await person("松")
    await work(as(filer), (w) => tell(w, receipt, { id: "1", title: "控え", people: [filer] }))
    expect(await unreadCount(database.db, filer)).toBe(1)
  })

  test("重なりと本人と退職者を除いて一人一件、未読が増える", async () => {
    const left = await person("去った人", undefined, "left")
    const id = await work(as(ume), (w) => tell(w, adopted, { id: "1", title: "押印廃止", people: [take, take, ume, left] }))
    const rows = await database.db.selectFrom("notice_recipient").selectAll().where("notice_id", "=", id!).execute()
    expect(rows.map((row) => row.person_id)).toEqual([take])
    expect(await unreadCount(database.db, take)).toBe(1)
    expect(await unreadCount(database.db, ume)).toBe(0)
  })

  test("同じ文で決まる番号も、知らせの題に入る", async () => {
    const filed = defineNotice<{ number: string; people: string[] }>({
      name: "improvements.numbered",
      title: "番号の付いたとき",
      to: (_, s) => s.people,
      subject: (s) => `提案（${s.number}）が出ました${"。".repeat(200)}`,
      link: () => "/improvements/1",
    })
    await work(as(ume), async (w) => {
      const call = await telling(w, filed, { number: numberToCome, people: [take] }, { number: sql`lower('改善-R8-000123')` })
      await sql`select ${call} as id`.execute(w.db)
    })
    const { subject } = await database.db.selectFrom("notice").select("subject").where("name", "=", "improvements.numbered").executeTakeFirstOrThrow()
    expect(subject).toHaveLength(200)
    expect(subject).toMatch(/^提案（改善-r8-000123）が出ました。/)
  })

  test("知らせる相手がいなければ何も書かない", async () => {
    expect(await work(as(ume), (w) => tell(w, adopted, { id: "1", title: "独り", people: [ume] }))).toBeUndefined()
  })

  test("取り消された仕事は知らされず、配達も頼まれない", async () => {
    configureMail({ url: "smtp://localhost" })
    const before = await unreadCount(database.db, take)
    await work(system("t"), async (w) => {
      await tell(w, adopted, { id: "2", title: "取消し", people: [take] })
      throw new Error("undo")
    }).catch(() => {})
    expect(await unreadCount(database.db, take)).toBe(before)
    expect(await jobs("notices.deliver")).toBe(0)
  })

  test.each([
    ["immediate", "waiting", 1],
    ["digest", "digest", 0],
    ["none", "none", 0],
  ] as const)("メールの希望が %s なら %s、配達の仕事は%d件", async (preference, state, queued) => {
    configureMail({ url: "smtp://localhost" })
    const who = await person(preference)
    await database.db.insertInto("notice_preference").values({ person_id: who, mail: preference }).execute()
    await work(system("t"), (w) => tell(w, adopted, { id: "3", title: "希望", people: [who] }))
    const row = await database.db.selectFrom("notice_recipient").select("mail").where("person_id", "=", who).executeTakeFirstOrThrow()
    expect(row.mail).toBe(state)
    expect(await jobs("notices.deliver")).toBe(queued)
  })

  test("送信先が未設定でも画面には届く", async () => {
    const who = await person("未設定")
    await work(system("t"), (w) => tell(w, adopted, { id: "4", title: "画面", people: [who] }))
    const { items } = await work(as(who), (w) => listInbox(w))
    expect(items).toMatchObject([{ subject: "「画面」が採用されました", mail: "unset", readAt: null }])
    expect(await jobs("notices.deliver")).toBe(0)
  })

  test("件名の改行は一行になる", async () => {
    const who = await person("改行")
    await work(system("t"), (w) => tell(w, adopted, { id: "5", title: "甲\r\nBcc: a@example.com", people: [who] }))
    const { items } = await work(as(who), (w) => listInbox(w))
    expect(items[0]!.subject).toBe("「甲 Bcc: a@example.com」が採用されました")
  })
})

describe("受信箱", () => {
  test("新しい順にカーソルで続き、既読にでき、他人のものには触れない", async () => {
    const who = await person("受信")
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.push((await work(system("t"), (w) => tell(w, adopted, { id: `${n}`, title: `${n}`, people: [who] })))!)
    const first = await work(as(who), (w) => listInbox(w, { limit: 2 }))
    expect(first.items.map((i) => i.id)).toEqual([ids[4], ids[3]])
    const second = await work(as(who), (w) => listInbox(w, { limit: 3, after: first.next! }))
    expect(second.items.map((i) => i.id)).toEqual([ids[2], ids[1], ids[0]])
    expect(second.next).toBeUndefined()
    expect(await work(as(who), (w) => markRead(w, ids[0]!))).toBe("/improvements/0")
    await expect(work(as(ume), (w) => markRead(w, ids[1]!))).rejects.toMatchObject({ kind: "not-found" })
    expect((await work(as(who), (w) => listInbox(w, { unread: true }))).items).toHaveLength(4)
    expect(await work(as(who), (w) => markAllRead(w, ids[3]))).toBe(3)
    expect(await unreadCount(database.db, who)).toBe(1)
    await expect(work(as(who), (w) => listInbox(w, { after: "x' or 1=1" }))).rejects.toMatchObject({ kind: "invalid" })
  })
})

describe("メールだけを送る", () => {
  test.each(["a@b.jp\r\nBcc: c@d.jp", "甲 <a@b.jp>", "a@b.jp,c@d.jp", "a", "@b.jp", "a@", "a@b jp"])("宛先 %j は断る", async (to) => {
    await expect(work(system("t"), (w) => sendMail(w, { to, subject: "s", text: "t" }))).rejects.toMatchObject({ kind: "invalid" })
  })

  test("送信先が未設定なら本文は残さない", async () => {
    const id = await work(system("t"), (w) => sendMail(w, { to: "a@example.jp", subject: "サインイン", text: "秘密のリンク" }))
    const row = await database.db.selectFrom("notice_mail").selectAll().where("id", "=", id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ state: "unset", text: null })
    expect(await jobs("notices.send-mail")).toBe(0)
  })
})
