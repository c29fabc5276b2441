import { sql } from "kysely"
import { findRole, grantableRoles, mustBeAllowed, personOf, roleTitle } from "../../access/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../database/index.ts"
import { notFound, refusal, refuseIf } from "../../http/refusal.ts"
import { announceChange } from "../announce-change.ts"
import { record } from "../trace.ts"
import { findUnit } from "../units/unit-tree.ts"
import { getPerson } from "./find-people.ts"

export interface HeldRole {
  id: string
  personId: string
  personName: string
  role: string
  unitId: string | null
  unitName: string | null
  validFrom: CivilDate
  validUntil: CivilDate | null
  reason: string
  grantedBy: string | null
  revokedAt: Date | null
  revokeReason: string
}

/** Grants of one person with those that are over, or all that hold now or later. */
export async function listGrants(work: Work, personId?: string): Promise<HeldRole[]> {
  mustBeAllowed(work.actor, "people.see-directory")
  const today = civilDateOf(work.now)
  const { rows } = await sql<HeldRole>`select g.id, g.person_id as "personId", p.name as "personName", g.role, g.unit_id as "unitId", g.valid_from as "validFrom",
      g.valid_until as "validUntil", g.reason, by.name as "grantedBy", g.revoked_at as "revokedAt", g.revoke_reason as "revokeReason",
      (select up.name from unit_period up where up.unit_id = g.unit_id order by (up.valid_from <= ${today}::date) desc, up.valid_from desc limit 1) as "unitName"
    from role_grant g join person p on p.id = g.person_id left join person by on by.id = g.granted_by
    where ${personId ? sql`g.person_id = ${personId}::uuid` : sql`g.revoked_at is null and p.status = 'active' and (g.valid_until is null or g.valid_until > ${today}::date)`}
    order by g.role, p.kana, g.valid_from desc limit 2000`.execute(work.db)
  return rows
}

export interface NewGrant {
  personId: string
  role: string
  unitId?: string | undefined
  from: CivilDate
  /** The last day on which it holds. */
  through?: CivilDate | undefined
  reason: string
}

export async function grantRole(work: Work, grant: NewGrant): Promise<string> {
  mustBeAllowed(work.actor, "people.grant")
  const person = await getPerson(work.db, grant.personId)
  refuseIf(grantIsWrong(work, grant, person.kind))
  if (grant.unitId && !(await findUnit(work.db, grant.unitId, grant.from))) {
    throw refusal("invalid", "people.grant-unit", "その所属は、開始日にありません。", { field: "unitId" })
  }
  const validUntil = grant.through ? dayAfter(grant.through) : null
  await sql`select pg_advisory_xact_lock(hashtext(${`people.grant ${grant.personId}`}))`.execute(work.db)
  const { rows } = await sql`select 1 from role_grant where person_id = ${grant.personId}::uuid and role = ${grant.role}
    and unit_id is not distinct from ${grant.unitId ?? null}::uuid and revoked_at is null
    and valid_from < coalesce(${validUntil}::date, 'infinity') and coalesce(valid_until, 'infinity') > ${grant.from}::date`.execute(work.db)
  if (rows.length > 0) throw refusal("conflict", "people.grant-known", "同じ役割が、重なる期間ですでに付与されています。", { field: "role" })
  const { id } = await work.db
    .insertInto("role_grant")
    .values({
      person_id: grant.personId,
      role: grant.role,
      unit_id: grant.unitId ?? null,
      valid_from: grant.from,
      valid_until: validUntil,
      granted_by: personOf(work.actor) ?? null,
      reason: grant.reason,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await announceChange(work)
  await record(work, {
    action: "people.role-granted",
    subject: { kind: "person", id: grant.personId },
    detail: { grant: id, role: grant.role, unitId: grant.unitId ?? null, from: grant.from, through: grant.through ?? null, reason: grant.reason },
  })
  return id
}

function grantIsWrong(work: Work, grant: NewGrant, kind: "staff" | "applicant") {
  const role = findRole(grant.role)
  if (!role || !grantableRoles().includes(role)) return refusal("invalid", "people.grant-role", "付与できる役割を選んでください。", { field: "role" })
  if (kind !== "staff") return refusal("invalid", "people.grant-applicant", "役割は職員にだけ付与できます。")
  // 職務の分離: an administrator who could take any role would hold them all.
  if (personOf(work.actor) === grant.personId) return refusal("forbidden", "people.grant-self", "自分に役割を付与することはできません。ほかのシステム管理者に頼んでください。")
  if (grant.unitId && !role.byUnit) return refusal("invalid", "people.grant-whole", `「${role.title}」は所属を限らずに付与する役割です。`, { field: "unitId" })
  if (!grant.unitId && role.byUnit) return refusal("invalid", "people.grant-unit", `「${role.title}」は所属を選んで付与する役割です。`, { field: "unitId" })
  if (grant.from < civilDateOf(work.now)) return refusal("invalid", "people.grant-past", "開始日はきょう以降にしてください。", { field: "from" })
  if (grant.through && grant.through < grant.from) return refusal("invalid", "people.grant-order", "終了日は開始日以後にしてください。", { field: "through" })
  return undefined
}

/** Takes a role away at once, and says why. @returns whose it was. */
export async function revokeGrant(work: Work, grantId: string, reason: string): Promise<string> {
  mustBeAllowed(work.actor, "people.grant")
  await sql`select pg_advisory_xact_lock(hashtext('people.revoke'))`.execute(work.db)
  const grant = await work.db.selectFrom("role_grant").selectAll().where("id", "=", grantId).forUpdate().executeTakeFirst()
  if (!grant) throw notFound("役割の付与")
  if (grant.revoked_at) throw refusal("conflict", "people.grant-over", "この役割は、すでに取り消されています。")
  if (grant.role === "administrator") {
    const today = civilDateOf(work.now)
    const { rows } = await sql`select 1 from role_grant g join person p on p.id = g.person_id and p.status = 'active'
      where g.role = 'administrator' and g.id <> ${grantId}::uuid and g.revoked_at is null
      and g.valid_from <= ${today}::date and (g.valid_until is null or g.valid_until > ${today}::date) limit 1`.execute(work.db)
    if (rows.length === 0) throw refusal("conflict", "people.last-administrator", "最後のシステム管理者の役割は取り消せません。先にほかの人に付与してください。")
  }
  await work.db
    .updateTable("role_grant")
    .set({ revoked_at: work.now, revoked_by: personOf(work.actor) ?? null, revoke_reason: reason })
    .where("id", "=", grantId)
    .execute()
  await announceChange(work)
  await record(work, {
    action: "people.role-revoked",
    subject: { kind: "person", id: grant.person_id },
    detail: { grant: grantId, role: grant.role, title: roleTitle(grant.role), reason },
  })
  return grant.person_id
}

export function dayAfter(date: CivilDate): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

export function dayBefore(date: CivilDate): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
