import { describe, expect, test } from "vitest"
import { type FundingRecord, fundedTwice, plainAddress } from "./funded-twice.ts"

const record = (applicationId: string, more: Partial<FundingRecord & { name: string }> = {}): FundingRecord => ({ applicationId, programme: `制度${applicationId}`, invoices: [], assets: [], ...more })
const account = { bank: "0125", branch: "100", type: "普通", number: "0012345" }

describe("S10 二重交付は、名前でなく記録で見つける", () => {
  test.each<[string, Partial<FundingRecord & { name: string }>, Partial<FundingRecord & { name: string }>, string[]]>([
    ["同じ請求書", { invoices: [{ issuer: "T7000012050002", number: "A-001" }] }, { invoices: [{ issuer: "７０００012050002", number: "ａ 001" }] }, ["invoice same-cost"]],
    ["番号が同じでも発行者が違う", { invoices: [{ issuer: "7000012050002", number: "1" }] }, { invoices: [{ issuer: "8000020040002", number: "1" }] }, []],
    ["同じ資産", { assets: [{ kind: "車台番号", number: "ABC-123" }] }, { assets: [{ kind: "車台番号", number: "abc123" }] }, ["asset same-cost"]],
    ["番号が同じでも別の登録簿", { assets: [{ kind: "車台番号", number: "1" }] }, { assets: [{ kind: "製造番号", number: "1" }] }, []],
    ["同じ法人番号", { corporateNumber: "7000012050002" }, { corporateNumber: "7000-0120-50002" }, ["corporate-number worth-a-look"]],
    ["同じ口座（先頭の0を書かない）", { account }, { account: { ...account, number: "12345" } }, ["account worth-a-look"]],
    ["支店が違う口座", { account }, { account: { ...account, branch: "101" } }, []],
    ["同じ住所（書き方が違う）", { address: "宮城県仙台市青葉区本町三丁目８番１号" }, { address: "宮城県仙台市青葉区本町3-8-1" }, ["address worth-a-look"]],
    ["同じ名前だけでは、見つからない", { name: "株式会社萩" }, { name: "株式会社萩" }, []],
    ["空欄どうしは、同じではない", { corporateNumber: "", address: "", account: { ...account, number: "" } }, { corporateNumber: "", address: "", account: { ...account, number: "" } }, []],
    ["いくつも同じなら、すべて挙げる", { corporateNumber: "7000012050002", account }, { corporateNumber: "7000012050002", account }, ["corporate-number worth-a-look", "account worth-a-look"]],
  ])("%s", (_, mine, other, expected) => {
    expect(fundedTwice(record("1", mine), [record("2", other)]).map(({ same, weight }) => `${same} ${weight}`)).toEqual(expected)
  })

  test("自分自身とは比べず、相手の制度を示す", () => {
    const same = { corporateNumber: "7000012050002" }
    expect(fundedTwice(record("1", same), [record("1", same), record("2", same)])).toMatchObject([{ applicationId: "2", programme: "制度2" }])
  })

  test.each([
    ["仙台市青葉区本町3丁目8番1号", "仙台市青葉区本町3-8-1"],
    ["仙台市青葉区本町３－８－１", "仙台市青葉区本町3-8-1"],
    ["栗原市築館薬師一丁目七番一号", "栗原市築館薬師1-7-1"],
    ["大崎市古川十二番地の三", "大崎市古川12-3"],
    ["一番町二十三番地4", "一番町23-4"],
    ["四日市市一番町1番地", "四日市市一番町1"],
  ])("%s → %s", (address, expected) => expect(plainAddress(address)).toBe(expected))
})
