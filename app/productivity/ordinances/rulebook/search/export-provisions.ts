import type { Work } from "../../../../kernel/database/index.ts"
import { csvFile, everyRow, type FileColumn } from "../../../../kernel/documents/index.ts"
import type { Piece } from "../../../../kernel/search/index.ts"
import type { ProvisionFilter } from "./search-filter.ts"
import { type FoundProvision, searchProvisions } from "./search-provisions.ts"

const MOST = 20_000

const columns: FileColumn<FoundProvision>[] = [
  { title: "題名", value: (row) => row.title, width: 50 },
  { title: "種別", value: (row) => row.kind },
  { title: "所管課", value: (row) => row.unitName ?? "" },
  { title: "条文", value: (row) => row.no },
  { title: "見出し", value: (row) => wordsOf(row.caption) },
  { title: "前後の言葉", value: (row) => wordsOf(row.snippet), width: 60 },
]

export async function provisionsCsv(work: Work, filter: ProvisionFilter): Promise<string> {
  return csvFile(columns, await everyRow((page) => searchProvisions(work, filter, page), MOST))
}

function wordsOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join("")
}
