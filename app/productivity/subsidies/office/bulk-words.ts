/** What can be done to several applications at once, each in its own right. */
export const bulkWords = {
  assign: "担当者を決める",
  "accept-form": "形式審査を終える",
  notify: "交付決定を通知する",
} as const
export type BulkAct = keyof typeof bulkWords
