import type { Config } from "./config.ts"
import type { Hagi } from "./server.ts"

/** What the terminal shows when the server is ready. */
export async function welcome(_hagi: Hagi, config: Config, origin: string): Promise<string> {
  const lines = ["", `Hagi（萩）は ${origin} で動いています。終了は Ctrl-C。`, `Hagi is ready at ${origin}`]
  if (config.demo) {
    lines.push("", "デモの県です。次の画面で、登場する職員や住民を選んでサインインできます（パスワードは不要です）。", `  ${origin}/demo`)
  }
  return `${lines.join("\n")}\n`
}
