import { bankClosedReason, nearestDay } from "./banking-days.ts"
import type { Banks } from "./banks.ts"
import { characterOf } from "./characters.ts"
import { judgeFields, type ReadValues } from "./judge-fields.ts"
import { kindCodes, RECORD_LENGTH, type RecordType } from "./layout.ts"
import { foreignEncoding } from "./recognise-encoding.ts"
import type { ZenginSettings } from "./settings.ts"
import { type LineEnd, type RawRecord, recordSplitter } from "./split-records.ts"

export interface Defect {
  /** An error keeps the file from being sent; a warning is for a person to look at. */
  severity: "error" | "warning"
  code: string
  /** From 1, as records stand in the file; 0 is the file as a whole. */
  record: number
  /** Byte position in the record, from 1. */
  column?: number
  field?: string
  message: string
}

export interface JudgeOptions {
  settings: ZenginSettings
  /** Absent: banks and branches are not looked up. */
  banks?: Banks | undefined
  /** MMDD has no year; the day nearest to this one is meant. Absent: closed days are not looked up. */
  today?: string | undefined
  onDefect: (defect: Defect) => void
  /** Records of 120 bytes whose type is known, with their fields as text. */
  onRecord?: ((values: ReadValues, record: number) => void) | undefined
}

export interface Verdict {
  accepted: boolean
  errors: number
  warnings: number
  records: number
  /** Data records and the sum of their amounts, as counted, not as the trailer says. */
  count: number
  total: number
  lineEnd: LineEnd | undefined
}

export interface Judge {
  push(chunk: Uint8Array): void
  finish(): Verdict
}

const lineEndNames: Readonly<Record<LineEnd, string>> = { crlf: "CRLF", lf: "LFだけ", cr: "CRだけ", none: "改行なし" }
const HIGHEST_TOTAL = 999_999_999_999

