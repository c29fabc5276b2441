import { describe, expect, test } from "vitest"
import { type CostEvidence, evidenceChainIsBroken, type EvidenceTerms } from "./evidence-chain-is-broken.ts"
import { orderBeforeDecision } from "./order-before-decision.ts"
import { paymentOutsideThePeriod } from "./payment-outside-the-period.ts"
import { twoQuotesAreMissing } from "./two-quotes-are-missing.ts"
import { wordingIsTooBroad } from "./wording-is-too-broad.ts"

const recipient = "株式会社萩製作所"
const quoteTerms = { above: 1_000_000, firms: 2, secondHandAlways: true }
const terms: EvidenceTerms = {
  grant: { decidedOn: "2026-07-01" },
  period: { from: "2026-07-01", to: "2027-02-28" },
  recipient: [recipient],
  quotes: quoteTerms,
  papers: ["quote", "order", "delivery", "invoice", "payment"],
  photos: true,
  broadWords: ["一式", "等"],
}
const paper = (on: string, amount = 880_000, name = recipient) => ({ on, amount, name })
const line: CostEvidence = {
  content: "旋盤 L-200",
  itemised: false,
  secondHand: false,
  papers: {
    quote: paper("2026-06-20"),
    order: paper("2026-07-01"),
    delivery: paper("2026-08-10"),
    invoice: paper("2026-08-10"),
    payment: paper("2026-08-31"),
  },
  quotes: [],
  paidFromOwnAccount: true,
  photos: { before: true, after: true },
}
const faults = (more: Partial<CostEvidence> = {}, papers: CostEvidence["papers"] = {}, other: Partial<EvidenceTerms> = {}) =>
  evidenceChainIsBroken({ ...line, ...more, papers: { ...(more.papers ?? line.papers), ...papers } }, { ...terms, ...other }).map(
    ({ code, field }) => `${code.slice(10)} ${field}`,
  )

describe("S6 交付決定前の発注", () => {
  test.each([
    ["決定の前日", "2026-06-30", {}, "subsidies.order-before-decision"],
    ["決定の日", "2026-07-01", {}, undefined],
    ["前日でも、事前着手の承認があれば対象", "2026-06-30", { earlyStartFrom: "2026-06-15" }, undefined],
    ["承認の日ちょうど", "2026-06-15", { earlyStartFrom: "2026-06-15" }, undefined],
    ["承認の日より前", "2026-06-14", { earlyStartFrom: "2026-06-15" }, "subsidies.order-before-decision"],
  ])("%s", (_, orderedOn, early, code) => {
    const refused = orderBeforeDecision({ orderedOn }, { decidedOn: "2026-07-01", ...early })
    expect(refused?.code).toBe(code)
    if (refused) expect(refused.message.includes("事前着手の承認は")).toBe("earlyStartFrom" in early)
  })
})

describe("証拠書類のつながり", () => {
  test.each<[string, Parameters<typeof faults>, string[]]>([
    ["そろっている", [], []],
    ["納品書がない", [{ papers: { ...line.papers, delivery: undefined! } }], ["paper-is-missing delivery"]],
    ["少額で見積を求めない制度", [{ papers: { ...line.papers, quote: undefined! } }, {}, { papers: ["order", "delivery", "invoice", "payment"] }], []],
    ["発注書を求めない制度でも、納品が決定の前日なら発注も前", [{ papers: { delivery: paper("2026-06-30"), payment: paper("2026-08-31") } }, {}, { papers: ["delivery", "payment"] }], ["order-before-decision orderedOn"]],
    ["発注書を求めない制度でも、高額なら相見積", [{ papers: { invoice: paper("2026-08-10", 1_000_001), payment: paper("2026-08-31", 1_000_001) } }, {}, { papers: ["invoice", "payment"] }], ["two-quotes-are-missing quotes"]],
    ["発注書がなければ、見積の額と比べる", [{ papers: { quote: paper("2026-07-01"), invoice: paper("2026-08-10", 880_001), payment: paper("2026-08-31", 880_001) } }, {}, { papers: ["invoice", "payment"] }], ["amounts-differ invoice"]],
    ["請求が納品より前", [{}, { invoice: paper("2026-08-09") }], ["dates-go-back invoice"]],
    ["発注が決定の前日", [{}, { order: paper("2026-06-30") }], ["order-before-decision orderedOn"]],
    ["支払が期間の後", [{}, { payment: paper("2027-03-01") }], ["payment-outside-the-period paidOn"]],
    ["宛名が代表者個人", [{}, { invoice: paper("2026-08-10", 880_000, "萩野太郎") }], ["made-out-to-another invoice"]],
    ["宛名の書き方の違いは問わない", [{}, { invoice: paper("2026-08-10", 880_000, "㈱ 萩製作所　御中") }], []],
    ["株式会社が後ろに付くのは別の名前", [{}, { invoice: paper("2026-08-10", 880_000, "萩製作所株式会社") }], ["made-out-to-another invoice"]],
    ["請求の額が違う", [{}, { invoice: paper("2026-08-10", 890_000) }], ["amounts-differ invoice", "amounts-differ payment"]],
    ["支払の額が違う（振込手数料を引いた）", [{}, { payment: paper("2026-08-31", 879_340) }], ["amounts-differ payment"]],
    ["他人の口座から", [{ paidFromOwnAccount: false }], ["paid-from-another-account payment"]],
    ["「一式」のまま", [{ content: "旋盤一式" }], ["wording-is-too-broad content"]],
    ["「一式」でも内訳がある", [{ content: "旋盤一式", itemised: true }], []],
    ["写真がない", [{ photos: { before: true, after: false } }], ["photo-is-missing photos"]],
    ["カード払いの引落しが期間の後", [{ payment: { method: "card", paidOn: "2027-02-10", withdrawnOn: "2027-03-10" } }], ["payment-outside-the-period withdrawnOn"]],
    ["中古で相見積がない", [{ secondHand: true }], ["two-quotes-are-missing quotes"]],
    [
      "いくつもの誤りを一度に言う",
      [{ content: "設備等", paidFromOwnAccount: false }, { order: paper("2026-06-30"), payment: paper("2027-03-01") }],
      ["order-before-decision orderedOn", "payment-outside-the-period paidOn", "paid-from-another-account payment", "wording-is-too-broad content"],
    ],
    ["何もない", [{ papers: {} }], ["paper-is-missing quote", "paper-is-missing order", "paper-is-missing delivery", "paper-is-missing invoice", "paper-is-missing payment"]],
  ])("%s", (_, given, expected) => expect(faults(...given)).toEqual(expected))
})

