import { sql } from "kysely"
import { personOf } from "../access/actor.ts"
import { askTogether, civilDateOf, type CivilDate, type Db, question, type Work } from "../database/index.ts"
import { nextInLine } from "./rules/next-in-line.ts"

/** A post and who holds it on a day. */
export interface Holder {
  personId: string
  personName: string
  unitId: string
  unitName: string
  title: string
  rank: number
  /** Units up from where the line begins. */
  distance: number
}

const on = (alias: string, date: CivilDate) => {
  const a = sql.raw(alias)
  return sql`${a}.valid_from <= ${date}::date and (${a}.valid_until is null or ${a}.valid_until > ${date}::date)`
}

const holderColumns = (date: CivilDate) => sql`p.id as "personId", p.name as "personName", sp.unit_id as "unitId", sp.title, sp.rank,
  coalesce((select up.name from unit_period up where up.unit_id = sp.unit_id and ${on("up", date)} limit 1), '') as "unitName"`

/** Everybody with a post in the unit and in the units above it: the nearest unit first, from its lowest rank up. */
export async function lineOf(db: Db, unitId: string, date: CivilDate): Promise<Holder[]> {
  const { rows } = await sql<Holder>`with recursive above as (
      select ${unitId}::uuid as unit_id, 0 as distance
      union
      select up.parent_id, above.distance + 1 from above join unit_period up on up.unit_id = above.unit_id and ${on("up", date)}
        where up.parent_id is not null and above.distance < 20
    ) select ${holderColumns(date)}, above.distance
      from above join staff_post sp on sp.unit_id = above.unit_id and ${on("sp", date)}
      join person p on p.id = sp.person_id and p.status = 'active'
      order by above.distance, sp.rank desc, sp.main desc, p.staff_number`.execute(db)
  return rows
}

/** Who holds one of these posts today. */
export async function holdersOf(work: Work, posts: readonly { unitId: string; rank: number }[]): Promise<Holder[]> {
  if (posts.length === 0) return []
  const date = civilDateOf(work.now)
  const { rows } = await sql<Holder>`select ${holderColumns(date)}, 0 as distance
    from unnest(${posts.map((post) => post.unitId)}::uuid[], ${posts.map((post) => post.rank)}::int[]) as post (unit_id, rank)
    join staff_post sp on sp.unit_id = post.unit_id and sp.rank = post.rank and ${on("sp", date)}
    join person p on p.id = sp.person_id and p.status = 'active'`.execute(work.db)
  return rows
}

export interface Post {
  unitId: string
  rank: number
  title: string
  unitName: string
}

export interface ActingPost extends Post {
  /** Who is away. */
  forName: string
}

/** The posts a person holds today, and those they act for while their holders are away (代決). */
export interface OwnPosts {
  own: Post[]
  acting: ActingPost[]
}

export async function postsOf(work: Work): Promise<OwnPosts> {
  const personId = personOf(work.actor)
  if (work.actor.kind !== "staff" || !personId) return { own: [], acting: [] }
  const date = civilDateOf(work.now)
  const own = sql`select sp.unit_id as "unitId", sp.rank, sp.title,
      coalesce((select up.name from unit_period up where up.unit_id = sp.unit_id and ${on("up", date)} limit 1), '') as "unitName"
    from staff_post sp where sp.person_id = ${personId}::uuid and ${on("sp", date)}
    order by sp.main desc, sp.rank`
  const away = sql`select ${holderColumns(date)}, 0 as distance from staff_post sp
    join person p on p.id = sp.person_id and p.status = 'active'
    where ${on("sp", date)} and p.id in (select a.person_id from approval_absence a
      where a.ended_at is null and a.from_on <= ${date}::date and a.until_on >= ${date}::date)`
  const [held, absent] = await askTogether(work, [question<Post, Post>(own, (rows) => rows), question<Holder, Holder>(away, (rows) => rows)])
  return { own: held, acting: await actingPosts(work, personId, absent) }
}

async function actingPosts(work: Work, personId: string, away: readonly Holder[]): Promise<ActingPost[]> {
  if (away.length === 0) return []
  const date = civilDateOf(work.now)
  const awayIds = new Set(away.map((holder) => holder.personId))
  const units = [...new Set(away.map((holder) => holder.unitId))]
  // Everybody in those units, and the heads of the units directly below them, in the order of the organisation.
  const { rows: near } = await sql<Holder & { below: string | null; sort: number }>`select ${holderColumns(date)}, 0 as distance,
      null::uuid as below, 0 as sort
    from staff_post sp join person p on p.id = sp.person_id and p.status = 'active'
    where sp.unit_id = any(${units}::uuid[]) and ${on("sp", date)}
    union all
    select ${holderColumns(date)}, 1 as distance, child.parent_id as below, child.sort
    from unit_period child join staff_post sp on sp.unit_id = child.unit_id and sp.rank <= 40 and ${on("sp", date)}
    join person p on p.id = sp.person_id and p.status = 'active'
    where child.parent_id = any(${units}::uuid[]) and ${on("child", date)}`.execute(work.db)
  return away.flatMap((post) => {
    const inUnit = near.filter((holder) => holder.below === null && holder.unitId === post.unitId)
    const below = near.filter((holder) => holder.below === post.unitId).sort((a, b) => a.sort - b.sort || a.rank - b.rank)
    const mine = nextInLine(post, inUnit, below, awayIds).includes(personId)
    return mine ? [{ unitId: post.unitId, rank: post.rank, title: post.title, unitName: post.unitName, forName: post.personName }] : []
  })
}
