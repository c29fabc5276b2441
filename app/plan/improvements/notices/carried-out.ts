import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../paths.ts"
import type { Told } from "./told.ts"

export const carriedOut = defineNotice<Told>({
  name: "improvements.carried-out",
  title: "業務改善提案が実施されたとき",
  to: (_, { people }) => people,
  subject: ({ it }) => `業務改善提案「${it.title}」が実施されました`,
  body: ({ reason }) => reason ?? "",
  link: ({ it }) => paths.one(it.id),
})
