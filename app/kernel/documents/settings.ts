import { join } from "node:path"
import type { Work } from "../database/index.ts"
import { diskStorage, type Storage } from "./storage.ts"

/** Who may read the documents of one kind of subject. Kinds without a rule are closed to everybody but the system. */
export interface DocumentRule {
  subjectKind: string
  /** What the subject is called: 「改善提案の根拠資料」. */
  title?: string
  mayRead(work: Work, subjectId: string): Promise<boolean> | boolean
}

export interface DocumentLimits {
  maxBytes: number
  /** By file name ending; the media type is taken from here, never from what the sender says. */
  types: Readonly<Record<string, string>>
}

const limits: DocumentLimits = {
  maxBytes: 50 * 1024 * 1024,
  types: {
    pdf: "application/pdf",
    txt: "text/plain; charset=utf-8",
    csv: "text/csv; charset=utf-8",
    png: "image/png",
    jpg: "image/jpeg",
    jpeg: "image/jpeg",
    docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    zip: "application/zip",
  },
}

let storage: Storage | undefined
let rules: ReadonlyMap<string, DocumentRule> = new Map()
let current = limits

/** Called once when the house is composed. */
export function declareDocumentRules(declared: readonly DocumentRule[]): void {
  rules = new Map(declared.map((rule) => [rule.subjectKind, rule]))
}

/** Files under the folder Hagi owns. */
export function openFileStore(varDir: string): void {
  useDocumentStorage(diskStorage(join(varDir, "files")))
}

/** Another place for the bytes than the local disk. */
export function useDocumentStorage(other: Storage): void {
  storage = other
}

export function limitDocuments(changed: Partial<DocumentLimits>): void {
  current = { ...limits, ...changed }
}

export function documentStorage(): Storage {
  if (!storage) throw new Error("documents have no storage: call openFileStore")
  return storage
}

export function documentLimits(): DocumentLimits {
  return current
}

export async function mayReadDocuments(work: Work, subjectKind: string, subjectId: string): Promise<boolean> {
  if (work.actor.kind === "system") return true
  const rule = rules.get(subjectKind)
  return rule ? await rule.mayRead(work, subjectId) : false
}
