import type { CivilDate } from "../../../kernel/database/index.ts"
import type { OrdinanceKind, Provision } from "../structure/provision.ts"

/** One text of the rulebook, as it stands today. */
export interface Ordinance {
  id: string
  /** 所管課; null: not assigned yet. */
  unitId: string | null
  title: string
  /** 例規番号 */
  number: string
  kind: OrdinanceKind
  national: boolean
  category: string
  promulgatedOn: CivilDate | null
  sourceUrl: string
  lawId: string | null
  repealedOn: CivilDate | null
  currentVersionId: string
  /** Of the row, for edits (If-Match). */
  version: number
  updatedAt: Date
}

export interface OrdinanceVersion {
  id: string
  ordinanceId: string
  /** 第N版 */
  number: number
  /** 施行日; null: from when is not known. */
  effectiveOn: CivilDate | null
  /** 「取込み」 or the amending text. */
  madeBy: string
  contentSha256: string
  createdBy: string | null
  createdAt: Date
}

/** A provision where it stands in a version. */
export interface PlacedProvision extends Provision {
  versionId: string
  position: number
}
