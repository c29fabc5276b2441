/**
 * The records of a 総合振込 file as data. Every record has 120 bytes, one byte a character; numbers (N) stand right with
 * zeros in front, characters (C) stand left with spaces behind.
 */

export type FieldKind = "N" | "C"

/** Which bytes a character field may hold: see characters.ts. */
export type Characters = "name" | "bank" | "edi" | "blank" | "flag"

export type Confirmed = "published" | "unconfirmed"

export interface Field {
  key: string
  /** As people call it. */
  title: string
  kind: FieldKind
  length: number
  /** Byte position in the record, from 1. */
  at: number
  characters?: Characters
  /** Banks take spaces for it, too. */
  mayBeBlank?: boolean
}

export type RecordType = "1" | "2" | "8" | "9"

export interface RecordLayout {
  type: RecordType
  title: string
  /** Where the layout stands, and whether somebody has read it there. */
  source: string
  confirmed: Confirmed
  fields: readonly Field[]
}

export interface FileLayout {
  header: RecordLayout
  data: RecordLayout
  trailer: RecordLayout
  end: RecordLayout
  /** In data records with 識別表示 Y, in place of the two customer codes. */
  ediText: Field
}

export const RECORD_LENGTH = 120

type Row = [key: string, title: string, kind: FieldKind, length: number, more?: Characters | "may-be-blank"]

function record(type: RecordType, title: string, confirmed: Confirmed, source: string, rows: readonly Row[]): RecordLayout {
  let at = 1
  const fields = rows.map(([key, name, kind, length, more]): Field => {
    const field: Field = { key, title: name, kind, length, at }
    if (more === "may-be-blank") field.mayBeBlank = true
    else if (more) field.characters = more
    at += length
    return field
  })
  if (at !== RECORD_LENGTH + 1) throw new RangeError(`${title}: ${at - 1} bytes`)
  return { type, title, source, confirmed, fields }
}

const PUBLISHED = "全銀協制定ファイルフォーマット【総合振込】 https://expydoc.com/doc/11700435"

export const transferLayout: FileLayout = {
  header: record("1", "ヘッダー・レコード", "published", PUBLISHED, [
    ["recordType", "データ区分", "N", 1],
    ["kindCode", "種別コード", "N", 2],
    ["codeKind", "コード区分", "N", 1],
    ["clientCode", "振込依頼人コード", "N", 10],
    ["clientName", "振込依頼人名", "C", 40, "name"],
    ["payDay", "振込指定日", "N", 4],
    ["bankCode", "仕向銀行番号", "N", 4],
    ["bankName", "仕向銀行名", "C", 15, "bank"],
    ["branchCode", "仕向支店番号", "N", 3],
    ["branchName", "仕向支店名", "C", 15, "bank"],
    ["accountKind", "預金種目", "N", 1],
    ["accountNumber", "口座番号", "N", 7],
    ["dummy", "ダミー", "C", 17, "blank"],
  ]),
  data: record("2", "データ・レコード", "published", PUBLISHED, [
    ["recordType", "データ区分", "N", 1],
    ["bankCode", "被仕向銀行番号", "N", 4],
    ["bankName", "被仕向銀行名", "C", 15, "bank"],
    ["branchCode", "被仕向支店番号", "N", 3],
    ["branchName", "被仕向支店名", "C", 15, "bank"],
    ["clearingHouse", "手形交換所番号", "N", 4, "may-be-blank"],
    ["accountKind", "預金種目", "N", 1],
    ["accountNumber", "口座番号", "N", 7],
    ["payeeName", "受取人名", "C", 30, "name"],
    ["amount", "振込金額", "N", 10],
    ["newCode", "新規コード", "N", 1, "may-be-blank"],
    ["customerCode1", "顧客コード1", "N", 10, "may-be-blank"],
    ["customerCode2", "顧客コード2", "N", 10, "may-be-blank"],
    ["transferKind", "振込指定区分", "N", 1, "may-be-blank"],
    ["ediMark", "識別表示", "C", 1, "flag"],
    ["dummy", "ダミー", "C", 7, "blank"],
  ]),
  // Counts of 6 and totals of 12 digits agree with the worked example of https://zenn.dev/k_omo/articles/dfd3b61f205f2e;
  // the table itself was in no published source.
  trailer: record("8", "トレーラ・レコード", "unconfirmed", "一般に知られた形式（要確認）", [
    ["recordType", "データ区分", "N", 1],
    ["count", "合計件数", "N", 6],
    ["total", "合計金額", "N", 12],
    ["dummy", "ダミー", "C", 101, "blank"],
  ]),
  end: record("9", "エンド・レコード", "unconfirmed", "一般に知られた形式（要確認）", [
    ["recordType", "データ区分", "N", 1],
    ["dummy", "ダミー", "C", 119, "blank"],
  ]),
  ediText: { key: "ediText", title: "EDI情報", kind: "C", length: 20, at: 92, characters: "edi" },
}

/** 種別コード: what a file may be instead. */
export const kindCodes: Readonly<Record<string, string>> = {
  "11": "給与振込（民間）",
  "12": "賞与振込（民間）",
  "21": "総合振込",
  "71": "給与振込（公務員）",
  "72": "賞与振込（公務員）",
  "91": "口座振替",
}

/** 預金種目, as it may stand in the two records. */
export const clientAccountKinds: Readonly<Record<string, string>> = { "1": "普通", "2": "当座", "9": "その他" }
export const payeeAccountKinds: Readonly<Record<string, string>> = { "1": "普通", "2": "当座", "4": "貯蓄", "9": "その他" }

export function fieldOf(layout: RecordLayout, key: string): Field {
  const field = layout.fields.find((one) => one.key === key)
  if (!field) throw new RangeError(`no field ${key} in ${layout.title}`)
  return field
}
