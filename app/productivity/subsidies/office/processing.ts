import { sql } from "kysely"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { type Clock, processingClock } from "../rules/processing-clock.ts"
import type { ApplicationState } from "../application-states.ts"

interface Running {
  id: string
  state: ApplicationState
  filedAt: Date | null
  decidedOn: CivilDate | null
  standardDays: number | null
}

/** Ended without a decision of the office: the days stand as they were. */
interface Stop {
  askedOn: string
  answeredOn?: string
}

/** The clock of each, from its arrival and its corrections. None for a call without a standard period. */
export async function clocksOf(work: Work, items: readonly Running[]): Promise<Map<string, Clock>> {
  const timed = items.filter((item) => item.standardDays !== null && item.filedAt !== null)
  if (timed.length === 0) return new Map()
  const { rows } = await sql<{ id: string; askedAt: Date; answeredAt: Date | null; endedOn: CivilDate | null }>`
    select a.id, c.asked_at as "askedAt", c.answered_at as "answeredAt", a.ended_on as "endedOn"
    from subsidy_application a left join subsidy_correction c on c.application_id = a.id and c.about = 'application'
    where a.id = any(${timed.map(({ id }) => id)}::uuid[]) order by c.asked_at`.execute(work.db)
  const today = civilDateOf(work.now)
  const clocks = new Map<string, Clock>()
  for (const item of timed) {
    const own = rows.filter(({ id }) => id === item.id)
    const stops: Stop[] = own
      .filter(({ askedAt }) => askedAt !== null)
      .map(({ askedAt, answeredAt }) => ({ askedOn: civilDateOf(askedAt), ...(answeredAt ? { answeredOn: civilDateOf(answeredAt) } : {}) }))
    const endedOn = item.decidedOn ?? own[0]?.endedOn ?? undefined
    const clock = clockOf({ arrivedOn: civilDateOf(item.filedAt!), stops, ...(endedOn ? { decidedOn: endedOn } : {}) }, item.standardDays!, today)
    if (clock) clocks.set(item.id, clock)
  }
  return clocks
}

/** One record whose days contradict each other, as only an import writes it, has no clock; the list around it stands. */
function clockOf(...given: Parameters<typeof processingClock>): Clock | undefined {
  try {
    return processingClock(...given)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
