import { z } from "zod"
import type { Work } from "../../database/index.ts"
import { type PageContext, Refusal, type Site, type Typed } from "../../http/index.ts"
import { Button, ConfirmationPanel, Form, Page, PasswordField, TextField } from "../../ui/index.ts"
import { paths } from "../paths.ts"
import { enter } from "../sign-in/enter.ts"
import { beginFlow } from "../sign-in/flows.ts"
import { endLinks, findLink, linkIsOver, useLink } from "../sign-in/links.ts"
import { registerApplicant } from "../sign-in/register-applicant.ts"
import { type Sent, sendPasswordLink, sendRegisterLink, sendSignInLink } from "../sign-in/send-links.ts"
import { setPasswordByLink } from "../sign-in/set-password.ts"
import { mustBeSetUp, setUp } from "../sign-in/set-up.ts"
import { factorsOf } from "../sign-in/factors.ts"
import { refused } from "./password-pages.tsx"
import { signInPage } from "./sign-in-page.tsx"

const name = z.string().min(1).max(80).meta({ title: "氏名" })
const kana = z.string().max(80).default("").meta({ title: "フリガナ" })
const password = z.string().min(1).max(500).meta({ title: "パスワード" })
const mailSchema = z.object({
  mail: z.string().min(1).max(254).meta({ title: "メールアドレス" }),
  return: z.string().max(2000).optional().meta({ title: "戻り先" }),
})
const registerSchema = z.object({ name, kana, password: password.optional() })
const newPasswordSchema = z.object({ password })
const setupSchema = z.object({
  token: z.string().min(1).max(100).meta({ title: "初期設定のリンク" }),
  prefecture: z.string().min(1).max(80).meta({ title: "県の名前" }),
  unit: z.string().min(1).max(80).meta({ title: "所属の名前" }),
  staffNumber: z.string().regex(/^[A-Za-z0-9-]{1,20}$/, "職員番号は英数字20文字以内で入力してください。").meta({ title: "職員番号" }),
  name,
  kana,
  mail: z.email().optional().meta({ title: "メールアドレス" }),
  password: password.optional(),
})

export function linkPages(site: Site): void {
  signInLinks(site)
  registration(site)
  forgottenPassword(site)
  firstAdministrator(site)
}

function SentPage({ mail, sent, minutes }: { mail: string; sent: Sent; minutes: number }) {
  return (
    <Page title="メールをご確認ください" width="narrow">
      <ConfirmationPanel title="受け付けました">
        <p>
          {mail} が登録されていれば、リンクを送りました。{minutes}分のうちに一度だけ使えます。届かないときは、迷惑メールの入れ物と宛先の書き誤りを確かめてください。
        </p>
      </ConfirmationPanel>
      {sent.demoLink && (
        <p>
          デモ環境ではメールを送らないため、リンクをここに示します：<a href={sent.demoLink}>届いたことにしてリンクを開く</a>
        </p>
      )}
    </Page>
  )
}

function signInLinks(site: Site): void {
  site.anyone.post(
    paths.mail,
    { form: mailSchema, again: (_, c, typed) => signInPage(c, "applicant", String(typed.values.return ?? ""), typed) },
    async (work, input, c) => {
      const sent = await sendSignInLink(work, c.config, { mail: input.mail, returnTo: input.return, address: c.address })
      if (sent instanceof Refusal) return c.page(signInPage(c, "applicant", input.return, refused({ mail: input.mail }, sent)), 422)
      return c.page(<SentPage mail={input.mail} sent={sent} minutes={15} />)
    },
  )
  const linkPage = async (work: Work, c: PageContext) => {
    if (!(await findLink(work, c.param("token"), ["sign-in"]))) throw linkIsOver()
    return (
      <Page title="サインインする" width="narrow" lead="メールのリンクを確かめました。ボタンを押すとサインインします。">
        <Form action={paths.link(c.param("token"))} submission="" label="サインイン">
          <Button>サインイン</Button>
        </Form>
      </Page>
    )
  }
  site.anyone.get(paths.link(":token"), async (work, c) => c.page(await linkPage(work, c)))
  site.anyone.post(paths.link(":token"), { form: z.object({}), again: linkPage }, async (work, _, c) => {
    const link = await useLink(work, c.param("token"), ["sign-in"])
    if (!link?.personId) throw linkIsOver()
    await endLinks(work, link.personId, ["sign-in"])
    const factors = await factorsOf(work, link.personId)
    // Who has set an authenticator app wants more than a mailbox to open the door.
    if (factors.totp) {
      await beginFlow(work, c, { kind: "second-factor", personId: link.personId, returnTo: link.returnTo })
      return c.redirect(paths.second)
    }
    return enter(work, c, { id: link.personId, kind: "applicant" }, "mail-link", link.returnTo)
  })
}

