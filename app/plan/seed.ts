import { initiativeKeys } from "../initiative-keys.ts"
import type { StaffActor } from "../kernel/access/index.ts"
import { civilDateOf, type Work } from "../kernel/database/index.ts"
import { changeSheet, changedTexts, type Edition, findHead, hashOf, indexEdition, insertPlan, keepTexts, loadContent, type PlanText, textsOf } from "./editions/index.ts"
import { seedDirections, seedIdeals, type SeedSheet, seedSheets } from "./seed-texts.ts"
import type { Change } from "./tables.ts"

const YEAR = 2026
const position = "これからの行政運営と働き方の考え方、取組の方向を示し、庁内の職員が共有するもの"
const term = "1年（毎年度、課題を加え、解決したものを除き、書き直す）"

/** Demo people by staff number (kernel/people/personas.ts). */
const PLANNER = "100101"
const DIGITAL = "100110"

/** Two editions of the fictional prefecture 萩野県: last year's, closed, and this year's, in force. */
export async function seedPlan(work: Work): Promise<void> {
  const units = await unitsByCode(work)
  if (units.size === 0) return
  const planner = (await staff(work, PLANNER)) ?? work.actor
  const digital = (await staff(work, DIGITAL)) ?? planner

  const last = await writeEdition({ ...work, actor: planner, now: at("2025-02-12") }, YEAR - 1, units)
  await rule(work, last, { inForceOn: `${YEAR - 1}-04-01`, closedOn: `${YEAR}-03-31` })

  const draft = { ...work, actor: planner, now: at("2026-02-10") }
  const current = await writeEdition(draft, YEAR, units, last.id)
  await solveAndRaise(draft, last, current)
  await reword({ ...work, actor: digital, now: at("2026-03-06") }, current)
  await keepSuccession({ ...draft, now: at("2026-03-10") }, last, current)
  await rule(work, current, { inForceOn: `${YEAR}-04-01` })
  await reportProgress(work, current)
}

function at(day: string): Date {
  return new Date(`${day}T01:30:00Z`)
}

function planText(year: number): PlanText {
  return {
    title: `はぎの行政運営・働き方改革推進プラン（令和${year - 2018}年度）`,
    position,
    term,
    ideals: seedIdeals,
    directions: seedDirections.map((direction) => ({
      ...direction,
      initiatives: initiativeKeys
        .filter((tool) => tool.numeral === direction.numeral)
        .map((tool) => ({ number: tool.number, title: tool.title, aliases: [], text: before(sheetOf(tool.key)) })),
    })),
  }
}

function sheetOf(key: string): SeedSheet {
  return seedSheets.find((sheet) => sheet.key === key)!
}

function before(sheet: SeedSheet): string {
  return sheet.before ?? sheet.text
}

/** As this year's draft and last year's edition both began: the same sheets, written in the words of before. */
async function writeEdition(work: Work, year: number, units: Map<string, string>, basedOnId?: string): Promise<Edition> {
  const { editionId } = await insertPlan(work, planText(year), { fiscalYear: year })
  const current = year === YEAR
  if (basedOnId) await work.db.updateTable("plan_edition").set({ based_on_id: basedOnId }).where("id", "=", editionId).execute()
  const edition = (await findHead(work, editionId))!
  const { sheets } = await loadContent(work, edition)
  const lineages = basedOnId ? await lineagesOf(work, basedOnId) : new Map<string, string>()
  for (const sheet of sheets) {
    const words = sheetOf(sheet.key!)
    await work.db
      .updateTable("plan_sheet")
      .set({
        owner_unit_id: units.get(words.owner) ?? units.get("SOMU-GYOKEI") ?? null,
        partner_unit_ids: words.partners.flatMap((code) => units.get(code) ?? []),
        present_state: current ? words.presentState : "",
        actions: words.actions,
        no_indicator_reason: words.indicators.length === 0 ? (words.noIndicatorReason ?? "") : "",
        logic_model: JSON.stringify(words.logic),
        next_year_proposal: current ? "" : (words.proposal ?? "継続。進め方は変えない。"),
      })
      .where("id", "=", sheet.id)
      .execute()
    await work.db
      .insertInto("plan_milestone")
      .values(
        words.milestones.map(([quarter, text], sort) => ({
          sheet_id: sheet.id,
          quarter,
          text,
          sort,
          ...(current ? {} : { done_on: lastDayOf(year, quarter), evidence: "年度末の取りまとめ" }),
        })),
      )
      .execute()
    await writeIndicators(work, sheet.id, sheet.initiativeId, words, lineages)
  }
  const later = { ...work, now: new Date(work.now.getTime() + 9 * 24 * 3_600_000) }
  const written = await loadContent(later, edition)
  for (const [n, sheet] of written.sheets.entries()) {
    await keepTexts(later, editionId, sheet.initiativeId, changedTexts(textsOf(sheets[n]!), textsOf(sheet)), "主管課の案を入れた")
  }
  return edition
}

