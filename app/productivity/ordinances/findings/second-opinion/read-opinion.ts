import type { Work } from "../../../../kernel/database/index.ts"
import type { Opinion } from "./opinion.ts"

export interface OpinionRow {
  model: string
  opinion: Opinion
  textSha256: string
  askedByName: string
  askedAt: Date
}

export async function findOpinion(work: Work, findingId: string): Promise<OpinionRow | undefined> {
  return work.db
    .selectFrom("analog_second_opinion")
    .select(["model", "opinion", "text_sha256 as textSha256", "asked_by_name as askedByName", "asked_at as askedAt"])
    .where("finding_id", "=", findingId)
    .executeTakeFirst()
}
