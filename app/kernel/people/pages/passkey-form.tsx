import type { ComponentChildren } from "preact"
import { Form } from "../../ui/index.ts"

export interface PasskeyFormProps {
  action: string
  /** get: sign in with one. create: make one. */
  kind: "get" | "create"
  /** The browser's options as WebAuthn writes them in JSON. */
  options: object
  button: string
  id?: string
  children?: ComponentChildren
}

/**
 * The one place of sign-in that needs scripts: only the browser can speak to a passkey. The island puts its button and
 * posts the answer as an ordinary form; without scripts the page says so.
 */
export function PasskeyForm({ action, kind, options, button, id = "passkey", children }: PasskeyFormProps) {
  return (
    <>
      <Form action={action} submission="" id={id} label={button}>
        {children}
        <input type="hidden" name="response" value="" />
        <div data-passkey={kind} data-options={JSON.stringify(options)} data-button={button}>
          <noscript>
            <p>パスキーを使うには JavaScript が必要です。この端末では、ほかの方法をお使いください。</p>
          </noscript>
        </div>
        <p role="alert" data-passkey-error="" class="field-error"></p>
      </Form>
      <script type="module" src="/assets/islands/passkey.js"></script>
    </>
  )
}
