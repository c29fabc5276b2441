import type { Banks } from "./banks.ts"
import { decode, firstForbidden, firstNonDigit, isBlank, nameOfByte } from "./characters.ts"
import type { Defect } from "./judge.ts"
import { clientAccountKinds, type Field, type FileLayout, payeeAccountKinds, type RecordLayout, type RecordType } from "./layout.ts"

/** The fields of a record as text: numbers with their zeros, names without the spaces behind. */
export type ReadValues = { recordType: RecordType } & Readonly<Record<string, string>>

type Found = Omit<Defect, "record">

/** Everything that is wrong with the fields of one record of 120 bytes. */
export function judgeFields(
  bytes: Uint8Array,
  record: RecordLayout,
  layout: FileLayout,
  banks: Banks | undefined,
  onDefect: (found: Found) => void,
): ReadValues {
  const values: Record<string, string> = { recordType: record.type }
  const text = decode(bytes)
  const edi = record.type === "2" && bytes[112] === 0x59
  for (const field of record.fields) {
    if (edi && (field.key === "customerCode1" || field.key === "customerCode2")) continue
    values[field.key] = takeField(bytes, text, field, onDefect)
  }
  if (edi) values[layout.ediText.key] = takeField(bytes, text, layout.ediText, onDefect)
  const error = (key: string, code: string, message: string) => onDefect(at(record, key, "error", code, message))
  const warning = (key: string, code: string, message: string) => onDefect(at(record, key, "warning", code, message))
  if (record.type === "1") {
    if (/[1-9]/.test(values.codeKind!)) {
      error("codeKind", "code-kind", `コード区分が${values.codeKind}${values.codeKind === "1" ? "（EBCDIC）" : ""}です。0（JIS）でなければなりません。`)
    }
    judgeChoice("accountKind", clientAccountKinds)
    judgeAccount("仕向")
    judgeName("clientName")
  }
  if (record.type === "2") {
    if (/^0+$/.test(values.amount!)) error("amount", "amount", "振込金額が0円です。")
    judgeChoice("accountKind", payeeAccountKinds)
    judgeChoice("newCode", { "0": "その他", "1": "第1回", "2": "変更", " ": "" })
    judgeChoice("transferKind", { "0": "", "7": "電信", "8": "文書", " ": "" })
    if (values.clearingHouse !== "0000" && /^\d{4}$/.test(values.clearingHouse!)) {
      warning("clearingHouse", "clearing-house", `手形交換所番号が${values.clearingHouse}です。総合振込では使わず、0000とします。`)
    }
    if (values.ediMark !== "" && values.ediMark !== "Y") {
      warning("ediMark", "edi-mark", `識別表示が「${values.ediMark}」です。空白かY（EDI情報あり）です。銀行ごとの値でないか確かめてください。`)
    }
    judgeAccount("被仕向")
    judgeName("payeeName")
  }
  return values as ReadValues

  function judgeChoice(key: string, choices: Readonly<Record<string, string>>): void {
    const value = values[key]!
    if (!/^[0-9]$/.test(value) || choices[value] !== undefined) return
    const named = Object.entries(choices).filter(([, name]) => name !== "")
    error(key, "choice", `${record.fields.find((field) => field.key === key)!.title}が${value}です（${named.map(([code, name]) => `${code} ${name}`).join("、")}）。`)
  }

  function judgeName(key: string): void {
    const value = values[key]!
    if (value === "") error(key, "blank", `${record.fields.find((field) => field.key === key)!.title}が空白です。`)
    else if (value.startsWith(" ")) warning(key, "left", "名前が左詰めになっていません。")
  }

  /** The payee's bank must be known. The sender's own bank takes the file and knows its branches better than any list. */
  function judgeAccount(side: "仕向" | "被仕向"): void {
    const unknown = side === "仕向" ? warning : error
    if (values.accountNumber === "0000000") warning("accountNumber", "account-number", "口座番号が0000000です。")
    const { bankCode, branchCode } = values
    if (!banks || !/^\d{4}$/.test(bankCode!)) return
    const bank = banks.banks.get(bankCode!)
    if (!bank) return unknown("bankCode", "bank", `銀行番号${bankCode}の銀行は、金融機関の一覧（${banks.source}）にありません。`)
    compareName("bankName", bank.kana, bank.name)
    if (!/^\d{3}$/.test(branchCode!)) return
    const branch = bank.branches.get(branchCode!)
    if (!branch) return unknown("branchCode", "branch", `${bank.name}（${bankCode}）に支店番号${branchCode}の支店は、金融機関の一覧（${banks.source}）にありません。`)
    compareName("branchName", branch.kana, branch.name)

    function compareName(key: "bankName" | "branchName", kana: string, name: string): void {
      const value = values[key]!
      // Banks leave these two fields to the client.
      if (value === "" || value === kana.slice(0, 15)) return
      warning(key, "bank-name", `${side}${key === "bankName" ? "銀行" : "支店"}名が「${value}」ですが、一覧では「${kana}」（${name}）です。`)
    }
  }
}

function takeField(bytes: Uint8Array, text: string, field: Field, onDefect: (found: Found) => void): string {
  const start = field.at - 1
  const end = start + field.length
  if (field.kind === "N") {
    const wrong = firstNonDigit(bytes, start, end)
    if (wrong >= 0 && !(field.mayBeBlank && isBlank(bytes, start, end))) {
      onDefect({ severity: "error", code: "number", column: wrong + 1, field: field.title, message: numberSentence(bytes[wrong]!, field) })
    }
    return text.slice(start, end)
  }
  const forbidden = field.characters === "flag" ? undefined : firstForbidden(bytes, start, end, field.characters!)
  if (forbidden) {
    const more = forbidden.count > 1 ? `（この項目に${forbidden.count}か所）` : ""
    const byte = nameOfByte(bytes[forbidden.at]!)
    const message =
      field.characters === "blank"
        ? `${field.title}は空白にします。${byte}があります${more}。`
        : field.characters === "bank"
          ? `${field.title}に${byte}は使えません${more}。使えるのはカナ・英大文字・数字・ハイフンです。`
          : `${field.title}に${byte}は使えません${more}。`
    onDefect({ severity: "error", code: field.characters === "blank" ? "dummy" : "character", column: forbidden.at + 1, field: field.title, message })
  }
  return withoutSpacesBehind(text, start, end)
}

function withoutSpacesBehind(text: string, start: number, end: number): string {
  let to = end
  while (to > start && text[to - 1] === " ") to--
  return text.slice(start, to)
}

function numberSentence(byte: number, field: Field): string {
  if (byte === 0x20) return `${field.title}に空白があります。数字は右に詰め、前を0で埋めます。`
  if (byte === 0x2d && field.key === "amount") return "振込金額が負の金額です。"
  return `${field.title}は数字でなければなりません。${nameOfByte(byte)}があります。`
}

function at(record: RecordLayout, key: string, severity: "error" | "warning", code: string, message: string): Found {
  const field = record.fields.find((one) => one.key === key)!
  return { severity, code, column: field.at, field: field.title, message }
}
