import { gunzipSync } from "node:zlib"
import { mustBeAllowed, personOf } from "../../../kernel/access/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { cleanFileName } from "../../../kernel/documents/index.ts"
import { isIdText, notFound, refusal } from "../../../kernel/http/index.ts"
import { type Comparison, compareList } from "./compare-list.ts"
import { takeList } from "./take-list.ts"

export const KEEP_LIST = "subsidies.keep-national-list"
export const MOST_LIST_BYTES = 20 * 1024 * 1024
const DAY = 86_400_000

export interface Upload {
  id: string
  name: string
  text: string
}

/** Holds a list until it has been looked over. JSON, JSON lines, or either of them packed with gzip. @returns its id. */
export async function uploadList(work: Work, file: { name: string; bytes: Uint8Array }): Promise<string> {
  mustBeAllowed(work.actor, KEEP_LIST)
  const text = textOf(file.bytes)
  if (text.trim() === "") throw refusal("invalid", "subsidies.national-list-empty", "ファイルが空です。", { field: "list" })
  await work.db.deleteFrom("subsidy_national_upload").where("uploaded_at", "<", new Date(work.now.getTime() - DAY)).execute()
  const { id } = await work.db
    .insertInto("subsidy_national_upload")
    .values({ name: cleanFileName(file.name), text, uploaded_by: personOf(work.actor)!, uploaded_at: work.now })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

function textOf(bytes: Uint8Array): string {
  const field = { field: "list" }
  let plain = bytes
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      plain = gunzipSync(bytes, { maxOutputLength: MOST_LIST_BYTES })
    } catch {
      throw refusal("invalid", "subsidies.national-list-gzip", "gzip として開けないか、開くと大きすぎます。", field)
    }
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(plain).replaceAll("\u0000", "")
  } catch {
    throw refusal("invalid", "subsidies.national-list-encoding", "文字コードが UTF-8 のファイルを選んでください。", field)
  }
}

/** One's own, looked over anew against what is known now. */
export async function previewUpload(work: Work, id: string): Promise<{ upload: Upload; found: Comparison }> {
  const upload = await getUpload(work, id)
  return { upload, found: await compareList(work, upload.text) }
}

/** Taken in as it was looked over; a second press finds it gone. */
export async function takeUpload(work: Work, id: string, dropGone: boolean): Promise<Comparison> {
  const { name, text } = await getUpload(work, id)
  const { numDeletedRows } = await work.db.deleteFrom("subsidy_national_upload").where("id", "=", id).executeTakeFirst()
  if (numDeletedRows === 0n) throw notFound("一覧のファイル")
  return takeList(work, { source: name, text, dropGone })
}

async function getUpload(work: Work, id: string): Promise<Upload> {
  mustBeAllowed(work.actor, KEEP_LIST)
  const found = isIdText(id)
    ? await work.db
        .selectFrom("subsidy_national_upload")
        .select(["id", "name", "text"])
        .where("id", "=", id)
        .where("uploaded_by", "=", personOf(work.actor) ?? null)
        .executeTakeFirst()
    : undefined
  if (!found) throw notFound("一覧のファイル")
  return found
}
