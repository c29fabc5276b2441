import { isCivilDate } from "../cases/civil-dates.ts"
import { isMailAddress } from "../notices/mail-address.ts"
import { isCorporateNumber } from "../people/rules/corporate-number.ts"
import { numberText, sizeText, wareki, yenText } from "../ui/formats.ts"
import { filesOf, isEmpty, recordOf, rowsOf, textOf } from "./answer-shapes.ts"
import { accountTypes, lookUpBranch } from "./banks.ts"
import {
  type Answers, type AnswerValue, type Field, fieldsOf, type FormDefinition, type FormProblem, MOST_FILES, MOST_ROWS, type ScalarField,
} from "./form.ts"
import { holds, pruned, shownPages } from "./shown.ts"

type Say = (path: string, label: string, message: string) => void

/** Everything that is wrong or missing, all at once, each at its control; of one page, or of the whole form. */
export function problemsOf(form: FormDefinition, answers: Answers, options: { pageKey?: string } = {}): FormProblem[] {
  const problems: FormProblem[] = []
  const kept = pruned(form, answers)
  for (const page of shownPages(form, answers)) {
    if (options.pageKey !== undefined && page.key !== options.pageKey) continue
    const say: Say = (path, label, message) => void problems.push({ pageKey: page.key, path, label, message })
    for (const field of fieldsOf(page)) if (holds(field.when, kept)) judge(field, field.key, kept[field.key], say)
  }
  return problems
}

function judge(field: Field, path: string, answer: AnswerValue | undefined, say: Say): void {
  switch (field.kind) {
    case "sum":
      return
    case "declaration":
      if (answer !== true) say(path, field.label, `「${field.label}」を確かめて、チェックを入れてください。`)
      return
    case "file":
      return judgeFiles(field, path, answer, say)
    case "address":
      return judgeAddress(field, path, recordOf(answer), say)
    case "bank-account":
      return judgeAccount(field, path, recordOf(answer), say)
    case "group": {
      const rows = rowsOf(answer)
      const least = Math.max(field.min ?? 0, field.required ? 1 : 0)
      const most = field.max ?? MOST_ROWS
      if (rows.length < least) say(path, field.label, `${field.label}を${least}行以上入力してください。`)
      if (rows.length > most) say(path, field.label, `${field.label}は${most}行までです（いま${rows.length}行）。`)
      return rows.forEach((row, at) => judgeRow(field.fields, row, `${path}.${at}`, say, `${field.label}の${at + 1}行目の`))
    }
    case "table": {
      const rows = rowsOf(answer)
      if (field.required && rows.every(isEmpty)) return say(path, field.label, `${field.label}を入力してください。`)
      return field.rows.forEach((title, at) => judgeRow(field.columns, rows[at] ?? {}, `${path}.${at}`, say, `${field.label}の「${title}」の`))
    }
    default:
      judgeScalar(field, path, answer, say, "")
  }
}

function judgeRow(parts: readonly ScalarField[], row: Answers, path: string, say: Say, where: string): void {
  for (const part of parts) if (holds(part.when, row)) judgeScalar(part, `${path}.${part.key}`, row[part.key], say, where)
}

function judgeFiles(field: Extract<Field, { kind: "file" }>, path: string, answer: AnswerValue | undefined, say: Say): void {
  const files = filesOf(answer)
  const no = (message: string) => say(path, field.label, message)
  const most = field.maxFiles ?? MOST_FILES
  if (field.required && files.length === 0) no(`${field.label}のファイルを添付してください。`)
  if (files.length > most) no(`${field.label}のファイルは${most}件までです（いま${files.length}件）。`)
  for (const { name, bytes } of files) {
    if (field.maxBytes !== undefined && bytes > field.maxBytes) no(`「${name}」は大きすぎます（上限 ${sizeText(field.maxBytes)}）。`)
    if (field.accept && !field.accept.some((end) => textOf(name).toLowerCase().endsWith(`.${end}`))) {
      no(`${field.label}に添付できるのは ${field.accept.map((end) => `.${end}`).join("、")} です（「${name}」）。`)
    }
  }
}

