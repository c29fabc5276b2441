import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"

export interface AttachmentLimits {
  fileBytes: number
  totalBytes: number
  files: number
  /** Endings allowed, lower case, without the dot. */
  endings: readonly string[]
  /** Documents to attach, by key. */
  documents: readonly { key: string; name: string; required: boolean; most: number }[]
}

export interface Attachment {
  document: string
  fileName: string
  bytes: number
  sha256: string
}

/**
 * The files of an application against the call's limits, all faults at once, each at its document (invalid). A limit reached
 * exactly is in order. The same bytes under two documents are told, because one of them is usually the wrong file.
 * Units: bytes; 1 MB in sentences is 1,000,000 bytes. Source: our own, in place of the portal's unsaid limits.
 */
export function attachmentsExceedLimits(files: readonly Attachment[], limits: AttachmentLimits): Refusal[] {
  const faults: Refusal[] = []
  const no = (code: string, message: string, field: string) => void faults.push(refusal("invalid", `subsidies.${code}`, message, { field }))
  const megabytes = (bytes: number) => `${(Math.floor(bytes / 100_000) / 10).toLocaleString("ja-JP")}MB`
  for (const { key, name, required, most } of limits.documents) {
    const count = files.filter(({ document }) => document === key).length
    if (required && count === 0) no("document-is-missing", `${name}を付けてください。`, key)
    if (count > most) no("too-many-files", `${name}は${most}件までです（いま${count}件）。`, key)
  }
  for (const { document, fileName, bytes, sha256 } of files) {
    const ending = fileName.includes(".") ? fileName.split(".").at(-1)!.toLowerCase() : ""
    if (!limits.documents.some(({ key }) => key === document)) no("unknown-document", `「${fileName}」をどの書類として付けるかを選んでください。`, document)
    if (!limits.endings.includes(ending)) no("file-kind-not-allowed", `「${fileName}」の種類は受け付けません（${limits.endings.join("、")}のいずれか）。`, document)
    if (bytes <= 0) no("file-is-empty", `「${fileName}」は空のファイルです。`, document)
    if (bytes > limits.fileBytes) no("file-is-too-large", `「${fileName}」は${megabytes(bytes)}です。1件${megabytes(limits.fileBytes)}までです。`, document)
    const twin = files.find((other) => other.sha256 === sha256 && other.document !== document)
    if (twin) no("same-file-twice", `「${fileName}」と「${twin.fileName}」は同じ内容です。`, document)
  }
  const total = files.reduce((all, { bytes }) => all + bytes, 0)
  if (files.length > limits.files) no("too-many-files", `ファイルは合わせて${limits.files}件までです（いま${files.length}件）。`, "files")
  if (total > limits.totalBytes) no("files-are-too-large", `ファイルは合わせて${megabytes(limits.totalBytes)}までです（いま${megabytes(total)}）。`, "files")
  return faults
}
