import { approvalPaths, getApproval } from "../../kernel/approvals/index.ts"
import { listSteps } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { Refusal } from "../../kernel/http/index.ts"
import { getUnitNames } from "../../kernel/people/index.ts"
import { type AttachedFile, listAttachments } from "./attach-files.ts"
import { isFollowed } from "./follow-improvement.ts"
import { getImprovement, listComments, listCopies, listMeasurements } from "./get-improvement.ts"
import { moveWords } from "./improvement-states.ts"
import type { Comment, Improvement, Measurement } from "./improvement.ts"
import { type InitiativeName, initiativeNames } from "./initiatives.ts"
import { type Similar, similarImprovements } from "./similar-improvements.ts"
import { type Deed, deedsFor } from "./what-may-be-done.ts"

/** The moves of the state table, and what the case itself may show. */
const stepWords: Record<string, string> = { ...moveWords, open: moveWords.file, assign: "担当者を決めました", transfer: "所属を移しました" }

export interface ImprovementView {
  it: Improvement
  names: InitiativeName[]
  ownerUnitName: string | undefined
  comments: Comment[]
  measurements: Measurement[]
  steps: { title: string; at: Date; who: string; reason: string }[]
  files: AttachedFile[]
  original: { id: string; title: string } | undefined
  copies: { id: string; title: string; authorUnitName: string }[]
  following: boolean
  deeds: Deed[]
  /** What was last asked of the author. */
  askedBack: string | undefined
  approvalLink: string | undefined
  /** For a draft only. */
  similar: Similar[] | undefined
}

/** Everything on the page of one improvement that the asking person has been found to see. */
export async function viewImprovement(work: Work, it: Improvement): Promise<ImprovementView> {
  const [names, units, comments, measurements, steps, files, copies, following, original, similar, approvalLink] = await Promise.all([
    initiativeNames(work),
    getUnitNames(work.db, it.ownerUnitId ? [it.ownerUnitId] : [], civilDateOf(work.now)),
    listComments(work, it.id),
    listMeasurements(work, it.id),
    it.caseId ? listSteps(work, it.caseId) : [],
    listAttachments(work, it.id),
    listCopies(work, it.id),
    isFollowed(work, it.id),
    // Copied while it could be seen; it may have been hidden since.
    it.copiedFromId ? getImprovement(work, it.copiedFromId).catch(() => undefined) : undefined,
    it.state === "draft" ? similarImprovements(work, it.title, it.id) : undefined,
    linkToApproval(work, it),
  ])
  return {
    it,
    names,
    ownerUnitName: it.ownerUnitId ? units.get(it.ownerUnitId) : undefined,
    comments,
    measurements,
    steps: steps.map((step) => ({
      title: stepWords[step.move] ?? step.move,
      at: step.at,
      who: step.by,
      reason: step.reason,
    })),
    files,
    original,
    copies,
    following,
    deeds: deedsFor(work.actor, it),
    askedBack: comments.filter((comment) => comment.kind === "ask-back").at(-1)?.text,
    approvalLink,
    similar,
  }
}

/** For those whom the approval itself lets in: its people, the drafter's heads; not every reader of the improvement. */
async function linkToApproval(work: Work, { approvalId }: Improvement): Promise<string | undefined> {
  if (!approvalId) return undefined
  try {
    await getApproval(work, approvalId)
    return approvalPaths.approval(approvalId)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
