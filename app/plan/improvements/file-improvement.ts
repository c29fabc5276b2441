import { sql } from "kysely"
import type { StaffActor } from "../../kernel/access/index.ts"
import { appending } from "../../kernel/audit/index.ts"
import { opening } from "../../kernel/cases/index.ts"
import { civilDateOf, newId, sendAlong, type Work } from "../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../kernel/http/index.ts"
import { tell, telling } from "../../kernel/notices/index.ts"
import { headsOfThese, rememberWith } from "../../kernel/people/index.ts"
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
import { makeFindable, makingFindable } from "./search.ts"

/**
 * A new improvement, filed at once. One statement: case, row, notice, audit event and what search finds it by. It travels
 * with the commit, so its number is known after that; whoever waits for it before has the statement answered first.
 */
export async function fileImprovement(work: Work, input: ImprovementInput): Promise<{ id: string; number: Promise<string> }> {
  const author = mustBeStaff(work)
  refuseIf(hoursMustShrink(input))
  refuseIf(monthsMakeAYear(input))
  if (input.copiedFromId) await getImprovement(work, input.copiedFromId)
  const place = await findPlace(work, author, input.initiativeId)
  const id = newId()
  const found = { ...input, id, number: null, state: "filed" as const, authorId: author.id, authorUnitId: author.unitId, ownerUnitId: place.ownerUnitId, filedAt: work.now }
  const told = await telling(work, filedForHeads, { it: found, people: place.heads, reason: summaryOf(author, input) })
  const event = { action: "improvements.filed", subject: { kind: "improvement", id }, detail: { title: input.title } }
  const recorded = appending(work, event, { detail: sql`jsonb_build_object('number', put.number)` })
  const filing = sql<{ number: string }>`with opened as materialized (
      ${opening(work, caseOf(id, input.title, place.ownerUnitId ?? author.unitId))}
    ), put as (
      insert into improvement (id, case_id, number, initiative_id, author_id, author_name, author_unit_id, author_unit_name, owner_unit_id, state,
        title, present_way, proposed_way, evidence, per, minutes_now, minutes_after, times_a_year, people, copied_from_id, created_at, updated_at, filed_at)
      select ${id}::uuid, opened.case_id, opened.number, ${input.initiativeId}::uuid, ${author.id}::uuid, ${author.name}, ${author.unitId}::uuid,
        ${author.unitName}, ${place.ownerUnitId}::uuid, 'filed', ${input.title}, ${input.presentWay}, ${input.proposedWay}, ${input.evidence},
        ${input.per}, ${input.hoursNow}::int, ${input.hoursAfter}::int, ${input.timesAYear}::int, ${input.people}::int,
        ${input.copiedFromId ?? null}::uuid, ${work.now}::timestamptz, ${work.now}::timestamptz, ${work.now}::timestamptz
      from opened returning number
    ) select put.number, ${recorded} as recorded, ${told ?? sql`null`} as told, ${makingFindable(found, sql`put.number`)} as findable
    from put`
  const { answer } = await sendAlong(work, async () => (await filing.execute(work.db)).rows[0]!.number)
  return { id, number: answer }
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
  const event = { action: "improvements.filed", subject: { kind: "improvement", id: it.id }, detail: { title } }
  const recorded = appending(work, event, { detail: sql`jsonb_build_object('number', put.number)` })
  const { rows } = await sql<{ caseId: string; number: string }>`with opened as materialized (
      ${opening(work, caseOf(it.id, title, ownerUnitId ?? author.unitId))}
    ), put as (
      update improvement set state = 'filed', case_id = opened.case_id, number = opened.number, filed_at = ${work.now}, updated_at = ${work.now},
        author_name = ${author.name}, author_unit_id = ${author.unitId}, author_unit_name = ${author.unitName}, version = version + 1
      from opened where id = ${it.id}::uuid returning improvement.case_id, improvement.number
    ) select put.case_id as "caseId", put.number, ${recorded} as recorded from put`.execute(work.db)
  const { caseId, number } = rows[0]!
  return { ...it, state: "filed", caseId, number, filedAt: work.now, authorUnitId: author.unitId }
}

async function fileAgain(work: Work, it: Improvement, answer: string | undefined): Promise<Improvement> {
  if (answer) await addComment(work, it, "answer", answer)
  return moveImprovement(work, it, "refile", { event: "refiled", reason: answer })
}

interface Place {
  ownerUnitId: string | null
  /** Of the author's unit and of the owner unit. */
  heads: string[]
}

/** Where in the plan in force it belongs, and who is to hear of it. */
function findPlace(work: Work, author: StaffActor, initiativeId: string): Promise<Place> {
  return rememberWith(work.actor, `improvements.place:${initiativeId}`, () => readPlace(work, author, initiativeId))
}

async function readPlace(work: Work, author: StaffActor, initiativeId: string): Promise<Place> {
  const heads = headsOfThese(
    sql`select unnest(array_remove(array[${author.unitId}::uuid, (select "ownerUnitId" from place)], null))`,
    civilDateOf(work.now),
  )
  const { rows } = await sql<Place>`with place as materialized (
      select s.owner_unit_id as "ownerUnitId" from plan_edition e join plan_sheet s on s.edition_id = e.id
      where e.status = 'in-force' and s.initiative_id = ${initiativeId}::uuid
    ) select "ownerUnitId", array(${heads}) as heads from place`.execute(work.db)
  if (rows[0]) return rows[0]
  const some = await work.db.selectFrom("plan_edition").select("id").where("status", "=", "in-force").executeTakeFirst()
  if (some) throw notInitiative()
  throw refusal("invalid", "improvements.no-plan", "施行中の推進プランがないため、まだ提案できません。下書きに保存してください。", { field: "initiativeId" })
}

function caseOf(id: string, title: string, unitId: string) {
  return { kind: "improvement", states: improvementStates, state: "filed" as const, unitId, title, prefix: "改善", link: paths.one(id) }
}

function summaryOf(author: StaffActor, input: ImprovementInput): string {
  const hours = Math.round(savedMinutes({ minutesNow: input.hoursNow, minutesAfter: input.hoursAfter, ...input }) / 6) / 10
  return `${author.unitName} ${author.name}さんの提案です。1年の見込みの効果は${hours.toLocaleString("ja-JP")}時間（推計）です。`
}
