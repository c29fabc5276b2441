import { scopeOf } from "../../kernel/access/index.ts"
import { civilDateOf, type CivilDate, type Question, question, type Work } from "../../kernel/database/index.ts"
import type { DeskItem } from "../../module.ts"
import { paths } from "../paths.ts"
import { halfEnd, halfWords } from "./read-review.ts"
import type { Half } from "./tables.ts"

/** Working calendar of a review: the self-evaluation is due a month after its half has ended. */
const MONTH_AFTER: Record<Half, (fiscalYear: number) => string> = {
  first: (year) => `${year}-10-31`,
  second: (year) => `${year + 1}-04-30`,
}

/** Self-evaluations due, verdicts to give, answers owed. */
export function reviewsWaiting(work: Work): Question<DeskItem>[] {
  if (work.actor.kind !== "staff") return []
  const today = civilDateOf(work.now)
  const units = scopeOf(work.actor, "plan.evaluate")
  const judges = scopeOf(work.actor, "plan.judge") === "all"
  if (units !== "all" && units.length === 0 && !judges) return []
  const query = work.db
    .selectFrom("plan_sheet as s")
    .innerJoin("plan_edition as e", "e.id", "s.edition_id")
    .leftJoin("plan_review as r", (join) => join.onRef("r.edition_id", "=", "e.id").onRef("r.initiative_id", "=", "s.initiative_id"))
    .select([
      "e.id as editionId",
      "e.fiscal_year as fiscalYear",
      "s.initiative_id as initiativeId",
      "s.title",
      "s.owner_unit_id as ownerUnitId",
      "r.half",
      "r.state",
      "r.verdict",
      "r.submitted_at as submittedAt",
      "r.judged_at as judgedAt",
    ])
    .where("e.status", "=", "in-force")
  return [question<Row, DeskItem>(query, (rows) => itemsOf(rows, { units, judges, today, now: work.now }))]
}

interface Row {
  editionId: string
  fiscalYear: number
  initiativeId: string
  title: string
  ownerUnitId: string | null
  half: Half | null
  state: string | null
  verdict: string | null
  submittedAt: string | null
  judgedAt: string | null
}

interface Asking {
  units: readonly string[] | "all"
  judges: boolean
  today: CivilDate
  now: Date
}

function itemsOf(rows: readonly Row[], { units, judges, today, now }: Asking): DeskItem[] {
  const items: DeskItem[] = []
  const initiatives = [...new Map(rows.map((row) => [row.initiativeId, row])).values()]
  for (const one of initiatives) {
    const owns = one.ownerUnitId !== null && (units === "all" || units.includes(one.ownerUnitId))
    for (const half of ["first", "second"] as const) {
      const end = halfEnd(one.fiscalYear, half)
      const review = rows.find((row) => row.initiativeId === one.initiativeId && row.half === half)
      const link = paths.review(one.editionId, one.initiativeId, half)
      // Whoever may evaluate everything (the plan office) is not asked to; the owner unit is.
      if (owns && units !== "all" && end < today && (!review || review.state === "draft")) {
        items.push({
          kind: "自己評価",
          title: `${one.title}（${halfWords[half]}）`,
          link,
          since: new Date(`${end}T15:00:00Z`),
          dueOn: MONTH_AFTER[half](one.fiscalYear),
          state: review ? "下書き" : "未着手",
        })
      }
      if (judges && review?.state === "submitted") {
        items.push({ kind: "判定", title: `${one.title}（${halfWords[half]}）`, link, since: review.submittedAt ? new Date(review.submittedAt) : now })
      }
      if (owns && units !== "all" && review?.state === "judged" && review.verdict === "reconsider") {
        items.push({ kind: "判定への対応", title: `${one.title}（${halfWords[half]}）`, link, since: review.judgedAt ? new Date(review.judgedAt) : now })
      }
    }
  }
  return items
}
