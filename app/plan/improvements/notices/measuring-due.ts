import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../paths.ts"
import type { Told } from "./told.ts"

export const measuringDue = defineNotice<Told>({
  name: "improvements.measuring-due",
  title: "業務改善提案の効果を測る日が来たとき",
  to: (_, { people }) => people,
  subject: ({ it }) => `業務改善提案「${it.title}」の効果を測定してください（実施から3か月）`,
  body: ({ reason }) => reason ?? "",
  link: ({ it }) => paths.one(it.id),
})
