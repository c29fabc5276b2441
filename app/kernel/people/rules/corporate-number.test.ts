import { existsSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { corporateCheckDigit, isCorporateNumber, plainCorporateNumber } from "./corporate-number.ts"

// 国税庁 and 宮城県 as published on 国税庁法人番号公表サイト; the others are made-up numbers of the same form.
test.each([
  ["7000012050002", true],
  ["8000020040002", true],
  ["8291969544229", true],
  ["5480545874423", true],
  ["6969282347320", true],
  ["7000012050003", false],
  ["6000012050002", false],
  ["0000012050002", false],
  ["700001205000", false],
  ["70000120500022", false],
  ["700001205000a", false],
  ["", false],
])("%s は%s", (number, right) => {
  expect(isCorporateNumber(number)).toBe(right)
})

test("全角や区切りのある書き方も読む", () => {
  expect(plainCorporateNumber("７ 0000-1205-0002")).toBe("7000012050002")
  expect(corporateCheckDigit("000012050002")).toBe(7)
})

const vectors = "../shared/corpora/numbers/check-digits.csv"
test.skipIf(!existsSync(vectors))("見本のすべての法人番号で合う", () => {
  const rows = readFileSync(vectors, "utf8").split(/\r?\n/).map((row) => row.split(",")).filter(([kind]) => kind === "houjin")
  expect(rows.length).toBeGreaterThan(40)
  for (const [, value = "", expected] of rows) expect([value, isCorporateNumber(value)]).toEqual([value, expected === "valid"])
})
