import type { Typed } from "../../http/index.ts"
import { Button, Details, Form, Page, Section, TextField } from "../../ui/index.ts"
import { paths } from "../paths.ts"
import { PasskeyForm } from "./passkey-form.tsx"

export interface SecondFactorPageProps {
  totp: boolean
  recovery: boolean
  passkeyOptions: object | undefined
  typed?: Typed | undefined
}

export function SecondFactorPage({ totp, recovery, passkeyOptions, typed }: SecondFactorPageProps) {
  return (
    <Page title="もう一つの方法で確かめる" width="narrow" {...(typed ? { typed } : {})}>
      {(totp || recovery) && (
        <Form action={paths.second} submission="" label="番号で確かめる">
          <TextField
            name="code"
            label={totp ? "認証アプリの6桁の番号" : "回復コード"}
            hint={totp ? "番号は30秒ごとに変わります。アプリが使えないときは、控えておいた回復コードを入力してください。" : undefined}
            required
            width="medium"
            autocomplete="one-time-code"
            spellcheck={false}
            {...(typed ? { typed } : {})}
          />
          <Button>サインイン</Button>
        </Form>
      )}
      {passkeyOptions && (
        <Section title="パスキーで確かめる">
          <PasskeyForm action={paths.secondPasskey} kind="get" options={passkeyOptions} button="パスキーで確かめる" />
        </Section>
      )}
      <Details summary="どちらも使えないとき">
        <p>システム管理者に、サインイン手段の再設定を頼んでください。本人確認のうえ、一度だけ使えるリンクを渡します。</p>
      </Details>
      <p>
        <a href={paths.signIn}>はじめからやり直す</a>
      </p>
    </Page>
  )
}
