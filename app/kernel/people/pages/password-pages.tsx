import { z } from "zod"
import type { Work } from "../../database/index.ts"
import { type PageContext, Refusal, refusal, type Site, type Typed } from "../../http/index.ts"
import { paths } from "../paths.ts"
import { noteAttempt, tooManyAttempts } from "../sign-in/attempts.ts"
import { checkPassword } from "../sign-in/check-password.ts"
import { enter } from "../sign-in/enter.ts"
import { factorsOf } from "../sign-in/factors.ts"
import { beginFlow, findFlow, finishFlow, type Flow, FLOW_COOKIE, holdInFlow } from "../sign-in/flows.ts"
import { addPasskey, authenticationOptions, personOfPasskey, registrationOptions } from "../sign-in/passkeys.ts"
import { countRecoveryCodes, renewRecoveryCodes, useRecoveryCode } from "../sign-in/recovery-codes.ts"
import { homeOf, safeReturn } from "../sign-in/return-to.ts"
import { confirmTotp, newTotpSecret, qrCode, totpUri, useTotpCode } from "../sign-in/totp.ts"
import { getPerson } from "../staff/find-people.ts"
import { EnrolPage } from "./enrol-page.tsx"
import { PasskeyPage } from "./passkey-page.tsx"
import { RecoveryCodesPage } from "./recovery-codes-page.tsx"
import { SecondFactorPage } from "./second-factor-page.tsx"
import { signInPage } from "./sign-in-page.tsx"

const passwordSchema = z.object({
  who: z.enum(["staff", "applicant"]).meta({ title: "種類" }),
  account: z.string().min(1).max(254).meta({ title: "職員番号かメールアドレス" }),
  password: z.string().min(1).max(500).meta({ title: "パスワード" }),
  return: z.string().max(2000).optional().meta({ title: "戻り先" }),
})
const codeSchema = z.object({ code: z.string().min(1).max(40).meta({ title: "番号" }) })
const responseSchema = z.object({
  response: z.string().min(1).max(20_000).meta({ title: "パスキーの応答" }),
  name: z.string().max(80).optional().meta({ title: "この端末の呼び名" }),
})

const over = () => refusal("conflict", "people.sign-in-over", "サインインの途中で時間が過ぎました。はじめからやり直してください。")

/** A typed form of our own making: what was refused and returned, not thrown. */
export function refused(values: Record<string, string>, problem: Refusal): Typed {
  return { values, problems: [{ message: problem.message, ...(problem.field ? { field: problem.field } : {}) }] }
}

export function passwordPages(site: Site): void {
  const whoOf = (typed: Typed) => (typed.values.who === "applicant" ? "applicant" : "staff")
  site.anyone.post(
    paths.password,
    { form: passwordSchema, again: (_, c, typed) => signInPage(c, whoOf(typed), String(typed.values.return ?? ""), typed) },
    async (work, input, c) => {
      const again = (problem: Refusal) =>
        c.page(signInPage(c, input.who, input.return, refused({ account: input.account, who: input.who }, problem)), 422)
      if (input.who === "staff" && c.config.oidc) {
        return again(refusal("forbidden", "people.oidc-only", "職員は「職員認証でサインイン」からサインインしてください。"))
      }
      const person = await checkPassword(work, { ...input, address: c.address })
      if (person instanceof Refusal) return again(person)
      const factors = await factorsOf(work, person.id)
      if (person.kind === "applicant" && !factors.totp) return enter(work, c, person, "password", input.return)
      await beginFlow(work, c, { kind: "second-factor", personId: person.id, returnTo: input.return })
      return c.redirect(factors.totp || factors.passkeys > 0 ? paths.second : paths.enrol)
    },
  )
  secondFactorPages(site)
  enrolPages(site)
  passkeyPages(site)
}

async function pendingFlow(work: Work, c: PageContext): Promise<Flow & { personId: string }> {
  const flow = await findFlow(work, c, "second-factor")
  if (!flow?.personId) throw over()
  return flow as Flow & { personId: string }
}

async function secondPage(work: Work, c: PageContext, typed?: Typed) {
  const flow = await pendingFlow(work, c)
  const factors = await factorsOf(work, flow.personId)
  const options = factors.passkeys > 0 ? await authenticationOptions(work, c.config.origin, flow.personId) : undefined
  if (options) await holdInFlow(work, flow, { challenge: options.challenge })
  const recovery = (await countRecoveryCodes(work, flow.personId)) > 0
  return <SecondFactorPage totp={Boolean(factors.totp)} recovery={recovery} passkeyOptions={options} typed={typed} />
}

function secondFactorPages(site: Site): void {
  site.anyone.get(paths.second, async (work, c) => {
    const flow = await findFlow(work, c, "second-factor")
    if (!flow?.personId) return c.redirect(paths.signIn, over().message)
    const factors = await factorsOf(work, flow.personId)
    if (!factors.totp && factors.passkeys === 0) return c.redirect(paths.enrol)
    return c.page(await secondPage(work, c))
  })
  site.anyone.post(paths.second, { form: codeSchema, again: secondPage }, async (work, { code }, c) => {
    const flow = await pendingFlow(work, c)
    const again = async (problem: Refusal) => c.page(await secondPage(work, c, refused({}, problem)), 422)
    const attempt = { kind: "second-factor", account: flow.personId, address: c.address }
    const many = await tooManyAttempts(work, attempt)
    if (many) return again(many)
    const method = (await useTotpCode(work, flow.personId, code))
      ? "password+totp"
      : (await useRecoveryCode(work, flow.personId, code))
        ? "password+recovery-code"
        : undefined
    if (!method) {
      await noteAttempt(work, attempt, true, flow.personId)
      return again(refusal("invalid", "people.wrong-code", "番号が違うか、使い終わっています。新しい番号を入力してください。", { field: "code" }))
    }
    await noteAttempt(work, attempt, false)
    return finish(work, c, flow, method)
  })
  site.anyone.post(paths.secondPasskey, { form: responseSchema, again: secondPage }, async (work, { response }, c) => {
    const flow = await pendingFlow(work, c)
    const person = await personOfPasskey(work, c.config.origin, flow.held.challenge ?? "", response)
    if (!person || person.id !== flow.personId) {
      await noteAttempt(work, { kind: "second-factor", account: flow.personId, address: c.address }, true, flow.personId)
      return c.page(await secondPage(work, c, refused({}, notVerified())), 422)
    }
    return finish(work, c, flow, "password+passkey")
  })
}