function lastDayOf(year: number, quarter: 1 | 2 | 3 | 4): string {
  return [`${year}-06-30`, `${year}-09-30`, `${year}-12-26`, `${year + 1}-03-27`][quarter - 1]!
}

async function lineagesOf(work: Work, editionId: string): Promise<Map<string, string>> {
  const rows = await work.db
    .selectFrom("plan_indicator as n")
    .innerJoin("plan_sheet as s", "s.id", "n.sheet_id")
    .select(["s.initiative_id", "n.sort", "n.lineage_id"])
    .where("s.edition_id", "=", editionId)
    .execute()
  return new Map(rows.map((row) => [`${row.initiative_id} ${row.sort}`, row.lineage_id]))
}

async function writeIndicators(work: Work, sheetId: string, initiativeId: string, words: SeedSheet, lineages: Map<string, string>) {
  for (const [n, one] of words.indicators.entries()) {
    const lineage = lineages.get(`${initiativeId} ${n + 1}`)
    await work.db
      .insertInto("plan_indicator")
      .values({
        sheet_id: sheetId,
        ...(lineage ? { lineage_id: lineage } : {}),
        sort: n + 1,
        kind: one.kind,
        name: one.name,
        unit: one.unit,
        better: one.better ?? "up",
        baseline: one.baseline ?? null,
        baseline_note: one.baselineNote ?? "",
        target: one.target ?? null,
        no_target_reason: one.target === undefined ? (one.noTargetReason ?? "") : "",
        target_basis: one.targetBasis ?? "",
        measure_key: one.measureKey ?? null,
      })
      .execute()
  }
}

/** 新たな課題、解決した課題. */
async function solveAndRaise(work: Work, last: Edition, current: Edition): Promise<void> {
  const { sheets } = await loadContent(work, current)
  for (const sheet of sheets) {
    const { issues, solved } = sheetOf(sheet.key!)
    const raised = (text: string, edition: Edition, on: string) => ({
      initiative_id: sheet.initiativeId,
      text,
      raised_in: edition.id,
      raised_at: at(on),
    })
    const [first, ...others] = issues
    await work.db
      .insertInto("plan_issue")
      .values([
        ...(first ? [raised(first, last, "2025-02-20")] : []),
        ...others.map((text) => raised(text, current, "2026-02-18")),
      ])
      .execute()
    if (!solved) continue
    await work.db
      .insertInto("plan_issue")
      .values({ ...raised(solved[0], last, "2025-02-20"), solved_in: current.id, solved_with: solved[1], solved_at: at("2026-02-18") })
      .execute()
  }
}

/** The sentences that the owner units rewrote while this year's edition was a draft. */
async function reword(work: Work, edition: Edition): Promise<void> {
  const { sheets } = await loadContent(work, edition)
  for (const sheet of sheets) {
    const words = sheetOf(sheet.key!)
    if (!words.before && !words.proposal) continue
    const changes = { ...(words.before ? { text: words.text } : {}), ...(words.proposal ? { nextYearProposal: words.proposal } : {}) }
    await changeSheet(work, { editionId: edition.id, initiativeId: sheet.initiativeId }, changes, {
      expectedVersion: sheet.version,
      reason: words.before ? "全職員に利用環境を配る方針が決まったため" : "主管課の見通しを書いた",
    })
  }
}

