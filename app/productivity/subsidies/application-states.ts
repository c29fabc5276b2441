/**
 * One application from the first page typed to the end of its retention, as data: every state, every way out of it,
 * by whom, under which guards, by which article, with or without a reason, who is told, and what the processing clock
 * does. Articles are those of 補助金等に係る予算の執行の適正化に関する法律 (適正化法) [L], which a prefectural rule mirrors
 * (宮城県「補助金等交付規則」昭和51年規則36号 [V]); a move without an article is our own order of work.
 * The kernel's moveCase takes this table as it is; rules/move-is-not-possible.ts asks what the kernel does not know.
 */

export type ApplicationState =
  | "draft"
  | "formal-check"
  | "in-correction"
  | "in-review"
  | "in-committee"
  | "in-decision"
  | "decided"
  | "under-way"
  | "change-asked"
  | "discontinuation-asked"
  | "accident-reported"
  | "stopped"
  | "suspended"
  | "report-due"
  | "in-inspection"
  | "report-in-correction"
  | "correction-ordered"
  | "settled"
  | "payment-claimed"
  | "after-care"
  | "disposal-asked"
  | "cancelled"
  | "cancelled-in-part"
  | "repayment-ordered"
  | "withdrawn"
  | "dismissed"
  | "rejected"
  | "closed"

export type ApplicationMove =
  | "file"
  | "abandon"
  | "ask-correction"
  | "answer-correction"
  | "accept-form"
  | "dismiss"
  | "check-on-site"
  | "convene-committee"
  | "conclude-committee"
  | "propose-decision"
  | "send-back"
  | "decide"
  | "reject"
  | "notify"
  | "withdraw"
  | "ask-change"
  | "approve-change"
  | "refuse-change"
  | "ask-discontinuation"
  | "approve-suspension"
  | "approve-discontinuation"
  | "refuse-discontinuation"
  | "resume"
  | "report-accident"
  | "instruct"
  | "report-progress"
  | "order-performance"
  | "order-stop"
  | "lift-stop"
  | "claim-advance"
  | "pay-advance"
  | "report-year-end"
  | "complete"
  | "report-performance"
  | "ask-report-correction"
  | "answer-report-correction"
  | "inspect"
  | "order-corrective-measures"
  | "settle"
  | "claim-payment"
  | "pay"
  | "payment-came-back"
  | "finish-without-payment"
  | "report-tax-credit"
  | "report-effect"
  | "inspect-afterwards"
  | "ask-disposal"
  | "approve-disposal"
  | "approve-disposal-with-repayment"
  | "refuse-disposal"
  | "change-by-circumstances"
  | "cancel-by-circumstances"
  | "cancel"
  | "cancel-in-part"
  | "order-repayment"
  | "receive-repayment"
  | "withhold-other-grants"
  | "waive-surcharge"
  | "finish-repayment"
  | "end-retention"

/** Who may make a move. "office" is the programme's section, within its permissions and its approvals. */
export type Mover = "applicant" | "office" | "system"

/** Who hears of a move. */
export type Audience = "applicant" | "clerk" | "section-head" | "committee" | "accounting"

/** The file in rules/ that refuses the move, or lists why it must not be made yet. */
export type Guard =
  | "application-window-is-closed"
  | "applicant-is-not-eligible"
  | "attachments-exceed-limits"
  | "budget-does-not-balance"
  | "correction-request-is-incomplete"
  | "correction-is-unanswered"
  | "dismissal-is-premature"
  | "score-applications"
  | "award-exceeds-budget"
  | "funded-twice"
  | "withdrawal-period-is-over"
  | "reallocation-needs-approval"
  | "cancellation-lacks-ground"
  | "payment-is-not-owed"
  | "books-are-closed"
  | "evidence-chain-is-broken"
  | "settlement-amount"
  | "final-payment"
  | "repayment-is-incomplete"
  | "consumption-tax-credit"
  | "disposal-needs-approval"
  | "disposal-repayment"
  | "retention-has-not-ended"

/** 標準処理期間 (6条2項 [L]) runs from arrival to decision; 補正 stops it. See rules/processing-clock.ts. */
export type ClockDoes = "starts" | "stops" | "resumes" | "ends"