async function finish(work: Work, c: PageContext, flow: Flow & { personId: string }, method: "password+totp" | "password+recovery-code" | "password+passkey") {
  if (!(await finishFlow(work, flow))) throw over()
  const person = await getPerson(work.db, flow.personId)
  c.setCookie(FLOW_COOKIE, "", { maxAge: 0 })
  return enter(work, c, person, method, flow.returnTo)
}

function notVerified(): Refusal {
  return refusal("invalid", "people.passkey-wrong", "パスキーを確かめられませんでした。登録のないパスキーか、時間が過ぎています。")
}

/** Only for those who have no second factor yet: a password alone must not be able to add one beside another. */
async function enrolFlow(work: Work, c: PageContext) {
  const flow = await pendingFlow(work, c)
  const factors = await factorsOf(work, flow.personId)
  if (factors.totp || factors.passkeys > 0) throw over()
  return flow
}

async function enrolPage(work: Work, c: PageContext, typed?: Typed) {
  const flow = await enrolFlow(work, c)
  const person = await getPerson(work.db, flow.personId)
  const secret = flow.held.secret ?? (await newTotpSecret())
  const account = person.staffNumber ?? person.mail ?? person.name
  const options = await registrationOptions(work, c.config.origin, { ...person, account })
  await holdInFlow(work, flow, { secret, challenge: options.challenge })
  return <EnrolPage offer={{ secret, qr: await qrCode(await totpUri(secret, account)) }} passkeyOptions={options} typed={typed} />
}

function enrolPages(site: Site): void {
  site.anyone.get(paths.enrol, async (work, c) => {
    if (!(await findFlow(work, c, "second-factor"))) return c.redirect(paths.signIn, over().message)
    return c.page(await enrolPage(work, c))
  })
  const letIn = async (work: Work, c: PageContext, flow: Flow & { personId: string }, method: "password+totp" | "password+passkey") => {
    const codes = await renewRecoveryCodes(work, flow.personId)
    await finish(work, c, flow, method)
    const person = await getPerson(work.db, flow.personId)
    return c.page(<RecoveryCodesPage codes={codes} next={safeReturn(flow.returnTo, homeOf(person.kind))} />)
  }
  site.anyone.post(paths.enrol, { form: codeSchema, again: enrolPage }, async (work, { code }, c) => {
    const flow = await enrolFlow(work, c)
    if (!flow.held.secret || !(await confirmTotp(work, flow.personId, flow.held.secret, code))) {
      const problem = refusal("invalid", "people.wrong-code", "番号が違います。端末の時刻が合っているか確かめてください。", { field: "code" })
      return c.page(await enrolPage(work, c, refused({}, problem)), 422)
    }
    return letIn(work, c, flow, "password+totp")
  })
  site.anyone.post(paths.enrolPasskey, { form: responseSchema, again: enrolPage }, async (work, { response, name }, c) => {
    const flow = await enrolFlow(work, c)
    const added = await addPasskey(work, c.config.origin, flow.personId, flow.held.challenge ?? "", response, name ?? "")
    if (!added) return c.page(await enrolPage(work, c, refused({}, notVerified())), 422)
    return letIn(work, c, flow, "password+passkey")
  })
}

async function passkeyPage(work: Work, c: PageContext, returnTo: string | undefined, typed?: Typed) {
  const options = await authenticationOptions(work, c.config.origin)
  await beginFlow(work, c, { kind: "passkey", held: { challenge: options.challenge }, returnTo })
  return <PasskeyPage options={options} typed={typed} />
}

function passkeyPages(site: Site): void {
  site.anyone.get(paths.passkey, async (work, c) => c.page(await passkeyPage(work, c, c.query("return"))))
  site.anyone.post(paths.passkey, { form: responseSchema, again: (work, c, typed) => passkeyPage(work, c, undefined, typed) }, async (work, { response }, c) => {
    const flow = await findFlow(work, c, "passkey")
    const again = async (problem: Refusal) => c.page(await passkeyPage(work, c, flow?.returnTo, refused({}, problem)), 422)
    // One challenge, one answer: it is used up whether or not the answer is right.
    if (!flow || !(await finishFlow(work, flow))) return again(over())
    const person = await personOfPasskey(work, c.config.origin, flow.held.challenge ?? "", response)
    if (!person) {
      await noteAttempt(work, { kind: "passkey", account: c.address, address: c.address }, true)
      return again(notVerified())
    }
    if (person.kind === "staff" && c.config.oidc) {
      return again(refusal("forbidden", "people.oidc-only", "職員は「職員認証でサインイン」からサインインしてください。"))
    }
    c.setCookie(FLOW_COOKIE, "", { maxAge: 0 })
    return enter(work, c, person, "passkey", flow.returnTo)
  })
}
