import { isDayText } from "../../../../kernel/http/index.ts"
import { type DecisionInput, decisionInput } from "../decide/inputs.ts"
import type { Finding } from "../finding.ts"
import { categoriesToDecide } from "../read-finding.ts"
import { proposedMethod, prunedAnswers } from "../rules/proposed-method.ts"
import { answersOf } from "../decide/decide-finding.ts"
import { methodWords, originWords, reasonCodes } from "../words.ts"
import { editableColumns, nationalReviewShort, type ResultRow } from "./columns.ts"
import type { SheetRow } from "./read-sheet.ts"

export interface CellProblem {
  line: number
  column: string
  message: string
}

export interface Change {
  column: string
  before: string
  after: string
}

/** What a row would do. */
export interface RowChange {
  line: number
  id: string
  version: number
  place: string
  changes: readonly Change[]
  decision: DecisionInput
  done: { doneOn: string; how: string } | undefined
}

/** Cells that differ from what stands now; none of them: nothing is to be done. */
export function changesOf(row: SheetRow, now: ResultRow): Change[] {
  return editableColumns.flatMap(({ title, text }) => {
    const after = row.cells[title]
    if (after === undefined) return []
    const before = text(now)
    return same(before) === same(after) ? [] : [{ column: title, before, after }]
  })
}

function same(text: string): string {
  return text.replace(/\s+/g, " ").trim()
}

/** A row's cells as a decision; problems name the column. Cells of columns that the table does not have stay as they are. */
export function decisionOf(row: SheetRow, now: ResultRow): { decision: DecisionInput; done: RowChange["done"] } | { problems: CellProblem[] } {
  const problems: CellProblem[] = []
  const { it } = now
  const cell = (column: string) => row.cells[column] ?? editableColumns.find(({ title }) => title === column)!.text(now)
  const wrong = (column: string, message: string): void => void problems.push({ line: row.line, column, message })
  const chosen = <K extends string>(column: string, words: Readonly<Record<K, string>>): K | undefined => {
    const text = cell(column)
    if (text === "") return undefined
    const found = (Object.keys(words) as K[]).find((key) => words[key] === text)
    if (!found) wrong(column, `「${text.slice(0, 30)}」は使えません。${Object.values(words).join("・")}のどれかを書いてください。`)
    return found
  }
  const own = categoriesToDecide(it)
  const perCategory = (column: string): Map<string, string> => {
    const found = new Map<string, string>()
    for (const line of cell(column).split(/\n|、(?=[^、：]*：)/).map((text) => text.trim()).filter(Boolean)) {
      const at = line.search(/[：:]/)
      if (at < 0 && (own.length === 1 || column === "該非")) {
        // One category needs no name before its words; 「該当」 alone is said of every category of the row.
        for (const one of own) if (!found.has(one.category)) found.set(one.category, line)
        continue
      }
      const category = at < 0 ? undefined : line.slice(0, at).trim()
      if (!category || !own.some((one) => one.category === category)) {
        wrong(column, `「${line.slice(0, 40)}」は「区分：…」の形ではないか、この条文にない区分です。この条文の区分は${own.map((one) => one.category).join("・")}です。`)
        continue
      }
      found.set(category, line.slice(at + 1).trim())
    }
    return found
  }
  const verdicts = perCategory("該非")
  const notes = perCategory("判定メモ")
  const present = perCategory("現PHASE")
  const target = perCategory("目標PHASE")
  const phaseOf = (column: string, words: Map<string, string>, category: string) => {
    const text = words.get(category)?.normalize("NFKC").replace(/^PHASE/i, "").trim()
    if (!text || text === "-") return undefined
    if (!/^[123]$/.test(text)) wrong(column, `「${category}：${text.slice(0, 20)}」のPHASEは1から3で書いてください。`)
    return Number(text)
  }
  const categories = own.map(({ category }) => {
    const words = verdicts.get(category) ?? ""
    const read = /^(該当|非該当)\s*(\S*)$/.exec(words)
    if (words === "") wrong("該非", `「${category}」の該非がありません。「${category}：該当」か「${category}：非該当⑩」のように書いてください。`)
    else if (!read) wrong("該非", `「${category}：${words.slice(0, 20)}」は読めません。「該当」か「非該当」と理由の番号を書いてください。`)
    else if (read[1] === "該当" && read[2]) wrong("該非", `「${category}」は該当なので、理由の番号「${read[2].slice(0, 10)}」は書けません。`)
    else if (read[1] === "非該当" && !isReason(read[2])) wrong("該非", `「${category}」を非該当とする理由の番号（①〜⑭）がないか、正しくありません。`)
    return {
      category,
      verdict: read?.[1] === "該当" ? "applicable" : "not-applicable",
      ...(read?.[2] ? { reasonCode: read[2] } : {}),
      ...(notes.get(category) ? { note: notes.get(category) } : {}),
      presentPhase: phaseOf("現PHASE", present, category),
      targetPhase: phaseOf("目標PHASE", target, category),
    }
  })
  const truth = { yes: "はい", no: "いいえ" } as const
  const answers = {
    origin: chosen("根拠", originWords),
    nationalReview: chosen("国の見直し", nationalReviewShort),
    digitalAlready: chosen("いまデジタルでもできる", truth),
    physicalInterest: chosen("物理的であることが保護法益", truth),
    excludesDigital: chosen("条文がデジタルを許していない", truth),
  }
  const method = chosen("方法", methodWords)
  const proposed = proposedMethod(prunedAnswers(answersOf(answers)))
  const because = "because" in proposed ? proposed.because : undefined
  const technologies = cell("使う技術類型").split("\n").map((text) => text.trim()).filter(Boolean)
  const input = {
    categories,
    ...answers,
    lawName: cell("法令名") || undefined,
    lawArticle: cell("法令の条") || undefined,
    method: "method" in proposed && proposed.method === method ? undefined : method,
    methodReason: reasonFor(cell("方法の理由"), now.it, because) || undefined,
    plannedMonth: cell("予定年月") || undefined,
    technologies,
    draft: cell("改正案") || undefined,
    remark: cell("内部メモ") || undefined,
    public: chosen("公開可否", { yes: "可", no: "否" }) === "yes",
    publicNote: cell("公開する説明") || undefined,
    changeReason: "結果一覧表の読込み",
  }
  const doneText: string = cell("完了日")
  const isDay: boolean = isDayText(doneText)
  if (doneText !== "" && !isDay) wrong("完了日", `「${doneText.slice(0, 20)}」は日付ではありません。「2027-04-01」のように書いてください。`)
  const read = decisionInput.safeParse(input)
  if (!read.success) {
    for (const issue of read.error.issues) {
      const column = columnOfField(issue.path.join("."))
      wrong(column, /[ぁ-ん]/.test(issue.message) ? issue.message : `「${column}」の書き方が正しくないか、長すぎます。`)
    }
  }
  if (problems.length > 0 || !read.success) return { problems }
    return { decision: read.data, done: doneText !== "" && doneText !== it.doneOn ? { doneOn: doneText, how: cell("完了の内容") || "結果一覧表による" } : undefined }
}

