import type { Work } from "../../kernel/database/index.ts"
import { type DocumentRule, listDocuments, storeDocument } from "../../kernel/documents/index.ts"
import { Refusal } from "../../kernel/http/index.ts"
import { getImprovement } from "./get-improvement.ts"

const KIND = "improvement"

export interface AttachedFile {
  id: string
  name: string
  size: number
}

/** Whoever sees the improvement may read what is attached to it. */
export const improvementDocuments: DocumentRule = {
  subjectKind: KIND,
  title: "業務改善提案の根拠資料",
  async mayRead(work, id) {
    try {
      await getImprovement(work, id)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  },
}

/** After the operation that made sure the improvement is the asker's to write. An empty file control sends nothing. */
export async function attachFiles(work: Work, improvementId: string, files: readonly File[] | undefined): Promise<void> {
  for (const file of files ?? []) {
    if (file.size === 0 && !file.name) continue
    const bytes = new Uint8Array(await file.arrayBuffer())
    await storeDocument(work, { bytes, name: file.name, subject: { kind: KIND, id: improvementId }, field: "files" })
  }
}

export async function listAttachments(work: Work, improvementId: string): Promise<AttachedFile[]> {
  const documents = await listDocuments(work, { kind: KIND, id: improvementId })
  return documents.map(({ id, name, size }) => ({ id, name, size }))
}
