import type { DecisionKind } from "../applications/application.ts"

/**
 * What each decision says, in our own words. The prefecture's own 要綱 and forms go before them; articles are those of
 * 適正化法, which the prefecture's rule mirrors (see ../application-states.ts).
 */
interface PaperWords {
  /** Follows 「…日付けで申請のあった「…」については、」. */
  text: string
  /** What the amount is called; null where the decision has none. */
  amount: string | null
  /** What the reason is headed with. */
  reason: string
  conditions: string
  /** 教示: how it may be contested. */
  remedy: boolean
  /** The decision is about what was reported or done, not about the application itself. */
  about?: string
}

export const paperWords: Readonly<Record<DecisionKind, PaperWords>> = {
  award: { text: "次のとおり補助金を交付することに決定したので、通知します。", amount: "交付決定額", reason: "決定に当たって変更した点とその理由", conditions: "交付の条件", remedy: false },
  refusal: { text: "次の理由により補助金を交付しないことに決定したので、通知します。", amount: null, reason: "交付しない理由", conditions: "付記", remedy: true },
  dismissal: { text: "次の理由により申請を却下したので、通知します。", amount: null, reason: "却下の理由", conditions: "付記", remedy: true },
  change: { text: "次のとおり補助金の交付の決定を変更したので、通知します。", amount: "変更後の交付決定額", reason: "変更の理由", conditions: "変更後の交付の条件", remedy: false },
  "change-refusal": { text: "申請のあった変更は、次の理由により承認しないことに決定したので、通知します。", amount: null, reason: "承認しない理由", conditions: "付記", remedy: true },
  discontinuation: { text: "申請のあった補助事業の中止（廃止）を、次のとおり承認したので、通知します。", amount: null, reason: "承認の理由", conditions: "承認の条件", remedy: false },
  "discontinuation-refusal": { text: "申請のあった補助事業の中止（廃止）は、次の理由により承認しないことに決定したので、通知します。", amount: null, reason: "承認しない理由", conditions: "付記", remedy: true },
  settlement: { text: "提出のあった実績報告書を審査し、交付すべき補助金の額を次のとおり確定したので、通知します。", amount: "確定額", reason: "確定に当たって減額した点とその理由", conditions: "付記", remedy: false },
  cancellation: { text: "補助金の交付の決定を、次の理由により取り消したので、通知します。", amount: "取消し後の交付決定額", reason: "取消しの理由", conditions: "付記", remedy: true },
  "partial-cancellation": { text: "補助金の交付の決定の一部を、次の理由により取り消したので、通知します。", amount: "取消し後の交付決定額", reason: "取消しの理由", conditions: "付記", remedy: true },
  repayment: { text: "交付した補助金について、次のとおり返還を命じます。", amount: "返還を命じる額", reason: "返還を命じる理由", conditions: "返還の方法と付記", remedy: true },
  disposal: { text: "申請のあった財産の処分を、次のとおり承認したので、通知します。", amount: "納付を求める額", reason: "承認の理由", conditions: "承認の条件", remedy: false },
  "disposal-refusal": { text: "申請のあった財産の処分は、次の理由により承認しないことに決定したので、通知します。", amount: null, reason: "承認しない理由", conditions: "付記", remedy: true },
  "performance-order": { text: "補助事業を、交付の決定の内容及び条件に従って遂行するよう命じます。", amount: null, reason: "命じる理由", conditions: "付記", remedy: true },
  "correction-order": { text: "提出のあった実績報告書を審査した結果、次のとおり是正のための措置をとるよう命じます。", amount: null, reason: "命じる理由", conditions: "とるべき措置", remedy: true },
  stop: { text: "補助事業の遂行の一時停止を、次のとおり命じます。", amount: null, reason: "命じる理由", conditions: "付記", remedy: true },
  instruction: { text: "報告のあった事項について、次のとおり指示します。", amount: null, reason: "指示の内容と理由", conditions: "指示", remedy: false },
}

/**
 * Time limits of 行政不服審査法18条 and 行政事件訴訟法14条. Whether a decision under a 要綱 can be contested this way differs by
 * decision and prefecture [M]: the section's legal check comes before its use.
 */
export function remedyText(prefecture: string): string[] {
  return [
    `この決定に不服がある場合は、この決定があったことを知った日の翌日から起算して3か月以内に、${prefecture}知事に対して審査請求をすることができます。この期間内であっても、決定の日の翌日から起算して1年を経過すると、審査請求をすることができなくなります。`,
    `この決定の取消しを求める訴えは、この決定があったことを知った日の翌日から起算して6か月以内に、${prefecture}を被告として（訴訟において代表する者は${prefecture}知事です）提起することができます。この期間内であっても、決定の日の翌日から起算して1年を経過すると、提起することができなくなります。`,
  ]
}
