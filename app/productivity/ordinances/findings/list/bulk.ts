import { sql } from "kysely"
import { z } from "zod"
import { record } from "../../../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { Refusal, refusal } from "../../../../kernel/http/index.ts"
import { assignFinding } from "../decide/assign-finding.ts"
import { completeFinding } from "../decide/complete-finding.ts"
import { decideFinding } from "../decide/decide-finding.ts"
import { decisionInput } from "../decide/inputs.ts"
import { type Finding, placeOf } from "../finding.ts"
import { stateWords } from "../finding-states.ts"
import { categoriesToDecide, getFinding, lockFinding } from "../read-finding.ts"
import { changeableStates } from "../rules/move-for.ts"
import { decidesOn } from "../scope.ts"
import { type ReasonCode, reasonCodes } from "../words.ts"

export const bulkWords = {
  assign: "担当者を決める",
  dismiss: "すべての区分を非該当とする",
  complete: "見直しを終えたとする",
  publish: "公開する",
  unpublish: "公開をやめる",
} as const
export type BulkAct = keyof typeof bulkWords

const codes = Object.keys(reasonCodes) as [ReasonCode, ...ReasonCode[]]

export const bulkInput = z.object({
  ids: z.array(z.uuid()).min(1).max(200).meta({ title: "該当候補" }),
  act: z.enum(Object.keys(bulkWords) as [BulkAct, ...BulkAct[]]).meta({ title: "行うこと" }),
  clerkId: z.uuid().optional().meta({ title: "担当者" }),
  reasonCode: z.enum(codes).optional().meta({ title: "非該当の理由" }),
  note: z.string().max(1000).optional().meta({ title: "メモ" }),
  doneOn: z.iso.date().optional().meta({ title: "完了した日" }),
  how: z.string().max(2000).optional().meta({ title: "行ったこと" }),
})
export type BulkInput = z.output<typeof bulkInput>

export interface BulkLine {
  id: string
  title: string
  place: string
  state: string
  /** undefined: it will be done, or was. */
  refused: string | undefined
}

/** What would happen to each, before anything does. */
export async function previewBulk(work: Work, input: Pick<BulkInput, "ids" | "act">): Promise<BulkLine[]> {
  const lines: BulkLine[] = []
  for (const id of new Set(input.ids)) {
    const it = await getFinding(work, id).catch(onlyRefused)
    lines.push(it instanceof Refusal ? unseen(id, it) : lineOf(it, whyNot(work, it, input.act)))
  }
  return lines
}

/** Does each in its own right: what is refused is told and leaves the others as they are. */
export async function runBulk(work: Work, input: BulkInput): Promise<BulkLine[]> {
  mustBeComplete(work, input)
  const lines: BulkLine[] = []
  // In one order for everybody, so that two people's selections do not wait for each other crosswise.
  for (const id of [...new Set(input.ids)].sort()) {
    const it = await getFinding(work, id).catch(onlyRefused)
    if (it instanceof Refusal) {
      lines.push(unseen(id, it))
      continue
    }
    await sql`savepoint one_of_many`.execute(work.db)
    try {
      const not = whyNot(work, it, input.act)
      if (not) throw refusal("conflict", "findings.bulk", not)
      await doOne(work, it, input)
      await sql`release savepoint one_of_many`.execute(work.db)
      lines.push(lineOf(it, undefined))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await sql`rollback to savepoint one_of_many`.execute(work.db)
      lines.push(lineOf(it, error.message))
    }
  }
  return lines
}

function mustBeComplete(work: Work, input: BulkInput): void {
  if (input.act === "assign" && !input.clerkId) throw refusal("invalid", "findings.clerk-is-missing", "担当者を選んでください。", { field: "clerkId" })
  if (input.act === "dismiss" && !input.reasonCode) throw refusal("invalid", "findings.reason-is-missing", "非該当の理由を選んでください。", { field: "reasonCode" })
  if (input.act === "dismiss" && input.reasonCode === "⑭" && !input.note) throw refusal("invalid", "findings.note-is-missing", "非該当とする理由をメモに書いてください。", { field: "note" })
  if (input.act !== "complete") return
  if (!input.doneOn) throw refusal("invalid", "findings.done-on-is-missing", "完了した日を入力してください。", { field: "doneOn" })
  if (input.doneOn > civilDateOf(work.now)) throw refusal("invalid", "findings.done-in-the-future", "完了した日は、今日までの日付にしてください。", { field: "doneOn" })
  if (!input.how) throw refusal("invalid", "findings.how-is-missing", "行ったことを入力してください。", { field: "how" })
}

async function doOne(work: Work, it: Finding, input: BulkInput): Promise<void> {
  switch (input.act) {
    case "assign":
      return assignFinding(work, it.id, input.clerkId, { quiet: true })
    case "complete":
      return completeFinding(work, it.id, { doneOn: input.doneOn!, how: input.how! }, { quiet: true })
    case "publish":
    case "unpublish":
      return setPublic(work, it.id, input.act === "publish")
    default: {
      const categories = categoriesToDecide(it).map(({ category }) => ({ category, verdict: "not-applicable", reasonCode: input.reasonCode, ...(input.note ? { note: input.note } : {}) }))
      return decideFinding(work, it.id, decisionInput.parse({ categories, remark: it.remark, draft: it.draft, publicNote: it.publicNote }), it.version)
    }
  }
}

/** Whether everybody may read the decision at /analog-rules. */
export async function setPublic(work: Work, id: string, open: boolean): Promise<void> {
  const it = await lockFinding(work, id)
  if (it.public === open) return
  if (open && it.state === "found") throw refusal("conflict", "findings.undecided-is-not-public", "判定していないものは公開できません。")
  await work.db.updateTable("analog_finding").set({ public: open, version: it.version + 1, updated_at: work.now }).where("id", "=", id).execute()
  await record(work, { action: open ? "findings.published" : "findings.unpublished", subject: { kind: "analog-finding", id }, detail: { ordinance: it.ordinanceTitle, place: placeOf(it) }, unitId: it.unitId })
}

function whyNot(work: Work, it: Finding, act: BulkAct): string | undefined {
  if (!decidesOn(work.actor, it.unitId)) return "この条文を所管する所属の職員か例規担当だけができます。"
  const wrong = `いまの状態（${stateWords[it.state]}）ではできません。`
  if (act === "dismiss") {
    if (!it.unitId) return "所管課が決まっていません。"
    return changeableStates.includes(it.state) && it.state !== "planned" ? undefined : wrong
  }
  if (act === "complete") return it.state !== "planned" ? wrong : it.method === "wait" ? "国待ちのままでは完了にできません。" : undefined
  if (act === "publish") return it.state === "found" ? "判定していないものは公開できません。" : it.public ? "もう公開しています。" : undefined
  if (act === "unpublish") return it.public ? undefined : "公開していません。"
  return undefined
}

function unseen(id: string, { message }: Refusal): BulkLine {
  return { id, title: "（見られない該当候補）", place: "", state: "", refused: message }
}

function lineOf(it: Finding, refused: string | undefined): BulkLine {
  return { id: it.id, title: it.ordinanceTitle, place: placeOf(it), state: stateWords[it.state], refused }
}

function onlyRefused(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}
