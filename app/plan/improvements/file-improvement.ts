import { sql } from "kysely"
import type { StaffActor } from "../../kernel/access/index.ts"
import { appending } from "../../kernel/audit/index.ts"
import { openCase } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../kernel/http/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import { headsOfThese } from "../../kernel/people/index.ts"
import { addComment } from "./add-comment.ts"
import { savedMinutes } from "./durations.ts"
import { getImprovement } from "./get-improvement.ts"
import { improvementStates } from "./improvement-states.ts"
import type { Improvement } from "./improvement.ts"
import type { ImprovementInput } from "./inputs.ts"
import { moveImprovement } from "./move-improvement.ts"
import { moveIsNotPossible } from "./move-is-not-possible.ts"
import { filedForHeads } from "./notices/filed-for-heads.ts"
import { paths } from "./paths.ts"
import { hoursMustShrink } from "./rules/hours-must-shrink.ts"
import { monthsMakeAYear } from "./rules/months-make-a-year.ts"
import { contentOf, lockOwn, mustBeStaff, notInitiative, someoneSavedMeanwhile } from "./save-draft.ts"
import { makeFindable } from "./search.ts"

/** A new improvement, filed at once. Five statements: place, case, row with its audit event, notice, search. */
export async function fileImprovement(work: Work, input: ImprovementInput): Promise<{ id: string; number: string }> {
  const author = mustBeStaff(work)
  refuseIf(hoursMustShrink(input))
  refuseIf(monthsMakeAYear(input))
  if (input.copiedFromId) await getImprovement(work, input.copiedFromId)
  const place = await findPlace(work, author, input.initiativeId)
  const { id } = place
  const { caseId, number } = await open(work, id, input.title, place.ownerUnitId ?? author.unitId)
  const event = { action: "improvements.filed", subject: { kind: "improvement", id }, detail: { number, title: input.title } }
  const put = sql`with put as (
      insert into improvement (id, case_id, number, initiative_id, author_id, author_name, author_unit_id, author_unit_name, owner_unit_id, state,
        title, present_way, proposed_way, evidence, per, minutes_now, minutes_after, times_a_year, people, copied_from_id, created_at, updated_at, filed_at)
      values (${id}, ${caseId}, ${number}, ${input.initiativeId}, ${author.id}, ${author.name}, ${author.unitId}, ${author.unitName}, ${place.ownerUnitId}, 'filed',
        ${input.title}, ${input.presentWay}, ${input.proposedWay}, ${input.evidence}, ${input.per}, ${input.hoursNow}, ${input.hoursAfter},
        ${input.timesAYear}, ${input.people}, ${input.copiedFromId ?? null}, ${work.now}, ${work.now}, ${work.now})
      returning id
    ) select ${appending(work, event)} from put`.execute(work.db)
  const it = { ...input, id, number }
  const found = { ...it, state: "filed" as const, authorId: author.id, authorUnitId: author.unitId, ownerUnitId: place.ownerUnitId, filedAt: work.now }
  // Sent side by side: none of them needs another's answer.
  await Promise.all([put, tell(work, filedForHeads, { it, people: place.heads, reason: summaryOf(author, input) }), makeFindable(work, found)])
  return { id, number }
}

/** The author's draft, or what came back to them, filed with the content as it is sent now. @returns its number. */
export async function fileDraft(
  work: Work,
  id: string,
  input: ImprovementInput,
  options: { answer?: string | undefined; expectedVersion?: number | undefined } = {},
): Promise<string> {
  const it = await lockOwn(work, id)
  const again = it.state !== "draft"
  refuseIf(moveIsNotPossible(it, again ? "refile" : "file"))
  refuseIf(someoneSavedMeanwhile(it, options.expectedVersion))
  refuseIf(hoursMustShrink(input))
  refuseIf(monthsMakeAYear(input))
  const author = mustBeStaff(work)
  const place = await findPlace(work, author, input.initiativeId)
  const content = { ...contentOf(input), owner_unit_id: place.ownerUnitId }
  await work.db.updateTable("improvement").set(content).where("id", "=", id).execute()
  const filed = again ? await fileAgain(work, it, options.answer) : await fileFirst(work, it, author, place.ownerUnitId, input.title)
  const now = { ...filed, ...input, ownerUnitId: place.ownerUnitId }
  await tell(work, filedForHeads, { it: now, people: place.heads, reason: summaryOf(author, input) })
  await makeFindable(work, now)
  return filed.number!
}

async function fileFirst(work: Work, it: Improvement, author: StaffActor, ownerUnitId: string | null, title: string): Promise<Improvement> {
  const { caseId, number } = await open(work, it.id, title, ownerUnitId ?? author.unitId)
  const event = { action: "improvements.filed", subject: { kind: "improvement", id: it.id }, detail: { number, title } }
  await sql`with put as (
      update improvement set state = 'filed', case_id = ${caseId}, number = ${number}, filed_at = ${work.now}, updated_at = ${work.now},
        author_name = ${author.name}, author_unit_id = ${author.unitId}, author_unit_name = ${author.unitName}, version = version + 1
      where id = ${it.id}::uuid returning id
    ) select ${appending(work, event)} from put`.execute(work.db)
  return { ...it, state: "filed", caseId, number, filedAt: work.now, authorUnitId: author.unitId }
}

async function fileAgain(work: Work, it: Improvement, answer: string | undefined): Promise<Improvement> {
  if (answer) await addComment(work, it, "answer", answer)
  return moveImprovement(work, it, "refile", { event: "refiled", reason: answer })
}

interface Place {
  /** For the improvement about to be written: its case links to it. */
  id: string
  ownerUnitId: string | null
  /** Of the author's unit and of the owner unit. */
  heads: string[]
}

/** Where in the plan in force it belongs, and who is to hear of it, by one statement. */
async function findPlace(work: Work, author: StaffActor, initiativeId: string): Promise<Place> {
  const heads = headsOfThese(
    sql`select unnest(array_remove(array[${author.unitId}::uuid, (select "ownerUnitId" from place)], null))`,
    civilDateOf(work.now),
  )
  const { rows } = await sql<Place>`with place as materialized (
      select s.owner_unit_id as "ownerUnitId" from plan_edition e join plan_sheet s on s.edition_id = e.id
      where e.status = 'in-force' and s.initiative_id = ${initiativeId}::uuid
    ) select hagi_id() as id, "ownerUnitId", array(${heads}) as heads from place`.execute(work.db)
  if (rows[0]) return rows[0]
  const some = await work.db.selectFrom("plan_edition").select("id").where("status", "=", "in-force").executeTakeFirst()
  if (some) throw notInitiative()
  throw refusal("invalid", "improvements.no-plan", "施行中の推進プランがないため、まだ提案できません。下書きに保存してください。", { field: "initiativeId" })
}

function open(work: Work, id: string, title: string, unitId: string) {
  const link = paths.one(id)
  return openCase(work, { kind: "improvement", states: improvementStates, state: "filed", unitId, title, prefix: "改善", link, audit: false })
}

function summaryOf(author: StaffActor, input: ImprovementInput): string {
  const hours = Math.round(savedMinutes({ minutesNow: input.hoursNow, minutesAfter: input.hoursAfter, ...input }) / 6) / 10
  return `${author.unitName} ${author.name}さんの提案です。1年の見込みの効果は${hours.toLocaleString("ja-JP")}時間（推計）です。`
}
