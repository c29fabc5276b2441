import { parse } from "csv-parse/sync"
import { payeeAccountKinds } from "./layout.ts"
import { type ReadPayment, readTransfers } from "./read.ts"
import type { ZenginSettings } from "./settings.ts"

/** One transfer that did not arrive (振込不能), as the bank's file says it. What it does not say is absent. */
export interface FailedItem {
  /** Row of the CSV or record of the file, from 1. */
  at: number
  /** Which record of the file that was sent. */
  record?: number
  bankCode?: string
  branchCode?: string
  accountKind?: string
  accountNumber?: string
  amount?: number
  customerCode1?: string
  customerCode2?: string
  reason?: string
}

export interface ResultProblem {
  at: number
  code: "unreadable" | "unknown" | "twice" | "ambiguous" | "too-little"
  message: string
}

export interface FailedItems {
  items: FailedItem[]
  problems: ResultProblem[]
}

/** There is no common format for results: a file of the failed data records, or a CSV with a line of titles. */
export function readFailedItems(bytes: Uint8Array, settings: ZenginSettings): FailedItems {
  return looksLikeRecords(bytes) ? readRecords(bytes, settings) : readCsv(bytes)
}

/** 120 bytes that begin with 1 or 2 and hold no line end. */
function looksLikeRecords(bytes: Uint8Array): boolean {
  const first = bytes.subarray(0, 120)
  return first.length === 120 && (first[0] === 0x31 || first[0] === 0x32) && !first.some((byte) => byte === 0x0a || byte === 0x0d || byte === 0x2c)
}

function readRecords(bytes: Uint8Array, settings: ZenginSettings): FailedItems {
  const { payments, defects } = readTransfers(bytes, { settings })
  // A bank may leave out header and end; fields that cannot be read are said.
  const problems = defects
    .filter(({ severity, code }) => severity === "error" && ["length", "number", "record-type", "encoding"].includes(code))
    .map(({ record, message }): ResultProblem => ({ at: record, code: "unreadable", message }))
  const unreadable = new Set(problems.map(({ at }) => at))
  const items = payments
    .filter(({ record }) => !unreadable.has(record))
    .map(({ record, bankCode, branchCode, accountKind, accountNumber, amount, customerCode1, customerCode2 }): FailedItem => {
      const item: FailedItem = { at: record, bankCode, branchCode, accountKind, accountNumber, amount }
      return { ...item, customerCode1: withoutZeros(customerCode1), customerCode2: withoutZeros(customerCode2) }
    })
  return { items, problems }
}

const titles: Readonly<Record<Exclude<keyof FailedItem, "at">, readonly string[]>> = {
  record: ["レコード番号", "明細番号"],
  bankCode: ["銀行番号", "銀行コード", "金融機関コード", "被仕向銀行番号"],
  branchCode: ["支店番号", "支店コード", "被仕向支店番号"],
  accountKind: ["預金種目", "科目"],
  accountNumber: ["口座番号"],
  amount: ["振込金額", "金額"],
  customerCode1: ["顧客コード1"],
  customerCode2: ["顧客コード2"],
  reason: ["不能理由", "理由", "結果"],
}

