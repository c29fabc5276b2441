import { createHash } from "node:crypto"
import { actorName } from "../../../kernel/access/index.ts"
import { record, recordReading } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { notFound } from "../../../kernel/http/index.ts"
import { type CaseContent, readCase } from "./case-content.ts"
import { indexPaper, type Made } from "./index-paper.ts"
import { checkInstruction, hashList, lineOf, madeLine, manifestCsv, manifestJson } from "./manifest.ts"
import { type CheckedFile, readStored } from "./stored-files.ts"
import { type ZipEntry, zipStream } from "./zip-stream.ts"

/**
 * 記録一式: the whole case in one ZIP, for auditors. Stored files come first and are hashed while they are written, so that
 * index and manifest, which follow, say what was found. Asking for it is a reading that is recorded before the first byte
 * goes; when all has been written the hash of the manifest goes into the record too.
 */
export async function openBundle(work: Work, id: string): Promise<{ name: string; bytes: ReadableStream<Uint8Array> }> {
  if (work.actor.kind !== "staff" && work.actor.kind !== "system") throw notFound("申請")
  const content = await readCase(work, id)
  const { number } = content.it
  await recordReading(work, { subject: { kind: "subsidy-application", id }, what: "補助金の申請の記録一式", detail: { number, files: content.files.length } })
  return { name: `記録一式_${number}.zip`, bytes: zipStream(entriesOf(work, content)) }
}

async function* entriesOf(work: Work, content: CaseContent): AsyncGenerator<ZipEntry> {
  const made: Made = { at: work.now, by: actorName(work.actor) }
  const files: CheckedFile[] = []
  for (const file of content.files) {
    const bytes = await readStored(file, (found) => files.push(found))
    if (bytes) yield { path: file.path, bytes, at: file.addedAt }
  }
  // Two fonts of 5 MB are loaded with the first document only.
  const { makePdf } = await import("../../../kernel/documents/pdf/index.ts")
  const lines = files.map(lineOf)
  const add = (path: string, paper: string, bytes: Uint8Array): ZipEntry => {
    lines.push(madeLine(path, paper, { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") }))
    return { path, bytes: [bytes], at: made.at }
  }
  const text = (words: string) => new TextEncoder().encode(words)
  yield add("目録.pdf", "目録", await makePdf(indexPaper(content, files, made)))
  yield add("内容.json", "目録の内容", text(`${JSON.stringify({ ...content, files: undefined }, null, 1)}\n`))
  const manifest = text(manifestJson(content, lines, made))
  const plain = (path: string, bytes: Uint8Array): ZipEntry => ({ path, bytes: [bytes], at: made.at })
  yield plain("manifest.csv", text(manifestCsv(lines)))
  yield plain("SHA256SUMS", text(hashList(lines)))
  yield plain("確認のしかた.txt", text(checkInstruction(content, lines, made)))
  yield plain("manifest.json", manifest)
  await record(work, {
    action: "subsidies.case-exported",
    subject: { kind: "subsidy-application", id: content.it.id },
    detail: {
      number: content.it.number,
      manifestSha256: createHash("sha256").update(manifest).digest("hex"),
      files: files.length,
      wrong: files.filter(({ state }) => state === "damaged" || state === "missing").map(({ path, state }) => ({ path, state })),
    },
    unitId: content.it.unitId,
  })
}
