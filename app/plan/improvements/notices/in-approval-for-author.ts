import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../paths.ts"
import type { Told } from "./told.ts"

export const inApprovalForAuthor = defineNotice<Told>({
  name: "improvements.in-approval-for-author",
  title: "自分の業務改善提案が採否の決裁に回ったとき",
  to: (_, { people }) => people,
  subject: ({ it }) => `業務改善提案「${it.title}」が採否の決裁に回りました`,
  body: ({ reason }) => reason ?? "",
  link: ({ it }) => paths.one(it.id),
})
