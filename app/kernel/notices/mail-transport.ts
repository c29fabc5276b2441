import type { Transporter } from "nodemailer"

/** What leaves the house by mail. */
export interface MailMessage {
  from: string
  to: string
  subject: string
  text: string
  /** The same on every try, so that a mail sent twice by a crash in between is recognised as one. */
  messageId: string
}

/** The port: a mail server, or what stands for one. */
export interface MailTransport {
  /** Throws MailRefused when this message will never be taken, anything else when trying again may help. */
  send(message: MailMessage): Promise<void>
}

/** The server will not take this message for this address: no retry. */
export class MailRefused extends Error {}

/** SMTP through nodemailer, loaded with the first mail. `smtp://user:password@host:587`, `smtps://…`. */
export function smtpTransport(url: string): MailTransport {
  let transporter: Promise<Transporter> | undefined
  return {
    async send(message) {
      transporter ??= import("nodemailer").then(({ createTransport }) =>
        createTransport(url, { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, disableFileAccess: true, disableUrlAccess: true } as never),
      )
      try {
        await (await transporter).sendMail({
          from: message.from,
          replyTo: message.from,
          to: { name: "", address: message.to },
          subject: message.subject,
          text: message.text,
          messageId: message.messageId,
          // RFC 3834: nobody's absence note should answer.
          headers: { "Auto-Submitted": "auto-generated" },
        })
      } catch (error) {
        const { code, responseCode, message: words } = error as Error & { code?: string; responseCode?: number }
        if ((code === "EENVELOPE" || code === "EMESSAGE") && (responseCode ?? 0) >= 500) throw new MailRefused(words)
        throw error
      }
    },
  }
}

/** For tests: keeps what it is given, and fails on command. */
export function pretendTransport(): MailTransport & { sent: MailMessage[]; fail: Error | undefined } {
  const pretend = {
    sent: [] as MailMessage[],
    fail: undefined as Error | undefined,
    async send(message: MailMessage) {
      if (pretend.fail) throw pretend.fail
      pretend.sent.push(message)
    },
  }
  return pretend
}

let other: MailTransport | undefined
let known: { url: string; transport: MailTransport } | undefined

/** Puts another transport in place of SMTP; undefined puts SMTP back. */
export function useMailTransport(transport: MailTransport | undefined): void {
  other = transport
}

export function mailTransport(url: string | undefined): MailTransport | undefined {
  if (other) return other
  if (!url) return undefined
  if (known?.url !== url) known = { url, transport: smtpTransport(url) }
  return known.transport
}
