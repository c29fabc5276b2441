import type { Work } from "../database/index.ts"
import { notFound } from "../http/refusal.ts"
import type { Act, ApprovalStatus, StepKind, StepState } from "./tables.ts"

export interface Approval {
  id: string
  kind: string
  title: string
  /** Yen. */
  amount: number | null
  unitId: string
  drafterId: string
  drafterName: string
  drafterPost: string
  subject: { kind: string; id: string }
  link: string
  summary: { label: string; value: string }[]
  contentHash: string
  ruleId: string | null
  status: ApprovalStatus
  /** 1, and one more for each time it was submitted again. */
  round: number
  startedAt: Date
  submittedAt: Date
  endedAt: Date | null
  decidedBy: string | null
  version: number
}

export interface ApprovalStep {
  id: string
  round: number
  position: number
  kind: StepKind
  unitId: string
  rank: number
  unitName: string
  postTitle: string
  personName: string
  state: StepState
  since: Date | null
  actedBy: string | null
  actedName: string | null
  actedPost: string | null
  actedAt: Date | null
  actingFor: string | null
  comment: string
}

export interface ApprovalAct {
  round: number
  act: Act
  actorId: string | null
  actorName: string
  actorPost: string
  actingFor: string | null
  comment: string
  contentHash: string
  at: Date
}

export const approvalColumns = [
  "approval.id",
  "approval.kind",
  "approval.title",
  "approval.amount",
  "approval.unit_id as unitId",
  "approval.drafter_id as drafterId",
  "approval.drafter_name as drafterName",
  "approval.drafter_post as drafterPost",
  "approval.subject_kind as subjectKind",
  "approval.subject_id as subjectId",
  "approval.link",
  "approval.summary",
  "approval.content_hash as contentHash",
  "approval.rule_id as ruleId",
  "approval.status",
  "approval.round",
  "approval.started_at as startedAt",
  "approval.submitted_at as submittedAt",
  "approval.ended_at as endedAt",
  "approval.decided_by as decidedBy",
  "approval.version",
] as const

type Row = Omit<Approval, "subject"> & { subjectKind: string; subjectId: string }

export function approvalOf({ subjectKind, subjectId, ...row }: Row): Approval {
  return { ...row, subject: { kind: subjectKind, id: subjectId } }
}

/** Whoever asks; the caller has looked at who may see it. */
export async function loadApproval(work: Work, id: string, options: { lock?: boolean } = {}): Promise<Approval> {
  let query = work.db.selectFrom("approval").select(approvalColumns).where("id", "=", id)
  if (options.lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw notFound("決裁")
  return approvalOf(row)
}

/** The route of one round, in its order. */
export async function loadSteps(work: Work, approval: Approval, round = approval.round): Promise<ApprovalStep[]> {
  return work.db
    .selectFrom("approval_step")
    .select([
      "id",
      "round",
      "position",
      "kind",
      "unit_id as unitId",
      "rank",
      "unit_name as unitName",
      "post_title as postTitle",
      "person_name as personName",
      "state",
      "since",
      "acted_by as actedBy",
      "acted_name as actedName",
      "acted_post as actedPost",
      "acted_at as actedAt",
      "acting_for as actingFor",
      "comment",
    ])
    .where("approval_id", "=", approval.id)
    .where("round", "=", round)
    .orderBy("position")
    .orderBy("unit_name")
    .orderBy("id")
    .execute()
}

export async function loadActs(work: Work, approvalId: string): Promise<ApprovalAct[]> {
  return work.db
    .selectFrom("approval_act")
    .select([
      "round",
      "act",
      "actor_id as actorId",
      "actor_name as actorName",
      "actor_post as actorPost",
      "acting_for as actingFor",
      "comment",
      "content_hash as contentHash",
      "at",
    ])
    .where("approval_id", "=", approvalId)
    .orderBy("n")
    .execute()
}
