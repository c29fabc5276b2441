import { bankClosedReason } from "./banking-days.ts"
import type { Banks } from "./banks.ts"
import { byteOf } from "./characters.ts"
import { toZenginKana } from "./kana.ts"
import { fieldOf, type RecordLayout, RECORD_LENGTH } from "./layout.ts"
import { type ReadTransfers, readTransfers } from "./read.ts"
import type { ZenginSettings } from "./settings.ts"

export interface Account {
  bankCode: string
  branchCode: string
  /** 預金種目: 1普通 2当座 4貯蓄 9その他 */
  accountKind: string
  /** Up to 7 digits. */
  accountNumber: string
}

export interface Transfer extends Account {
  /** In kana, as in the passbook; made fit for the file here. */
  payeeName: string
  /** Whole yen, more than 0. */
  amount: number
  /** Up to 10 digits each; they come back in the results and name the payment. */
  customerCode1?: string
  customerCode2?: string
  /** 0その他 1第1回 2変更 */
  newCode?: "0" | "1" | "2"
}

export interface TransferBatch extends Account {
  clientCode: string
  clientName: string
  /** The day the payees have the money: YYYY-MM-DD, a banking day. */
  payOn: string
  transfers: readonly Transfer[]
}

export interface BatchProblem {
  /** Which transfer, from 1; 0 is the batch itself. */
  transfer: number
  field: string
  message: string
}

export type Written =
  | { ok: true; bytes: Uint8Array; count: number; total: number; /** As it stands in the bytes. */ read: ReadTransfers }
  | { ok: false; problems: readonly BatchProblem[] }

export interface WriteOptions {
  settings: ZenginSettings
  banks: Banks
  lineEnd: "crlf" | "none"
}

/**
 * A batch as the bytes of a file. Everything that is wrong with it is said at once and no byte is written; count and
 * total come from reading the written bytes again, not from what was meant.
 */
export function writeTransfers(batch: TransferBatch, options: WriteOptions): Written {
  const { settings, banks } = options
  const problems: BatchProblem[] = []
  const rows = [headerRow(batch, options, problems), ...batch.transfers.map((transfer, i) => dataRow(transfer, i + 1, options, problems))]
  const total = batch.transfers.reduce((sum, { amount }) => sum + amount, 0)
  if (batch.transfers.length === 0) problems.push({ transfer: 0, field: "振込", message: "振込が一件もありません。" })
  if (batch.transfers.length > 999_999) problems.push({ transfer: 0, field: "振込", message: "件数が6桁を超えます。分けてください。" })
  if (total > 999_999_999_999) problems.push({ transfer: 0, field: "合計金額", message: "合計金額が12桁を超えます。分けてください。" })
  if (problems.length > 0) return { ok: false, problems }
  const { layout } = settings
  const records: [RecordLayout, Row][] = rows.map((row, i) => [i === 0 ? layout.header : layout.data, row])
  records.push([layout.trailer, { count: String(batch.transfers.length), total: String(total) }], [layout.end, {}])
  const bytes = bytesOf(records, options.lineEnd)
  const read = readTransfers(bytes, { settings, banks })
  if (!read.accepted || read.count !== batch.transfers.length || read.total !== total) {
    throw new Error(`the written file does not read as it was meant: ${JSON.stringify(read.defects.slice(0, 3))}`)
  }
  return { ok: true, bytes, count: read.count, total: read.total, read }
}

type Row = Readonly<Record<string, string>>

function headerRow(batch: TransferBatch, options: WriteOptions, problems: BatchProblem[]): Row {
  const say = (field: string, message: string) => problems.push({ transfer: 0, field, message })
  const { header } = options.settings.layout
  if (!/^\d{1,10}$/.test(batch.clientCode)) say("振込依頼人コード", "振込依頼人コードは10桁までの数字です。")
  if (!["1", "2", "9"].includes(batch.accountKind)) say("預金種目", "振込依頼人の預金種目は1（普通）、2（当座）、9（その他）です。")
  let closed: string | undefined
  try {
    closed = bankClosedReason(batch.payOn, options.settings.calendar)
  } catch {
    say("振込指定日", `振込指定日「${batch.payOn}」は日付ではないか、休業日の分からない年です。`)
  }
  if (closed) say("振込指定日", `振込指定日 ${batch.payOn} は銀行の休業日（${closed}）です。`)
  return {
    kindCode: "21",
    codeKind: "0",
    clientCode: batch.clientCode,
    clientName: nameFor(batch.clientName, fieldOf(header, "clientName").length, "振込依頼人名", options.settings, say),
    payDay: batch.payOn.slice(5, 7) + batch.payOn.slice(8, 10),
    ...accountRow(batch, options.banks, "sender", say),
  }
}

