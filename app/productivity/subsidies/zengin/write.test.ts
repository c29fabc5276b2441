import fc from "fast-check"
import iconv from "iconv-lite"
import { expect, test } from "vitest"
import { bankingDay, bankClosedReason, nearestDay } from "./banking-days.ts"
import { loadBanks } from "./banks.ts"
import { readTransfers } from "./read.ts"
import { zenginSettingsOn } from "./settings.ts"
import { type Transfer, type TransferBatch, writeTransfers } from "./write.ts"

const settings = zenginSettingsOn("2026-11-24")
const banks = loadBanks()
const options = { settings, banks, lineEnd: "crlf" } as const

const transfer: Transfer = {
  bankCode: "0125", branchCode: "100", accountKind: "1", accountNumber: "7654321", payeeName: "カブシキガイシャアオバ", amount: 3_499_000,
  customerCode1: "42",
}
const batch: TransferBatch = {
  clientCode: "12345", clientName: "ミヤギケンカイケイキョク", payOn: "2026-11-25",
  bankCode: "0125", branchCode: "100", accountKind: "1", accountNumber: "1234567", transfers: [transfer],
}

test("一件のファイルは、1バイトまで決まっている", () => {
  const written = writeTransfers(batch, options)
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
  const lines = [
    "12100000012345ﾐﾔｷﾞｹﾝｶｲｹｲｷﾖｸ                           11250125ｼﾁｼﾞﾕｳｼﾁ       100ﾎﾝﾃﾝ           11234567                 ",
    "20125ｼﾁｼﾞﾕｳｼﾁ       100ﾎﾝﾃﾝ           000017654321ｶ)ｱｵﾊﾞ                        00034990000000000004200000000007        ",
    `8000001000003499000${" ".repeat(101)}`,
    `9${" ".repeat(119)}`,
    "",
  ]
  expect(iconv.decode(Buffer.from(written.bytes), "shift_jis").split("\r\n")).toEqual(lines)
  expect(Buffer.from(written.bytes)).toEqual(iconv.encode(lines.join("\r\n"), "shift_jis"))
  expect(written).toMatchObject({ count: 1, total: 3_499_000 })
  expect(written.bytes).toHaveLength(4 * 122)
  const plain = writeTransfers(batch, { ...options, lineEnd: "none" })
  if (!plain.ok) throw new Error()
  expect(Buffer.from(plain.bytes)).toEqual(Buffer.from(Buffer.from(written.bytes).toString("latin1").replaceAll("\r\n", ""), "latin1"))
})

test("書けない束は、悪いところをすべて一度に言い、何も書かない", () => {
  const bad: TransferBatch = {
    ...batch, payOn: "2026-11-23", clientCode: "12-3", clientName: "",
    transfers: [
      { ...transfer, bankCode: "9998" },
      { ...transfer, branchCode: "999", amount: 0 },
      { ...transfer, payeeName: "青葉", accountKind: "3", accountNumber: "12345678" },
      { ...transfer, payeeName: "ガ".repeat(16), amount: 1.5, customerCode1: "A" },
      { ...transfer, amount: 10_000_000_000 },
    ],
  }
  const written = writeTransfers(bad, options)
  expect(written.ok).toBe(false)
  expect(!written.ok && written.problems.map((problem) => `${problem.transfer} ${problem.field}`)).toEqual([
    "0 振込依頼人コード", "0 振込指定日", "0 振込依頼人名",
    "1 銀行番号",
    "2 振込金額", "2 支店番号",
    "3 預金種目", "3 口座番号", "3 受取人名", "3 受取人名",
    "4 振込金額", "4 顧客コード1", "4 受取人名",
    "5 振込金額",
  ])
  expect(writeTransfers({ ...batch, transfers: [] }, options)).toMatchObject({ ok: false })
  expect(writeTransfers({ ...batch, payOn: "2026-02-30" }, options)).toMatchObject({ ok: false })
  expect(writeTransfers({ ...batch, payOn: "あした" }, options)).toMatchObject({ ok: false })
})

