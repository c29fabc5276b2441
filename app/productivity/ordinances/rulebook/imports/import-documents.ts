import { may } from "../../../../kernel/access/index.ts"
import type { DocumentRule } from "../../../../kernel/documents/index.ts"

export const importDocumentKind = "ordinance-import"

/** The files as they were taken in: those who take them in see what they took. */
export const importDocuments: DocumentRule = {
  subjectKind: importDocumentKind,
  title: "例規集に取り込んだファイル",
  mayRead: (work) => may(work.actor, "ordinances.manage"),
}
