import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../paths.ts"
import type { Told } from "./told.ts"

export const measured = defineNotice<Told>({
  name: "improvements.measured",
  title: "業務改善提案の効果が測定されたとき",
  to: (_, { people }) => people,
  subject: ({ it }) => `業務改善提案「${it.title}」の効果が測定されました`,
  body: ({ reason }) => reason ?? "",
  link: ({ it }) => paths.one(it.id),
})