function registration(site: Site): void {
  const askPage = (typed?: Typed) => (
    <Page title="利用登録" width="narrow" lead="申請や手続のために、メールアドレスを登録します。" {...(typed ? { typed } : {})}>
      <Form action={paths.register} submission="" label="利用登録">
        <TextField name="mail" label="メールアドレス" hint="登録の続きをするためのリンクを送ります。" required autocomplete="email" inputmode="email" {...(typed ? { typed } : {})} />
        <Button>リンクを送る</Button>
      </Form>
    </Page>
  )
  site.anyone.get(paths.register, (_, c) => c.page(askPage()))
  site.anyone.post(paths.register, { form: mailSchema, again: (_, __, typed) => askPage(typed) }, async (work, input, c) => {
    const sent = await sendRegisterLink(work, c.config, { mail: input.mail, returnTo: input.return, address: c.address })
    if (sent instanceof Refusal) return c.page(askPage(refused({ mail: input.mail }, sent)), 422)
    return c.page(<SentPage mail={input.mail} sent={sent} minutes={15} />)
  })
  const formPage = async (work: Work, c: PageContext, typed?: Typed) => {
    const link = await findLink(work, c.param("token"), ["register"])
    if (!link) throw linkIsOver()
    const more = typed ? { typed } : {}
    return (
      <Page title="利用登録" width="narrow" {...more}>
        <Form action={paths.registerLink(c.param("token"))} label="利用登録">
          <p>メールアドレス：{link.mail}</p>
          <TextField name="name" label="氏名" required maxLength={80} autocomplete="name" {...more} />
          <TextField name="kana" label="フリガナ" maxLength={80} {...more} />
          <PasswordField
            name="password"
            label="パスワード"
            hint="決めておくと、メールを待たずにサインインできます。12文字以上。空けておいても構いません。"
            autocomplete="new-password"
            {...more}
          />
          <Button>登録する</Button>
        </Form>
      </Page>
    )
  }
  site.anyone.get(paths.registerLink(":token"), async (work, c) => c.page(await formPage(work, c)))
  site.anyone.post(paths.registerLink(":token"), { form: registerSchema, again: formPage }, async (work, input, c) => {
    const person = await registerApplicant(work, c.param("token"), input)
    return enter(work, c, person, "mail-link", person.returnTo, "利用登録が終わりました。")
  })
}

