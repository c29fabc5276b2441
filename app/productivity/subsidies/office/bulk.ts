import { sql } from "kysely"
import type { Work } from "../../../kernel/database/index.ts"
import { Refusal, refusal } from "../../../kernel/http/index.ts"
import type { Application } from "../applications/application.ts"
import { getApplication, runs } from "../applications/read-application.ts"
import { applicationStates, stateWords } from "../application-states.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { acceptForm } from "./accept-form.ts"
import { assignClerk } from "./assign-clerk.ts"
import { formalCheckOf } from "./formal-check.ts"
import type { BulkInput } from "./inputs.ts"
import { notifyDecision } from "./notify-decision.ts"

export interface BulkLine {
  id: string
  number: string
  title: string
  state: string
  /** undefined: it will be done, or was. */
  refused: string | undefined
}

/** What would happen to each, before anything does. */
export async function previewBulk(work: Work, { ids, act, clerkId }: BulkInput): Promise<BulkLine[]> {
  const lines: BulkLine[] = []
  for (const id of new Set(ids)) {
    const it = await getApplication(work, id).catch(onlyRefused)
    if (it instanceof Refusal) lines.push({ id, number: "（見られない申請）", title: "", state: "", refused: it.message })
    else lines.push(lineOf(it, await whyNot(work, it, act, clerkId)))
  }
  return lines
}

/** Does each in its own right: what is refused is told and leaves the others as they are. */
export async function runBulk(work: Work, input: BulkInput): Promise<BulkLine[]> {
  if (input.act === "assign" && !input.clerkId) throw refusal("invalid", "subsidies.clerk-is-missing", "担当者を選んでください。", { field: "clerkId" })
  const lines: BulkLine[] = []
  // In one order for everybody, so that two people's selections do not wait for each other crosswise.
  for (const id of [...new Set(input.ids)].sort()) {
    const it = await getApplication(work, id).catch(onlyRefused)
    if (it instanceof Refusal) {
      lines.push({ id, number: "（見られない申請）", title: "", state: "", refused: it.message })
      continue
    }
    await sql`savepoint one_of_many`.execute(work.db)
    try {
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

async function doOne(work: Work, it: Application, { act, clerkId }: BulkInput): Promise<void> {
  if (act === "assign") return assignClerk(work, it.id, clerkId)
  if (act === "notify") return notifyDecision(work, it.id)
  const unread = it.state === "formal-check" ? await notCheckedYet(work, it) : undefined
  if (unread) throw refusal("conflict", "subsidies.not-all-checked", unread)
  return acceptForm(work, it.id)
}

/** Many at once only where somebody has been through each: the press of one button is no formal check. */
async function notCheckedYet(work: Work, it: Application): Promise<string | undefined> {
  const { items } = await formalCheckOf(work, it)
  const defects = items.filter(({ check }) => check?.verdict === "defect").length
  if (defects > 0) return `形式審査で見つかった不備が${defects}件残っています。`
  const open = items.filter(({ check, passedBefore }) => !check && !passedBefore).length
  return open > 0 ? `まだ確認していない項目が${open}あります。` : undefined
}

async function whyNot(work: Work, it: Application, act: BulkInput["act"], clerkId: string | undefined): Promise<string | undefined> {
  if (!runs(work.actor, it)) return "担当する所属の職員だけが行えます。"
  if (act === "assign") return clerkId && it.clerkId === clerkId ? "もうこの担当者です。" : undefined
  const possible = moveIsNotPossible(applicationStates, it, act, { by: "office" })
  if (possible) return `いまの状態（${stateWords[it.state]}）ではできません。`
  return act === "accept-form" ? notCheckedYet(work, it) : undefined
}

function lineOf(it: Application, refused: string | undefined): BulkLine {
  return { id: it.id, number: it.number ?? "", title: it.title, state: stateWords[it.state], refused }
}

function onlyRefused(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}