/** Judges a file of any bytes while it comes in: nothing is kept but counts. It never throws. */
export function judgeTransfers(options: JudgeOptions): Judge {
  const { settings, banks, today, onRecord } = options
  const { layout } = settings
  const layouts = { "1": layout.header, "2": layout.data, "8": layout.trailer, "9": layout.end }
  const seen: Record<RecordType, number> = { "1": 0, "2": 0, "8": 0, "9": 0 }
  const verdict: Verdict = { accepted: false, errors: 0, warnings: 0, records: 0, count: 0, total: 0, lineEnd: undefined }
  const otherLineEnds = new Map<LineEnd, { record: number; times: number }>()
  let stopped = false
  let lastLineEnd: LineEnd = "none"
  let unreadableAmounts = 0
  let endMark = 0
  /** Behind the end. */
  let emptyLines = 0
  const behind = { record: 0, bytes: 0 }
  const trailers: { record: number; count: number | undefined; total: number | undefined }[] = []

  function defect(found: Defect): void {
    if (found.severity === "error") verdict.errors++
    else verdict.warnings++
    options.onDefect(found)
  }
  const error = (code: string, record: number, message: string, at?: { column: number; field?: string }) =>
    defect({ severity: "error", code, record, ...at, message })
  const warning = (code: string, record: number, message: string, at?: { column: number; field?: string }) =>
    defect({ severity: "warning", code, record, ...at, message })

  function onHead(head: Uint8Array): boolean {
    const encoding = head.length === 0 ? undefined : foreignEncoding(head)
    if (head.length === 0) error("empty", 0, "ファイルが空です。")
    else if (encoding) error("encoding", 0, `${encoding}で書かれたファイルです。1文字1バイトのJIS（JIS X 0201）で書き直してください。`)
    stopped = head.length === 0 || encoding !== undefined
    return !stopped
  }

  function take(raw: RawRecord): void {
    if (raw.length > 0 && raw.endMarks === raw.length) {
      // 0x1A closes the file in old systems; whatever follows it does not belong to the file.
      endMark ||= verdict.records + 1
      return
    }
    if (raw.length === 0) {
      if (seen["9"] > 0) emptyLines++
      else error("empty-line", verdict.records + 1, "空の行があります。", { column: 1 })
      return
    }
    const record = ++verdict.records
    if (seen["9"] > 0 || endMark > 0) return takeBehind(raw, record)
    takeLineEnd(raw.lineEnd, record)
    const type = typeOf(raw.bytes)
    if (!type) {
      error("record-type", record, `データ区分が1・2・8・9のどれでもありません（${characterOf(raw.bytes[0]!)}）。`, { column: 1, field: "データ区分" })
    }
    const length = raw.length - (type === "9" && raw.length > RECORD_LENGTH ? raw.endMarks : 0)
    if (length !== RECORD_LENGTH) {
      const column = Math.min(length, RECORD_LENGTH) + 1
      error("length", record, `レコードの長さが${length}バイトです（${RECORD_LENGTH}バイトでなければなりません）。`, { column })
    }
    if (!type) return
    takeOrder(type, record)
    const whole = length === RECORD_LENGTH
    const values = whole ? judgeFields(raw.bytes, layouts[type], layout, banks, (found) => defect({ ...found, record })) : undefined
    if (type === "1" && values) takeHeader(values, record)
    if (type === "2") takeAmount(values?.amount)
    if (type === "8") trailers.push({ record, count: numberOf(values?.count), total: numberOf(values?.total) })
    if (values) onRecord?.(values, record)
  }

  /** Behind the end: a record out of place is named, anything else is counted. */
  function takeBehind(raw: RawRecord, record: number): void {
    const type = typeOf(raw.bytes)
    if (endMark === 0 && type && raw.length === RECORD_LENGTH) return takeOrder(type, record)
    behind.record ||= record
    behind.bytes += raw.length
  }

  function takeLineEnd(lineEnd: LineEnd, record: number): void {
    lastLineEnd = lineEnd
    verdict.lineEnd ??= lineEnd
    if (lineEnd === verdict.lineEnd) return
    const other = otherLineEnds.get(lineEnd)
    if (other) other.times++
    else otherLineEnds.set(lineEnd, { record, times: 1 })
  }

  function takeOrder(type: RecordType, record: number): void {
    const { title } = layouts[type]
    const at = { column: 1, field: "データ区分" }
    if (type !== "2" && seen[type] > 0) {
      const hint = type === "1" ? "一つのファイルには一つの振込依頼だけを入れてください。" : ""
      error("twice", record, `${title}が二つあります（一つ目はレコード${seen[type]}）。${hint}`, at)
    } else if (seen["9"] > 0) error("order", record, `エンド・レコードの後に${title}があります。`, at)
    else if (type === "1" && record > 1) error("order", record, "ヘッダー・レコードが先頭にありません。", at)
    else if (type === "2" && seen["8"] > 0) error("order", record, "トレーラ・レコードの後にデータ・レコードがあります。", at)
    seen[type] ||= record
  }

  function takeHeader(values: ReadValues, record: number): void {
    const kind = { column: 2, field: "種別コード" }
    if (/^\d\d$/.test(values.kindCode!) && values.kindCode !== "21") {
      const name = kindCodes[values.kindCode!]
      error("kind", record, `種別コードが${values.kindCode}${name ? `（${name}）` : ""}です。総合振込は21です。`, kind)
    }
    const pay = { column: 55, field: "振込指定日" }
    if (!/^\d{4}$/.test(values.payDay!)) return
    const day = nearestDay(values.payDay!, today ?? "2000-01-01")
    if (!day) return error("pay-day", record, `振込指定日「${values.payDay}」は月日（MMDD）ではありません。`, pay)
    if (!today) return
    const reason = closedReasonOn(day)
    if (reason) warning("closed-day", record, `振込指定日 ${day} は銀行の休業日（${reason}）です。`, pay)
  }

  function closedReasonOn(day: string): string | undefined {
    try {
      return bankClosedReason(day, settings.calendar)
    } catch {
      return undefined // A year of which the holidays are not known.
    }
  }

  function takeAmount(text: string | undefined): void {
    verdict.count++
    const amount = numberOf(text)
    if (amount === undefined) unreadableAmounts++
    // Beyond this the sum fits no trailer; it stays exact.
    else if (verdict.total <= HIGHEST_TOTAL) verdict.total += amount
  }

  function compareTotals(): void {
    const { count, total } = verdict
    if (total > HIGHEST_TOTAL) error("total-too-large", 0, "振込金額の合計が12桁を超えます。ファイルを分けてください。")
    if (count > 999_999) error("count-too-large", 0, "データ・レコードが6桁の件数を超えます。ファイルを分けてください。")
    for (const trailer of trailers) {
      if (trailer.count !== undefined && trailer.count !== count) {
        const message = `合計件数が${number(trailer.count)}件ですが、データ・レコードは${number(count)}件です。`
        error("count", trailer.record, message, { column: 2, field: "合計件数" })
      }
      if (trailer.total === undefined || total > HIGHEST_TOTAL) continue
      const at = { column: 8, field: "合計金額" }
      if (unreadableAmounts > 0) {
        warning("total-unknown", trailer.record, `金額を読めないデータ・レコードが${number(unreadableAmounts)}件あるため、合計金額は照合していません。`, at)
      } else if (trailer.total !== total) {
        error("total", trailer.record, `合計金額が${number(trailer.total)}円ですが、振込金額の合計は${number(total)}円です。`, at)
      }
    }
  }

  function compareLineEnds(): void {
    const { lineEnd } = verdict
    const where = { column: RECORD_LENGTH + 1 }
    if (lineEnd === "lf" || lineEnd === "cr") {
      error("line-end", 1, `改行が${lineEndNames[lineEnd]}です。CRLFにするか、改行をなくしてください。`, where)
    }
    for (const [other, { record, times }] of otherLineEnds) {
      if (other === "none" && times === 1 && lastLineEnd === "none" && record === verdict.records) {
        warning("last-line-end", record, "最後のレコードに改行がありません。", where)
      } else if (record === seen["9"] && lineEnd === "none" && other === "crlf") continue
      else {
        const message = `改行が混ざっています：ここは${lineEndNames[other]}、先頭は${lineEnd ? lineEndNames[lineEnd] : ""}（${number(times)}か所）。`
        error("line-end", record, message, where)
      }
    }
  }

  function compareWhole(): void {
    for (const type of ["1", "2", "8", "9"] as const) {
      if (seen[type] === 0) error("missing", 0, `${layouts[type].title}がありません。`)
    }
    if (behind.bytes > 0) {
      const after = endMark > 0 ? "ファイルの終わりの印（0x1A）" : "エンド・レコード"
      error("trailing", behind.record, `${after}の後に${number(behind.bytes)}バイトの余分なデータがあります。`, { column: 1 })
    }
    if (emptyLines > 0) warning("empty-line", verdict.records + 1, `エンド・レコードの後に空の行が${number(emptyLines)}行あります。`)
    compareTotals()
    compareLineEnds()
  }

  const splitter = recordSplitter(onHead, take)
  return {
    push: splitter.push,
    finish() {
      splitter.finish()
      if (!stopped) compareWhole()
      verdict.accepted = verdict.errors === 0
      return verdict
    },
  }
}

/** All at once, for bytes that are in memory. */
export function judgeBytes(bytes: Uint8Array, options: Omit<JudgeOptions, "onDefect">): Verdict & { defects: Defect[] } {
  const defects: Defect[] = []
  const judge = judgeTransfers({ ...options, onDefect: (defect) => defects.push(defect) })
  judge.push(bytes)
  return { ...judge.finish(), defects }
}

function typeOf(bytes: Uint8Array): RecordType | undefined {
  const character = String.fromCharCode(bytes[0]!)
  return character === "1" || character === "2" || character === "8" || character === "9" ? character : undefined
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}

function number(value: number): string {
  return value.toLocaleString("ja-JP")
}
