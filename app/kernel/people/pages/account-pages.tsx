import { z } from "zod"
import { type Actor, personOf } from "../../access/index.ts"
import type { Work } from "../../database/index.ts"
import { notFound, type PageContext, refuseIf, refusal, type Site, type Typed } from "../../http/index.ts"
import { Button, Form, Page, PasswordField, TextField } from "../../ui/index.ts"
import { actFor, companiesOf } from "../companies/companies.ts"
import { paths } from "../paths.ts"
import { lastFactorStays } from "../rules/last-factor-stays.ts"
import { listSessions, revokeOtherSessions, revokeSession } from "../sessions/list-sessions.ts"
import { mustHaveJustSignedIn } from "../sessions/recently-signed-in.ts"
import { factorsOf } from "../sign-in/factors.ts"
import { beginFlow, findFlow, finishFlow } from "../sign-in/flows.ts"
import { addPasskey, listPasskeys, registrationOptions, removePasskey } from "../sign-in/passkeys.ts"
import { findGbizid } from "../sign-in/gbizid.ts"
import { countRecoveryCodes, renewRecoveryCodes } from "../sign-in/recovery-codes.ts"
import { changePassword } from "../sign-in/set-password.ts"
import { confirmTotp, newTotpSecret, qrCode, removeTotp, totpUri } from "../sign-in/totp.ts"
import { getPerson } from "../staff/find-people.ts"
import { createApiToken, listApiTokens, revokeApiToken } from "../tokens/api-tokens.ts"
import { AccountPage } from "./account-page.tsx"
import { PasskeyForm } from "./passkey-form.tsx"
import { refused } from "./password-pages.tsx"
import { RecoveryCodesPage } from "./recovery-codes-page.tsx"
import { SessionsPage } from "./sessions-page.tsx"
import { TokensPage } from "./tokens-page.tsx"
import { TotpForm } from "./totp-form.tsx"

const nothing = z.object({})
const passwordSchema = z.object({
  oldPassword: z.string().max(500).optional().meta({ title: "いまのパスワード" }),
  password: z.string().min(1).max(500).meta({ title: "新しいパスワード" }),
})
const codeSchema = z.object({ code: z.string().min(1).max(40).meta({ title: "認証アプリの6桁の番号" }) })
const passkeySchema = z.object({
  response: z.string().min(1).max(20_000).meta({ title: "パスキーの応答" }),
  name: z.string().max(80).optional().meta({ title: "この端末の呼び名" }),
})
export const tokenSchema = z.object({
  name: z.string().min(1).max(80).meta({ title: "名前" }),
  expiresOn: z.iso.date().meta({ title: "有効期限" }),
  write: z.boolean().default(false).meta({ title: "書き込みも許す" }),
})

const actForSchema = z.object({ company: z.uuid().optional().meta({ title: "申請する立場" }) })

const home = { title: "アカウントの設定", href: paths.account }

export function accountPages(site: Site): void {
  site.signedIn.get(paths.account, async (work, c) => c.page(await accountPage(work, c)))
  site.applicant.post(paths.actFor, { form: actForSchema, again: accountPage }, async (work, { company }, c) => {
    await actFor(work, company)
    return c.redirect(paths.account, "申請する立場を変えました。")
  })
  sessionPages(site)
  credentialPages(site)
  tokenPages(site)
}

const self = (actor: Actor): string => {
  const id = personOf(actor)
  if (!id) throw refusal("forbidden", "people.nobody", "サインインしてください。")
  return id
}

async function accountPage(work: Work, c: PageContext, typed?: Typed) {
  const id = self(work.actor)
  const [person, factors, recoveryCodes, passkeys, companies, gbizid] = await Promise.all([
    getPerson(work.db, id),
    factorsOf(work, id),
    countRecoveryCodes(work, id),
    listPasskeys(work, id),
    companiesOf(work, id),
    findGbizid(work.db, id),
  ])
  const elsewhere = person.kind === "staff" && Boolean(c.config.oidc)
  const shown = { actor: work.actor, person, factors, recoveryCodes, passkeys, elsewhere, companies, gbizid }
  return <AccountPage {...shown} typed={typed} />
}

