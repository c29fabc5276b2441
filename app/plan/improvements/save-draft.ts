import { mustBeAllowed, type StaffActor } from "../../kernel/access/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../kernel/http/index.ts"
import { durationText } from "./durations.ts"
import { getImprovement, lockImprovement } from "./get-improvement.ts"
import type { Improvement } from "./improvement.ts"
import { initiativeNames } from "./initiatives.ts"
import type { DraftChanges, DraftInput } from "./inputs.ts"
import { authorMayChangeItNow } from "./rules/author-may-change-it-now.ts"
import { isAuthor } from "./visibility.ts"

export function mustBeStaff(work: Work): StaffActor {
  mustBeAllowed(work.actor, "improvements.file")
  if (work.actor.kind === "staff") return work.actor
  throw refusal("forbidden", "improvements.staff-only", "業務改善提案は職員が行います。")
}

/** The columns of what the author writes. */
export function contentOf(input: DraftChanges) {
  return {
    ...(input.initiativeId === undefined ? {} : { initiative_id: input.initiativeId }),
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(input.presentWay === undefined ? {} : { present_way: input.presentWay }),
    ...(input.proposedWay === undefined ? {} : { proposed_way: input.proposedWay }),
    ...(input.evidence === undefined ? {} : { evidence: input.evidence }),
    ...(input.per === undefined ? {} : { per: input.per }),
    ...(input.hoursNow === undefined ? {} : { minutes_now: input.hoursNow }),
    ...(input.hoursAfter === undefined ? {} : { minutes_after: input.hoursAfter }),
    ...(input.timesAYear === undefined ? {} : { times_a_year: input.timesAYear }),
    ...(input.people === undefined ? {} : { people: input.people }),
  }
}

/** A whole draft: what was left empty is empty again. */
export function wholeContentOf(input: DraftInput) {
  const empty = { presentWay: "", proposedWay: "", evidence: "", hoursNow: 0, hoursAfter: 0, timesAYear: 0, people: 0 }
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  return contentOf({ ...empty, ...given })
}

/** Keeps an idea that is not ready. Nobody else sees it, so nobody is told. @returns the draft's id. */
export async function saveDraft(work: Work, input: DraftInput): Promise<string> {
  const author = mustBeStaff(work)
  await mustBeInitiative(work, input.initiativeId)
  if (input.copiedFromId) await getImprovement(work, input.copiedFromId)
  const { id } = await work.db
    .insertInto("improvement")
    .values({
      ...wholeContentOf(input),
      title: input.title,
      initiative_id: input.initiativeId,
      author_id: author.id,
      author_name: author.name,
      author_unit_id: author.unitId,
      author_unit_name: author.unitName,
      copied_from_id: input.copiedFromId ?? null,
      created_at: work.now,
      updated_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

/** Changes a draft, or one that has come back. @returns its new version. */
export async function changeDraft(work: Work, id: string, changes: DraftChanges, expectedVersion?: number, whole = false): Promise<number> {
  const it = await lockOwn(work, id)
  refuseIf(authorMayChangeItNow(it))
  refuseIf(someoneSavedMeanwhile(it, expectedVersion))
  if (changes.initiativeId && changes.initiativeId !== it.initiativeId) await mustBeInitiative(work, changes.initiativeId)
  const { version } = await work.db
    .updateTable("improvement")
    .set({ ...(whole ? wholeContentOf(changes as DraftInput) : contentOf(changes)), version: it.version + 1, updated_at: work.now })
    .where("id", "=", id)
    .returning("version")
    .executeTakeFirstOrThrow()
  return version
}

/** A draft leaves no trace: it was never filed. */
export async function discardDraft(work: Work, id: string): Promise<void> {
  const it = await lockOwn(work, id)
  if (it.state !== "draft") throw refusal("conflict", "improvements.not-a-draft", "提案した後は捨てられません。取り下げてください。")
  await work.db.deleteFrom("improvement").where("id", "=", id).execute()
}

/** The author's own, held for the change. Others who see it are told that it is not theirs; the rest find nothing. */
export async function lockOwn(work: Work, id: string): Promise<Improvement> {
  const it = await lockImprovement(work, id)
  mustBeAuthor(work, it)
  return it
}

export function mustBeAuthor(work: Work, it: Improvement): void {
  if (isAuthor(work.actor, it)) return
  throw refusal("forbidden", "improvements.not-the-author", "この操作は提案した本人だけができます。")
}

export function someoneSavedMeanwhile(it: Improvement, expectedVersion: number | undefined) {
  if (expectedVersion === undefined || expectedVersion === it.version) return undefined
  return refusal("conflict", "improvements.stale", "この提案は、別の画面で先に保存されています。先に保存された内容と見比べてください。", {
    detail: {
      _version: it.version,
      initiativeId: it.initiativeId,
      title: it.title,
      presentWay: it.presentWay,
      proposedWay: it.proposedWay,
      evidence: it.evidence,
      per: it.per,
      hoursNow: durationText(it.minutesNow),
      hoursAfter: durationText(it.minutesAfter),
      timesAYear: it.timesAYear,
      people: it.people,
    },
  })
}

async function mustBeInitiative(work: Work, id: string): Promise<void> {
  const names = await initiativeNames(work)
  if (names.some((name) => name.id === id)) return
  throw names.length === 0
    ? refusal("invalid", "improvements.no-plan", "推進プランがまだありません。", { field: "initiativeId" })
    : notInitiative()
}

export function notInitiative() {
  return refusal("invalid", "improvements.no-such-initiative", "対象の取組を選び直してください。", { field: "initiativeId" })
}

