import { addDays } from "../../../../kernel/cases/civil-dates.ts"
import type { CivilDate } from "../../../../kernel/database/index.ts"
import { type Refusal, refusal } from "../../../../kernel/http/refusal.ts"
import { wareki } from "../../../../kernel/ui/formats.ts"
import type { OrdinanceKind } from "../../structure/provision.ts"
import type { Effect } from "../bill.ts"

export interface Promulgation {
  kind: OrdinanceKind
  resolvedOn: CivilDate | undefined
  promulgatedOn: CivilDate
  effect: Effect
  effectiveOn: CivilDate | null
  today: CivilDate
}

/** 条例 are resolved by the assembly first (地方自治法96条1項1号), and promulgated within 20 days of being sent (16条2項). */
export function promulgationIsNotPossible({ kind, resolvedOn, promulgatedOn, effect, effectiveOn, today }: Promulgation): Refusal | undefined {
  const no = (code: string, message: string, field: string) => refusal("invalid", `ordinances.${code}`, message, { field })
  if (promulgatedOn > today) return no("promulgated-later", "公布の日には、今日までの日を入力してください。公布してから記録します。", "promulgatedOn")
  if (kind === "条例" && !resolvedOn) return no("not-resolved", "条例の公布には、議会の議決の日を入力してください（地方自治法96条1項1号）。", "resolvedOn")
  if (resolvedOn && resolvedOn > promulgatedOn) return no("resolved-later", "議決の日が公布の日より後になっています。", "resolvedOn")
  if (effect === "on-date" && effectiveOn && effectiveOn < promulgatedOn) {
    return no("effect-before-promulgation", `施行の日（${wareki(effectiveOn)}）が公布の日より前です。改正案の施行期日と公布の日を確かめてください。`, "promulgatedOn")
  }
  return undefined
}

/** The last day to promulgate a resolved 条例: 3 days to send it (16条1項) and 20 from then (16条2項). The day of sending is not recorded: the latest it can be is taken. */
export function promulgateBy(resolvedOn: CivilDate): CivilDate {
  return addDays(resolvedOn, 23)
}