function judgeScalar(field: ScalarField, path: string, answer: AnswerValue | undefined, say: Say, where: string): void {
  const label = `${where}${field.label}`
  const no = (message: string) => say(path, label, message)
  if (isEmpty(answer)) {
    if (field.required) no(field.kind === "choice" || field.kind === "yes-no" ? `${label}を選んでください。` : `${label}を入力してください。`)
    return
  }
  switch (field.kind) {
    case "text":
    case "kana": {
      const length = [...textOf(answer)].length
      const most = field.kind === "text" ? (field.maxLength ?? 2000) : 100
      if (length > most) no(`${label}は${most}文字以内で入力してください（いま${length}文字）。`)
      if (field.kind === "kana" && !/^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s　A-Za-z]+$/u.test(textOf(answer))) no(`${label}は、ひらがなかカタカナで入力してください。`)
      return
    }
    case "yen":
    case "number": {
      if (typeof answer !== "number") return no(`${label}は数字で入力してください。`)
      const decimals = field.kind === "yen" ? 0 : (field.decimals ?? 0)
      const write = (amount: number) => (field.kind === "yen" ? yenText(amount) : numberText(amount, field.unit ?? "", decimals))
      if (Math.abs(answer * 10 ** decimals - Math.round(answer * 10 ** decimals)) > 1e-9) no(decimals === 0 ? `${label}は整数で入力してください。` : `${label}は小数${decimals}桁までで入力してください。`)
      const least = field.min ?? (field.kind === "yen" ? 0 : undefined)
      if (least !== undefined && answer < least) no(`${label}は${write(least)}以上で入力してください。`)
      if (field.max !== undefined && answer > field.max) no(`${label}は${write(field.max)}以下で入力してください。`)
      return
    }
    case "date": {
      const day = textOf(answer)
      if (!isCivilDate(day) || day < "0001") return no(`${label}は実在する日付を入力してください（例 令和8年4月1日）。`)
      if (field.min && day < field.min) no(`${label}は${wareki(field.min)}以後の日にしてください。`)
      if (field.max && day > field.max) no(`${label}は${wareki(field.max)}以前の日にしてください。`)
      return
    }
    case "choice": {
      const chosen = [answer].flat().map(textOf)
      if ((!field.many && chosen.length > 1) || chosen.some((value) => !field.options.some((option) => option.value === value))) no(`${label}を選択肢から選んでください。`)
      return
    }
    case "yes-no":
      if (answer !== "yes" && answer !== "no") no(`${label}を選んでください。`)
      return
    case "corporate-number":
      if (!isCorporateNumber(textOf(answer))) no(`${label}が正しくありません。13桁の数字を確かめてください。`)
      return
    case "email":
      if (!isMailAddress(textOf(answer))) no(`${label}の形が正しくありません（例 name@example.jp）。`)
      return
    case "phone":
      if (!/^0\d{9,10}$/.test(textOf(answer).normalize("NFKC").replace(/[\s()‐-―−-]/g, ""))) no(`${label}は、市外局番から10桁か11桁の数字で入力してください。`)
  }
}

function judgeAddress(field: Field, path: string, it: Answers, say: Say): void {
  if (!field.required && isEmpty(it)) return
  const want = (part: string, title: string) => {
    if (!it[part]) say(`${path}.${part}`, `${field.label}の${title}`, `${field.label}の${title}を入力してください。`)
  }
  want("postalCode", "郵便番号")
  if (it.postalCode && !/^\d{7}$/.test(String(it.postalCode))) say(`${path}.postalCode`, `${field.label}の郵便番号`, "郵便番号は7桁の数字で入力してください（例 980-8570）。")
  want("prefecture", "都道府県")
  want("municipality", "市区町村")
  want("street", "町名・番地")
}

function judgeAccount(field: Field, path: string, it: Answers, say: Say): void {
  if (!field.required && isEmpty(it)) return
  const no = (part: string, message: string) => say(`${path}.${part}`, field.label, message)
  if (!it.bank) no("bank", `${field.label}の銀行名を入力してください。`)
  else if (!it.branch) no("branch", `${field.label}の支店名を入力してください。`)
  else if (!it.branchCode) {
    const found = lookUpBranch(textOf(it.bank), textOf(it.branch))
    no("branch", found.length > 1 ? `${field.label}に当てはまる支店が${found.length}店あります。1つ選んでください。` : `「${textOf(it.bank)}」の「${textOf(it.branch)}」が見つかりません。銀行名と支店名を確かめてください。`)
  }
  if (!accountTypes.some(({ value }) => value === it.type)) no("type", `${field.label}の預金種目を選んでください。`)
  if (!/^\d{1,7}$/.test(textOf(it.number ?? ""))) no("number", `${field.label}の口座番号は7桁までの数字で入力してください。`)
  const holder = textOf(it.holder ?? "").normalize("NFKC")
  if (!holder) no("holder", `${field.label}の口座名義（カナ）を入力してください。`)
  else if (!/^[ァ-ヶー・\u3099\u309aA-Za-z0-9()./,「」 -]{1,48}$/.test(holder)) no("holder", `${field.label}の口座名義は、通帳のとおり48文字までのカタカナ・英数字で入力してください。`)
}
