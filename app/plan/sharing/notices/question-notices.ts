import { followersOf } from "../../../desk/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { defineNotice } from "../../../kernel/notices/index.ts"
import { headOf, holdersOf } from "../../../kernel/people/index.ts"
import { initiativeNumber } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import type { Standing } from "../standing.ts"

interface About {
  standing: Standing
  questionId: string
}

const link = ({ standing, questionId }: About) => `${paths.questions(standing.initiativeId)}#q-${questionId}`
const named = ({ standing }: About) => `${initiativeNumber(standing)} ${standing.title}`

/** The owner unit's head; for an initiative that nobody owns, the plan office. */
async function ownerHead(work: Work, { standing }: About): Promise<string[]> {
  const today = civilDateOf(work.now)
  const head = standing.ownerUnitId ? await headOf(work.db, standing.ownerUnitId, today) : undefined
  return head ? [head.personId] : holdersOf(work.db, "plan-office", today)
}

export const questionAsked = defineNotice<About>({
  name: "plan.question-asked",
  title: "取組に質問があったとき（主管課の長へ）",
  to: ownerHead,
  subject: (about) => `「${named(about)}」に質問がありました`,
  link,
})

export const questionOverdue = defineNotice<About>({
  name: "plan.question-overdue",
  title: "質問に5開庁日を過ぎても回答がないとき（主管課の長へ）",
  to: ownerHead,
  subject: (about) => `「${named(about)}」への質問に、まだ回答がありません`,
  link,
})

export const questionAnswered = defineNotice<About & { askedBy: string | null }>({
  name: "plan.question-answered",
  title: "質問に回答があったとき（質問した人と、取組を見守っている人へ）",
  to: async (work, { askedBy, standing }) => [
    ...(askedBy ? [askedBy] : []),
    ...(await followersOf(work, { kind: "initiative", id: standing.initiativeId })),
  ],
  subject: (about) => `「${named(about)}」への質問に回答がありました`,
  link,
})

export const questionHidden = defineNotice<About & { askedBy: string | null; reason: string }>({
  name: "plan.question-hidden",
  title: "質問が非表示になったとき（質問した人へ）",
  to: (_work, { askedBy }) => (askedBy ? [askedBy] : []),
  subject: (about) => `「${named(about)}」への質問が非表示になりました`,
  body: ({ reason }) => `理由：${reason}`,
  link,
})
