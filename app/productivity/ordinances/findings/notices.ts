import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { defineNotice } from "../../../kernel/notices/index.ts"
import { holdersOf, workersOf } from "../../../kernel/people/index.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { type Finding, placeOf } from "./finding.ts"
import { addressOf } from "./list/list-filter.ts"
import { paths } from "./paths.ts"

async function peopleOfUnit(work: Work, unitId: string): Promise<string[]> {
  return [...new Set((await workersOf(work.db, unitId, civilDateOf(work.now))).map(({ personId }) => personId))]
}

const rulebookOffice = (work: Work) => holdersOf(work.db, "rulebook-office", civilDateOf(work.now))

export const scanFinished = defineNotice<{ scanId: string; startedBy: string | null; provisions: number; fresh: number; texts: number }>({
  name: "findings.scan-finished",
  title: "アナログ規制の検出が終わったとき",
  to: (_, { startedBy }) => (startedBy ? [startedBy] : []),
  subject: ({ texts, provisions, fresh }) => `アナログ規制の検出が終わりました（例規${texts}本、該当候補${provisions}件、うち新しいもの${fresh}件）`,
  link: ({ scanId }) => paths.scan(scanId),
  mail: false,
})

export const textsChanged = defineNotice<{ unitId: string; count: number }>({
  name: "findings.texts-changed",
  title: "判定した条文が変わり、判定を開き直したとき",
  to: (work, { unitId }) => peopleOfUnit(work, unitId),
  subject: ({ count }) => `条文が変わったため、アナログ規制の判定${count}件を開き直しました。もう一度判定してください`,
  link: () => addressOf(paths.list, { attention: "text-changed" }),
})

type About = Pick<Finding, "id" | "ordinanceTitle" | "articleNo" | "caption" | "address">

export const findingReopened = defineNotice<About & { decidedBy: string | null; reason: string }>({
  name: "findings.reopened",
  title: "自分の判定が開き直されたとき",
  to: (_, { decidedBy }) => (decidedBy ? [decidedBy] : []),
  subject: (one) => `アナログ規制の判定が開き直されました：${one.ordinanceTitle} ${placeOf(one)}`,
  body: ({ reason }) => `理由：${reason}`,
  link: ({ id }) => paths.finding(id),
})

export const findingDone = defineNotice<About & { how: string }>({
  name: "findings.done",
  title: "アナログ規制の見直しが終わったとき",
  to: rulebookOffice,
  subject: (one) => `アナログ規制の見直しが終わりました：${one.ordinanceTitle} ${placeOf(one)}`,
  body: ({ how }) => how,
  link: ({ id }) => paths.finding(id),
  mail: false,
})

export const clerkNamed = defineNotice<About & { clerkId: string }>({
  name: "findings.clerk-named",
  title: "アナログ規制の該当候補の担当者になったとき",
  to: (_, { clerkId }) => [clerkId],
  subject: (one) => `該当候補の担当者になりました：${one.ordinanceTitle} ${placeOf(one)}`,
  link: ({ id }) => paths.finding(id),
  mail: false,
})

export const opinionArrived = defineNotice<About & { askedBy: string | null }>({
  name: "findings.opinion-arrived",
  title: "求めたAIの意見が届いたとき",
  to: (_, { askedBy }) => (askedBy ? [askedBy] : []),
  subject: (one) => `AIの意見が届きました：${one.ordinanceTitle} ${placeOf(one)}`,
  link: ({ id }) => `${paths.finding(id)}#opinion`,
  mail: false,
})

export const opinionFailed = defineNotice<About & { askedBy: string | null; why: string }>({
  name: "findings.opinion-failed",
  title: "AIの意見が得られなかったとき",
  to: (_, { askedBy }) => (askedBy ? [askedBy] : []),
  subject: (one) => `AIの意見は得られませんでした：${one.ordinanceTitle} ${placeOf(one)}`,
  body: ({ why }) => why,
  link: ({ id }) => paths.finding(id),
  mail: false,
})

interface RoundAsked {
  roundId: string
  unitId: string
  title: string
  message: string
  dueOn: string
  count: number
}

export const roundAsked = defineNotice<RoundAsked>({
  name: "findings.round-asked",
  title: "アナログ規制の照会が届いたとき",
  to: (work, { unitId }) => peopleOfUnit(work, unitId),
  subject: ({ title, dueOn, count }) => `【回答期限 ${wareki(dueOn)}】${title}：判定を待つ該当候補が${count}件あります`,
  body: ({ message }) => message,
  link: ({ roundId }) => paths.round(roundId),
})

export const roundNear = defineNotice<RoundAsked>({
  name: "findings.round-near",
  title: "アナログ規制の照会の期限が近いとき",
  to: (work, { unitId }) => peopleOfUnit(work, unitId),
  subject: ({ title, dueOn, count }) => `【まもなく期限 ${wareki(dueOn)}】${title}：未判定が${count}件残っています`,
  link: ({ roundId }) => paths.round(roundId),
})

export const roundOverdue = defineNotice<RoundAsked>({
  name: "findings.round-overdue",
  title: "アナログ規制の照会の期限が過ぎたとき",
  to: (work, { unitId }) => peopleOfUnit(work, unitId),
  subject: ({ title, dueOn, count }) => `【期限超過 ${wareki(dueOn)}】${title}：未判定が${count}件残っています`,
  link: ({ roundId }) => paths.round(roundId),
})

export const roundExtended = defineNotice<RoundAsked & { reason: string }>({
  name: "findings.round-extended",
  title: "アナログ規制の照会の期限が延びたとき",
  to: (work, { unitId }) => peopleOfUnit(work, unitId),
  subject: ({ title, dueOn }) => `照会の回答期限が${wareki(dueOn)}になりました：${title}`,
  body: ({ reason }) => `理由：${reason}`,
  link: ({ roundId }) => paths.round(roundId),
})

export const roundAnswered = defineNotice<{ roundId: string; title: string; unitName: string; remark: string }>({
  name: "findings.round-answered",
  title: "照会に所属が回答したとき",
  to: rulebookOffice,
  subject: ({ title, unitName }) => `${unitName}が照会に回答しました：${title}`,
  body: ({ remark }) => remark,
  link: ({ roundId }) => paths.round(roundId),
  mail: false,
})

export const roundClosed = defineNotice<RoundAsked>({
  name: "findings.round-closed",
  title: "アナログ規制の照会が締め切られたとき",
  to: (work, { unitId }) => peopleOfUnit(work, unitId),
  subject: ({ title, count }) => `照会が締め切られました：${title}${count > 0 ? `（未判定${count}件）` : ""}`,
  link: ({ roundId }) => paths.round(roundId),
  mail: false,
})
