import { mustBeAllowed } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import type { CivilDate, Work } from "../../../kernel/database/index.ts"
import { notFound, refuseIf, refusal } from "../../../kernel/http/index.ts"
import type { Provision } from "../structure/provision.ts"
import { contentHashOf } from "./content-hash.ts"
import { getOrdinance } from "./read-ordinance.ts"
import { textIsUnusable } from "./rules/text-is-unusable.ts"
import { writeVersion } from "./write-version.ts"

export interface AddedVersion {
  provisions: readonly Provision[]
  effectiveOn: CivilDate | null
  /** The amending text, e.g. 令和8年条例第5号. */
  madeBy: string
  /** The version the amendment was written on. */
  expectedVersionId: string
  /** Where the title itself was amended. */
  title?: string
}

/** What was promulgated becomes the version in force. @returns its id. */
export async function addVersion(work: Work, ordinanceId: string, added: AddedVersion): Promise<string> {
  mustBeAllowed(work.actor, "ordinances.manage")
  const { title, number, category, sourceUrl, promulgatedOn } = await getOrdinance(work, ordinanceId)
  const locked = await work.db
    .selectFrom("ordinance as o")
    .innerJoin("ordinance_version as v", "v.id", "o.current_version_id")
    .select(["v.id", "v.number", "v.content_sha256"])
    .where("o.id", "=", ordinanceId)
    .forUpdate("o")
    .executeTakeFirst()
  if (!locked) throw notFound("例規")
  if (locked.id !== added.expectedVersionId) {
    throw refusal("conflict", "ordinances.other-version", `「${title}」は、この改正案をつくったあとに第${locked.number}版に変わりました。いまの版を確かめてください。`)
  }
  const named = added.title ?? title
  refuseIf(textIsUnusable({ title: named, number, category, sourceUrl, provisions: added.provisions, kind: "その他", promulgatedOn: undefined, lawId: undefined, remarks: [] }))
  const sha256 = contentHashOf(added.provisions)
  if (sha256 === locked.content_sha256 && named === title) throw refusal("invalid", "ordinances.same-version", "いまの版と同じ内容です。")
  if (named !== title) await work.db.updateTable("ordinance").set({ title: named }).where("id", "=", ordinanceId).execute()
  const versionId = await writeVersion(work, { id: ordinanceId, title: named, promulgatedOn }, { number: locked.number + 1, provisions: added.provisions, sha256, effectiveOn: added.effectiveOn, madeBy: added.madeBy })
  await record(work, {
    action: "ordinances.version-added",
    subject: { kind: "ordinance", id: ordinanceId },
    detail: { number: locked.number + 1, madeBy: added.madeBy, effectiveOn: added.effectiveOn, sha256, ...(named === title ? {} : { title: named }) },
  })
  return versionId
}
