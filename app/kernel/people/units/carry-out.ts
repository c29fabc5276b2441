import { sql } from "kysely"
import { civilDateOf, type CivilDate, type Work } from "../../database/index.ts"
import { defineJob, enqueue } from "../../jobs/index.ts"
import { defineNotice, tell } from "../../notices/index.ts"
import { announceChange } from "../announce-change.ts"
import { record } from "../trace.ts"
import { listHoldings } from "./holdings.ts"
import { workersOf } from "./unit-tree.ts"

/** What went from one unit to another when it was closed. */
export interface HandedOver {
  from: string
  to: string
  fromName: string
  toName: string
  what: string
  count: number
}

interface Received {
  people: readonly string[]
  fromName: string
  toName: string
  items: readonly HandedOver[]
}

const workReceived = defineNotice<Received>({
  name: "people.work-received",
  title: "組織改正で、ほかの所属の仕事を引き継いだとき",
  to: (_, { people }) => people,
  subject: ({ fromName, toName }) => `${fromName}の仕事を${toName}が引き継ぎました`,
  body: ({ items }) => items.map(({ what, count }) => `${what} ${count}件`).join("、"),
  link: () => "/desk",
})

export const carryOutJob = defineJob<Record<string, never>>({
  name: "people.carry-out-reorganisation",
  title: "組織改正の日に、処理中の仕事を引継先へ移す",
  run: async (work) => void (await carryOutReorganisations(work)),
})

/** Queued with the reorganisation itself, for the first minute of its day: a house that was off then does it when it is on again. */
export async function carryOutOn(work: Work, on: CivilDate): Promise<void> {
  await enqueue(work, carryOutJob, {}, { runAt: new Date(`${on}T00:00:00+09:00`), key: `people.carry-out-reorganisation ${on}` })
}

/**
 * Gives what closed units still had in hand to whoever takes over, for every reorganisation whose day has come. Several
 * take over: the first gets it, as it gets the posts. @returns how many reorganisations were carried out.
 */
export async function carryOutReorganisations(work: Work): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('people.reorganise'))`.execute(work.db)
  const due = await work.db
    .selectFrom("reorganisation")
    .select(["id", "on_date as on", "reason"])
    .where("on_date", "<=", civilDateOf(work.now))
    .where("carried_out_at", "is", null)
    .where("cancelled_at", "is", null)
    .orderBy("on_date")
    .orderBy("decided_at")
    .execute()
  for (const { id, on, reason } of due) {
    const handed = await handOverAll(work, id, on, reason)
    await work.db.updateTable("reorganisation").set({ carried_out_at: work.now, handed_over: JSON.stringify(handed) }).where("id", "=", id).execute()
    await record(work, { action: "people.reorganisation-carried-out", subject: { kind: "reorganisation", id }, detail: { on, handed } })
  }
  if (due.length > 0) await announceChange(work)
  return due.length
}

async function handOverAll(work: Work, id: string, on: CivilDate, reason: string): Promise<HandedOver[]> {
  const all: HandedOver[] = []
  for (const pair of await successionsOf(work, id)) {
    const items: HandedOver[] = []
    for (const holding of listHoldings()) {
      const count = await holding.handOver(work, { from: pair.from, to: pair.to, on, reason })
      if (count > 0) items.push({ ...pair, what: holding.what, count })
    }
    if (items.length > 0) {
      const people = (await workersOf(work.db, pair.to, civilDateOf(work.now))).map(({ personId }) => personId)
      await tell(work, workReceived, { people: [...new Set(people)], fromName: pair.fromName, toName: pair.toName, items })
    }
    all.push(...items)
  }
  return all
}

/** Closed units in the order in which they were typed, each with the first who takes over. */
async function successionsOf(work: Work, reorganisationId: string): Promise<{ from: string; to: string; fromName: string; toName: string }[]> {
  const { rows } = await sql<{ from: string; to: string; fromName: string; toName: string }>`select gone.id as "from", heir.id as "to",
      (select name from unit_period where unit_id = gone.id and valid_from < r.on_date order by valid_from desc limit 1) as "fromName",
      (select name from unit_period where unit_id = heir.id and valid_from <= r.on_date order by valid_from desc limit 1) as "toName"
    from reorganisation r cross join jsonb_array_elements(r.changes) with ordinality c(change, n)
    join unit gone on gone.code = c.change->>'code' join unit heir on heir.code = c.change->'to'->>0
    where r.id = ${reorganisationId}::uuid and c.change->>'kind' = 'close' order by c.n`.execute(work.db)
  return rows
}
