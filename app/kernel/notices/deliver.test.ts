import { randomUUID } from "node:crypto"
import { sql } from "kysely"
import { SMTPServer } from "smtp-server"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { freshDatabase } from "../../../tests/support/database.ts"
import { readConfig } from "../../config.ts"
import { system } from "../access/index.ts"
import { inWork } from "../database/index.ts"
import { runJob } from "../jobs/index.ts"
import { deliverJob, digestJob, sendMailJob } from "./deliver.ts"
import { configureMail, defineNotice, sendMail, tell } from "./index.ts"
import { pretendTransport, useMailTransport } from "./mail-transport.ts"

const database = await freshDatabase()
const log = { info() {}, warn() {}, error() {} }

interface Received {
  to: string[]
  raw: string
}
let received: Received[] = []
let server: SMTPServer
let port = 0

/** A real mail server: refuses addresses that begin with "refused", has nothing to do with "busy" ones right now. */
async function startServer() {
  server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo({ address }, _, done) {
      if (address.startsWith("refused")) return done(Object.assign(new Error("no such mailbox"), { responseCode: 550 }))
      if (address.startsWith("busy")) return done(Object.assign(new Error("try later"), { responseCode: 451 }))
      done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => {
        received.push({ to: session.envelope.rcptTo.map((to) => to.address), raw: Buffer.concat(chunks).toString("utf8") })
        done()
      })
    },
  })
  server.on("error", () => {})
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()))
  port = (server.server.address() as { port: number }).port
}
const stopServer = () => new Promise<void>((resolve) => server.close(() => resolve()))

beforeAll(startServer)
afterAll(async () => {
  await stopServer()
  await database.drop()
})
beforeEach(() => {
  received = []
  useMailTransport(undefined)
  configureMail({ url: "smtp://x" })
})

const config = () =>
  readConfig({
    HAGI_ROOT: process.cwd(),
    HAGI_VAR: "/nowhere",
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: "hagi@pref.example.jp",
    HAGI_ORIGIN: "https://hagi.example.jp",
  })
const run = (attempt = 1) => ({ attempt, maxAttempts: 12, config: config(), log })
const deliver = (noticeId: string, attempt?: number) => runJob(database, deliverJob, { noticeId }, run(attempt))

const event = defineNotice<{ people: string[]; title: string }>({
  name: "t.event",
  title: "試し",
  to: (_, s) => s.people,
  subject: (s) => s.title,
  body: () => "本文は秘密です",
  link: () => "/plan/1",
})
async function person(mail: string, preference?: "digest") {
  const { id } = await database.db
    .insertInto("person")
    .values({ kind: "staff", name: "職員", mail, staff_number: randomUUID() })
    .returning("id")
    .executeTakeFirstOrThrow()
  if (preference) await database.db.insertInto("notice_preference").values({ person_id: id, mail: preference }).execute()
  return id
}
const told = async (people: string[], title = "決裁が届きました") =>
  (await inWork(database.db, { actor: system("t") }, (w) => tell(w, event, { people, title })))!
const stateOf = async (noticeId: string) =>
  Object.fromEntries(
    (
      await database.db
        .selectFrom("notice_recipient as r")
        .innerJoin("person as p", "p.id", "r.person_id")
        .select(["p.mail as address", "r.mail", "r.mail_error"])
        .where("notice_id", "=", noticeId)
        .execute()
    ).map((row) => [row.address!.split("@")[0]!.replace(/-.*/, ""), row.mail]),
  )
const address = (name: string) => `${name}-${randomUUID().slice(0, 8)}@example.jp`
/** The text of a mail: decoded from base64 or quoted-printable. */
function textOf({ raw }: Received): string {
  const [head, ...rest] = raw.split("\r\n\r\n")
  const body = rest.join("\r\n\r\n")
  if (/Content-Transfer-Encoding: base64/i.test(head!)) return Buffer.from(body, "base64").toString("utf8")
  const bytes = body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, "latin1").toString("utf8")
}

