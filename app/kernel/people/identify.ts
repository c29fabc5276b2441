import { CompiledQuery } from "kysely"
import { type Actor, type Grant, visitor } from "../access/actor.ts"
import { civilDateOf, type Db } from "../database/index.ts"
import { hashOf } from "./secrets.ts"
import { SEEN_EVERY_MINUTES, sessionEnd } from "./sessions/session-limits.ts"
import { PART_LEVELS } from "./units/part-levels.ts"

/** Posts of this rank and above lead their unit (40 課長). */
export const HEAD_RANK = 40

// valid_from <= today < valid_until, the way every dated row is read.
const holds = (alias: string) => `${alias}.valid_from <= $3::date and (${alias}.valid_until is null or ${alias}.valid_until > $3::date)`

/** Units gone by today whose work goes on in this one: what they left is this one's. */
const takenOver = (unit: string) => `select gone.from_unit_id from unit_succession gone where gone.to_unit_id = ${unit} and gone.on_date <= $3::date`

/**
 * The person's posts, roles and the units these cover today, with those whose work they took over. `who` gives one row: person_id and what else is wanted.
 * The head of a unit is whoever holds its highest post of rank 40 or above, main or concurrent.
 */
function withGrants(who: string, columns: string): string {
  return `with recursive who as materialized (${who}),
  post as materialized (
    select sp.unit_id, sp.title, sp.rank, sp.main from staff_post sp join who on sp.person_id = who.person_id where ${holds("sp")}
  ), held as materialized (
    select g.role, g.unit_id from role_grant g join who on g.person_id = who.person_id where g.revoked_at is null and ${holds("g")}
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
  select ${columns}, p.id, p.name, p.kind, mine.unit_id as "unitId", mine.title as "postTitle",
    (select up.name from unit_period up where up.unit_id = mine.unit_id and ${holds("up")} limit 1) as "unitName",
    (select json_agg(unit_id order by step) from (select unit_id, min(step) as step from own group by unit_id) own) as "unitIds",
    (select cm.company_id from company_member cm where cm.company_id = who.company_id and cm.person_id = p.id and ${holds("cm")} limit 1) as "companyId",
    (select json_agg(json_build_object('role', held.role, 'unitIds', case when held.unit_id is null then '"all"'::json
      else (select json_agg(distinct covered.unit_id) from covered where covered.root = held.unit_id) end)) from held) as grants
  from who join person p on p.id = who.person_id and p.status = 'active'
  left join lateral (select unit_id, title from post where main order by rank limit 1) mine on true`
}

const BY_SESSION = withGrants(
  `select s.id as session_id, s.person_id, s.company_id, s.created_at, s.last_seen_at
   from session s where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2::timestamptz`,
  `who.session_id as "sessionId", who.created_at as "startedAt", who.last_seen_at as "seenAt"`,
)

const BY_API_TOKEN = withGrants(
  `select t.id as session_id, t.person_id, null::uuid as company_id, t.scopes, t.last_used_at
   from api_token t where t.token_hash = $1 and t.revoked_at is null and t.expires_at > $2::timestamptz`,
  `who.session_id as "sessionId", who.scopes, who.last_used_at as "usedAt"`,
)

// Type of $2 is named above; a person asked for by id has neither token nor clock.
const BY_PERSON = withGrants(
  `select $1::uuid as person_id, null::uuid as company_id, null::uuid as session_id where $2::timestamptz is not null`,
  `null as "sessionId"`,
)

interface Row {
  sessionId: string
  id: string
  name: string
  kind: "staff" | "applicant"
  unitId: string | null
  unitName: string | null
  unitIds: string[] | null
  postTitle: string | null
  companyId: string | null
  grants: Grant[] | null
}

/**
 * Who holds this session cookie: one statement, asked on every request. A visitor when the session is unknown, over
 * or revoked, the person has left, or a member of staff has no main post today.
 */
export async function identify(db: Db, token: string | undefined, now: Date): Promise<Actor> {
  if (!token || token.length > 100) return visitor
  const { rows } = await db.executeQuery<Row & { startedAt: Date; seenAt: Date }>(
    CompiledQuery.raw(BY_SESSION, [hashOf(token), now, civilDateOf(now)]),
  )
  const row = rows[0]
  if (!row) return visitor
  const actor = actorOf(row)
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
    CompiledQuery.raw(BY_API_TOKEN, [hashOf(token), now, civilDateOf(now)]),
  )
  const row = rows[0]
  if (!row) return undefined
  const actor = actorOf(row)
  if (actor.kind === "visitor") return undefined
  if (!row.usedAt || now.getTime() - row.usedAt.getTime() > SEEN_EVERY_MINUTES * 60_000) {
    await db.updateTable("api_token").set({ last_used_at: now }).where("id", "=", row.sessionId).execute()
  }
  return { actor, scopes: row.scopes }
}

/** A person as they would be if they signed in now: for jobs that act for somebody, and for the command line. */
export async function actorOfPerson(db: Db, personId: string, now: Date): Promise<Actor> {
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(BY_PERSON, [personId, now, civilDateOf(now)]))
  return rows[0] ? actorOf({ ...rows[0], sessionId: "" }) : visitor
}

/** Whose session this was, even when it is over: what they had typed goes back to them and to nobody else. */
export async function expiredSessionPerson(db: Db, token: string): Promise<string | undefined> {
  if (token.length > 100) return undefined
  const row = await db.selectFrom("session").select("person_id").where("token_hash", "=", hashOf(token)).executeTakeFirst()
  return row?.person_id
}

function actorOf(row: Row): Actor {
  const { id, name, sessionId } = row
  if (row.kind === "applicant") {
    return { kind: "applicant", id, name, sessionId, grants: [], ...(row.companyId ? { companyId: row.companyId } : {}) }
  }
  if (!row.unitId || !row.unitName) return visitor
  return { kind: "staff", id, name, sessionId, unitId: row.unitId, unitIds: row.unitIds ?? [row.unitId], unitName: row.unitName, postTitle: row.postTitle ?? "", grants: row.grants ?? [] }
}