test("長い名を切るかどうかは設定による", () => {
  const long = { ...batch, transfers: [{ ...transfer, payeeName: "ガ".repeat(16) }] }
  const written = writeTransfers(long, { ...options, settings: { ...settings, longName: "cut" } })
  expect(written.ok && readTransfers(written.bytes, { settings }).payments[0]!.payeeName).toBe("ｶﾞ".repeat(15))
})

test("依頼人の支店が一覧になければ、名は空白にする", () => {
  const written = writeTransfers({ ...batch, branchCode: "001" }, options)
  expect(written.ok).toBe(true)
})

test("書いたものを読むと、元のとおり", () => {
  const codes = [...banks.banks].flatMap(([bankCode, bank]) => [...bank.branches.keys()].slice(0, 2).map((branchCode) => ({ bankCode, branchCode })))
  const digits = (most: number) => fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: most })
  const one = fc
    .record({
      place: fc.constantFrom(...codes),
      accountKind: fc.constantFrom("1", "2", "4", "9"),
      accountNumber: digits(7).filter((text) => !/^0+$/.test(text)),
      payeeName: fc.string({ unit: fc.constantFrom(..."アガパッーンAz9-. "), minLength: 1, maxLength: 15 }).filter((text) => text.trim() !== ""),
      amount: fc.integer({ min: 1, max: 9_999_999_999 }),
      customerCode1: digits(10),
      customerCode2: digits(10),
      newCode: fc.constantFrom("0", "1", "2"),
    })
    .map(({ place, ...rest }) => ({ ...place, ...rest }))
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 20 }), fc.constantFrom("crlf", "none"), (transfers, lineEnd) => {
      const made = { ...batch, transfers }
      const written = writeTransfers(made, { ...options, lineEnd })
      if (!written.ok) throw new Error(JSON.stringify(written.problems))
      const read = readTransfers(written.bytes, { settings, banks, today: "2026-11-24" })
      expect(read).toMatchObject({ accepted: true, defects: [], count: transfers.length, lineEnd })
      expect(read.header).toMatchObject({ clientCode: "0000012345", payDay: "1125", bankCode: "0125" })
      expect(read.payments.map((payment) => ({ ...payment, amount: BigInt(payment.amount) }))).toMatchObject(
        transfers.map(({ payeeName: _, ...rest }) => ({
          ...rest,
          accountNumber: rest.accountNumber.padStart(7, "0"),
          customerCode1: rest.customerCode1.padStart(10, "0"),
          customerCode2: rest.customerCode2.padStart(10, "0"),
          amount: BigInt(rest.amount),
        })),
      )
      const again = writeTransfers({ ...made, transfers: transfers.map((t, i) => ({ ...t, payeeName: read.payments[i]!.payeeName })) }, { ...options, lineEnd })
      expect(again.ok && Buffer.from(again.bytes).equals(Buffer.from(written.bytes))).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test.each([
  ["2026-11-24", "next", "2026-11-24"],
  ["2026-11-21", "next", "2026-11-24"],
  ["2026-11-23", "previous", "2026-11-20"],
  ["2026-12-30", "next", "2026-12-30"],
  ["2026-12-31", "next", "2027-01-04"],
  ["2027-01-02", "previous", "2026-12-30"],
  ["2026-05-03", "next", "2026-05-07"],
  ["2026-05-03", "previous", "2026-05-01"],
] as const)("%s を銀行営業日へ（%s）: %s", (day, move, expected) => {
  expect(bankingDay(day, move)).toBe(expected)
  expect(bankClosedReason(expected)).toBeUndefined()
})

test.each([
  ["0104", "2026-12-28", "2027-01-04"],
  ["1228", "2027-01-05", "2026-12-28"],
  ["1125", "2026-11-24", "2026-11-25"],
  ["0229", "2026-11-24", "2028-02-29"],
  ["0230", "2026-11-24", undefined],
  ["1301", "2026-11-24", undefined],
  ["0000", "2026-11-24", undefined],
])("月日 %s は、%s に近い %s", (monthDay, to, expected) => {
  expect(nearestDay(monthDay, to)).toBe(expected)
})
