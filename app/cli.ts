import { enableCompileCache } from "node:module"
import { commands, type Command } from "./cli/commands.ts"
import { ConfigError } from "./config.ts"
import { DatabaseError } from "./kernel/database/embedded.ts"
import { stackInSource } from "./stack-in-source.ts"
import { Refusal } from "./kernel/http/refusal.ts"

enableCompileCache()

process.exitCode = await main(process.argv.slice(2))

/** hagi COMMAND: finds the command by its words and runs it with the rest. 0 done, 1 refused or failed, 2 not understood. */
async function main(args: string[]): Promise<number> {
  const command = commands.find(({ words }) => words.every((word, i) => args[i] === word))
  if (!command) {
    const asked = args.length > 0 && !["help", "--help", "-h"].includes(args[0]!)
    if (asked) console.error(`「${args.join(" ")}」というコマンドはありません。\n`)
    ;(asked ? console.error : console.log)(help())
    return asked ? 2 : 0
  }
  try {
    return await command.run(args.slice(command.words.length))
  } catch (error) {
    const known = error instanceof Refusal || error instanceof ConfigError || error instanceof DatabaseError || ["BackupError", "UsageError"].includes((error as Error).name)
    if (known) console.error((error as Error).message)
    else console.error(error instanceof Error ? stackInSource(error) : error)
    return isUsage(error) ? 2 : 1
  }
}

function isUsage(error: unknown): boolean {
  return (error as Error).name === "UsageError"
}

function help(): string {
  const width = Math.max(...commands.map((command) => usage(command).length))
  return [
    "使い方: npm run hagi -- コマンド",
    "",
    ...commands.map((command) => `  ${usage(command).padEnd(width)}  ${command.title}`),
    "",
    "DATABASE_URL を指定するとそのサーバーに、指定しなければ ./var の同梱データベースに対して動きます。",
  ].join("\n")
}

function usage({ words, operands }: Command): string {
  return [...words, operands].filter(Boolean).join(" ")
}
