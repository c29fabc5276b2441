import type { Work } from "../database/index.ts"
import { notFound } from "../http/refusal.ts"

export interface CaseFile {
  id: string
  kind: string
  number: string
  title: string
  link: string
  state: string
  stateSince: Date
  unitId: string
  assigneeId: string | null
  openedAt: Date
  openedBy: string | null
}

export interface CaseStep {
  move: string
  from: string | null
  to: string
  at: Date
  /** The name of who did it. */
  by: string
  byId: string | null
  reason: string
  detail: Record<string, unknown>
}

export async function findCase(work: Work, caseId: string): Promise<CaseFile | undefined> {
  return work.db
    .selectFrom("case_file")
    .select([
      "id",
      "kind",
      "number",
      "title",
      "link",
      "state",
      "state_since as stateSince",
      "unit_id as unitId",
      "assignee_id as assigneeId",
      "opened_at as openedAt",
      "opened_by as openedBy",
    ])
    .where("id", "=", caseId)
    .executeTakeFirst()
}

export async function getCase(work: Work, caseId: string): Promise<CaseFile> {
  const file = await findCase(work, caseId)
  if (!file) throw notFound("案件")
  return file
}

/** Every step, the oldest first. Whether the person may see the case is the module's matter. */
export async function listSteps(work: Work, caseId: string): Promise<CaseStep[]> {
  return work.db
    .selectFrom("case_step")
    .select([
      "move",
      "from_state as from",
      "to_state as to",
      "at",
      "actor_name as by",
      "actor_id as byId",
      "reason",
      "detail",
    ])
    .where("case_id", "=", caseId)
    .orderBy("n")
    .execute()
}
