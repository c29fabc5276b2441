import { unitsOf } from "../access/index.ts"
import { civilDateOf, type Work } from "../database/index.ts"
import type { DeskItem } from "../../module.ts"
import { addDays } from "./civil-dates.ts"
import { listDeadlines } from "./deadlines.ts"

/** How far ahead a deadline comes onto the desk. */
const DAYS_AHEAD = 14

/** Deadlines of the person's own cases, and of their unit's cases that nobody is named for. */
export async function deadlinesWaiting(work: Work): Promise<DeskItem[]> {
  if (work.actor.kind !== "staff") return []
  const until = addDays(civilDateOf(work.now), DAYS_AHEAD)
  const [own, units] = await Promise.all([
    listDeadlines(work, { personId: work.actor.id, until }),
    listDeadlines(work, { unitIds: unitsOf(work.actor), until }),
  ])
  return [...own, ...units.filter((deadline) => deadline.assigneeId === null)]
    .filter((deadline) => deadline.link !== "")
    .map((deadline) => ({
      kind: "期限",
      title: `${deadline.name}：${deadline.title}（${deadline.number}）`,
      link: deadline.link,
      since: deadline.setAt,
      dueOn: deadline.dueOn,
    }))
}
