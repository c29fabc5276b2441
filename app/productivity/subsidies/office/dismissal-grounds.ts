import type { DismissalGround } from "../rules/dismissal-is-premature.ts"

export const dismissalGrounds: Readonly<Record<DismissalGround, string>> = {
  "correction-not-answered": "期限までに補正がなかった",
  "not-eligible": "申請できる要件を満たさない",
  "filed-twice": "同じ内容の申請が重なっている",
  "filed-too-late": "受付の期間の後に届いた",
}
export const groundCodes = Object.keys(dismissalGrounds) as [DismissalGround, ...DismissalGround[]]
