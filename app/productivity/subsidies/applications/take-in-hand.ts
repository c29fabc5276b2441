import type { Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../kernel/http/index.ts"
import type { Application } from "./application.ts"
import { mustBeInHand } from "./in-hand.ts"
import { lockApplication } from "./read-application.ts"
import { type SheetParts, sheetParts } from "./steps.ts"

export interface InHand {
  it: Application
  parts: SheetParts
}

/**
 * Held until the change is committed, with what its sheet is made of. Side by side they travel together: a page saved is a few short
 * statements, and each wait costs as much as all of them.
 */
export async function takeInHand(work: Work, id: string, expected?: number): Promise<InHand> {
  if (!isIdText(id)) throw notFound("申請")
  const [it, parts] = await Promise.all([lockApplication(work, id), sheetParts(work, id)])
  mustBeInHand(work, it)
  if (!parts) throw new Error(`the call of an application is gone: ${it.callId}`)
  if (expected !== undefined && expected !== it.version) {
    const theirs = { ...it.party, title: it.title, summary: it.summary, startsOn: it.startsOn, endsOn: it.endsOn, ...it.income }
    throw refusal("conflict", "subsidies.stale", "ほかの人が先に保存しました。両方の内容を見比べて、もう一度保存してください。", { detail: theirs })
  }
  return { it, parts }
}
