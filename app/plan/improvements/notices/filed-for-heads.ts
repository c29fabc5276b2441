import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../paths.ts"
import type { Told } from "./told.ts"

/** The author's head and the owner unit's head, in one telling: filing is the busiest path. */
export const filedForHeads = defineNotice<Told>({
  name: "improvements.filed-for-heads",
  title: "所属の職員が、または所属が担当する取組に、業務改善が提案されたとき",
  to: (_, { people }) => people,
  subject: ({ it }) => `業務改善提案「${it.title}」が提出されました`,
  body: ({ reason }) => reason ?? "",
  link: ({ it }) => paths.one(it.id),
})
