import type { ApplicationMove, ApplicationState } from "../application-states.ts"

/** What the office does by hand in this part, as its page offers it. */
export interface NextStep {
  act: string
  move: ApplicationMove
  title: string
  hint: string
}

const check: NextStep = { act: "check", move: "accept-form", title: "形式審査をする", hint: "項目と書類を一つずつ確かめ、補正を求めるか、審査に進めます。" }
const dismiss: NextStep = { act: "dismiss", move: "dismiss", title: "却下する", hint: "補正に応じないとき、要件を満たさないときなど。理由が必要です。" }
const toReview: NextStep[] = [
  { act: "propose", move: "propose-decision", title: "交付・不交付の決定を起案する", hint: "計算した額をもとに決定額と条件を決め、専決規程に従って決裁に回します。" },
  { act: "site-check", move: "check-on-site", title: "現地調査を記録する", hint: "調査の日、確かめたこと、写真を残します。" },
  { act: "convene", move: "convene-committee", title: "審査会に付議する", hint: "審査会の採点に回します。" },
  { act: "check", move: "ask-correction", title: "補正を求める", hint: "審査の途中で見つかった不備は、すべてまとめて求めます。" },
]

/** What may be done next, by hand, in each state; the other parts have their own rooms on the page. */
export const nextSteps: Readonly<Partial<Record<ApplicationState, readonly NextStep[]>>> = {
  "formal-check": [check, dismiss],
  "in-correction": [dismiss],
  "in-review": toReview,
  "in-committee": [{ act: "conclude", move: "conclude-committee", title: "審査会の結果を受けて審査に戻す", hint: "採点の結果は審査会の欄にあります。" }],
  decided: [{ act: "notify", move: "notify", title: "交付決定を通知する", hint: "通知書を申請者に送り、取下げのできる期間が始まります。" }],
}
