import { CompiledQuery } from "kysely"
import { type Actor, type Grant, visitor } from "../access/actor.ts"
import { civilDateOf, type Db } from "../database/index.ts"
import { hashOf } from "./secrets.ts"
import { SEEN_EVERY_MINUTES, sessionEnd } from "./sessions/session-limits.ts"
import { PART_LEVELS } from "./units/part-levels.ts"

/** Posts of this rank and above lead their unit (40 課長). */
export const HEAD_RANK = 40

// valid_from <= today < valid_until, the way every dated row is read.
const holdsOn = (today: string) => (alias: string) => `${alias}.valid_from <= ${today}::date and (${alias}.valid_until is null or ${alias}.valid_until > ${today}::date)`
const holds = holdsOn("$2")

/** Units gone by today whose work goes on in this one: what they left is this one's. */
const takenOver = (unit: string) => `select gone.from_unit_id from unit_succession gone where gone.to_unit_id = ${unit} and gone.on_date <= $2::date`

const PERSON = `p.id, p.name, p.kind`

const BY_SESSION = `select s.id as "sessionId", s.created_at as "startedAt", s.last_seen_at as "seenAt", ${PERSON},
    (select cm.company_id from company_member cm where cm.company_id = s.company_id and cm.person_id = p.id and ${holdsOn("$3")("cm")} limit 1) as "companyId"
  from session s join person p on p.id = s.person_id and p.status = 'active'
  where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2::timestamptz`

const BY_API_TOKEN = `select t.id as "sessionId", t.scopes, t.last_used_at as "usedAt", ${PERSON}
  from api_token t join person p on p.id = t.person_id and p.status = 'active'
  where t.token_hash = $1 and t.revoked_at is null and t.expires_at > $2::timestamptz`

const BY_ID = `select ${PERSON} from person p where p.id = $1::uuid and p.status = 'active'`

/**
 * The posts and roles of a member of staff and the units these cover today, with those whose work they took over: of person $1 on day $2.
 * The head of a unit is whoever holds its highest post of rank 40 or above, main or concurrent.
 */
const STAFF = `with recursive post as materialized (
    select sp.unit_id, sp.title, sp.rank, sp.main from staff_post sp where sp.person_id = $1::uuid and ${holds("sp")}
  ), held as materialized (
    select g.role, g.unit_id from role_grant g where g.person_id = $1::uuid and g.revoked_at is null and ${holds("g")}
    union
    select 'head', post.unit_id from post where post.rank <= ${HEAD_RANK} and not exists (
      select 1 from staff_post above where above.unit_id = post.unit_id and above.rank < post.rank and ${holds("above")})
  ), covered as (
    select unit_id as root, unit_id from held where unit_id is not null
    union
    select covered.root, next.unit_id from covered cross join lateral (
      select below.unit_id from unit_period below where below.parent_id = covered.unit_id and ${holds("below")}
      union all ${takenOver("covered.unit_id")}) next
  ), own(unit_id, level, step) as (
    select up.unit_id, up.level, 0 from post join unit_period up on up.unit_id = post.unit_id and post.main and ${holds("up")}
      where post.rank = (select min(rank) from post where main)
    union
    select next.unit_id, next.level, own.step + next.further from own cross join lateral (
      select above.unit_id, above.level, 1 as further from unit_period up join unit_period above on above.unit_id = up.parent_id and ${holds("above")}
        where up.unit_id = own.unit_id and ${holds("up")} and own.step < 5 and own.level in (${PART_LEVELS.map((level) => `'${level}'`).join(", ")})
      union all select gone.unit_id, '', 100 from (${takenOver("own.unit_id")}) gone(unit_id) where own.step < 1000) next
  )
  select mine.unit_id as "unitId", mine.title as "postTitle",
    (select up.name from unit_period up where up.unit_id = mine.unit_id and ${holds("up")} limit 1) as "unitName",
    (select json_agg(unit_id order by step) from (select unit_id, min(step) as step from own group by unit_id) own) as "unitIds",
    (select json_agg(json_build_object('role', held.role, 'unitIds', case when held.unit_id is null then '"all"'::json
      else (select json_agg(distinct covered.unit_id) from covered where covered.root = held.unit_id) end)) from held) as grants
  from (select unit_id, title from post where main order by rank limit 1) mine`

