import type { Typed } from "../../http/index.ts"
import { Banner, Button, Form, Page, RadioField } from "../../ui/index.ts"
import { paths } from "../paths.ts"
import type { OwnPreference } from "../preference.ts"

export function PreferencePage({ own, mailConfigured, typed }: { own: OwnPreference; mailConfigured: boolean; typed?: Typed }) {
  return (
    <Page title="お知らせのメールの受け取り方" width="narrow" typed={typed} crumbs={[{ title: "アカウントの設定", href: "/account" }]}>
      {!mailConfigured && (
        <Banner kind="info" title="メールの送信先（メールサーバー）が未設定です">
          設定されるまで、どれを選んでもメールは送られません。
        </Banner>
      )}
      <p>送り先：{own.address ?? "メールアドレスが登録されていません"}</p>
      <Form action={paths.preference}>
        <RadioField
          name="mail"
          label="お知らせのメール"
          hint="メールに書かれるのは件名とリンクだけです。画面のお知らせには、どれを選んでも届きます。"
          typed={typed}
          value={own.mail}
          options={[
            { value: "immediate", label: "そのつど受け取る" },
            { value: "digest", label: "一日分をまとめて受け取る", hint: "毎朝8時に一通" },
            { value: "none", label: "受け取らない" },
          ]}
        />
        <Button>保存する</Button>
      </Form>
    </Page>
  )
}
