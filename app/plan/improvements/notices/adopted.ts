import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../paths.ts"
import type { Told } from "./told.ts"

export const adopted = defineNotice<Told>({
  name: "improvements.adopted",
  title: "業務改善提案が採用されたとき",
  to: (_, { people }) => people,
  subject: ({ it }) => `業務改善提案「${it.title}」が採用されました`,
  body: ({ reason }) => reason ?? "",
  link: ({ it }) => paths.one(it.id),
})