const successions: Record<string, readonly [Change, string]> = {
  "productivity.assistant": ["expand", "利用が4割の職員に広がり、全職員に配る見通しが立ったため。"],
  "productivity.subsidies": ["expand", "申請者の評判が良く、対象を20件増やすため。"],
  "workplace.offices": ["shrink", "工事費の上昇を受け、6課から4課に減らすため。"],
}

async function keepSuccession(work: Work, last: Edition, current: Edition): Promise<void> {
  const { sheets } = await loadContent(work, current)
  const before = new Set((await loadContent(work, last)).sheets.map((sheet) => sheet.initiativeId))
  await work.db
    .insertInto("plan_succession")
    .values(
      sheets
        .filter((sheet) => before.has(sheet.initiativeId))
        .map((sheet) => {
          const [change, reason] = successions[sheet.key!] ?? ["continue" as const, "進め方に大きな見直しは要らず、残る課題に取り組むため。"]
          return {
            edition_id: current.id,
            from_initiative_id: sheet.initiativeId,
            to_initiative_id: sheet.initiativeId,
            change,
            reason,
            decided_by: "id" in work.actor ? work.actor.id : null,
            decided_at: work.now,
          }
        }),
    )
    .execute()
}

async function rule(work: Work, edition: Edition, days: { inForceOn: string; closedOn?: string }): Promise<void> {
  const hash = hashOf(await loadContent(work, (await findHead(work, edition.id))!))
  await work.db
    .updateTable("plan_edition")
    .set({
      status: days.closedOn ? "closed" : "in-force",
      in_force_on: days.inForceOn,
      closed_on: days.closedOn ?? null,
      frozen_at: at(days.inForceOn),
      frozen_hash: hash,
    })
    .where("id", "=", edition.id)
    .execute()
  await indexEdition(work, edition.id)
}

/** What has been reached and measured until today. */
async function reportProgress(work: Work, edition: Edition): Promise<void> {
  const today = civilDateOf(work.now)
  const { sheets } = await loadContent(work, edition)
  for (const sheet of sheets) {
    const words = sheetOf(sheet.key!)
    for (const milestone of sheet.milestones) {
      const [, , doneOn, evidence] = words.milestones.find(([quarter, text]) => quarter === milestone.quarter && text === milestone.text)!
      if (!doneOn || doneOn > today) continue
      await work.db.updateTable("plan_milestone").set({ done_on: doneOn, evidence: evidence ?? "" }).where("id", "=", milestone.id).execute()
    }
    for (const indicator of sheet.indicators) {
      const one = words.indicators[indicator.sort - 1]!
      const values = (one.values ?? []).flatMap((value, n) => {
        const month = `${YEAR}-${String(4 + n).padStart(2, "0")}-01`
        return value === null || month >= today
          ? []
          : [{ lineage_id: indicator.lineageId, month, value: String(value), evidence: one.valueEvidence ?? "各課の報告", entered_at: at(`${YEAR}-${String(5 + n).padStart(2, "0")}-10`) }]
      })
      if (values.length > 0) await work.db.insertInto("plan_indicator_value").values(values).execute()
    }
  }
}

async function unitsByCode(work: Work): Promise<Map<string, string>> {
  const rows = await work.db.selectFrom("unit").select(["id", "code"]).execute()
  return new Map(rows.map((row) => [row.code, row.id]))
}

async function staff(work: Work, staffNumber: string): Promise<StaffActor | undefined> {
  const person = await work.db
    .selectFrom("person as p")
    .innerJoin("staff_post as s", (join) => join.onRef("s.person_id", "=", "p.id").on("s.main", "=", true))
    .select(["p.id", "p.name", "s.unit_id", "s.title"])
    .where("p.staff_number", "=", staffNumber)
    .executeTakeFirst()
  if (!person) return undefined
  return {
    kind: "staff",
    id: person.id,
    name: person.name,
    unitId: person.unit_id,
    unitName: "",
    postTitle: person.title,
    sessionId: "",
    // The drafts were written by those who owned them then.
    grants: [{ role: "plan-office", unitIds: "all" }],
  }
}
