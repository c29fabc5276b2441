import { browserSupportsWebAuthn, startAuthentication, startRegistration, WebAuthnError } from "@simplewebauthn/browser"

/** Puts a button where a passkey can be asked for, and posts the browser's answer with the form it stands in. */
function mount(place: HTMLElement): void {
  const form = place.closest("form")
  const response = form?.querySelector<HTMLInputElement>('input[name="response"]')
  const trouble = form?.querySelector<HTMLElement>("[data-passkey-error]")
  if (!form || !response || !trouble) return
  if (!browserSupportsWebAuthn()) {
    trouble.textContent = "このブラウザーはパスキーに対応していません。ほかの方法をお使いください。"
    return
  }
  const button = document.createElement("button")
  button.type = "submit"
  button.className = "button button-primary"
  button.textContent = place.dataset.button ?? ""
  place.replaceChildren(button)
  form.addEventListener("submit", async (event) => {
    if (response.value) return
    event.preventDefault()
    trouble.textContent = ""
    button.disabled = true
    try {
      const optionsJSON = JSON.parse(place.dataset.options ?? "{}")
      const answer = place.dataset.passkey === "create" ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON })
      response.value = JSON.stringify(answer)
      form.submit()
    } catch (error) {
      button.disabled = false
      const known = error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED"
      trouble.textContent = known
        ? "この端末のパスキーはすでに登録されています。"
        : "パスキーを確かめられませんでした。もう一度お試しいただくか、ほかの方法をお使いください。"
    }
  })
}

for (const place of document.querySelectorAll<HTMLElement>("[data-passkey]")) mount(place)
