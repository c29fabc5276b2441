import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../paths.ts"
import type { Told } from "./told.ts"

export const pulledBackForAuthor = defineNotice<Told>({
  name: "improvements.pulled-back-for-author",
  title: "自分の業務改善提案の決裁が引き戻されたとき",
  to: (_, { people }) => people,
  subject: ({ it }) => `業務改善提案「${it.title}」の決裁が引き戻され、検討が続きます`,
  body: ({ reason }) => reason ?? "",
  link: ({ it }) => paths.one(it.id),
})
