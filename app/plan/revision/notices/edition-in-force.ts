import { civilDateOf } from "../../../kernel/database/index.ts"
import { defineNotice } from "../../../kernel/notices/index.ts"
import { paths } from "../../paths.ts"

/** To every head: theirs is to share it with their unit. Members see it as unread on their desk. */
export const editionInForce = defineNotice<{ editionId: string; name: string; title: string }>({
  name: "plan.edition-in-force",
  title: "推進プランの新しい版が施行されたとき",
  to: async (work) => {
    const today = civilDateOf(work.now)
    const rows = await work.db
      .selectFrom("staff_post")
      .innerJoin("person", "person.id", "staff_post.person_id")
      .select("person.id")
      .distinct()
      .where("staff_post.rank", "<=", 40)
      .where("staff_post.valid_from", "<=", today)
      .where((eb) => eb.or([eb("staff_post.valid_until", "is", null), eb("staff_post.valid_until", ">", today)]))
      .where("person.status", "=", "active")
      .execute()
    return rows.map((row) => row.id)
  },
  subject: ({ name }) => `推進プラン ${name} が施行されました`,
  body: ({ title }) => `「${title}」を所属の職員と共有してください。自所属の役割は「わたしの所属」で見られます。`,
  link: ({ editionId }) => paths.edition(editionId),
})