export interface ApplicationMoveRule {
  to: ApplicationState
  by: readonly Mover[]
  guards: readonly Guard[]
  /** Of 適正化法; "要綱" where only the programme's own rules know the step, null for our own order of work. */
  article: string | null
  /** 理由の提示 (21条の2 [L]) or because the person concerned must be able to answer. */
  reason: "required" | "optional"
  clock?: ClockDoes
  tells: readonly Audience[]
  /** Why nobody is told, where nobody is. */
  tellsNobody?: string
}

type Detail = Partial<Omit<ApplicationMoveRule, "to" | "by" | "article">>

function move<const S extends ApplicationState>(to: S, by: Mover | readonly Mover[], article: string | null, detail: Detail = {}): ApplicationMoveRule & { to: S } {
  const movers = typeof by === "string" ? [by] : by
  const told: readonly Audience[] = movers.includes("office") || movers.includes("system") ? ["applicant"] : ["clerk"]
  return { to, by: movers, article, guards: [], reason: "optional", tells: told, ...detail }
}

const withReason = { reason: "required" } as const

/** 17条3項 [L]: also after the amount has been fixed. */
const cancellation = {
  cancel: move("cancelled", "office", "17条", { ...withReason, guards: ["cancellation-lacks-ground"], tells: ["applicant", "section-head", "accounting"] }),
}
const cancellationInPart = {
  "cancel-in-part": move("cancelled-in-part", "office", "17条", { ...withReason, guards: ["cancellation-lacks-ground"], tells: ["applicant", "section-head", "accounting"] }),
}
/** Before the decision the applicant takes the application back freely; there is nothing yet to undo. */
const takeBack = { withdraw: move("withdrawn", "applicant", null, { clock: "ends", tells: ["clerk"] }) }
const dismissal = {
  dismiss: move("dismissed", "office", "要綱", { ...withReason, guards: ["dismissal-is-premature"], clock: "ends", tells: ["applicant", "section-head"] }),
}
const asksCorrection = {
  "ask-correction": move("in-correction", "office", "要綱", { ...withReason, guards: ["correction-request-is-incomplete"], clock: "stops" }),
}