function sessionPages(site: Site): void {
  const page = async (work: Work) => <SessionsPage sessions={await listSessions(work)} />
  site.signedIn.get(paths.sessions, async (work, c) => c.page(await page(work)))
  site.signedIn.post(paths.endOthers, { form: nothing, again: page }, async (work, _, c) => {
    const count = await revokeOtherSessions(work)
    return c.redirect(paths.sessions, `ほかの端末のサインインを${count}件終わらせました。`)
  })
  site.signedIn.post(paths.endSession(":id"), { form: nothing, again: page }, async (work, _, c) => {
    await revokeSession(work, idOf(c.param("id"), "サインイン中の端末"))
    return c.redirect(paths.sessions, "サインインを終わらせました。")
  })
}

function credentialPages(site: Site): void {
  const passwordPage = async (work: Work, _: PageContext, typed?: Typed) => {
    const factors = await factorsOf(work, self(work.actor))
    const more = typed ? { typed } : {}
    return (
      <Page title={factors.password ? "パスワードを変える" : "パスワードを決める"} width="narrow" crumbs={[home, { title: "パスワード" }]} {...more}>
        <Form action={paths.changePassword} submission="" label="パスワード">
          {factors.password && <PasswordField name="oldPassword" label="いまのパスワード" required autocomplete="current-password" {...more} />}
          <PasswordField name="password" label="新しいパスワード" hint="12文字以上。ほかの端末のサインインは終わります。" required autocomplete="new-password" {...more} />
          <Button>変える</Button>
        </Form>
      </Page>
    )
  }
  site.signedIn.get(paths.changePassword, async (work, c) => c.page(await passwordPage(work, c)))
  site.signedIn.post(paths.changePassword, { form: passwordSchema, again: passwordPage }, async (work, input, c) => {
    mustSignInHere(work, c)
    const problem = await changePassword(work, { ...input, address: c.address })
    if (problem) return c.page(await passwordPage(work, c, refused({}, problem)), 422)
    return c.redirect(paths.account, "パスワードを変えました。ほかの端末のサインインは終わりました。")
  })
  site.signedIn.post(paths.recoveryCodes, { form: nothing, again: accountPage }, async (work, _, c) => {
    mustSignInHere(work, c)
    await mustHaveJustSignedIn(work)
    return c.page(<RecoveryCodesPage codes={await renewRecoveryCodes(work, self(work.actor))} next={paths.account} />)
  })
  totpPages(site)
  passkeyPages(site)
}

function totpPages(site: Site): void {
  const page = async (work: Work, c: PageContext, typed?: Typed) => {
    await mustHaveJustSignedIn(work)
    const person = await getPerson(work.db, self(work.actor))
    const known = typed ? await findFlow(work, c, "totp-enrolment") : undefined
    const secret = known?.held.secret ?? (await newTotpSecret())
    if (!known) await beginFlow(work, c, { kind: "totp-enrolment", personId: person.id, held: { secret } })
    const qr = await qrCode(await totpUri(secret, person.staffNumber ?? person.mail ?? person.name))
    return (
      <Page title="認証アプリを登録する" width="narrow" crumbs={[home, { title: "認証アプリ" }]} {...(typed ? { typed } : {})}>
        <TotpForm action={paths.totp} offer={{ secret, qr }} typed={typed} button="登録する" />
      </Page>
    )
  }
  site.signedIn.get(paths.totp, async (work, c) => c.page(await page(work, c)))
  site.signedIn.post(paths.totp, { form: codeSchema, again: page }, async (work, { code }, c) => {
    mustSignInHere(work, c)
    await mustHaveJustSignedIn(work)
    const id = self(work.actor)
    const flow = await findFlow(work, c, "totp-enrolment")
    if (flow?.personId !== id || !flow.held.secret) throw refusal("conflict", "people.sign-in-over", "時間が過ぎました。図を読み取るところからやり直してください。")
    if (!(await confirmTotp(work, id, flow.held.secret, code))) {
      throw refusal("invalid", "people.wrong-code", "番号が違います。端末の時刻が合っているか確かめてください。", { field: "code" })
    }
    await finishFlow(work, flow)
    if ((await countRecoveryCodes(work, id)) > 0) return c.redirect(paths.account, "認証アプリを登録しました。")
    return c.page(<RecoveryCodesPage codes={await renewRecoveryCodes(work, id)} next={paths.account} />)
  })
  site.signedIn.post(paths.removeTotp, { form: nothing, again: accountPage }, async (work, _, c) => {
    const id = self(work.actor)
    await mustHaveJustSignedIn(work)
    refuseIf(lastFactorStays(kindOf(work.actor), await factorsOf(work, id), "totp"))
    await removeTotp(work, id)
    return c.redirect(paths.account, "認証アプリの登録を消しました。")
  })
}

