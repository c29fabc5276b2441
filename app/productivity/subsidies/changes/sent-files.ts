import { z } from "zod"
import type { PageContext } from "../../../kernel/http/index.ts"
import type { SentFile } from "./filings.ts"

export const MOST_SENT_BYTES = 60 * 1024 * 1024

/** What was chosen under 「添付する書類」 of a form, or under another of its names. */
export async function sentFiles(c: PageContext, name = "files"): Promise<SentFile[]> {
  const chosen = (c.files[name] ?? []).filter((file) => file.size > 0)
  return Promise.all(chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })))
}

/** The same over the API. */
export const withFiles = {
  files: z
    .array(z.object({ name: z.string().min(1).max(200).meta({ title: "ファイル名" }), base64: z.base64().max(4_000_000).meta({ title: "ファイルの中身（Base64）" }) }))
    .max(10)
    .default([])
    .meta({ title: "添付する書類" }),
}

export function bytesOf(files: readonly { name: string; base64: string }[]): SentFile[] {
  return files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, "base64") }))
}