export const applicationStates = {
  draft: {
    file: move("formal-check", "applicant", "5条", {
      guards: ["application-window-is-closed", "applicant-is-not-eligible", "attachments-exceed-limits", "budget-does-not-balance"],
      clock: "starts",
      tells: ["applicant", "clerk"],
    }),
    abandon: move("withdrawn", ["applicant", "system"], null, { tells: [], tellsNobody: "提出していない下書きは、本人のほかは誰も知らない" }),
  },
  "formal-check": {
    ...asksCorrection,
    "accept-form": move("in-review", "office", "6条1項", { guards: ["funded-twice"] }),
    ...dismissal,
    ...takeBack,
  },
  "in-correction": {
    "answer-correction": move("formal-check", "applicant", "要綱", { guards: ["correction-is-unanswered"], clock: "resumes", tells: ["applicant", "clerk"] }),
    ...dismissal,
    ...takeBack,
  },
  "in-review": {
    ...asksCorrection,
    "check-on-site": move("in-review", "office", "6条1項"),
    "convene-committee": move("in-committee", "office", "6条1項", { tells: ["committee"] }),
    "propose-decision": move("in-decision", "office", "6条1項", { guards: ["award-exceeds-budget"], tells: ["section-head"] }),
    ...takeBack,
  },
  "in-committee": {
    "conclude-committee": move("in-review", "office", "6条1項", { guards: ["score-applications"], tells: ["clerk", "section-head"] }),
    ...takeBack,
  },
  "in-decision": {
    "send-back": move("in-review", "office", null, { ...withReason, tells: ["clerk"] }),
    decide: move("decided", ["office", "system"], "6条・7条", { guards: ["award-exceeds-budget"], clock: "ends", tells: ["clerk", "accounting"] }),
    reject: move("rejected", ["office", "system"], "6条", { ...withReason, clock: "ends" }),
    ...takeBack,
  },
  decided: {
    notify: move("under-way", ["office", "system"], "8条", { tells: ["applicant", "accounting"] }),
  },
  "under-way": {
    withdraw: move("withdrawn", "applicant", "9条", { guards: ["withdrawal-period-is-over"], tells: ["applicant", "clerk", "accounting"] }),
    "ask-change": move("change-asked", "applicant", "7条1項1号・3号", { ...withReason, guards: ["reallocation-needs-approval"] }),
    "ask-discontinuation": move("discontinuation-asked", "applicant", "7条1項4号", withReason),
    "report-accident": move("accident-reported", "applicant", "7条1項5号", withReason),
    "report-progress": move("under-way", "applicant", "12条"),
    "order-performance": move("under-way", "office", "13条1項", withReason),
    "order-stop": move("stopped", "office", "13条2項", withReason),
    "claim-advance": move("under-way", "applicant", "要綱", { guards: ["payment-is-not-owed"] }),
    "pay-advance": move("under-way", ["office", "system"], "要綱", { guards: ["payment-is-not-owed", "books-are-closed"], tells: ["applicant", "accounting"] }),
    "payment-came-back": move("under-way", ["office", "system"], null, { ...withReason, tells: ["applicant", "accounting"] }),
    "report-year-end": move("under-way", "applicant", "14条後段・令8条"),
    "change-by-circumstances": move("under-way", "office", "10条", { ...withReason, guards: ["cancellation-lacks-ground"], tells: ["applicant", "accounting"] }),
    "cancel-by-circumstances": move("report-due", "office", "10条", { ...withReason, guards: ["cancellation-lacks-ground"], tells: ["applicant", "accounting"] }),
    complete: move("report-due", ["applicant", "system"], "14条", { tells: ["applicant", "clerk"] }),
    ...cancellation,
    ...cancellationInPart,
  },
  "change-asked": {
    "approve-change": move("under-way", ["office", "system"], "7条1項1号・3号", { guards: ["award-exceeds-budget"], tells: ["applicant", "accounting"] }),
    "refuse-change": move("under-way", ["office", "system"], "7条1項1号・3号", withReason),
    ...cancellation,
  },
  "discontinuation-asked": {
    "approve-suspension": move("suspended", "office", "7条1項4号"),
    "approve-discontinuation": move("report-due", "office", "7条1項4号・14条", { tells: ["applicant", "accounting"] }),
    "refuse-discontinuation": move("under-way", "office", "7条1項4号", withReason),
    ...cancellation,
  },
  "accident-reported": {
    instruct: move("under-way", "office", "7条1項5号", withReason),
    ...cancellation,
  },
  stopped: {
    "lift-stop": move("under-way", "office", "13条2項"),
    ...cancellation,
  },
  suspended: {
    resume: move("under-way", ["applicant", "office"], "7条1項4号", { tells: ["applicant", "clerk"] }),
    "ask-discontinuation": move("discontinuation-asked", "applicant", "7条1項4号", withReason),
    ...cancellation,
  },
  "report-due": {
    "report-performance": move("in-inspection", "applicant", "14条", { tells: ["applicant", "clerk"] }),
    ...cancellation,
  },
  "in-inspection": {
    "ask-report-correction": move("report-in-correction", "office", "14条", { ...withReason, guards: ["correction-request-is-incomplete"] }),
    inspect: move("in-inspection", "office", "15条"),
    "order-corrective-measures": move("correction-ordered", "office", "16条", { ...withReason, tells: ["applicant", "section-head"] }),
    settle: move("settled", ["office", "system"], "15条", { guards: ["evidence-chain-is-broken", "settlement-amount"], tells: ["applicant", "accounting"] }),
    ...cancellation,
  },
  "report-in-correction": {
    "answer-report-correction": move("in-inspection", "applicant", "14条", { guards: ["correction-is-unanswered"], tells: ["applicant", "clerk"] }),
    ...cancellation,
  },
  "correction-ordered": {
    // 16条2項 [L]: 14条 applies again to what was done under the order.
    "report-performance": move("in-inspection", "applicant", "16条2項", { tells: ["applicant", "clerk"] }),
    ...cancellation,
  },
  settled: {
    "claim-payment": move("payment-claimed", "applicant", "要綱", { guards: ["payment-is-not-owed"], tells: ["applicant", "clerk"] }),
    "finish-without-payment": move("after-care", ["office", "system"], null, { guards: ["final-payment"] }),
    "order-repayment": move("repayment-ordered", "office", "18条2項", { ...withReason, guards: ["final-payment"], tells: ["applicant", "accounting"] }),
    ...cancellation,
    ...cancellationInPart,
  },
  "payment-claimed": {
    pay: move("after-care", ["office", "system"], "要綱", { guards: ["payment-is-not-owed", "books-are-closed"], tells: ["applicant", "accounting"] }),
    ...cancellation,
    ...cancellationInPart,
  },
  "after-care": {
    // 振込不能: the money is back and owed again.
    "payment-came-back": move("payment-claimed", ["office", "system"], null, { ...withReason, tells: ["applicant", "accounting"] }),
    "report-tax-credit": move("after-care", "applicant", "要綱", { guards: ["consumption-tax-credit"] }),
    "report-effect": move("after-care", "applicant", "要綱"),
    "inspect-afterwards": move("after-care", "office", "23条"),
    "ask-disposal": move("disposal-asked", "applicant", "22条", { ...withReason, guards: ["disposal-needs-approval"] }),
    "order-repayment": move("repayment-ordered", "office", "要綱", { ...withReason, guards: ["consumption-tax-credit"], tells: ["applicant", "accounting"] }),
    ...cancellation,
    ...cancellationInPart,
    "end-retention": move("closed", "system", "要綱", { guards: ["retention-has-not-ended"], tells: [], tellsNobody: "保存期間の満了は、廃棄の決裁で知らせる" }),
  },
  "disposal-asked": {
    "approve-disposal": move("after-care", "office", "22条"),
    "approve-disposal-with-repayment": move("repayment-ordered", "office", "22条・7条3項", { ...withReason, guards: ["disposal-repayment"], tells: ["applicant", "accounting"] }),
    "refuse-disposal": move("after-care", "office", "22条", withReason),
    ...cancellation,
  },
  cancelled: {
    "order-repayment": move("repayment-ordered", "office", "18条1項", { ...withReason, tells: ["applicant", "accounting"] }),
    "finish-without-payment": move("after-care", "office", null, { guards: ["repayment-is-incomplete"] }),
  },
  "cancelled-in-part": {
    "order-repayment": move("repayment-ordered", "office", "18条1項", { ...withReason, tells: ["applicant", "accounting"] }),
    // Cut before anything was overpaid: what is left goes on.
    resume: move("under-way", "office", "17条", { guards: ["repayment-is-incomplete"] }),
    // Cut after the amount had been fixed and before it was paid: it is fixed anew.
    settle: move("settled", "office", "15条・17条3項", { guards: ["settlement-amount"], tells: ["applicant", "accounting"] }),
  },
  "repayment-ordered": {
    "receive-repayment": move("repayment-ordered", ["office", "system"], "18条・19条・令10条2項", { tells: ["applicant", "accounting"] }),
    "withhold-other-grants": move("repayment-ordered", "office", "20条", { ...withReason, tells: ["applicant", "section-head"] }),
    "waive-surcharge": move("repayment-ordered", "office", "19条3項", { ...withReason, tells: ["applicant", "accounting"] }),
    // A part was cancelled while the project runs: with its money back, the rest goes on.
    resume: move("under-way", "office", "17条", { guards: ["repayment-is-incomplete"] }),
    "finish-repayment": move("after-care", ["office", "system"], "18条", { guards: ["repayment-is-incomplete"], tells: ["applicant", "accounting"] }),
    ...cancellation,
  },
  withdrawn: {},
  dismissed: {},
  rejected: {},
  closed: {},
} as const satisfies Record<ApplicationState, Partial<Record<ApplicationMove, ApplicationMoveRule>>>

