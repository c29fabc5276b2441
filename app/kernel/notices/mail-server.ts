/** Whether a mail server is configured; set once when the house is composed. Without one, notices stay on the page. */
let configured = false

export function configureMail(mail: { url: string | undefined }): void {
  configured = mail.url !== undefined
}

export function mailIsConfigured(): boolean {
  return configured
}
