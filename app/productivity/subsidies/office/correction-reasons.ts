/** 不備の理由の区分: why a field cannot stand as it is. Asked by code, so that they can be counted. */
export const correctionReasons = {
  missing: "記入・添付がない",
  unreadable: "読めない・開けない",
  "does-not-match": "ほかの項目や書類と合わない",
  "does-not-add-up": "計算が合わない",
  "not-eligible-cost": "対象にならない経費が含まれる",
  "too-vague": "具体的でない（一式・等）",
  "out-of-date": "古い・有効期限が切れている",
  "wrong-paper": "別の書類が添付されている",
  other: "そのほか",
} as const
export type CorrectionReason = keyof typeof correctionReasons
export const reasonCodes = Object.keys(correctionReasons) as [CorrectionReason, ...CorrectionReason[]]

/** By any code that was ever written. */
export const defectWords: Readonly<Record<string, string>> = correctionReasons
