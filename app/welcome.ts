import type { Config } from "./config.ts"
import { personas, setupLink } from "./kernel/people/index.ts"
import type { Hagi } from "./server.ts"

/** What the terminal shows when the server is ready. */
export async function welcome(hagi: Hagi, config: Config, origin: string): Promise<string> {
  const lines = ["", `Hagi（萩）は ${origin} で動いています。終了は Ctrl-C。 / Hagi is ready at ${origin}`]
  if (config.demo) {
    lines.push("", `デモの県です。${origin}/demo で次の人を選ぶと、パスワードなしでサインインできます。`)
    for (const { name, who } of personas) lines.push(`  ${name}（${who}）`)
  } else {
    const link = await setupLink(hagi.connection.db, { origin })
    if (link) lines.push("", "最初の管理者を、次のリンクから登録してください（24 時間有効、このリンクを知る人だけが登録できます）。", `  ${link}`)
  }
  return `${lines.join("\n")}\n`
}