function forgottenPassword(site: Site): void {
  const askPage = (typed?: Typed) => (
    <Page
      title="パスワードを忘れたとき"
      width="narrow"
      lead="県民・事業者の方に、新しいパスワードを決めるためのリンクを送ります。職員はシステム管理者に再設定を頼んでください。"
      {...(typed ? { typed } : {})}
    >
      <Form action={paths.forgotten} submission="" label="パスワードの再設定">
        <TextField name="mail" label="メールアドレス" required autocomplete="email" inputmode="email" {...(typed ? { typed } : {})} />
        <Button>リンクを送る</Button>
      </Form>
    </Page>
  )
  site.anyone.get(paths.forgotten, (_, c) => c.page(askPage()))
  site.anyone.post(paths.forgotten, { form: mailSchema, again: (_, __, typed) => askPage(typed) }, async (work, input, c) => {
    const sent = await sendPasswordLink(work, c.config, { mail: input.mail, address: c.address })
    if (sent instanceof Refusal) return c.page(askPage(refused({ mail: input.mail }, sent)), 422)
    return c.page(<SentPage mail={input.mail} sent={sent} minutes={15} />)
  })
  const formPage = async (work: Work, c: PageContext, typed?: Typed) => {
    if (!(await findLink(work, c.param("token"), ["password", "staff-reset"]))) throw linkIsOver()
    return (
      <Page title="新しいパスワードを決める" width="narrow" {...(typed ? { typed } : {})}>
        <Form action={paths.newPassword(c.param("token"))} submission="" label="新しいパスワード">
          <PasswordField name="password" label="新しいパスワード" hint="12文字以上。長い文にすると覚えやすく、破られにくくなります。" required autocomplete="new-password" {...(typed ? { typed } : {})} />
          <Button>このパスワードにする</Button>
        </Form>
      </Page>
    )
  }
  site.anyone.get(paths.newPassword(":token"), async (work, c) => c.page(await formPage(work, c)))
  site.anyone.post(paths.newPassword(":token"), { form: newPasswordSchema, again: formPage }, async (work, input, c) => {
    const kind = await setPasswordByLink(work, c.param("token"), input.password)
    return c.redirect(`${paths.signIn}?for=${kind}`, "パスワードを決めました。新しいパスワードでサインインしてください。")
  })
}

function firstAdministrator(site: Site): void {
  const page = (c: PageContext, token: string, typed?: Typed) => {
    const more = typed ? { typed } : {}
    return (
      <Page title="初期設定：最初のシステム管理者" width="narrow" lead="最初の所属と、システム管理者になる職員を登録します。この画面は一度しか使えません。" {...more}>
        <Form action={paths.setup} submission="" label="初期設定">
          <input type="hidden" name="token" value={token} />
          <TextField name="prefecture" label="県の名前" required maxLength={80} {...more} />
          <TextField name="unit" label="システムを所管する所属" hint="例：デジタル推進課" required {...more} />
          <TextField name="staffNumber" label="職員番号" required width="medium" autocomplete="username" {...more} />
          <TextField name="name" label="氏名" required autocomplete="name" {...more} />
          <TextField name="kana" label="フリガナ" {...more} />
          <TextField name="mail" label="メールアドレス" autocomplete="email" inputmode="email" {...more} />
          {!c.config.oidc && (
            <PasswordField name="password" label="パスワード" hint="12文字以上。次の画面でもう一つの確かめ方を登録します。" required autocomplete="new-password" {...more} />
          )}
          <Button>登録する</Button>
        </Form>
      </Page>
    )
  }
  site.anyone.get(paths.setup, async (work, c) => {
    await mustBeSetUp(work, c.query("token"))
    return c.page(page(c, c.query("token")!))
  })
  const again = async (work: Work, c: PageContext, typed: Typed) => {
    const token = String(typed.values.token ?? "")
    await mustBeSetUp(work, token)
    return page(c, token, typed)
  }
  site.anyone.post(paths.setup, { form: setupSchema, again }, async (work, input, c) => {
    await mustBeSetUp(work, input.token)
    if (!c.config.oidc && !input.password) {
      const problems = [{ field: "password", message: "パスワードを入力してください。" }]
      const { password: _, ...values } = input
      return c.page(page(c, input.token, { values: values as Record<string, string>, problems }), 422)
    }
    const person = await setUp(work, c.config.oidc ? { ...input, password: undefined } : input)
    if (c.config.oidc) return c.redirect(`${paths.signIn}?for=staff`, "登録しました。職員認証でサインインしてください。")
    await beginFlow(work, c, { kind: "second-factor", personId: person.id })
    return c.redirect(paths.enrol, "登録しました。続けて、もう一つの確かめ方を登録してください。")
  })
}
