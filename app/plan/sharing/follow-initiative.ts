import type { Work } from "../../kernel/database/index.ts"
import { follow, isFollowing, unfollow } from "../../desk/index.ts"
import { getSheet, initiativeNumber } from "../editions/index.ts"
import { sharingPaths } from "./paths.ts"

const KIND = "initiative"

/** Puts an initiative on the person's desk. The link leads to it in whatever edition comes next. */
export async function followInitiative(work: Work, editionId: string, initiativeId: string): Promise<void> {
  const { sheet } = await getSheet(work, editionId, initiativeId)
  await follow(work, {
    kind: KIND,
    id: initiativeId,
    title: `${initiativeNumber(sheet)} ${sheet.title}`,
    link: sharingPaths.initiativeNow(initiativeId),
  })
}

export async function unfollowInitiative(work: Work, initiativeId: string): Promise<void> {
  await unfollow(work, { kind: KIND, id: initiativeId })
}

export async function followsInitiative(work: Work, initiativeId: string): Promise<boolean> {
  return isFollowing(work, { kind: KIND, id: initiativeId })
}
