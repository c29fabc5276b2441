import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"

/** 17条1項 [L] against the recipient, 10条 [L] because the world has changed. */
export type CancellationGround = "other-use" | "terms-broken" | "law-or-order-broken" | "circumstances"

export const groundWords: Readonly<Record<CancellationGround, string>> = {
  "other-use": "補助金の他の用途への使用",
  "terms-broken": "決定の内容または付した条件の違反",
  "law-or-order-broken": "法令またはこれに基づく処分の違反",
  circumstances: "決定後の事情の変更",
}

export interface Cancellation {
  article: "17条" | "10条"
  grounds: readonly CancellationGround[]
  /** 理由の提示 (21条の2 [L]): the facts, not only the words of the article. */
  facts: string
  /** 10条: from this day on; the part that has gone by stays (10条1項ただし書 [L]). */
  from?: string
}

/**
 * A decision is cancelled or changed only on a ground of its article, with the facts told. Under 17条 also after the amount
 * was fixed (3項). Answers every fault at once (invalid, at its field).
 */
export function cancellationLacksGround(it: Cancellation, today: string): Refusal[] {
  const faults: Refusal[] = []
  const no = (code: string, message: string, field: string) => void faults.push(refusal("invalid", `subsidies.${code}`, message, { field }))
  const allowed = it.article === "17条" ? it.grounds.filter((ground) => ground !== "circumstances") : it.grounds.filter((ground) => ground === "circumstances")
  if (it.grounds.length === 0) no("cancellation-lacks-ground", "取消しの根拠を選んでください。", "grounds")
  else if (allowed.length < it.grounds.length) no("ground-of-another-article", `選んだ根拠は${it.article}の取消しの理由になりません。`, "grounds")
  if (it.facts.trim() === "") no("cancellation-lacks-facts", "取消しの理由となる事実を入力してください。", "facts")
  if (it.article === "10条" && (it.from === undefined || it.from < today)) no("elapsed-part-stays", "事情の変更による取消しは、まだ経過していない期間だけを対象にしてください。", "from")
  return faults
}
