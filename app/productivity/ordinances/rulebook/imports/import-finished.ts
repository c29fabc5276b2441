import { defineNotice } from "../../../../kernel/notices/index.ts"
import { rulebookPaths } from "../paths.ts"

export interface FinishedImport {
  importId: string
  personId: string
  created: number
  newVersion: number
  unchanged: number
  refused: number
}

export const importFinished = defineNotice<FinishedImport>({
  name: "ordinances.import-finished",
  title: "例規の取込みが終わったとき",
  to: (_work, { personId }) => [personId],
  subject: ({ created, newVersion, unchanged, refused }) => `例規の取込みが終わりました（新規${created}、新しい版${newVersion}、変更なし${unchanged}、取り込めないもの${refused}）`,
  body: ({ refused }) => (refused > 0 ? "取り込めなかったものは、理由とともに結果の一覧にあります。" : "結果の一覧で、注意の付いたものを確かめてください。"),
  link: ({ importId }) => rulebookPaths.import(importId),
  mail: false,
})
