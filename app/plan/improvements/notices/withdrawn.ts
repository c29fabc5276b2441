import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../paths.ts"
import type { Told } from "./told.ts"

export const withdrawn = defineNotice<Told>({
  name: "improvements.withdrawn",
  title: "業務改善提案が取り下げられたとき",
  to: (_, { people }) => people,
  subject: ({ it }) => `業務改善提案「${it.title}」が取り下げられました`,
  body: ({ reason }) => reason ?? "",
  link: ({ it }) => paths.one(it.id),
})
