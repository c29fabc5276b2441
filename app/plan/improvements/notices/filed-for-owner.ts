import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../paths.ts"
import type { Told } from "./told.ts"

export const filedForOwner = defineNotice<Told>({
  name: "improvements.filed-for-owner",
  title: "担当する取組に業務改善が提案されたとき",
  to: (_, { people }) => people,
  subject: ({ it }) => `担当する取組に業務改善提案「${it.title}」が提出されました`,
  body: ({ reason }) => reason ?? "",
  link: ({ it }) => paths.one(it.id),
})
