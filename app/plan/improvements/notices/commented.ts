import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../paths.ts"
import type { Told } from "./told.ts"

export const commented = defineNotice<Told>({
  name: "improvements.commented",
  title: "業務改善提案にコメントが付いたとき",
  to: (_, { people }) => people,
  subject: ({ it }) => `業務改善提案「${it.title}」にコメントが付きました`,
  body: ({ reason }) => reason ?? "",
  link: ({ it }) => paths.one(it.id),
})
