import type { PageContext, Typed } from "../../http/index.ts"
import { Banner, Button, ButtonLink, Form, Page, PasswordField, Tabs, TextField } from "../../ui/index.ts"
import { paths } from "../paths.ts"

export interface SignInPageProps {
  who: "staff" | "applicant"
  returnTo: string | undefined
  demo: boolean
  oidc: boolean
  gbizid: boolean
  typed?: Typed
}

/** Both ways in. Which one is open first depends on where the person came from. */
export function SignInPage(props: SignInPageProps) {
  const back = props.returnTo ? `&return=${encodeURIComponent(props.returnTo)}` : ""
  return (
    <Page title="サインイン" width="narrow" typed={props.typed}>
      {props.demo && (
        <Banner kind="info" title="デモ環境です">
          <p>
            <a href={props.returnTo ? `${paths.demo}?return=${encodeURIComponent(props.returnTo)}` : paths.demo}>登場人物を選んでサインイン</a>
            できます。
          </p>
        </Banner>
      )}
      <Tabs
        label="どなたですか"
        tabs={[
          { title: "職員", href: `${paths.signIn}?for=staff${back}`, current: props.who === "staff" },
          { title: "県民・事業者", href: `${paths.signIn}?for=applicant${back}`, current: props.who === "applicant" },
        ]}
      />
      {props.who === "staff" ? <StaffWays {...props} /> : <ApplicantWays {...props} />}
    </Page>
  )
}

function Hidden({ who, returnTo }: { who: string; returnTo: string | undefined }) {
  return (
    <>
      <input type="hidden" name="who" value={who} />
      {returnTo && <input type="hidden" name="return" value={returnTo} />}
    </>
  )
}

function withReturn(path: string, returnTo: string | undefined, more = ""): string {
  const query = [more, returnTo && `return=${encodeURIComponent(returnTo)}`].filter(Boolean).join("&")
  return query ? `${path}?${query}` : path
}

function StaffWays({ returnTo, oidc, typed }: SignInPageProps) {
  if (oidc) {
    return (
      <section class="section">
        <h2>職員のサインイン</h2>
        <p>県の職員認証基盤の画面に移ります。終わるとこのサイトに戻ります。</p>
        <p>
          <ButtonLink kind="primary" href={withReturn(paths.oidc, returnTo)}>
            職員認証でサインイン
          </ButtonLink>
        </p>
      </section>
    )
  }
  return (
    <section class="section">
      <h2>職員のサインイン</h2>
      <Form action={paths.password} submission="" label="職員のサインイン">
        <Hidden who="staff" returnTo={returnTo} />
        <TextField name="account" label="職員番号" required width="medium" inputmode="numeric" autocomplete="username" typed={typed} />
        <PasswordField name="password" label="パスワード" required autocomplete="current-password" typed={typed} />
        <p>次の画面で、認証アプリの6桁の番号かパスキーで確かめます。</p>
        <Button>次へ</Button>
      </Form>
      <p>
        <a href={withReturn(paths.passkey, returnTo, "for=staff")}>パスキーだけでサインインする</a>
      </p>
      <p>パスワードを忘れたときや機器をなくしたときは、システム管理者に再設定用のリンクを頼んでください。</p>
    </section>
  )
}

function ApplicantWays({ returnTo, gbizid, typed }: SignInPageProps) {
  return (
    <>
      <section class="section">
        <h2>メールのリンクでサインイン</h2>
        <Form action={paths.mail} submission="" label="メールのリンクでサインイン">
          {returnTo && <input type="hidden" name="return" value={returnTo} />}
          <TextField
            name="mail"
            id="mail"
            label="メールアドレス"
            hint="サインイン用のリンクを送ります。15分のうちに一度だけ使えます。"
            required
            autocomplete="email"
            inputmode="email"
            typed={typed}
          />
          <Button>リンクを送る</Button>
        </Form>
      </section>
      <section class="section">
        <h2>パスワードかパスキーでサインイン</h2>
        <Form action={paths.password} submission="" label="パスワードでサインイン">
          <Hidden who="applicant" returnTo={returnTo} />
          <TextField name="account" label="メールアドレス" required autocomplete="username" inputmode="email" typed={typed} />
          <PasswordField name="password" label="パスワード" required autocomplete="current-password" typed={typed} />
          <Button>サインイン</Button>
        </Form>
        <ul>
          <li>
            <a href={withReturn(paths.passkey, returnTo, "for=applicant")}>パスキーでサインインする</a>
          </li>
          <li>
            <a href={paths.forgotten}>パスワードを忘れたとき</a>
          </li>
        </ul>
      </section>
      <section class="section">
        <h2>GビズIDでサインイン</h2>
        {gbizid ? (
          <p>
            <ButtonLink href={withReturn(paths.gbizid, returnTo)}>GビズIDでサインイン</ButtonLink>
          </p>
        ) : (
          <p>この環境はGビズIDに接続していません。メールのリンクかパスワードをお使いください。</p>
        )}
      </section>
      <section class="section">
        <h2>はじめての方</h2>
        <p>
          <a href={paths.register}>利用登録をする</a>（メールアドレスだけで始められます）
        </p>
      </section>
    </>
  )
}

export function signInPage(c: PageContext, who: "staff" | "applicant", returnTo: string | undefined, typed?: Typed) {
  const { demo, oidc, gbizid } = c.config
  return <SignInPage who={who} returnTo={returnTo} demo={demo} oidc={Boolean(oidc)} gbizid={Boolean(gbizid)} {...(typed ? { typed } : {})} />
}