interface Row {
  sessionId: string
  id: string
  name: string
  kind: "staff" | "applicant"
  companyId?: string | null
}

interface StaffRow {
  unitId: string
  unitName: string | null
  unitIds: string[] | null
  postTitle: string | null
  grants: Grant[] | null
}

/**
 * Who holds this session cookie: one statement, and for staff one more. A visitor when the session is unknown, over
 * or revoked, the person has left, or a member of staff has no main post today.
 */
export async function identify(db: Db, token: string | undefined, now: Date): Promise<Actor> {
  if (!token || token.length > 100) return visitor
  const { rows } = await db.executeQuery<Row & { startedAt: Date; seenAt: Date }>(
    CompiledQuery.raw(BY_SESSION, [hashOf(token), now, civilDateOf(now)]),
  )
  const row = rows[0]
  if (!row) return visitor
  const actor = await actorOf(db, row, now)
  if (actor.kind !== "visitor" && now.getTime() - row.seenAt.getTime() > SEEN_EVERY_MINUTES * 60_000) {
    await db
      .updateTable("session")
      .set({ last_seen_at: now, expires_at: sessionEnd(row.kind, row.startedAt, now) })
      .where("id", "=", row.sessionId)
      .where("revoked_at", "is", null)
      .execute()
  }
  return actor
}

/** Who holds this API token, and what it may be used for. Reads and writes as its owner could today. */
export async function identifyToken(db: Db, token: string, now: Date): Promise<{ actor: Actor; scopes: string[] } | undefined> {
  if (token.length > 100) return undefined
  const { rows } = await db.executeQuery<Row & { scopes: string[]; usedAt: Date | null }>(
    CompiledQuery.raw(BY_API_TOKEN, [hashOf(token), now]),
  )
  const row = rows[0]
  if (!row) return undefined
  const actor = await actorOf(db, row, now)
  if (actor.kind === "visitor") return undefined
  if (!row.usedAt || now.getTime() - row.usedAt.getTime() > SEEN_EVERY_MINUTES * 60_000) {
    await db.updateTable("api_token").set({ last_used_at: now }).where("id", "=", row.sessionId).execute()
  }
  return { actor, scopes: row.scopes }
}

/** A person as they would be if they signed in now: for jobs that act for somebody, and for the command line. */
export async function actorOfPerson(db: Db, personId: string, now: Date): Promise<Actor> {
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(BY_ID, [personId]))
  return rows[0] ? actorOf(db, { ...rows[0], sessionId: "" }, now) : visitor
}

/** Whose session this was, even when it is over: what they had typed goes back to them and to nobody else. */
export async function expiredSessionPerson(db: Db, token: string): Promise<string | undefined> {
  if (token.length > 100) return undefined
  const row = await db.selectFrom("session").select("person_id").where("token_hash", "=", hashOf(token)).executeTakeFirst()
  return row?.person_id
}

async function actorOf(db: Db, row: Row, now: Date): Promise<Actor> {
  const { id, name, sessionId } = row
  if (row.kind === "applicant") {
    return { kind: "applicant", id, name, sessionId, grants: [], ...(row.companyId ? { companyId: row.companyId } : {}) }
  }
  const { rows } = await db.executeQuery<StaffRow>(CompiledQuery.raw(STAFF, [id, civilDateOf(now)]))
  const staff = rows[0]
  if (!staff?.unitName) return visitor
  const { unitId, unitName } = staff
  return { kind: "staff", id, name, sessionId, unitId, unitIds: staff.unitIds ?? [unitId], unitName, postTitle: staff.postTitle ?? "", grants: staff.grants ?? [] }
}
