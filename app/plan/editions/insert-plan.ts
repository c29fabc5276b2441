import { initiativeKeys } from "../../initiative-keys.ts"
import { mustBeAllowed } from "../../kernel/access/index.ts"
import { record } from "../../kernel/audit/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import { fiscalYearName } from "../../kernel/ui/formats.ts"
import { newInitiative } from "./arrange-sheets.ts"
import { replaceIdeals } from "./change-edition.ts"
import { createEdition } from "./create-edition.ts"
import { findHead, loadContent } from "./load-edition.ts"
import { type Known, matchInitiatives, placeOf, withTools } from "./match-initiatives.ts"
import { indexEdition } from "./search.ts"
import { changedTexts, directionsText, idealsText, keepTexts, textsOf } from "./text-versions.ts"

/** What the parser of the prefecture's overview gives, and what a person may correct before it is written. */
export interface PlanText {
  title?: string | undefined
  position?: string | undefined
  term?: string | undefined
  ideals: readonly string[]
  directions: readonly {
    numeral: string
    title: string
    aim: string
    initiatives: readonly { number: number; title: string; aliases: readonly string[]; text: string }[]
  }[]
}

export interface InsertedPlan {
  editionId: string
  initiatives: number
  /** Which initiatives of earlier editions were recognised, by what likeness of the titles. */
  linked: { title: string; initiativeId: string; likeness: number }[]
}

/** Writes a whole plan as the draft of a fiscal year. Initiatives keep their identity over editions. */
export async function insertPlan(work: Work, plan: PlanText, options: { fiscalYear: number; title?: string }): Promise<InsertedPlan> {
  mustBeAllowed(work.actor, "plan.edit")
  mustBeAPlan(plan)
  const { id: editionId } = await createEdition(work, {
    fiscalYear: options.fiscalYear,
    title: options.title ?? plan.title ?? `行政運営・働き方改革推進プラン（${fiscalYearName(options.fiscalYear)}）`,
    position: plan.position ?? "",
    term: plan.term ?? "",
  })
  await replaceIdeals(work, editionId, plan.ideals)
  const directions = await work.db
    .insertInto("plan_direction")
    .values(plan.directions.map(({ numeral, title, aim }, at) => ({ edition_id: editionId, numeral, title, aim, sort: at + 1 })))
    .returning(["id", "numeral"])
    .execute()

  const wanted = plan.directions.flatMap((direction) =>
    direction.initiatives.map((initiative) => ({ ...initiative, numeral: direction.numeral })),
  )
  const matches = matchInitiatives(wanted, withTools(await knownInitiatives(work), initiativeKeys))
  const linked: InsertedPlan["linked"] = []
  const sheets = []
  for (const one of wanted) {
    const match = matches.find((candidate) => candidate.wanted === one)
    const initiativeId = match ? await identityOf(work, match.known) : await newInitiative(work)
    if (match?.known.id) linked.push({ title: one.title, initiativeId, likeness: match.likeness })
    sheets.push({
      edition_id: editionId,
      direction_id: directions.find((direction) => direction.numeral === one.numeral)!.id,
      initiative_id: initiativeId,
      number: one.number,
      title: one.title,
      aliases: [...one.aliases],
      text: one.text,
    })
  }
  if (sheets.length > 0) await work.db.insertInto("plan_sheet").values(sheets).execute()
  await keepFirstTexts(work, editionId)
  await indexEdition(work, editionId)
  await record(work, {
    action: "plan.edition-imported",
    subject: { kind: "plan.edition", id: editionId },
    detail: { initiatives: sheets.length, linked },
  })
  return { editionId, initiatives: sheets.length, linked }
}

/** The first version of every text, so that later ones are differences from it. */
export async function keepFirstTexts(work: Work, editionId: string, reason = ""): Promise<void> {
  const edition = await findHead(work, editionId)
  if (!edition) return
  const content = await loadContent(work, edition)
  const own = { ideals: idealsText(content.ideals), directions: directionsText(content.directions) }
  await keepTexts(work, editionId, null, changedTexts({}, own), reason)
  for (const sheet of content.sheets) {
    await keepTexts(work, editionId, sheet.initiativeId, changedTexts({}, textsOf(sheet)), reason)
  }
}

function mustBeAPlan(plan: PlanText): void {
  const initiatives = plan.directions.flatMap((direction) => direction.initiatives)
  if (plan.directions.length === 0 || initiatives.length === 0) {
    throw refusal("invalid", "plan.nothing-to-insert", "方向性と取組が1つも読み取れないため、版を作れません。")
  }
  const numerals = plan.directions.map((direction) => direction.numeral)
  if (new Set(numerals).size < numerals.length) {
    throw refusal("invalid", "plan.direction-numeral-twice", "同じ番号の方向性が2つあります。")
  }
  const bounds: [what: string, texts: readonly string[], least: number, most: number][] = [
    ["名称", [plan.title ?? ""], 0, 200],
    ["位置付け", [plan.position ?? ""], 0, 2000],
    ["有効期間", [plan.term ?? ""], 0, 500],
    ["目指す姿", plan.ideals, 1, 1000],
    ["方向性の番号", numerals, 1, 4],
    ["方向性の名称", plan.directions.map((direction) => direction.title), 1, 200],
    ["方向性のねらい", plan.directions.map((direction) => direction.aim), 0, 2000],
    ["取組の名称", initiatives.map((one) => one.title), 1, 200],
    ["別の書き方", initiatives.flatMap((one) => [...one.aliases]), 1, 200],
    ["取組の概要", initiatives.map((one) => one.text), 0, 10_000],
  ]
  for (const [what, texts, least, most] of bounds) {
    for (const text of texts) {
      const length = [...text].length
      if (length < least) throw refusal("invalid", "plan.text-missing", `${what}が空のものがあるため、版を作れません。`)
      if (length > most) throw refusal("invalid", "plan.text-too-long", `${what}が長すぎます（${length}文字、上限${most}文字）：${[...text].slice(0, 30).join("")}…`)
    }
  }
  const misplaced = initiatives.find((one) => !Number.isInteger(one.number) || one.number < 1 || one.number > 99)
  if (misplaced) throw refusal("invalid", "plan.initiative-number", `「${misplaced.title.slice(0, 30)}」の番号が1から99ではありません。`)
}

async function identityOf(work: Work, known: Known): Promise<string> {
  if (!known.id) return newInitiative(work, known.key ?? undefined)
  if (known.key !== null) {
    await work.db.updateTable("plan_initiative").set({ key: known.key }).where("id", "=", known.id).where("key", "is", null).execute()
  }
  return known.id
}

async function knownInitiatives(work: Work): Promise<Known[]> {
  const rows = await work.db
    .selectFrom("plan_initiative as i")
    .leftJoin("plan_sheet as s", "s.initiative_id", "i.id")
    .leftJoin("plan_direction as d", "d.id", "s.direction_id")
    .select(["i.id", "i.key", "s.title", "s.aliases", "d.numeral", "s.number"])
    .execute()
  const known = new Map<string, Known & { titles: string[]; places: string[] }>()
  for (const row of rows) {
    const one = known.get(row.id) ?? { id: row.id, key: row.key, titles: [], places: [] }
    known.set(row.id, one)
    if (row.title !== null) one.titles.push(row.title, ...(row.aliases ?? []))
    if (row.numeral !== null && row.number !== null) one.places.push(placeOf({ numeral: row.numeral, number: row.number }))
  }
  return [...known.values()]
}
