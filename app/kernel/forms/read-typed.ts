import { joinDates } from "../ui/date-parts.ts"
import { textOf } from "./answer-shapes.ts"
import { lookUpBranch } from "./banks.ts"
import { type Answers, type AnswerValue, type Field, fieldsOf, type FormDefinition, MOST_ROWS, type ScalarField } from "./form.ts"
import { foundName, plainPostalCode, townOf } from "./postal/find-address.ts"
import { readRowButton } from "./row-buttons.ts"
import { fieldsOnPage, pruned } from "./shown.ts"

export type TypedValues = Readonly<Record<string, string | string[]>>

/**
 * One page as it was sent, over the answers there were. Only what stands on this page changes; what cannot be read
 * stays as typed, so that it can be shown again with what is wrong with it. Files are kept by whoever stores them.
 */
export function readTyped(form: FormDefinition, pageKey: string, typed: TypedValues, before: Answers): Answers {
  const page = form.pages.find(({ key }) => key === pageKey)
  if (!page) return before
  const sent = joinDates({ ...typed })
  const standing = fieldsOnPage(page, pruned(form, before))
  const after: Answers = { ...before }
  for (const field of fieldsOf(page)) {
    if (field.kind === "file" || field.kind === "sum" || !standing.has(field.key)) continue
    const answer = read(field, field.key, sent)
    if (answer === undefined) delete after[field.key]
    else after[field.key] = answer
  }
  return after
}

function read(field: Field, path: string, typed: TypedValues): AnswerValue | undefined {
  switch (field.kind) {
    case "group":
      return readGroup(field, path, typed)
    case "table":
      return readRows(field.columns, path, typed, field.rows.map((_, at) => at))
    case "address":
      return readAddress(path, typed)
    case "bank-account":
      return readAccount(path, typed)
    case "declaration":
      return text(typed, path) === "on" ? true : undefined
    case "file":
    case "sum":
      return undefined
    default:
      return readScalar(field, path, typed)
  }
}

function readScalar(field: ScalarField, path: string, typed: TypedValues): string | number | string[] | undefined {
  if (field.kind === "choice" && field.many) {
    const chosen = [...new Set([typed[path] ?? []].flat().filter(Boolean))]
    return chosen.length > 0 ? chosen : undefined
  }
  const given = text(typed, path)
  if (given === "") return undefined
  if (field.kind === "yen" || field.kind === "number") {
    // １，２３４ and ▲5 are the numbers people mean.
    const plain = given.normalize("NFKC").replace(/[,\s円]/g, "").replace(/^[▲△−‐–—]/, "-")
    return /^[+-]?\d+(\.\d+)?$/.test(plain) && Math.abs(Number(plain)) <= Number.MAX_SAFE_INTEGER ? Number(plain) : given
  }
  if (field.kind === "corporate-number") return given.normalize("NFKC").replace(/[\s-]/g, "")
  return given
}

function readRows(parts: readonly ScalarField[], path: string, typed: TypedValues, rows: readonly number[]): Answers[] {
  return rows.map((row) => {
    const answers: Answers = {}
    for (const part of parts) {
      const answer = readScalar(part, `${path}.${row}.${part.key}`, typed)
      if (answer !== undefined) answers[part.key] = answer
    }
    return answers
  })
}

/**
 * Rows left empty are no rows, unless the person is still adding: then the one just added stands, and the others stay
 * where they are.
 */
function readGroup(field: Extract<Field, { kind: "group" }>, path: string, typed: TypedValues): Answers[] | undefined {
  const pressed = readRowButton(typed)
  const numbers = rowNumbers(typed, path).filter((row) => pressed?.path !== path || row !== pressed.remove)
  const rows = readRows(field.fields, path, typed, numbers)
  if (pressed) {
    if (pressed.path === path && pressed.remove === undefined && rows.length < (field.max ?? MOST_ROWS)) rows.push({})
    return rows.length > 0 ? rows : undefined
  }
  const filled = rows.filter((row) => Object.keys(row).length > 0)
  return filled.length > 0 ? filled : undefined
}

function rowNumbers(typed: TypedValues, path: string): number[] {
  const rows = new Set<number>()
  for (const name of Object.keys(typed)) {
    const row = name.startsWith(`${path}.`) ? /^(\d{1,3})\./.exec(name.slice(path.length + 1)) : null
    if (row) rows.add(Number(row[1]))
  }
  return [...rows].sort((a, b) => a - b)
}

function readParts(path: string, typed: TypedValues, parts: readonly string[]): Answers | undefined {
  const answers: Answers = {}
  for (const part of parts) {
    const given = text(typed, `${path}.${part}`)
    if (given !== "") answers[part] = part === "postalCode" ? plainPostalCode(given) || given : given
  }
  return Object.keys(answers).length > 0 ? answers : undefined
}

/** The town that was found or chosen (withFoundAddress) is filled in over nothing that was typed. */
function readAddress(path: string, typed: TypedValues): Answers | undefined {
  const answers = readParts(path, typed, ["postalCode", "prefecture", "municipality", "street", "building"])
  const found = [typed[foundName(path)] ?? []].flat()
  const chosen = text(typed, `${path}.town`)
  const town = townOf(chosen) ?? (found.length === 1 ? townOf(found[0]!) : undefined)
  if (!town) return answers
  return { prefecture: town.prefecture, municipality: town.municipality, ...(town.area ? { street: town.area } : {}), ...answers }
}

/** Bank and branch as typed (name, kana or code), or as chosen among those that fit; the codes are the answer. */
function readAccount(path: string, typed: TypedValues): Answers | undefined {
  const answers = readParts(path, typed, ["bank", "branch", "chosen", "type", "number", "holder"])
  if (!answers) return undefined
  const found = lookUpBranch(textOf(answers.bank ?? ""), textOf(answers.branch ?? ""))
  const match = found.find(({ bankCode, branchCode }) => `${bankCode}-${branchCode}` === answers.chosen) ?? (found.length === 1 ? found[0] : undefined)
  delete answers.chosen
  if (typeof answers.number === "string") answers.number = answers.number.normalize("NFKC").replace(/[\s-]/g, "")
  return match ? { ...answers, ...match } : answers
}

function text(typed: TypedValues, path: string): string {
  const given = typed[path]
  return (Array.isArray(given) ? (given[0] ?? "") : (given ?? "")).replace(/\r\n?/g, "\n").trim()
}
