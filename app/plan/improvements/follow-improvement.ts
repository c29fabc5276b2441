import { follow, isFollowing, unfollow } from "../../desk/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { getImprovement } from "./get-improvement.ts"
import { paths } from "./paths.ts"

const KIND = "improvement"

export async function followImprovement(work: Work, id: string, wanted: boolean): Promise<void> {
  const it = await getImprovement(work, id)
  if (wanted) await follow(work, { kind: KIND, id: it.id, title: `業務改善提案「${it.title}」`, link: paths.one(it.id) })
  else await unfollow(work, { kind: KIND, id: it.id })
}

export function isFollowed(work: Work, id: string): Promise<boolean> {
  return isFollowing(work, { kind: KIND, id })
}