export const stateWords: Readonly<Record<ApplicationState, string>> = {
  draft: "下書き（未提出）",
  "formal-check": "形式審査中",
  "in-correction": "補正待ち",
  "in-review": "審査中",
  "in-committee": "審査会に付議中",
  "in-decision": "交付決定の決裁中",
  decided: "決定済み（通知前）",
  "under-way": "交付決定（事業実施中）",
  "change-asked": "変更承認の申請中",
  "discontinuation-asked": "中止・廃止承認の申請中",
  "accident-reported": "事故報告あり（指示待ち）",
  stopped: "一時停止命令中",
  suspended: "中止中",
  "report-due": "実績報告待ち",
  "in-inspection": "完了検査中",
  "report-in-correction": "実績報告の補正待ち",
  "correction-ordered": "是正命令中",
  settled: "額の確定",
  "payment-claimed": "請求受付済み（支払待ち）",
  "after-care": "事後管理中",
  "disposal-asked": "財産処分承認の申請中",
  cancelled: "決定取消し",
  "cancelled-in-part": "決定一部取消し",
  "repayment-ordered": "返還命令中",
  withdrawn: "取下げ",
  dismissed: "却下",
  rejected: "不交付決定",
  closed: "完結（保存期間満了）",
}

/** What was done, for the history of a case. */
export const moveWords: Readonly<Record<ApplicationMove, string>> = {
  file: "申請しました",
  abandon: "下書きをやめました",
  "ask-correction": "補正を求めました",
  "answer-correction": "補正しました",
  "accept-form": "形式審査を終えました",
  dismiss: "却下しました",
  "check-on-site": "現地調査をしました",
  "convene-committee": "審査会に付議しました",
  "conclude-committee": "審査会の結果が出ました",
  "propose-decision": "交付決定を起案しました",
  "send-back": "決裁で差し戻しました",
  decide: "交付を決定しました",
  reject: "不交付を決定しました",
  notify: "交付決定を通知しました",
  withdraw: "取り下げました",
  "ask-change": "変更承認を申請しました",
  "approve-change": "変更を承認しました",
  "refuse-change": "変更を承認しませんでした",
  "ask-discontinuation": "中止・廃止の承認を申請しました",
  "approve-suspension": "中止を承認しました",
  "approve-discontinuation": "廃止を承認しました",
  "refuse-discontinuation": "中止・廃止を承認しませんでした",
  resume: "事業を再開しました",
  "report-accident": "事故（遅延）を報告しました",
  instruct: "事故報告に指示しました",
  "report-progress": "遂行状況を報告しました",
  "order-performance": "遂行を命じました",
  "order-stop": "一時停止を命じました",
  "lift-stop": "一時停止を解きました",
  "claim-advance": "概算払を請求しました",
  "pay-advance": "概算払をしました",
  "report-year-end": "年度終了実績を報告しました",
  complete: "事業が完了しました",
  "report-performance": "実績を報告しました",
  "ask-report-correction": "実績報告の補正を求めました",
  "answer-report-correction": "実績報告を補正しました",
  inspect: "完了を検査しました",
  "order-corrective-measures": "是正を命じました",
  settle: "額を確定しました",
  "claim-payment": "精算払を請求しました",
  pay: "精算払をしました",
  "payment-came-back": "振込ができず戻りました",
  "finish-without-payment": "支払なしで精算を終えました",
  "report-tax-credit": "消費税仕入控除税額を報告しました",
  "report-effect": "事業の効果を報告しました",
  "inspect-afterwards": "立入検査をしました",
  "ask-disposal": "財産処分の承認を申請しました",
  "approve-disposal": "財産処分を承認しました",
  "approve-disposal-with-repayment": "納付を条件に財産処分を承認しました",
  "refuse-disposal": "財産処分を承認しませんでした",
  "change-by-circumstances": "事情変更により決定を変更しました",
  "cancel-by-circumstances": "事情変更により決定を取り消しました",
  cancel: "決定を取り消しました",
  "cancel-in-part": "決定の一部を取り消しました",
  "order-repayment": "返還を命じました",
  "receive-repayment": "返還金を受け取りました",
  "withhold-other-grants": "他の補助金の交付を一時停止しました",
  "waive-surcharge": "加算金を免除しました",
  "finish-repayment": "返還が終わりました",
  "end-retention": "保存期間が満了しました",
}

export function applicationMove(state: ApplicationState, name: ApplicationMove): ApplicationMoveRule | undefined {
  return (applicationStates[state] as Partial<Record<ApplicationMove, ApplicationMoveRule>>)[name]
}
