import { csvFile, type FileColumn } from "../../../kernel/documents/index.ts"
import { stateWords } from "../application-states.ts"
import type { CaseContent } from "./case-content.ts"
import type { Made } from "./index-paper.ts"
import { type CheckedFile, type FileState, fileStateWords } from "./stored-files.ts"

/** One file of the bundle. */
export interface ManifestLine {
  path: string
  /** As the record says it must be; of what the bundle itself makes, as made. */
  bytes: number
  sha256: string
  state: FileState
  /** What was read, where that is not what the record says. */
  readBytes?: number
  readSha256?: string
  paper: string
  addedAt: string | null
  addedBy: string | null
  replacedAt: string | null
  removedReason: string | null
}

export function lineOf(file: CheckedFile): ManifestLine {
  const { read } = file
  return {
    path: file.path,
    bytes: file.bytes,
    sha256: file.sha256,
    state: file.state,
    ...(read && file.state === "damaged" ? { readBytes: read.bytes, readSha256: read.sha256 } : {}),
    paper: file.paper,
    addedAt: file.addedAt.toISOString(),
    addedBy: file.addedBy,
    replacedAt: file.replacedAt?.toISOString() ?? null,
    removedReason: file.removedReason,
  }
}

/** What the bundle makes itself is whole by being made. */
export function madeLine(path: string, paper: string, made: { bytes: number; sha256: string }): ManifestLine {
  return { path, ...made, state: "whole", paper, addedAt: null, addedBy: null, replacedAt: null, removedReason: null }
}

export function manifestJson(content: CaseContent, lines: readonly ManifestLine[], made: Made): string {
  const { it, call } = content
  const count = (state: FileState) => lines.filter((line) => line.state === state).length
  const manifest = {
    format: "hagi-case-bundle/1",
    made: { at: made.at.toISOString(), by: made.by },
    case: { id: it.id, number: it.number, title: it.title, applicant: it.party.name ?? "", call: call.title, state: it.state, stateWords: stateWords[it.state], contentSha256: it.contentSha256 },
    events: content.events.length,
    files: { all: lines.length, whole: count("whole"), damaged: count("damaged"), missing: count("missing"), removed: count("removed") },
    list: lines,
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

const columns: FileColumn<ManifestLine>[] = [
  { title: "ファイル", value: (line) => line.path },
  { title: "書類", value: (line) => line.paper },
  { title: "大きさ（バイト）", kind: "integer", value: (line) => line.bytes },
  { title: "SHA-256", value: (line) => line.sha256 },
  { title: "確認の結果", value: (line) => fileStateWords[line.state] },
  { title: "読み取れた大きさ（一致しないとき）", kind: "integer", value: (line) => line.readBytes ?? null },
  { title: "読み取れたSHA-256（一致しないとき）", value: (line) => line.readSha256 ?? "" },
  { title: "提出", value: (line) => line.addedAt ?? "" },
  { title: "提出した人", value: (line) => line.addedBy ?? "" },
  { title: "差し替えた日時", value: (line) => line.replacedAt ?? "" },
  { title: "取り除いた理由", value: (line) => line.removedReason ?? "" },
]

export function manifestCsv(lines: readonly ManifestLine[]): string {
  return csvFile(columns, lines)
}

/** For `sha256sum -c`: every file that should be there, with the hash of the record. */
export function hashList(lines: readonly ManifestLine[]): string {
  return lines.filter(({ state }) => state !== "removed").map(({ sha256, path }) => `${sha256}  ${path}\n`).join("")
}

export function checkInstruction(content: CaseContent, lines: readonly ManifestLine[], made: Made): string {
  const wrong = lines.filter(({ state }) => state === "damaged" || state === "missing")
  return `補助金の記録一式　確認のしかた

受付番号　${content.it.number}
作成　　　${made.at.toISOString()}　${made.by}

この一式に入っているもの
・目録.pdf　　　　当事者、経過、申請の問いと回答、決定、証拠書類、支払と出納簿、お知らせ、操作の記録
　　　　　　　　　（PDF/A-2b の要件に沿って作成しています。検証器による確認は受けていません）
・内容.json　　　 目録と同じ内容を機械で読むためのもの（閲覧の記録と、鎖の前の記録のハッシュ値も入っています）
・書類/　　　　　 提出・作成された書類。名前は提出されたときのまま
・manifest.json、manifest.csv　すべてのファイルの大きさ、SHA-256、書き出したときに確かめた結果
・SHA256SUMS　　　下の確認に使う一覧

ファイルが変わっていないことの確認
・Linux、macOS：この場所で　sha256sum -c SHA256SUMS　（macOS は　shasum -a 256 -c SHA256SUMS）
・Windows（PowerShell）：
  Get-Content -Encoding utf8 SHA256SUMS | ForEach-Object { $h, $p = $_ -split '  ', 2; if ((Get-FileHash -LiteralPath $p -Algorithm SHA256).Hash -ne $h) { "一致しません: $p" } }

一式そのものが変わっていないことの確認
・manifest.json のSHA-256は、書き出したときに操作の記録（subsidies.case-exported）に残っています。監査の担当者が
  「操作の記録」でこの申請を開くと見られます。manifest.json の値と比べてください。

操作の記録の確認
・「内容.json」の events は、系列（lane）と番号（seq）を持ち、hash は previousHash と記録の内容から計算されたものです。
  県のシステムで　npm run audit:verify　を実行すると、鎖全体が変わっていないことを確かめられます。

${wrong.length === 0 ? "書き出したときに、すべてのファイルが記録と一致することを確かめました。" : `注意：書き出したときに、記録と一致しないファイルが${wrong.length}件ありました。\n${wrong.map(({ path, state }) => `・${path}：${fileStateWords[state]}`).join("\n")}`}
`
}
