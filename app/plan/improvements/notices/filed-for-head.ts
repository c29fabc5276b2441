import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../paths.ts"
import type { Told } from "./told.ts"

export const filedForHead = defineNotice<Told>({
  name: "improvements.filed-for-head",
  title: "所属の職員が業務改善を提案したとき",
  to: (_, { people }) => people,
  subject: ({ it }) => `業務改善提案「${it.title}」が提出されました。所属長の意見を書いてください`,
  body: ({ reason }) => reason ?? "",
  link: ({ it }) => paths.one(it.id),
})