function passkeyPages(site: Site): void {
  const page = async (work: Work, c: PageContext, typed?: Typed) => {
    await mustHaveJustSignedIn(work)
    const person = await getPerson(work.db, self(work.actor))
    const options = await registrationOptions(work, c.config.origin, { ...person, account: person.staffNumber ?? person.mail ?? person.name })
    await beginFlow(work, c, { kind: "passkey-registration", personId: person.id, held: { challenge: options.challenge } })
    const more = typed ? { typed } : {}
    return (
      <Page
        title="パスキーを登録する"
        width="narrow"
        crumbs={[home, { title: "パスキー" }]}
        lead="この端末の指紋や顔、暗証番号でサインインできるようになります。"
        {...more}
      >
        <PasskeyForm action={paths.newPasskey} kind="create" options={options} button="パスキーを登録する">
          <TextField name="name" label="この端末の呼び名" hint="例：執務室のパソコン" width="medium" maxLength={80} {...more} />
        </PasskeyForm>
      </Page>
    )
  }
  site.signedIn.get(paths.newPasskey, async (work, c) => c.page(await page(work, c)))
  site.signedIn.post(paths.newPasskey, { form: passkeySchema, again: page }, async (work, { response, name }, c) => {
    mustSignInHere(work, c)
    await mustHaveJustSignedIn(work)
    const id = self(work.actor)
    const flow = await findFlow(work, c, "passkey-registration")
    const known = flow?.personId === id && (await finishFlow(work, flow))
    if (!known || !(await addPasskey(work, c.config.origin, id, flow.held.challenge ?? "", response, name ?? ""))) {
      const problem = refusal("invalid", "people.passkey-wrong", "パスキーを登録できませんでした。もう一度お試しください。")
      return c.page(await page(work, c, refused({ name: name ?? "" }, problem)), 422)
    }
    return c.redirect(paths.account, "パスキーを登録しました。")
  })
  site.signedIn.post(paths.removePasskey(":id"), { form: nothing, again: accountPage }, async (work, _, c) => {
    const id = self(work.actor)
    await mustHaveJustSignedIn(work)
    refuseIf(lastFactorStays(kindOf(work.actor), await factorsOf(work, id), "passkey"))
    await removePasskey(work, id, idOf(c.param("id"), "パスキー"))
    return c.redirect(paths.account, "パスキーを消しました。")
  })
}

function tokenPages(site: Site): void {
  const page = async (work: Work, _: PageContext, typed?: Typed) => <TokensPage tokens={await listApiTokens(work)} now={work.now} typed={typed} />
  site.signedIn.get(paths.tokens, async (work, c) => c.page(await page(work, c)))
  site.signedIn.post(paths.tokens, { form: tokenSchema, again: page }, async (work, { name, expiresOn, write }, c) => {
    const { token } = await createApiToken(work, { name, expiresOn, scopes: write ? ["read", "write"] : ["read"] })
    return c.page(<TokensPage tokens={await listApiTokens(work)} now={work.now} fresh={token} />)
  })
  site.signedIn.post(paths.revokeToken(":id"), { form: nothing, again: page }, async (work, _, c) => {
    await revokeApiToken(work, idOf(c.param("id"), "アクセストークン"))
    return c.redirect(paths.tokens, "アクセストークンを取り消しました。")
  })
}

/** Staff whose sign-in stands elsewhere change it there: a second way in would go round it. */
function mustSignInHere(work: Work, c: PageContext): void {
  if (work.actor.kind === "staff" && c.config.oidc) {
    throw refusal("forbidden", "people.oidc-only", "サインインの方法は、職員認証基盤で変えてください。")
  }
}

function kindOf(actor: Actor): "staff" | "applicant" {
  return actor.kind === "staff" ? "staff" : "applicant"
}

export function idOf(text: string, what: string): string {
  if (!z.uuid().safeParse(text).success) throw notFound(what)
  return text
}
