import type { Config } from "../../../config.ts"
import type { Work } from "../../database/index.ts"
import { isMailAddress, sendMail } from "../../notices/index.ts"
import { type Refusal, refusal } from "../../http/refusal.ts"
import { paths } from "../paths.ts"
import type { LinkPurpose } from "../tables.ts"
import { noteAttempt, tooManyAttempts } from "./attempts.ts"
import { newLink } from "./links.ts"

export interface Asked {
  mail: string
  address: string
  returnTo?: string | undefined
}

/** In a demo without a mail server the link stands on the page, or nobody could try it. */
export interface Sent {
  demoLink?: string | undefined
}

/**
 * Sends a link to an applicant's address. The answer is the same whether or not the address is known; the difference
 * is in the mailbox only. Asking counts like a failed try, so that nobody's mailbox is flooded.
 */
export async function sendSignInLink(work: Work, config: Config, asked: Asked): Promise<Sent | Refusal> {
  return send(work, config, asked, "sign-in")
}

export async function sendPasswordLink(work: Work, config: Config, asked: Asked): Promise<Sent | Refusal> {
  return send(work, config, asked, "password")
}

export async function sendRegisterLink(work: Work, config: Config, asked: Asked): Promise<Sent | Refusal> {
  return send(work, config, asked, "register")
}

async function send(work: Work, config: Config, asked: Asked, wanted: "sign-in" | "password" | "register"): Promise<Sent | Refusal> {
  const mail = asked.mail.normalize("NFKC").trim()
  if (!isMailAddress(mail)) {
    return refusal("invalid", "people.mail-address", "メールアドレスはメールアドレスの形（例 name@example.jp）で入力してください。", { field: "mail" })
  }
  const attempt = { kind: "mail", account: mail, address: asked.address }
  const many = await tooManyAttempts(work, attempt)
  if (many) return many
  await noteAttempt(work, attempt, true)
  const person = await work.db
    .selectFrom("person")
    .select(["id", "name"])
    .where("kind", "=", "applicant")
    .where("status", "=", "active")
    .where((eb) => eb(eb.fn("lower", ["mail"]), "=", mail.toLowerCase()))
    .executeTakeFirst()
  // Somebody registered already is let in; somebody unknown gets no link to sign in with.
  const purpose: LinkPurpose = wanted === "register" && person ? "sign-in" : wanted
  const { token, expiresAt } = await newLink(work, { purpose, mail, returnTo: asked.returnTo, ...(person ? { personId: person.id } : {}) })
  if (!person && wanted !== "register") return {}
  const path = purpose === "password" ? paths.newPassword(token) : purpose === "register" ? paths.registerLink(token) : paths.link(token)
  const url = config.origin + path
  await sendMail(work, { to: mail, expiresAt, ...textOf(purpose, url, person?.name) })
  return config.demo && !config.mail.url ? { demoLink: path } : {}
}

function textOf(purpose: LinkPurpose, url: string, name: string | undefined): { subject: string; text: string } {
  const hello = name ? `${name} 様\n\n` : ""
  const end = "\n\nお心当たりのないときは、このメールを捨ててください。何も起こりません。"
  if (purpose === "password") {
    return { subject: "パスワードの再設定", text: `${hello}次のリンクから新しいパスワードを決めてください（15分以内、一度だけ）。\n${url}${end}` }
  }
  if (purpose === "register") {
    return { subject: "利用登録の続き", text: `${hello}次のリンクから利用登録を続けてください（60分以内、一度だけ）。\n${url}${end}` }
  }
  return { subject: "サインイン用のリンク", text: `${hello}次のリンクからサインインしてください（15分以内、一度だけ）。\n${url}${end}` }
}
