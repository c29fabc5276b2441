import { resolve } from "node:path"

/** The command line was not understood: the sentence says how it is meant. */
export class UsageError extends Error {
  override name = "UsageError"
}

/** A path as the person typed it, relative to the folder they typed it in (npm runs scripts in the clone's root). */
export function filePath(typed: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), typed)
}

/** Exactly one operand, a file. */
export function oneFile(args: readonly string[], usage: string): string {
  const [file, ...more] = args
  if (!file || more.length > 0 || file.startsWith("-")) throw new UsageError(`使い方: npm run hagi -- ${usage}`)
  return filePath(file)
}
