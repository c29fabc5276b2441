import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../paths.ts"
import type { Told } from "./told.ts"

export const declined = defineNotice<Told>({
  name: "improvements.declined",
  title: "業務改善提案が不採用になったとき",
  to: (_, { people }) => people,
  subject: ({ it }) => `業務改善提案「${it.title}」は不採用になりました`,
  body: ({ reason }) => reason ?? "",
  link: ({ it }) => paths.one(it.id),
})