function dataRow(transfer: Transfer, at: number, options: WriteOptions, problems: BatchProblem[]): Row {
  const say = (field: string, message: string) => problems.push({ transfer: at, field, message })
  const { data } = options.settings.layout
  if (!["1", "2", "4", "9"].includes(transfer.accountKind)) say("預金種目", "預金種目は1（普通）、2（当座）、4（貯蓄）、9（その他）です。")
  if (!Number.isSafeInteger(transfer.amount) || transfer.amount < 1 || transfer.amount > 9_999_999_999) {
    say("振込金額", "振込金額は1円から9,999,999,999円までの整数です。")
  }
  for (const [field, code] of [["顧客コード1", transfer.customerCode1], ["顧客コード2", transfer.customerCode2]] as const) {
    if (code !== undefined && !/^\d{0,10}$/.test(code)) say(field, `${field}は10桁までの数字です。`)
  }
  return {
    ...accountRow(transfer, options.banks, "payee", say),
    clearingHouse: "0",
    payeeName: nameFor(transfer.payeeName, fieldOf(data, "payeeName").length, "受取人名", options.settings, say),
    amount: String(transfer.amount),
    newCode: transfer.newCode ?? "0",
    customerCode1: transfer.customerCode1 ?? "",
    customerCode2: transfer.customerCode2 ?? "",
    transferKind: "7",
  }
}

type Say = (field: string, message: string) => void

/** A branch of the sender's own bank may be in no list: its name is then left to the bank. */
function accountRow(account: Account, banks: Banks, side: "sender" | "payee", say: Say): Row {
  const { bankCode, branchCode, accountKind, accountNumber } = account
  const bank = banks.banks.get(bankCode)
  const branch = bank?.branches.get(branchCode)
  if (!/^\d{3}$/.test(branchCode)) say("支店番号", "支店番号は3桁の数字です。")
  else if (!bank) say("銀行番号", `銀行番号${bankCode}の銀行は、金融機関の一覧（${banks.source}）にありません。`)
  else if (!branch && side === "payee") say("支店番号", `${bank.name}（${bankCode}）に支店番号${branchCode}の支店は、金融機関の一覧（${banks.source}）にありません。`)
  if (!/^\d{1,7}$/.test(accountNumber) || /^0+$/.test(accountNumber)) say("口座番号", "口座番号は7桁までの数字です。")
  return {
    bankCode,
    bankName: (bank?.kana ?? "").slice(0, 15),
    branchCode,
    branchName: (branch?.kana ?? "").slice(0, 15),
    accountKind,
    accountNumber,
  }
}

function nameFor(name: string, length: number, field: string, settings: ZenginSettings, say: Say): string {
  const { kana, refused } = toZenginKana(name, settings)
  for (const { message } of refused) say(field, `${field}の${message}`)
  if (refused.length === 0 && kana === "") say(field, `${field}を入力してください。`)
  if (kana.length <= length) return kana
  if (settings.longName === "cut") return kana.slice(0, length).trimEnd()
  say(field, `${field}が${kana.length}文字です（濁点・半濁点も1文字と数えて${length}文字まで）。`)
  return ""
}

function bytesOf(records: readonly [RecordLayout, Row][], lineEnd: "crlf" | "none"): Uint8Array {
  const step = RECORD_LENGTH + (lineEnd === "crlf" ? 2 : 0)
  const bytes = new Uint8Array(records.length * step).fill(0x20)
  records.forEach(([layout, row], i) => {
    for (const { key, kind, at, length } of layout.fields) {
      const text = key === "recordType" ? layout.type : (row[key] ?? "")
      const written = kind === "N" ? text.padStart(length, "0") : text
      if (written.length > length) throw new RangeError(`${key} does not fit its field`)
      for (let c = 0; c < written.length; c++) bytes[i * step + at - 1 + c] = byteOf(written[c]!)!
    }
    if (lineEnd === "crlf") bytes.set([0x0d, 0x0a], (i + 1) * step - 2)
  })
  return bytes
}
