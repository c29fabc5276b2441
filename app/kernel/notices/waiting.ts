import type { DeskItem } from "../../module.ts"
import type { Work } from "../database/index.ts"
import { listInbox } from "./inbox.ts"
import { paths } from "./paths.ts"

/** The person's newest unread notices, for the desk. */
export async function waitingNotices(work: Work, limit = 5): Promise<DeskItem[]> {
  if (work.actor.kind !== "staff" && work.actor.kind !== "applicant") return []
  const { items } = await listInbox(work, { unread: true, limit })
  return items.map((item) => ({ kind: "お知らせ", title: item.subject, link: paths.open(item.id), since: item.toldAt, state: "未読" }))
}
