import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { notFound, refusal } from "../../kernel/http/index.ts"
import { afterSheetChange } from "./after-change.ts"
import { rereadSheet } from "./change-sheet.ts"
import { bumpSheet, openSheet, type SheetIds } from "./draft.ts"
import { type MilestoneInput, milestoneReport, type MilestoneReport } from "./inputs.ts"
import { isId } from "./read-edition.ts"
import { keepTexts, milestonesText } from "./text-versions.ts"
import type { Milestone } from "./types.ts"

type Found = Awaited<ReturnType<typeof openSheet>>

export async function addMilestone(work: Work, ids: SheetIds, input: MilestoneInput): Promise<string> {
  const found = await openSheet(work, ids)
  const last = found.sheet.milestones.filter((one) => one.quarter === input.quarter).at(-1)
  const { id } = await work.db
    .insertInto("plan_milestone")
    .values({ sheet_id: found.sheet.id, quarter: input.quarter, text: input.text, sort: (last?.sort ?? 0) + 1 })
    .returning("id")
    .executeTakeFirstOrThrow()
  await keepMilestones(work, found, "plan.milestone-added", `マイルストーン「${input.text}」を加えました`)
  return id
}

export async function changeMilestone(work: Work, ids: SheetIds, id: string, input: MilestoneInput): Promise<void> {
  const found = await openSheet(work, ids)
  const old = milestoneIn(found, id)
  if (old.quarter === input.quarter && old.text === input.text) return
  await work.db
    .updateTable("plan_milestone")
    .set({ quarter: input.quarter, text: input.text })
    .where("id", "=", id)
    .execute()
  await keepMilestones(work, found, "plan.milestone-changed", `マイルストーン「${input.text}」を書き換えました`)
}

export async function removeMilestone(work: Work, ids: SheetIds, id: string): Promise<void> {
  const found = await openSheet(work, ids)
  const old = milestoneIn(found, id)
  await work.db.deleteFrom("plan_milestone").where("id", "=", id).execute()
  await keepMilestones(work, found, "plan.milestone-removed", `マイルストーン「${old.text}」を外しました`)
}

/** Progress is no change of the plan: it is reported while the edition is in force. `doneOn` null takes it back. */
export async function reportMilestone(work: Work, ids: SheetIds, id: string, report: MilestoneReport): Promise<void> {
  const { doneOn, evidence } = milestoneReport.parse(report)
  const found = await openSheet(work, ids, { whileInForce: true })
  const old = milestoneIn(found, id)
  if (doneOn && doneOn > civilDateOf(work.now)) {
    throw refusal("invalid", "plan.milestone-in-future", "達成した日に先の日付は入力できません。", { field: "doneOn" })
  }
  if (doneOn && evidence.trim() === "") {
    throw refusal("invalid", "plan.milestone-without-evidence", "達成の根拠（文書番号、公開ページ、件数など）を入力してください。", {
      field: "evidence",
    })
  }
  await work.db.updateTable("plan_milestone").set({ done_on: doneOn, evidence }).where("id", "=", id).execute()
  await bumpSheet(work, found, [])
  await afterSheetChange(work, {
    event: doneOn ? "plan.milestone-reached" : "plan.milestone-taken-back",
    summary: doneOn ? `マイルストーン「${old.text}」を達成しました` : `マイルストーン「${old.text}」の達成を取り消しました`,
    edition: found.edition,
    sheet: found.sheet,
    fields: ["milestones"],
    detail: { milestoneId: id, doneOn, evidence, before: { doneOn: old.doneOn, evidence: old.evidence } },
  })
}

function milestoneIn(found: Found, id: string): Milestone {
  const milestone = isId(id) ? found.sheet.milestones.find((one) => one.id === id) : undefined
  if (!milestone) throw notFound("マイルストーン")
  return milestone
}

async function keepMilestones(work: Work, found: Found, event: string, summary: string): Promise<void> {
  const after = await rereadSheet(work, found)
  const { edition, sheet } = found
  await keepTexts(work, edition.id, sheet.initiativeId, { milestones: milestonesText(after.milestones) })
  await bumpSheet(work, found, ["milestones"])
  await afterSheetChange(work, { event, summary, edition, sheet: after, fields: ["milestones"] })
}
