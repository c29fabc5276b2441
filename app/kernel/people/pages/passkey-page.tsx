import type { Typed } from "../../http/index.ts"
import { Page } from "../../ui/index.ts"
import { paths } from "../paths.ts"
import { PasskeyForm } from "./passkey-form.tsx"

export function PasskeyPage({ options, typed }: { options: object; typed?: Typed | undefined }) {
  return (
    <Page
      title="パスキーでサインイン"
      width="narrow"
      lead="この端末に登録したパスキーで、指紋や顔、端末の暗証番号を使って確かめます。"
      {...(typed ? { typed } : {})}
    >
      <PasskeyForm action={paths.passkey} kind="get" options={options} button="パスキーでサインイン" />
      <p>
        <a href={paths.signIn}>ほかの方法でサインインする</a>
      </p>
    </Page>
  )
}