describe("メールサーバーに届ける", () => {
  test("件名とリンクだけを送り、本文は送らない", async () => {
    const id = await told([await person(address("ok"))])
    await deliver(id)
    expect(received).toHaveLength(1)
    const text = textOf(received[0]!)
    expect(text).toContain("決裁が届きました\nhttps://hagi.example.jp/plan/1".replaceAll("\n", text.includes("\r\n") ? "\r\n" : "\n"))
    expect(text).not.toContain("秘密")
    expect(received[0]!.raw).toContain("Auto-Submitted: auto-generated")
    expect(await stateOf(id)).toEqual({ ok: "sent" })
  })

  test("断られた宛先は終わりにし、ほかの人には届く", async () => {
    const id = await told([await person(address("refused")), await person(address("ok"))])
    await deliver(id)
    expect(await stateOf(id)).toEqual({ refused: "refused", ok: "sent" })
    expect(received).toHaveLength(1)
  })

  test("いまは受け取れないと言われたら待ち、届いた人に二度は送らない", async () => {
    const id = await told([await person(address("busy")), await person(address("ok"))])
    await expect(deliver(id)).rejects.toThrow("2件中1件")
    expect(await stateOf(id)).toEqual({ busy: "waiting", ok: "sent" })
    await expect(deliver(id, 2)).rejects.toThrow()
    expect(received).toHaveLength(1)
    await expect(deliver(id, 12)).rejects.toThrow()
    expect(await stateOf(id)).toEqual({ busy: "refused", ok: "sent" })
  })

  test("サーバーが止まっていれば待ち、戻れば届く", async () => {
    const id = await told([await person(address("later"))])
    await stopServer()
    await expect(deliver(id)).rejects.toThrow()
    expect(await stateOf(id)).toEqual({ later: "waiting" })
    await startServer()
    await deliver(id, 2)
    expect(received).toHaveLength(1)
    expect(await stateOf(id)).toEqual({ later: "sent" })
  })

  test("同時に二度頼まれても一通だけ", async () => {
    const id = await told([await person(address("once"))])
    await Promise.all([deliver(id), deliver(id), deliver(id)])
    expect(received).toHaveLength(1)
  })

  test("件名に改行を入れても宛先は増えない", async () => {
    const id = await told([await person(address("ok"))], "甲\r\nBcc: evil@example.com\r\n\r\n本文")
    await deliver(id)
    expect(received[0]!.to).toHaveLength(1)
    expect(received[0]!.raw).not.toMatch(/^Bcc:/im)
  })

  test("まとめて受け取る人には一日一通", async () => {
    const who = await person(address("daily"), "digest")
    const first = await told([who], "一つ目")
    await told([who], "二つ目")
    await deliver(first)
    expect(received).toHaveLength(0)
    await runJob(database, digestJob, {}, run())
    expect(received).toHaveLength(1)
    expect(textOf(received[0]!)).toMatch(/一つ目[\s\S]*二つ目/)
    await runJob(database, digestJob, {}, run())
    expect(received).toHaveLength(1)
  })
})

describe("サインイン用のメール", () => {
  const mail = (more: { expiresAt?: Date } = {}) =>
    inWork(database.db, { actor: system("t") }, (w) => sendMail(w, { to: "guest@example.jp", subject: "サインイン", text: "https://x/abc", ...more }))
  const send = (mailId: string) => runJob(database, sendMailJob, { mailId }, run())
  const row = (id: string) => database.db.selectFrom("notice_mail").selectAll().where("id", "=", id).executeTakeFirstOrThrow()

  test("送ったら本文を消す", async () => {
    const id = await mail()
    await send(id)
    expect(textOf(received[0]!)).toContain("https://x/abc")
    expect(await row(id)).toMatchObject({ state: "sent", text: null })
    await send(id)
    expect(received).toHaveLength(1)
  })

  test("期限の切れたリンクは送らない", async () => {
    const id = await mail({ expiresAt: new Date(Date.now() - 1000) })
    await send(id)
    expect(received).toHaveLength(0)
    expect(await row(id)).toMatchObject({ state: "expired", text: null })
  })

  test("命じて失敗させる送り手", async () => {
    const pretend = pretendTransport()
    useMailTransport(pretend)
    pretend.fail = new Error("停電")
    const id = await mail()
    await expect(send(id)).rejects.toThrow("停電")
    expect(await row(id)).toMatchObject({ state: "waiting", mail_error: "停電" })
    pretend.fail = undefined
    await send(id)
    expect(pretend.sent).toHaveLength(1)
  })
})

test("仕事の行列を通しても届く", async () => {
  const { startJobs } = await import("../jobs/index.ts")
  await sql`delete from graphile_worker._private_jobs`.execute(database.db)
  const runner = await startJobs(database, { jobs: [deliverJob as never], schedules: [], concurrency: 1, config: config(), log, pollInterval: 100 })
  const id = await told([await person(address("queue"))])
  for (let n = 0; n < 100 && received.length === 0; n++) await new Promise((resolve) => setTimeout(resolve, 50))
  await runner.stop()
  expect(await stateOf(id)).toEqual({ queue: "sent" })
})