test("宛名と支払者を言い分け、書いていなければ「なし」と言う", () => {
  const says = (papers: CostEvidence["papers"]) => evidenceChainIsBroken({ ...line, papers: { ...line.papers, ...papers } }, terms).map(({ message }) => message)
  expect(says({ invoice: paper("2026-08-10", 880_000, "") })).toEqual(["請求の宛名（なし）が補助事業者ではありません。"])
  expect(says({ payment: paper("2026-08-31", 880_000, "萩野太郎") })).toEqual(["支払者（萩野太郎）が補助事業者ではありません。"])
})

describe("相見積", () => {
  const quote = (firm: string, content = "旋盤", related = false) => ({ firm, amount: 1, content, related })
  test.each([
    ["ちょうど100万円なら要らない", 1_000_000, false, [], undefined],
    ["1円超えれば2者", 1_000_001, false, [quote("a")], "1者"],
    ["数えない見積がなければ、そのことは言わない", 1_000_001, false, [quote("a")], "いま1者です。"],
    ["2者ある", 1_000_001, false, [quote("a"), quote("b")], undefined],
    ["同じ会社の2通は1者", 1_000_001, false, [quote("a"), quote("a")], "1者"],
    ["関係会社は数えない", 1_000_001, false, [quote("a"), quote("b", "旋盤", true)], "関係のある会社の見積1件"],
    ["内容が違う見積は数えない", 1_000_001, false, [quote("a"), quote("b", "フライス盤")], "内容の異なる見積1件"],
    ["中古は額にかかわらず", 10_000, true, [quote("a")], "中古品"],
  ])("%s", (_, amountWithTax, secondHand, quotes, says) => {
    const refused = twoQuotesAreMissing({ amountWithTax, secondHand, content: "旋盤", quotes }, quoteTerms)
    if (says === undefined) expect(refused).toBeUndefined()
    else expect(refused?.message).toContain(says)
  })
})

test.each([
  ["工事一式", true],
  ["机、椅子等", true],
  ["机等の購入", true],
  ["２等級上の同等品", false],
  ["高等学校への出前授業", false],
  ["旋盤 L-200 1台", false],
  ["備品等（高等学校分）", true],
])("「%s」は広すぎる: %s", (text, broad) => expect(wordingIsTooBroad(text) !== undefined).toBe(broad))

test.each([
  ["transfer", "2026-07-01", undefined, undefined],
  ["transfer", "2027-02-28", undefined, undefined],
  ["transfer", "2027-03-01", undefined, "paidOn"],
  ["cash", "2026-06-30", undefined, "paidOn"],
  ["card", "2027-02-28", "2027-03-01", "withdrawnOn"],
  ["card", "2027-01-31", "2027-02-28", undefined],
  ["card", "2027-01-31", undefined, "withdrawnOn"],
] as const)("期間内の支払: %s %s %s", (method, paidOn, withdrawnOn, field) => {
  expect(paymentOutsideThePeriod({ method, paidOn, ...(withdrawnOn ? { withdrawnOn } : {}) }, terms.period)?.field).toBe(field)
})
