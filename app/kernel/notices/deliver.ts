import { randomUUID } from "node:crypto"
import type { Kysely } from "kysely"
import type { Config } from "../../config.ts"
import type { Tables, Work } from "../database/index.ts"
import { defineJob, type JobRun } from "../jobs/index.ts"
import { MailRefused, type MailTransport, mailTransport } from "./mail-transport.ts"

/**
 * Mails one notice to everybody who wants it at once. Each recipient is a transaction of its own that holds their row
 * while the server is talked to: a retry goes on with those who have not had it. A crash between the server's yes and
 * our commit sends one mail twice, with the same Message-ID (at least once).
 */
export const deliverJob = defineJob<{ noticeId: string }>({
  name: "notices.deliver",
  title: "お知らせのメールを送る",
  maxAttempts: 12,
  transaction: "own",
  async run(work, { noticeId }, run) {
    const people = await work.db
      .selectFrom("notice_recipient")
      .select("person_id")
      .where("notice_id", "=", noticeId)
      .where("mail", "=", "waiting")
      .execute()
    await everyOne(people, ({ person_id }) => mailNotices(work, person_id, "waiting", run, noticeId))
  },
})

/** Once a day: all that gathered for those who want one mail a day. */
export const digestJob = defineJob({
  name: "notices.digest",
  title: "お知らせの一日分をまとめて送る",
  maxAttempts: 6,
  transaction: "own",
  async run(work, _, run) {
    const people = await work.db.selectFrom("notice_recipient").select("person_id").distinct().where("mail", "=", "digest").execute()
    await everyOne(people, ({ person_id }) => mailNotices(work, person_id, "digest", run))
  },
})

/** Everybody gets their try; one whose server is away does not keep the others waiting. */
async function everyOne<T>(list: readonly T[], send: (one: T) => Promise<void>): Promise<void> {
  const failures: Error[] = []
  for (const one of list) await send(one).catch((error: Error) => failures.push(error))
  if (failures.length > 0) throw new Error(`${list.length}件中${failures.length}件を送れませんでした：${failures[0]!.message}`)
}

async function mailNotices(work: Work, personId: string, state: "waiting" | "digest", run: JobRun, noticeId?: string): Promise<void> {
  const failed = await work.db.transaction().execute(async (db) => {
    let query = db
      .selectFrom("notice_recipient as r")
      .innerJoin("notice as n", "n.id", "r.notice_id")
      .innerJoin("person as p", "p.id", "r.person_id")
      .select(["n.id", "n.title", "n.subject", "n.link", "p.mail as address"])
      .where("r.person_id", "=", personId)
      .where("r.mail", "=", state)
      .orderBy("r.notice_id")
      .limit(200)
      .forUpdate("r")
      .skipLocked()
    if (noticeId) query = query.where("r.notice_id", "=", noticeId)
    const notices = await query.execute()
    if (notices.length === 0) return undefined
    const ids = notices.map((notice) => notice.id)
    const transport = mailTransport(run.config.mail.url)
    const address = notices[0]!.address
    if (!transport || !address) {
      await settle(db, personId, ids, { mail: transport ? "none" : "unset" })
      return undefined
    }
    const { origin, mail } = run.config
    const message = {
      from: mail.from,
      to: address,
      subject: notices.length === 1 ? notices[0]!.subject : `お知らせが${notices.length}件あります`,
      text: textOf(notices, origin),
      messageId: `<${ids[0]}.${personId}${state === "digest" ? `.${ids.length}` : ""}@${hostOf(mail.from)}>`,
    }
    return attempt(transport, message, run, (outcome) => settle(db, personId, ids, outcome))
  })
  if (failed) throw failed
}

type Outcome = { mail: "sent" | "refused" | "waiting" | "digest" | "none" | "unset"; mail_at?: Date; mail_error?: string | null }

/** @returns the failure when trying again may help, after the rows have taken note of it. */
async function attempt(
  transport: MailTransport,
  message: Parameters<MailTransport["send"]>[0],
  run: JobRun,
  settleWith: (outcome: Partial<Outcome>) => Promise<unknown>,
): Promise<Error | undefined> {
  try {
    await transport.send(message)
    await settleWith({ mail: "sent", mail_at: new Date(), mail_error: null })
    return undefined
  } catch (error) {
    const words = (error as Error).message.slice(0, 500)
    if (error instanceof MailRefused) {
      await settleWith({ mail: "refused", mail_at: new Date(), mail_error: words })
      return undefined
    }
    await settleWith(run.attempt >= run.maxAttempts ? { mail: "refused", mail_at: new Date(), mail_error: words } : { mail_error: words })
    return error as Error
  }
}

function settle(db: Kysely<Tables>, personId: string, ids: string[], outcome: Partial<Outcome>) {
  return db.updateTable("notice_recipient").set(outcome).where("person_id", "=", personId).where("notice_id", "in", ids).execute()
}

/** The subject and where to read on; the body stays on the page, behind sign-in. */
function textOf(notices: readonly { title: string; subject: string; link: string }[], origin: string): string {
  return [
    ...notices.map(({ subject, link }) => `${subject}\n${origin}${link}\n`),
    "くわしくは、サインインしてご覧ください。",
    `このメールは自動で送られています。受け取り方は ${origin}/account/notices で変えられます。`,
  ].join("\n")
}

function hostOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? "localhost"
}

/** Sign-in links and confirmations. Their text is dropped with the sending. */
export const sendMailJob = defineJob<{ mailId: string }>({
  name: "notices.send-mail",
  title: "サインイン用などのメールを送る",
  maxAttempts: 12,
  transaction: "own",
  async run(work, { mailId }, run) {
    const failed = await work.db.transaction().execute(async (db) => {
      const mail = await db
        .selectFrom("notice_mail")
        .selectAll()
        .where("id", "=", mailId)
        .where("state", "=", "waiting")
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (!mail) return undefined
      const put = (change: object) => db.updateTable("notice_mail").set(change).where("id", "=", mailId).execute()
      if (mail.expires_at && mail.expires_at <= work.now) {
        await put({ state: "expired", text: null })
        return undefined
      }
      const transport = mailTransport(run.config.mail.url)
      if (!transport) {
        await put({ state: "unset", text: null })
        return undefined
      }
      const from = run.config.mail.from
      const message = { from, to: mail.recipient, subject: mail.subject, text: mail.text ?? "", messageId: `<${mail.id}@${hostOf(from)}>` }
      return attempt(transport, message, run, ({ mail: state, mail_at, mail_error }) =>
        put({ mail_error, ...(state ? { state, mail_at, text: null } : {}) }),
      )
    })
    if (failed) throw failed
  },
})

/** A mail to see whether the settings are right; goes out at once, outside any queue. */
export async function tryMail(config: Config, to: string): Promise<void> {
  const transport = mailTransport(config.mail.url)
  if (!transport) throw new Error("SMTP_URL が設定されていません")
  const messageId = `<${randomUUID()}@${hostOf(config.mail.from)}>`
  await transport.send({ from: config.mail.from, to, subject: "Hagi からの試しのメール", text: "届けば設定は正しい状態です。", messageId })
}

