import type { Typed } from "../../http/index.ts"
import { Button, Form, TextField } from "../../ui/index.ts"

export interface TotpOffer {
  secret: string
  qr: string
}

/** A QR code to scan, the secret to type where there is no camera, and a first code to prove that it works. */
export function TotpForm({ action, offer, typed, button }: { action: string; offer: TotpOffer; typed?: Typed | undefined; button: string }) {
  return (
    <>
      <ol>
        <li>スマートフォンなどの認証アプリで、次の図を読み取ります。</li>
        <li>アプリに出た6桁の番号を下に入力します。</li>
      </ol>
      <div class="qr" role="img" aria-label="認証アプリで読み取る図" dangerouslySetInnerHTML={{ __html: offer.qr }} />
      <p>
        図を読み取れないときは、次の文字をアプリに入力してください（種類は「時間ベース」）。
        <br />
        <code>{offer.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
      </p>
      <Form action={action} submission="" label="認証アプリの登録">
        <TextField
          name="code"
          label="認証アプリの6桁の番号"
          required
          width="short"
          inputmode="numeric"
          autocomplete="one-time-code"
          {...(typed ? { typed } : {})}
        />
        <Button>{button}</Button>
      </Form>
    </>
  )
}