function readCsv(bytes: Uint8Array): FailedItems {
  let rows: string[][]
  try {
    rows = parse(textOf(bytes), { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as string[][]
  } catch {
    return unreadable(0, "CSVとして読めません。引用符の閉じ忘れがないか確かめてください。")
  }
  const [head, ...body] = rows
  const columns = new Map<keyof typeof titles, number>()
  for (const [key, names] of Object.entries(titles) as [keyof typeof titles, readonly string[]][]) {
    const at = (head ?? []).findIndex((title) => names.includes(title.normalize("NFKC").replaceAll(" ", "")))
    if (at >= 0) columns.set(key, at)
  }
  if (!columns.has("amount") && !columns.has("record")) {
    return unreadable(1, "一行目に「レコード番号」または「振込金額」などの見出しがありません。")
  }
  const found: FailedItems = { items: [], problems: [] }
  body.forEach((row, i) => {
    const at = i + 2
    const cell = (key: keyof typeof titles) => (row[columns.get(key) ?? -1] ?? "").normalize("NFKC").trim()
    const item: FailedItem = { at }
    for (const [key, length, name] of [["bankCode", 4, "銀行番号"], ["branchCode", 3, "支店番号"], ["accountNumber", 7, "口座番号"]] as const) {
      const text = cell(key)
      if (text === "") continue
      // A spreadsheet drops the zeros in front.
      if (/^\d+$/.test(text) && text.length <= length) item[key] = text.padStart(length, "0")
      else return void found.problems.push({ at, code: "unreadable", message: `${name}「${text}」は${length}桁までの数字ではありません。` })
    }
    const kind = cell("accountKind")
    const kindCode = payeeAccountKinds[kind] ? kind : Object.entries(payeeAccountKinds).find(([, name]) => kind.startsWith(name))?.[0]
    if (kindCode) item.accountKind = kindCode
    for (const [key, name] of [["record", "レコード番号"], ["amount", "振込金額"]] as const) {
      const text = cell(key).replaceAll(/[,円¥\\]/g, "")
      if (text === "") continue
      if (!/^\d{1,10}$/.test(text)) return void found.problems.push({ at, code: "unreadable", message: `${name}「${cell(key)}」は数字ではありません。` })
      item[key] = Number(text)
    }
    for (const key of ["customerCode1", "customerCode2"] as const) if (cell(key)) item[key] = withoutZeros(cell(key))
    if (cell("reason")) item.reason = cell("reason")
    found.items.push(item)
  })
  return found
}

function unreadable(at: number, message: string): FailedItems {
  return { items: [], problems: [{ at, code: "unreadable", message }] }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder("shift_jis").decode(bytes)
  }
}

function withoutZeros(code: string): string {
  return code.trim().replace(/^0+/, "")
}

export interface Matching {
  failed: { item: FailedItem; payment: ReadPayment }[]
  problems: ResultProblem[]
}

/**
 * Which of the payments sent did not arrive: by everything the bank says, never by a name. A payment fails once; what
 * fits two payments, or one that has failed already, is left to a person.
 */
export function matchFailed(sent: readonly ReadPayment[], items: readonly FailedItem[], failedBefore: ReadonlySet<number> = new Set()): Matching {
  const taken = new Set(failedBefore)
  const byRecord = new Map(sent.map((payment) => [payment.record, payment]))
  const byAmount = Map.groupBy(sent, ({ amount }) => amount)
  const matching: Matching = { failed: [], problems: [] }
  const say = (item: FailedItem, code: ResultProblem["code"], message: string) => matching.problems.push({ at: item.at, code, message })
  const take = (item: FailedItem, payment: ReadPayment) => {
    taken.add(payment.record)
    matching.failed.push({ item, payment })
  }
  // Those that name their record first; what is left of the same content is then shared among equals.
  const rest = new Map<string, FailedItem[]>()
  for (const item of items) {
    if (item.record === undefined) {
      const key = JSON.stringify([item.bankCode, item.branchCode, item.accountKind, item.accountNumber, item.amount, item.customerCode1, item.customerCode2])
      rest.set(key, [...(rest.get(key) ?? []), item])
      continue
    }
    const payment = byRecord.get(item.record)
    if (!payment) say(item, "unknown", `レコード${item.record}の振込は、送ったファイルにありません。`)
    else if (!agrees(item, payment)) say(item, "unknown", `レコード${item.record}の振込と、口座・金額・顧客コードのどれかが違います。`)
    else if (taken.has(payment.record)) say(item, "twice", `レコード${item.record}の振込は、すでに振込不能として読み込まれています。`)
    else take(item, payment)
  }
  for (const same of rest.values()) {
    const [item] = same
    const codes = Boolean(item!.customerCode1 || item!.customerCode2)
    if (item!.amount === undefined || (!codes && (!item!.bankCode || !item!.branchCode || !item!.accountNumber))) {
      for (const one of same) say(one, "too-little", "レコード番号も、金額と口座（または顧客コード）もないため、どの振込か分かりません。")
      continue
    }
    const fitting = (byAmount.get(item!.amount) ?? []).filter((payment) => agrees(item!, payment))
    const free = fitting.filter(({ record }) => !taken.has(record))
    if (fitting.length === 0) for (const one of same) say(one, "unknown", "同じ口座・金額・顧客コードの振込は、送ったファイルにありません。")
    else if (free.length === 0) for (const one of same) say(one, "twice", "この振込は、すでに振込不能として読み込まれています。")
    else if (free.length > same.length) {
      const records = free.map(({ record }) => record).join("、")
      for (const one of same) say(one, "ambiguous", `同じ口座・金額の振込がいくつもあり（レコード${records}）、どれか決められません。`)
    } else {
      same.forEach((one, i) => (free[i] ? take(one, free[i]) : say(one, "twice", "同じ内容の振込の数より多く、二重に書かれています。")))
    }
  }
  matching.failed.sort((a, b) => a.payment.record - b.payment.record)
  matching.problems.sort((a, b) => a.at - b.at)
  return matching
}

/** Everything the item says is so in the payment. */
function agrees(item: FailedItem, payment: ReadPayment): boolean {
  for (const key of ["bankCode", "branchCode", "accountKind", "accountNumber", "amount"] as const) {
    if (item[key] !== undefined && item[key] !== payment[key]) return false
  }
  return (["customerCode1", "customerCode2"] as const).every((key) => !item[key] || item[key] === withoutZeros(payment[key]))
}
