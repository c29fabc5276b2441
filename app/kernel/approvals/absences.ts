import { may, personOf } from "../access/index.ts"
import { record } from "../audit/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../database/index.ts"
import { notFound, refusal } from "../http/refusal.ts"

export interface Absence {
  id: string
  personId: string
  personName: string
  fromOn: CivilDate
  untilOn: CivilDate
  reason: string
  declaredBy: string | null
  endedAt: Date | null
}

export interface AbsenceInput {
  /** Without it: one's own. */
  personId?: string | undefined
  fromOn: CivilDate
  untilOn: CivilDate
  reason: string
}

/** While somebody is away, the next in line acts for them (代決). Heads declare it for people of their units too. */
export async function declareAbsence(work: Work, input: AbsenceInput): Promise<string> {
  const self = personOf(work.actor)
  const personId = input.personId ?? self
  if (!personId) throw refusal("forbidden", "approvals.absence-of-staff", "不在を届け出るのは職員だけです。")
  const today = civilDateOf(work.now)
  if (personId !== self) await mustBeTheirHead(work, personId, today)
  if (input.untilOn < input.fromOn) {
    throw refusal("invalid", "approvals.absence-days", "不在の終わりの日は、始まりの日以降にしてください。", { field: "untilOn" })
  }
  if (input.untilOn < today) {
    throw refusal("invalid", "approvals.absence-is-over", "不在の終わりの日は、きょう以降にしてください。", { field: "untilOn" })
  }
  const { id } = await work.db
    .insertInto("approval_absence")
    .values({ person_id: personId, from_on: input.fromOn, until_on: input.untilOn, reason: input.reason, declared_by: self ?? null })
    .returning("id")
    .executeTakeFirstOrThrow()
  await record(work, {
    action: "approvals.absence-declared",
    subject: { kind: "person", id: personId },
    detail: { from: input.fromOn, until: input.untilOn, reason: input.reason },
  })
  return id
}

export async function endAbsence(work: Work, id: string): Promise<void> {
  const row = await work.db.selectFrom("approval_absence").select(["person_id as personId", "ended_at as endedAt"]).where("id", "=", id).forUpdate().executeTakeFirst()
  if (!row) throw notFound("不在の届出")
  if (row.personId !== personOf(work.actor)) await mustBeTheirHead(work, row.personId, civilDateOf(work.now))
  if (row.endedAt) return
  await work.db.updateTable("approval_absence").set({ ended_at: work.now }).where("id", "=", id).execute()
  await record(work, { action: "approvals.absence-ended", subject: { kind: "person", id: row.personId } })
}

async function mustBeTheirHead(work: Work, personId: string, today: CivilDate): Promise<void> {
  const posts = await work.db
    .selectFrom("staff_post")
    .select("unit_id as unitId")
    .where("person_id", "=", personId)
    .where("valid_from", "<=", today)
    .where((e) => e.or([e("valid_until", "is", null), e("valid_until", ">", today)]))
    .execute()
  if (posts.some((post) => may(work.actor, "approvals.declare-for-others", post))) return
  throw refusal("forbidden", "approvals.absence-of-others", "ほかの人の不在を届け出られるのは、その所属長だけです。")
}

/** Current and coming ones: one's own, and those of the units one leads. */
export async function listAbsences(work: Work, unitIds: readonly string[]): Promise<Absence[]> {
  const today = civilDateOf(work.now)
  return work.db
    .selectFrom("approval_absence as a")
    .innerJoin("person as p", "p.id", "a.person_id")
    .select([
      "a.id",
      "a.person_id as personId",
      "p.name as personName",
      "a.from_on as fromOn",
      "a.until_on as untilOn",
      "a.reason",
      "a.declared_by as declaredBy",
      "a.ended_at as endedAt",
    ])
    .where("a.until_on", ">=", today)
    .where("a.ended_at", "is", null)
    .where((e) =>
      e.or([
        e("a.person_id", "=", personOf(work.actor) ?? null),
        ...(unitIds.length > 0
          ? [
              e.exists(
                e
                  .selectFrom("staff_post as sp")
                  .select("sp.id")
                  .whereRef("sp.person_id", "=", "a.person_id")
                  .where("sp.unit_id", "in", unitIds)
                  .where("sp.valid_from", "<=", today)
                  .where((w) => w.or([w("sp.valid_until", "is", null), w("sp.valid_until", ">", today)])),
              ),
            ]
          : []),
      ]),
    )
    .orderBy("a.from_on")
    .execute()
}
