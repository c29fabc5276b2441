import type { Work } from "../../../kernel/database/index.ts"
import type { NewDocument } from "../../../kernel/documents/index.ts"
import { type Answers, type FileAnswer, type FormDefinition, type FormPage, readTyped, type TypedValues } from "../../../kernel/forms/index.ts"
import { notFound, refusal } from "../../../kernel/http/index.ts"
import type { Application } from "./application.ts"
import { keepFile, listFiles, removeFile } from "./files.ts"
import { formOf } from "./form-of.ts"
import { type InHand, takeInHand } from "./take-in-hand.ts"
import { keepPage } from "./save-step.ts"

export interface SentFile {
  name: string
  bytes: NewDocument["bytes"]
}

/** One page of the call's form: what was typed, complete or not, and its files, each kept before the page is. */
export async function saveFormPage(work: Work, id: string, pageKey: string, typed: TypedValues, files: Readonly<Record<string, readonly SentFile[]>>, expected?: number): Promise<InHand> {
  const hand = await takeInHand(work, id, expected)
  const { it } = hand
  const form = await formOf(work, it)
  const page = form?.pages.find(({ key }) => key === pageKey)
  if (!form || !page) throw notFound("ページ")
  const answers = await readFormPage(work, it, { form, page, typed, files, before: it.answers as Answers, askedKey: (field) => `form-${field}`, drop: (fileId) => removeFile(work, id, fileId) })
  const saved = await keepPage(work, hand, `form-${pageKey}`, { answers })
  // A file of its own may have come or gone.
  const asksForFiles = page.sections.some(({ fields }) => fields.some(({ kind }) => kind === "file"))
  return asksForFiles ? { ...saved, parts: { ...saved.parts, files: await listFiles(work, it) } } : saved
}

interface TypedPage {
  form: FormDefinition
  page: FormPage
  typed: TypedValues
  files: Readonly<Record<string, readonly SentFile[]>>
  before: Answers
  /** What the files of a field are kept under. */
  askedKey(field: string): string
  drop(fileId: string): Promise<void>
}

/** The answers after one page as it was sent; its files are kept, and those taken out are dropped. */
export async function readFormPage(work: Work, it: Pick<Application, "id" | "unitId">, { form, page, typed, files, before, askedKey, drop }: TypedPage): Promise<Answers> {
  const answers: Answers = readTyped(form, page.key, typed, before)
  for (const field of page.sections.flatMap((section) => section.fields)) {
    if (field.kind !== "file") continue
    let kept = (answers[field.key] ?? []) as FileAnswer[]
    for (const one of kept.filter(({ documentId }) => typed[`${field.key}.remove.${documentId}`] === "on")) {
      const row = (await listFiles(work, it)).find(({ documentId }) => documentId === one.documentId)
      if (row) await drop(row.id)
      kept = kept.filter(({ documentId }) => documentId !== one.documentId)
    }
    for (const file of files[field.key] ?? []) {
      if (kept.length >= (field.maxFiles ?? 5)) throw refusal("invalid", "subsidies.too-many-files", `${field.label}のファイルは${field.maxFiles ?? 5}件までです。`, { field: field.key })
      if (field.accept && !field.accept.some((end) => file.name.toLowerCase().endsWith(`.${end}`))) {
        throw refusal("invalid", "subsidies.file-type", `${field.label}に添付できるのは ${field.accept.map((end) => `.${end}`).join("、")} です。`, { field: field.key })
      }
      const row = await keepFile(work, it, { askedKey: askedKey(field.key), file, field: field.key, known: await listFiles(work, it) })
      kept = [...kept, { documentId: row.documentId, name: row.name, bytes: row.bytes, sha256: row.sha256 }]
    }
    if (kept.length > 0) answers[field.key] = kept
    else delete answers[field.key]
  }
  return answers
}
