import { sql } from "kysely"
import type { CivilDate, Work } from "../../../kernel/database/index.ts"
import type { OwnCase } from "../../../module.ts"
import type { ApplicationState } from "../application-states.ts"
import { paths } from "../paths.ts"
import { visibleTo } from "./read-application.ts"
import { awaitedForApplicant, stateForApplicant } from "./what-is-awaited.ts"

export interface MineRow {
  id: string
  number: string | null
  title: string
  callTitle: string
  state: ApplicationState
  closesAt: Date | null
  dueOn: CivilDate | null
  wantedYen: number | null
  updatedAt: Date
}

/** The asking applicant's drafts and applications, the newest change first. */
export async function listMine(work: Work): Promise<MineRow[]> {
  if (work.actor.kind !== "applicant") return []
  const { rows } = await sql<MineRow>`select a.id, a.number, a.title, c.title as "callTitle", a.state, c.closes_at as "closesAt",
      coalesce((select k.reply_by from subsidy_correction k where k.application_id = a.id and k.answered_at is null limit 1),
        (select d.due_on from case_deadline d where d.case_id = a.case_id and d.met_at is null order by d.due_on limit 1)) as "dueOn",
      a.wanted_yen as "wantedYen", a.updated_at as "updatedAt"
    from subsidy_application a join subsidy_call c on c.id = a.call_id
    where ${visibleTo(work)} and not (a.state = 'withdrawn' and a.filed_at is null)
    order by a.updated_at desc limit 200`.execute(work.db)
  return rows
}

export async function ownApplications(work: Work): Promise<OwnCase[]> {
  return (await listMine(work)).map((row) => ({
    number: row.number ?? "未提出",
    title: row.title || row.callTitle,
    link: paths.mine(row.id),
    state: stateForApplicant(row.state),
    awaited: awaitedForApplicant(row.state),
    since: row.updatedAt,
    ...(row.dueOn ? { dueOn: row.dueOn } : {}),
  }))
}
