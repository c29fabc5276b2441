import fc from "fast-check"
import iconv from "iconv-lite"
import { expect, test } from "vitest"
import { loadBanks } from "./banks.ts"
import { readTransfers } from "./read.ts"
import { type FailedItem, matchFailed, readFailedItems } from "./results.ts"
import { zenginSettingsOn } from "./settings.ts"
import { writeTransfers } from "./write.ts"

const settings = zenginSettingsOn("2026-11-24")
const banks = loadBanks()
const account = { bankCode: "0125", branchCode: "100", accountKind: "1", accountNumber: "7654321" }
const transfers = [
  { ...account, payeeName: "ヤマダ", amount: 1000, customerCode1: "1" },
  { ...account, payeeName: "ヤマダ", amount: 1000, customerCode1: "2" },
  { ...account, accountNumber: "0000001", payeeName: "スズキ", amount: 2500 },
  { ...account, accountNumber: "0000002", payeeName: "サトウ", amount: 800 },
  { ...account, accountNumber: "0000002", payeeName: "サトウ", amount: 800 },
]
const written = writeTransfers({ ...account, clientCode: "1", clientName: "ミヤギケン", payOn: "2026-11-25", transfers }, { settings, banks, lineEnd: "crlf" })
if (!written.ok) throw new Error(JSON.stringify(written.problems))
const sent = readTransfers(written.bytes, { settings }).payments

const outcome = (items: FailedItem[], before?: ReadonlySet<number>) => {
  const { failed, problems } = matchFailed(sent, items, before)
  return [...failed.map(({ item, payment }) => `${item.at}→${payment.record}`), ...problems.map(({ at, code }) => `${at} ${code}`)]
}
const suzuki = { ...account, accountNumber: "0000001", amount: 2500 }
const sato = { ...account, accountNumber: "0000002", amount: 800 }

test.each<[string, FailedItem[], string[], number[]?]>([
  ["レコード番号で", [{ at: 1, record: 4 }], ["1→4"]],
  ["口座と金額で", [{ at: 1, ...suzuki }], ["1→4"]],
  ["顧客コードで", [{ at: 1, ...account, amount: 1000, customerCode1: "2" }], ["1→3"]],
  ["顧客コードと金額だけで", [{ at: 1, amount: 1000, customerCode1: "1" }], ["1→2"]],
  ["同じ内容の振込が二つあり、一つだけ不能なら決めない", [{ at: 1, ...sato }], ["1 ambiguous"]],
  ["同じ内容の二つとも不能", [{ at: 1, ...sato }, { at: 2, ...sato }], ["1→5", "2→6"]],
  ["一つをレコード番号で言えば、残りも決まる", [{ at: 1, ...sato }, { at: 2, record: 6 }], ["1→5", "2→6"]],
  ["三つあれば、一つは二重", [{ at: 1, ...sato }, { at: 2, ...sato }, { at: 3, ...sato }], ["1→5", "2→6", "3 twice"]],
  ["同じ行が二度", [{ at: 1, record: 4 }, { at: 2, record: 4 }], ["1→4", "2 twice"]],
  ["前に読み込んだ結果", [{ at: 1, ...suzuki }], ["1 twice"], [4]],
  ["前に読み込んだ結果をレコード番号で", [{ at: 1, record: 4 }], ["1 twice"], [4]],
  ["送っていない振込", [{ at: 1, ...suzuki, amount: 2501 }], ["1 unknown"]],
  ["レコード番号と金額が食い違う", [{ at: 1, record: 4, amount: 1 }], ["1 unknown"]],
  ["ないレコード番号", [{ at: 1, record: 99 }], ["1 unknown"]],
  ["金額だけでは決めない", [{ at: 1, amount: 2500 }], ["1 too-little"]],
  ["口座だけでも決めない", [{ at: 1, ...account }], ["1 too-little"]],
])("振込不能を送った振込と合わせる: %s", (_, items, expected, before = []) => {
  expect(outcome(items, new Set(before))).toEqual(expected)
})

const csv = [
  "銀行コード,支店コード,科目,口座番号,受取人名,振込金額,不能理由",
  '125,100,普通,1,ｽｽﾞｷ,"2,500",口座なし',
  "0125,100,1,0000009,ﾀﾅｶ,800円,",
  "0125,100,普通,X,ﾀﾅｶ,800,",
].join("\r\n")

test.each([
  ["UTF-8", Buffer.from(csv)],
  ["UTF-8（BOM付き）", Buffer.from(`\ufeff${csv}`)],
  ["Shift_JIS", iconv.encode(csv, "shift_jis")],
])("%sのCSVを読む。表計算で落ちた0は補う", (_, bytes) => {
  const { items, problems } = readFailedItems(bytes, settings)
  expect(items).toEqual([
    { at: 2, bankCode: "0125", branchCode: "100", accountKind: "1", accountNumber: "0000001", amount: 2500, reason: "口座なし" },
    { at: 3, bankCode: "0125", branchCode: "100", accountKind: "1", accountNumber: "0000009", amount: 800 },
  ])
  expect(problems.map(({ at, code }) => `${at} ${code}`)).toEqual(["4 unreadable"])
  expect(outcome(items)).toEqual(["2→4", "3 unknown"])
})

test("データ・レコードだけのファイルからも読む", () => {
  const { bytes } = written
  const only = bytes.subarray(3 * 122, 4 * 122)
  expect(outcome(readFailedItems(only, settings).items)).toEqual(["1→4"])
  expect(readFailedItems(bytes, settings).items).toHaveLength(5)
})

test.each([
  ["見出しがない", Buffer.from("1,2,3\n4,5,6")],
  ["引用符が閉じていない", Buffer.from('"振込金額\n1')],
  ["空", new Uint8Array()],
])("読めない結果は、そうと言う: %s", (_, bytes) => {
  expect(readFailedItems(bytes, settings)).toMatchObject({ items: [], problems: [{ code: "unreadable" }] })
})

test("どの組み合わせでも、一つの振込は一度しか不能にならず、行はすべて答えを得る", () => {
  const item = fc.record(
    { at: fc.nat(), record: fc.integer({ min: 1, max: 8 }), bankCode: fc.constant("0125"), branchCode: fc.constant("100"), accountNumber: fc.constantFrom("7654321", "0000001", "0000002"), amount: fc.constantFrom(1000, 2500, 800), customerCode1: fc.constantFrom("1", "2") },
    { requiredKeys: ["at"] },
  )
  fc.assert(
    fc.property(fc.array(item), fc.array(fc.integer({ min: 2, max: 6 })), (items, before) => {
      const { failed, problems } = matchFailed(sent, items as FailedItem[], new Set(before))
      const records = failed.map(({ payment }) => payment.record)
      expect(new Set(records).size).toBe(records.length)
      expect(records.some((record) => before.includes(record))).toBe(false)
      expect(failed.length + problems.length).toBe(items.length)
    }),
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readFailedItems(bytes, settings)))
})
