import { z } from "zod"
import type { Comment, Improvement } from "./improvement.ts"
import type { ImprovementListed } from "./list-improvements.ts"

const day = z.string().nullable()

export const listedAnswer = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  initiativeId: z.string(),
  authorName: z.string(),
  authorUnitName: z.string(),
  filedAt: z.string(),
  savedMinutes: z.number().meta({ description: "1年の見込みの効果（分、推計）" }),
  measuredSavedMinutes: z.number().nullable().meta({ description: "1年の測定した効果（分、実績ログ）" }),
})

export function listedJson({ filedAt, ...item }: ImprovementListed): z.output<typeof listedAnswer> {
  return { ...item, filedAt: filedAt.toISOString() }
}

export const improvementAnswer = z.object({
  id: z.string(),
  number: z.string().nullable(),
  state: z.string(),
  initiativeId: z.string(),
  title: z.string(),
  presentWay: z.string(),
  proposedWay: z.string(),
  evidence: z.string(),
  per: z.string(),
  minutesNow: z.number().int(),
  minutesAfter: z.number().int(),
  timesAYear: z.number().int(),
  people: z.number().int(),
  savedMinutes: z.number(),
  authorName: z.string(),
  authorUnitId: z.string(),
  authorUnitName: z.string(),
  ownerUnitId: z.string().nullable(),
  copiedFromId: z.string().nullable(),
  approvalId: z.string().nullable(),
  filedAt: z.string().nullable(),
  decidedOn: day,
  decisionReason: z.string(),
  plannedOn: day,
  doneOn: day,
  doneNote: z.string(),
  measureDueOn: day,
  measuredOn: day,
  measuredSavedMinutes: z.number().nullable(),
  version: z.number().int(),
  comments: z.array(
    z.object({ kind: z.string(), authorName: z.string(), authorUnitName: z.string(), asHead: z.boolean(), text: z.string(), writtenAt: z.string() }),
  ),
})
export type ImprovementAnswer = z.output<typeof improvementAnswer>

export function improvementJson(it: Improvement, comments: readonly Comment[]): ImprovementAnswer {
  const { caseId: _case, authorId: _author, createdAt: _created, updatedAt: _updated, headCommentedAt: _head, proposal: _proposal, filedAt, ...rest } = it
  return {
    ...rest,
    filedAt: filedAt?.toISOString() ?? null,
    comments: comments.map(({ id: _, writtenAt, ...comment }) => ({ ...comment, writtenAt: writtenAt.toISOString() })),
  }
}

const tally = {
  filed: z.number().int(),
  adopted: z.number().int(),
  declined: z.number().int(),
  measured: z.number().int(),
  estimatedMinutes: z.number(),
  measuredMinutes: z.number(),
}
export const statisticsAnswer = z.object({
  total: z.object(tally),
  authors: z.number().int(),
  daysToDecision: z.number().nullable(),
  decided: z.number().int(),
  byMonth: z.array(z.object({ month: z.string(), ...tally })),
  byUnit: z.array(z.object({ unitId: z.string(), unitName: z.string(), ...tally })),
  byInitiative: z.array(z.object({ initiativeId: z.string(), ...tally })),
})