function isReason(code: string | undefined): boolean {
  return code !== undefined && code in reasonCodes
}

/** The model's own words are not a reason somebody wrote. */
function reasonFor(text: string, it: Finding, because: string | undefined): string {
  if (text === because) return ""
  const before = proposedMethod(it)
  return "because" in before && text === before.because ? "" : text
}

const columns: readonly (readonly [RegExp, string])[] = [
  [/\.(verdict|reasonCode)$/, "該非"],
  [/\.note$/, "判定メモ"],
  [/presentPhase$/, "現PHASE"],
  [/targetPhase$/, "目標PHASE"],
  [/^origin$/, "根拠"],
  [/^lawName$/, "法令名"],
  [/^lawArticle$/, "法令の条"],
  [/^nationalReview$/, "国の見直し"],
  [/^digitalAlready$/, "いまデジタルでもできる"],
  [/^physicalInterest$/, "物理的であることが保護法益"],
  [/^excludesDigital$/, "条文がデジタルを許していない"],
  [/^methodReason$/, "方法の理由"],
  [/^method$/, "方法"],
  [/^plannedMonth$/, "予定年月"],
  [/^technologies/, "使う技術類型"],
  [/^draft$/, "改正案"],
  [/^remark$/, "内部メモ"],
  [/^publicNote$/, "公開する説明"],
  [/^doneOn$/, "完了日"],
  [/^how$/, "完了の内容"],
  [/^categories/, "該非"],
]

/** The column of the table that a field of the decision form stands in. */
export function columnOfField(field: string | undefined): string {
  return columns.find(([pattern]) => pattern.test(field ?? ""))?.[1] ?? "該非"
}
