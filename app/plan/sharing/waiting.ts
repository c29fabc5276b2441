import { unitsOf } from "../../kernel/access/index.ts"
import { civilDateOf, type Question, question, type Work } from "../../kernel/database/index.ts"
import type { DeskItem, OwnedItem } from "../../module.ts"
import { editionName, initiativeNumber } from "../editions/index.ts"
import { paths } from "../paths.ts"
import { type UnreadEdition, unreadEdition } from "./mark-read.ts"
import { readingAsked } from "./rules/reading-asked.ts"

const MOST = 30

/** Questions for the person's unit to answer, and the edition in force until they have read it. */
export function sharingWaiting(work: Work): Question<DeskItem>[] {
  const { actor } = work
  if (actor.kind !== "staff") return []
  const asked = (row: Omit<OpenQuestion, "askedAt"> & { askedAt: string }): DeskItem => ({
    kind: "回答",
    title: `「${row.title}」への質問：${shorten(row.text)}`,
    link: `${paths.questions(row.initiativeId)}/${row.id}`,
    since: new Date(row.askedAt),
    dueOn: row.dueOn,
  })
  const unread = (edition: UnreadEdition): DeskItem => ({
    kind: "未読の版",
    title: `推進プラン ${editionName(edition)}を読む`,
    link: paths.edition(edition.id),
    since: new Date(`${edition.inForceOn ?? civilDateOf(work.now)}T00:00:00+09:00`),
    state: "未読",
  })
  return [
    question(openQuestions(work, unitsOf(actor)), (rows: Parameters<typeof asked>[0][]) => rows.map(asked)),
    question(unreadEdition(work, actor.id), (rows: UnreadEdition[]) => rows.filter(readingAsked).map(unread)),
  ]
}

export interface OpenQuestion {
  id: string
  initiativeId: string
  title: string
  text: string
  askedAt: Date
  dueOn: string
}

/** Unanswered questions on the initiatives a unit owns in the edition in force. */
export function openQuestionsOf(work: Work, unitIds: readonly string[]): Promise<OpenQuestion[]> {
  return openQuestions(work, unitIds).execute()
}

function openQuestions(work: Pick<Work, "db">, unitIds: readonly string[]) {
  return work.db
    .selectFrom("plan_question as q")
    .innerJoin("plan_sheet as s", "s.initiative_id", "q.initiative_id")
    .innerJoin("plan_edition as e", (join) => join.onRef("e.id", "=", "s.edition_id").on("e.status", "=", "in-force"))
    .select(["q.id", "q.initiative_id as initiativeId", "s.title", "q.text", "q.asked_at as askedAt", "q.due_on as dueOn"])
    .where("s.owner_unit_id", "in", [...unitIds])
    .where("q.answer", "is", null)
    .where("q.hidden_at", "is", null)
    .orderBy("q.due_on")
    .orderBy("q.id")
    .limit(MOST)
}

/** The initiatives the person's unit owns in the edition in force, with how far their milestones are. */
export function sharingOwned(work: Work): Question<OwnedItem>[] {
  const { actor } = work
  if (actor.kind !== "staff") return []
  const query = work.db
    .selectFrom("plan_sheet as s")
    .innerJoin("plan_edition as e", (join) => join.onRef("e.id", "=", "s.edition_id").on("e.status", "=", "in-force"))
    .innerJoin("plan_direction as d", "d.id", "s.direction_id")
    .leftJoin("plan_milestone as m", "m.sheet_id", "s.id")
    .select((eb) => [
      "e.id as editionId",
      "s.initiative_id as initiativeId",
      "s.title",
      "s.number",
      "d.numeral",
      eb.fn.count<number>("m.id").as("planned"),
      eb.fn.count<number>("m.done_on").as("done"),
    ])
    .where("s.owner_unit_id", "in", [...unitsOf(actor)])
    .groupBy(["e.id", "s.initiative_id", "s.title", "s.number", "d.numeral", "d.sort"])
    .orderBy("d.sort")
    .orderBy("s.number")
  const itemOf = (row: OwnedInitiative): OwnedItem => ({
    kind: "取組",
    title: `${initiativeNumber(row)} ${row.title}`,
    link: paths.initiative(row.editionId, row.initiativeId),
    ...(row.planned > 0 ? { state: `マイルストーン ${row.done} / ${row.planned}` } : {}),
  })
  return [question(query, (rows: OwnedInitiative[]) => rows.map(itemOf))]
}

interface OwnedInitiative {
  editionId: string
  initiativeId: string
  title: string
  number: number
  numeral: string
  planned: number
  done: number
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ")
  return [...line].length > 40 ? `${[...line].slice(0, 40).join("")}…` : line
}
