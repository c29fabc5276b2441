import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../paths.ts"
import type { Told } from "./told.ts"

export const askedBackForAuthor = defineNotice<Told>({
  name: "improvements.asked-back-for-author",
  title: "自分の業務改善提案が差し戻されたとき",
  to: (_, { people }) => people,
  subject: ({ it }) => `業務改善提案「${it.title}」について聞かれています`,
  body: ({ reason }) => reason ?? "",
  link: ({ it }) => paths.one(it.id),
})
