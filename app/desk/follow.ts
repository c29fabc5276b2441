import type { Work } from "../kernel/database/index.ts"
import { refusal } from "../kernel/http/index.ts"

export interface Followed {
  /** "improvement" */
  kind: string
  id: string
}

/** Puts something on the asking person's desk. The module has made sure that they may see it. */
export async function follow(work: Work, subject: Followed & { title: string; link: string }): Promise<void> {
  const { title, link } = subject
  await work.db
    .insertInto("desk_follow")
    .values({ person_id: mustBeStaff(work), kind: subject.kind, subject_id: subject.id, title, link, since: work.now })
    .onConflict((on) => on.columns(["person_id", "kind", "subject_id"]).doUpdateSet({ title, link }))
    .execute()
}

export async function unfollow(work: Work, subject: Followed): Promise<void> {
  await work.db
    .deleteFrom("desk_follow")
    .where("person_id", "=", mustBeStaff(work))
    .where("kind", "=", subject.kind)
    .where("subject_id", "=", subject.id)
    .execute()
}

/** Person ids, for notices. */
export async function followersOf(work: Pick<Work, "db">, subject: Followed): Promise<string[]> {
  const rows = await work.db
    .selectFrom("desk_follow")
    .select("person_id")
    .where("kind", "=", subject.kind)
    .where("subject_id", "=", subject.id)
    .execute()
  return rows.map((row) => row.person_id)
}

export async function isFollowing(work: Work, subject: Followed): Promise<boolean> {
  if (work.actor.kind !== "staff") return false
  const row = await work.db
    .selectFrom("desk_follow")
    .select("since")
    .where("person_id", "=", work.actor.id)
    .where("kind", "=", subject.kind)
    .where("subject_id", "=", subject.id)
    .executeTakeFirst()
  return row !== undefined
}

export interface FollowedItem extends Followed {
  title: string
  link: string
  since: Date
}

/** What the asking person follows, the latest first. */
export async function listFollowed(work: Work, limit = 50): Promise<FollowedItem[]> {
  return work.db
    .selectFrom("desk_follow")
    .select(["kind", "subject_id as id", "title", "link", "since"])
    .where("person_id", "=", mustBeStaff(work))
    .orderBy("since", "desc")
    .limit(limit)
    .execute()
}

function mustBeStaff(work: Work): string {
  if (work.actor.kind === "staff") return work.actor.id
  throw refusal("forbidden", "desk.staff-only", "机は職員だけのものです。")
}
