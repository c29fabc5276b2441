import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { csvFile, everyRow, type FileColumn, sheet, xlsxFile } from "../../../kernel/documents/index.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { billStateWords } from "./bill.ts"
import { type BillFilter, type BillRow, listBills } from "./read-bills.ts"

const MOST = 10_000

const columns: FileColumn<BillRow>[] = [
  { title: "番号", value: (row) => row.number, width: 18 },
  { title: "題名", value: (row) => row.title, width: 50 },
  { title: "改正する例規", value: (row) => row.ordinanceTitle, width: 40 },
  { title: "例規番号", value: (row) => row.ordinanceNumber, width: 24 },
  { title: "所管", value: (row) => row.unitName },
  { title: "状態", value: (row) => billStateWords[row.state] },
  { title: "作成者", value: (row) => row.authorName ?? "" },
  { title: "作成日", kind: "date", value: (row) => civilDateOf(row.createdAt) },
  { title: "公布の日", kind: "date", value: (row) => row.promulgatedOn },
  { title: "公布番号", value: (row) => row.promulgatedNumber },
  { title: "施行の日", kind: "date", value: (row) => row.effectiveOn },
]

export async function billsCsv(work: Work, filter: BillFilter): Promise<string> {
  return csvFile(columns, await allOf(work, filter))
}

export async function billsXlsx(work: Work, filter: BillFilter): Promise<Uint8Array> {
  const rows = await allOf(work, filter)
  return xlsxFile([sheet({ name: "改正案", columns, rows, lead: ["例規の改正案", `${wareki(work.now)} 現在`] }) as never])
}

async function allOf(work: Work, filter: BillFilter): Promise<BillRow[]> {
  return everyRow((page) => listBills(work, filter, page), MOST)
}
