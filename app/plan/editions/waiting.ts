import { sql } from "kysely"
import { unitsOf } from "../../kernel/access/index.ts"
import { civilDateOf, type CivilDate, type Question, question, type Work } from "../../kernel/database/index.ts"
import type { DeskItem } from "../../module.ts"
import { paths } from "../paths.ts"
import { quarterDates } from "./quarters.ts"
import { initiativeNumber } from "./words.ts"

interface Due {
  editionId: string
  fiscalYear: number
  initiativeId: string
  numeral: string
  number: number
  milestoneId: string
  quarter: 1 | 2 | 3 | 4
  text: string
}

/** Milestones of the asking person's unit whose quarter is running or over and that nobody has reported. */
export function editionsWaiting(work: Work): Question<DeskItem>[] {
  if (work.actor.kind !== "staff") return []
  const today = civilDateOf(work.now)
  const due = sql`
    select e.id as "editionId", e.fiscal_year as "fiscalYear", s.initiative_id as "initiativeId", d.numeral, s.number,
      m.id as "milestoneId", m.quarter, m.text
    from plan_edition e join plan_sheet s on s.edition_id = e.id join plan_direction d on d.id = s.direction_id
    join plan_milestone m on m.sheet_id = s.id and m.done_on is null
    where e.status = 'in-force' and s.owner_unit_id = any(${[...unitsOf(work.actor)]}::uuid[])
    order by m.quarter, d.sort, s.number, m.sort limit 50`
  return [question<Due, DeskItem>(due, (rows) => rows.flatMap((row) => itemOf(row, today)))]
}

function itemOf(due: Due, today: CivilDate): DeskItem[] {
  const [from, until] = quarterDates(due.fiscalYear, due.quarter)
  if (today < from) return []
  const last = new Date(Date.parse(`${until}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  return [
    {
      kind: "マイルストーン",
      title: `${initiativeNumber(due)} ${due.text}`,
      link: paths.milestone(due.editionId, due.initiativeId, due.milestoneId),
      since: new Date(`${from}T00:00:00+09:00`),
      dueOn: last,
      state: today >= until ? "未達" : "報告待ち",
    },
  ]
}
