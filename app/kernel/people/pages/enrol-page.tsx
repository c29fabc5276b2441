import type { Typed } from "../../http/index.ts"
import { Page, Section, TextField } from "../../ui/index.ts"
import { paths } from "../paths.ts"
import { PasskeyForm } from "./passkey-form.tsx"
import { TotpForm, type TotpOffer } from "./totp-form.tsx"

/** Staff without a second factor choose one before they are let in. */
export function EnrolPage({ offer, passkeyOptions, typed }: { offer: TotpOffer; passkeyOptions: object; typed?: Typed | undefined }) {
  return (
    <Page
      title="もう一つの確かめ方を登録する"
      width="narrow"
      lead="職員のサインインには、パスワードのほかにもう一つの方法が要ります。どちらかを選んで登録してください。"
      {...(typed ? { typed } : {})}
    >
      <Section title="認証アプリ" id="totp">
        <TotpForm action={paths.enrol} offer={offer} typed={typed} button="登録してサインイン" />
      </Section>
      <Section title="パスキー" id="passkeys">
        <p>指紋や顔、端末の暗証番号で確かめます。次からはパスワードなしでもサインインできます。</p>
        <PasskeyForm action={paths.enrolPasskey} kind="create" options={passkeyOptions} button="パスキーを登録してサインイン">
          <TextField name="name" label="この端末の呼び名" hint="例：執務室のパソコン" width="medium" maxLength={80} />
        </PasskeyForm>
      </Section>
    </Page>
  )
}
