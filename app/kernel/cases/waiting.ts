import { unitsOf } from "../access/index.ts"
import { civilDateOf, type Question, question, type Work } from "../database/index.ts"
import type { DeskItem } from "../../module.ts"
import { addDays } from "./civil-dates.ts"
import { type Deadline, deadlinesOf } from "./deadlines.ts"

/** How far ahead a deadline comes onto the desk. */
const DAYS_AHEAD = 14

/** Deadlines of the person's own cases, and of their unit's cases that nobody is named for. */
export function deadlinesWaiting(work: Work): Question<DeskItem>[] {
  if (work.actor.kind !== "staff") return []
  const until = addDays(civilDateOf(work.now), DAYS_AHEAD)
  const query = deadlinesOf(work, { personId: work.actor.id, orOpenIn: unitsOf(work.actor), until })
  return [
    question<Row, DeskItem>(query, (rows) =>
      rows
        .filter(({ link }) => link !== "")
        .map(({ name, title, number, link, setAt, dueOn }) => ({ kind: "期限", title: `${name}：${title}（${number}）`, link, since: new Date(setAt), dueOn })),
    ),
  ]
}

type Row = Pick<Deadline, "name" | "title" | "number" | "link" | "dueOn"> & { setAt: string }
