import { describe, expect, test } from "vitest"
import { applicantIsNotEligible, type EligibilityRule } from "./applicant-is-not-eligible.ts"
import { attachmentsExceedLimits } from "./attachments-exceed-limits.ts"
import { budgetDoesNotBalance } from "./budget-does-not-balance.ts"
import { cancellationLacksGround } from "./cancellation-lacks-ground.ts"
import type { Refusal } from "../../../kernel/http/refusal.ts"

const told = (faults: Refusal[]) => faults.map(({ code, field }) => `${code.slice(10)} ${field}`)

describe("対象者の確認（要件はデータ）", () => {
  const rules: EligibilityRule[] = [
    { question: "area", condition: { kind: "one-of", values: ["仙台市", "石巻市"] }, sentence: "県内に事業所がある方が対象です。" },
    { question: "staff", condition: { kind: "at-most", value: 20 }, sentence: "常時使用する従業員が20人以下の方が対象です。" },
    { question: "drop", condition: { kind: "at-least", value: 30 }, sentence: "売上げが30%以上減った方が対象です。" },
    { question: "gangs", condition: { kind: "declared" }, sentence: "暴力団排除の誓約が要ります。" },
    { question: "trade", condition: { kind: "none-of", values: ["金融業"] }, sentence: "対象外の業種です。" },
    { question: "tax", condition: { kind: "is", value: true }, sentence: "県税の滞納がないことが要ります。", onlyIf: { question: "kind", value: "company" } },
  ]
  const good = { area: "石巻市", staff: 20, drop: 30, gangs: true, trade: ["製造業"], kind: "company", tax: true }
  test("選択肢は文字でも数でもよく、一覧で答えたものは一つと見ない", () => {
    const one: EligibilityRule[] = [{ question: "size", condition: { kind: "one-of", values: [1, 2, ""] }, sentence: "対象外" }]
    const refused = (size: string | number | boolean | string[]) => applicantIsNotEligible(one, { size }).length > 0
    expect([refused(2), refused(3), refused("2"), refused(true), refused(["1"]), refused("")]).toEqual([false, true, true, true, true, true])
  })

  test.each<[string, Record<string, string | number | boolean | string[] | undefined>, string[]]>([
    ["みな満たす（境目ちょうど）", {}, []],
    ["県外", { area: "東京都" }, ["area"]],
    ["1人多い", { staff: 21 }, ["staff"]],
    ["1%足りない", { drop: 29 }, ["drop"]],
    ["誓約しない", { gangs: false }, ["gangs"]],
    ["答えないものは満たさない", { gangs: undefined, area: "" }, ["area", "gangs"]],
    ["対象外の業種を一つでも営む", { trade: ["製造業", "金融業"] }, ["trade"]],
    ["個人には問わない", { kind: "person", tax: undefined }, []],
    ["数を文字で答えても通さない", { staff: "5" }, ["staff"]],
    ["すべて一度に言う", { area: "東京都", staff: 21, drop: 0 }, ["area", "staff", "drop"]],
  ])("%s", (_, more, fields) => expect(applicantIsNotEligible(rules, { ...good, ...more }).map(({ field }) => field)).toEqual(fields))
})

describe("添付ファイルの限度", () => {
  const limits = {
    fileBytes: 5_000_000,
    totalBytes: 8_000_000,
    files: 3,
    endings: ["pdf", "jpg"],
    documents: [
      { key: "plan", name: "事業計画書", required: true, most: 1 },
      { key: "quote", name: "見積書", required: false, most: 2 },
    ],
  }
  const file = (document: string, fileName: string, bytes: number, sha256 = fileName) => ({ document, fileName, bytes, sha256 })
  const plan = file("plan", "計画.pdf", 5_000_000)
  test.each([
    ["限度ちょうど", [plan, file("quote", "a.PDF", 3_000_000)], []],
    ["必要な書類がない", [], ["document-is-missing plan"]],
    ["1バイト大きい", [{ ...plan, bytes: 5_000_001 }], ["file-is-too-large plan"]],
    ["合計が1バイト大きい", [plan, file("quote", "a.pdf", 3_000_001)], ["files-are-too-large files"]],
    ["空", [{ ...plan, bytes: 0 }], ["file-is-empty plan"]],
    ["受け付けない種類", [plan, file("quote", "見積.exe", 1), file("quote", "見積", 1)], ["file-kind-not-allowed quote", "file-kind-not-allowed quote"]],
    ["二重の拡張子は最後で見る", [plan, file("quote", "見積.pdf.exe", 1)], ["file-kind-not-allowed quote"]],
    ["同じ書類が多すぎる", [plan, file("plan", "計画2.pdf", 1)], ["too-many-files plan"]],
    ["件数が多すぎる", [plan, file("quote", "a.pdf", 1), file("quote", "b.pdf", 1), file("plan", "c.pdf", 1)], ["too-many-files plan", "too-many-files files"]],
    ["同じ内容を二つの書類に", [plan, file("quote", "a.pdf", 1, plan.sha256)], ["same-file-twice plan", "same-file-twice quote"]],
    ["知らない書類", [plan, file("other", "a.pdf", 1)], ["unknown-document other"]],
  ])("%s", (_, files, expected) => expect(told(attachmentsExceedLimits(files, limits))).toEqual(expected))
})

test.each([
  ["収支が一致する", 600_000, 1_000_000, 600_000, []],
  ["0円の行は誤りでない", 0, 400_000, 0, []],
  ["1円違う", 600_000, 1_000_001, 600_000, ["budget-does-not-balance spending"]],
  ["申請額と違う", 600_000, 1_000_000, 599_000, ["subsidy-differs subsidy"]],
  ["負の行", 600_000, -1, 600_000, ["negative-amount spending.0.amount", "budget-does-not-balance spending"]],
])("収支予算書: %s", (_, subsidy, spending, appliedFor, expected) => {
  const budget = { subsidy, income: [{ name: "自己資金", amount: 400_000 }], spending: [{ name: "機械装置費", amount: spending }, { name: "旅費", amount: 0 }] }
  expect(told(budgetDoesNotBalance(budget, appliedFor))).toEqual(expected)
})

test.each([
  ["17条の根拠と事実", { article: "17条", grounds: ["other-use"], facts: "私用に使った" }, []],
  ["事実がない", { article: "17条", grounds: ["terms-broken"], facts: " " }, ["cancellation-lacks-facts facts"]],
  ["根拠がない", { article: "17条", grounds: [], facts: "事実" }, ["cancellation-lacks-ground grounds"]],
  ["事情の変更は17条の根拠でない", { article: "17条", grounds: ["circumstances", "other-use"], facts: "事実" }, ["ground-of-another-article grounds"]],
  ["10条は、まだ経過していない期間だけ", { article: "10条", grounds: ["circumstances"], facts: "災害", from: "2026-10-01" }, []],
  ["経過した期間には及ばない", { article: "10条", grounds: ["circumstances"], facts: "災害", from: "2026-09-30" }, ["elapsed-part-stays from"]],
  ["何もない", { article: "10条", grounds: [], facts: "" }, ["cancellation-lacks-ground grounds", "cancellation-lacks-facts facts", "elapsed-part-stays from"]],
] as const)("決定の取消し: %s", (_, it, expected) => expect(told(cancellationLacksGround(it, "2026-10-01"))).toEqual(expected))
