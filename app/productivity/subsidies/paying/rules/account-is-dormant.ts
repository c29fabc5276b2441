import { type Dated, settingOn } from "../../rules/dated-setting.ts"

/**
 * An account that nothing was paid into for so many years is confirmed again before the next payment (福島県: dormant
 * entries are re-confirmed [V]; how many years is the prefecture's own [M], hence a dated setting).
 */
export const dormantAfterYears: readonly Dated<number>[] = [{ from: "2020-04-01", value: 5, source: "県の会計規則で定める年数（要確認）" }]

/** True from the day so many years after the last payment or the last comparison with the passbook, whichever is later. */
export function accountIsDormant(account: { confirmedOn: string; lastPaidOn?: string | null }, today: string, settings: readonly Dated<number>[] = dormantAfterYears): boolean {
  const used = account.lastPaidOn && account.lastPaidOn > account.confirmedOn ? account.lastPaidOn : account.confirmedOn
  const years = settingOn(settings, today)
  // 29 February compares as the day after 28 February in a year without one.
  return today >= `${String(Number(used.slice(0, 4)) + years).padStart(4, "0")}${used.slice(4)}`
}
