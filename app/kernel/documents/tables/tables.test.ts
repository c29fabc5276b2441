import { parse } from "csv-parse/sync"
import excel from "exceljs"
import { describe, expect, test } from "vitest"
import { csvFile, sheet, xlsxFile } from "./index.ts"

interface Row {
  name: string
  yen: number | null
  on: string
  at: Date
}
const columns = [
  { title: "名前", value: (row: Row) => row.name },
  { title: "金額", kind: "yen", value: (row: Row) => row.yen },
  { title: "日付", kind: "date", value: (row: Row) => row.on },
  { title: "時刻", kind: "instant", value: (row: Row) => row.at },
] as const
const row = (name: string, yen: number | null = 1): Row => ({ name, yen, on: "2026-11-23", at: new Date("2026-11-23T00:05:00Z") })

describe("CSV", () => {
  test("BOM、CRLF、引用符、数はそのまま、時刻は日本時間", () => {
    const text = csvFile(columns, [row('萩,"花"\n二行'), row("空", null), row("負", -5)])
    expect(text.startsWith("\uFEFF名前,金額,日付,時刻\r\n")).toBe(true)
    const read = parse(text, { bom: true }) as string[][]
    expect(read.slice(1)).toEqual([
      ['萩,"花"\n二行', "1", "2026-11-23", "2026-11-23 09:05"],
      ["空", "", "2026-11-23", "2026-11-23 09:05"],
      ["負", "-5", "2026-11-23", "2026-11-23 09:05"],
    ])
  })

  test.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "\n=1"])("数式 %j は文字になる", (text) => {
    const [, [cell]] = parse(csvFile(columns, [row(text)]), { bom: true }) as [string[], string[]]
    expect(cell).toBe(`'${text}`)
  })

  test.each(["-5", "-12.5", "3-1", "a=b", "萩"])("%j はそのまま", (text) => {
    const [, [cell]] = parse(csvFile(columns, [row(text)]), { bom: true }) as [string[], string[]]
    expect(cell).toBe(text)
  })
})

describe("Excel", () => {
  test("型のあるセル、数式にならない文字、繰り返す見出し", async () => {
    const bytes = await xlsxFile([
      sheet({ name: "一覧/甲", columns, rows: [row("=1+1", 3_499_999), row("萩\u0001")], lead: ["題名", "令和8年11月23日"] }),
      sheet({ name: "一覧/甲", columns, rows: [] }),
    ])
    const book = new excel.Workbook()
    await book.xlsx.load(bytes as never)
    expect(book.worksheets.map((s) => s.name)).toEqual(["一覧・甲", "一覧・甲2"])
    const page = book.worksheets[0]!
    expect(page.getCell("A3").value).toBe("名前")
    expect(page.getCell("A4").value).toBe("=1+1")
    expect(page.getCell("A4").type).toBe(excel.ValueType.String)
    expect(page.getCell("B4").value).toBe(3_499_999)
    expect(page.getCell("B4").numFmt).toContain("円")
    expect(page.getCell("C4").value).toEqual(new Date("2026-11-23T00:00:00Z"))
    expect(page.getCell("D4").value).toEqual(new Date("2026-11-23T09:05:00Z"))
    expect(page.getCell("A5").value).toBe("萩")
    expect(page.pageSetup.printTitlesRow).toBe("3:3")
    expect(page.views[0]).toMatchObject({ state: "frozen", ySplit: 3 })
  })
})
