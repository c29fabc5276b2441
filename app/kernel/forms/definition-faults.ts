import type { FormDefinition } from "./form.ts"
import { formDefinitionSchema } from "./form-definition-schema.ts"

/** A definition written elsewhere: as it is, or every fault of it in a sentence that names its page and field. */
export function readGiven(given: unknown): { definition: FormDefinition; faults: [] } | { definition?: undefined; faults: string[] } {
  const parsed = formDefinitionSchema.safeParse(given, { reportInput: true })
  if (parsed.success) return { definition: parsed.data as FormDefinition, faults: [] }
  return { faults: [...new Set(parsed.error.issues.map((issue) => sentence(issue, given)))] }
}

interface Issue {
  code: string
  path: readonly PropertyKey[]
  message: string
  keys?: readonly string[]
  maximum?: number | bigint
  minimum?: number | bigint
  input?: unknown
}

function sentence(issue: Issue, given: unknown): string {
  const place = placeOf(given, issue.path)
  // The schema's own sentences, and those of faultsOf, which name their place.
  if (/[ぁ-ん]/.test(issue.message)) return issue.path.length > 0 ? `${place}：${issue.message}` : issue.message
  switch (issue.code) {
    case "unrecognized_keys":
      return `${place}に、知らない設定「${(issue.keys ?? []).join("、")}」があります。`
    case "too_big":
      return `${place}が大きすぎるか、長すぎます（上限 ${String(issue.maximum)}）。`
    case "too_small":
      return `${place}が小さすぎるか、足りません（下限 ${String(issue.minimum)}）。`
    default:
      return issue.input === undefined ? `${place}がありません。` : `${place}の書き方が正しくありません。`
  }
}

const settingWords: Readonly<Record<string, string>> = {
  title: "見出し", label: "見出し", help: "説明", key: "記号", kind: "種類", when: "表示の条件", required: "必須", options: "選択肢", pages: "ページ",
  sections: "まとまり", fields: "項目", columns: "列", rows: "行", of: "足す項目", fraction: "割合", min: "最小", max: "最大", maxLength: "文字数の上限",
  lines: "入力欄の行の数", decimals: "小数の桁", unit: "単位", maxFiles: "ファイルの数", maxBytes: "ファイルの大きさ", accept: "ファイルの種類", text: "誓約の文",
  introduction: "はじめの説明", value: "選択肢の記号",
}

/** 「ページ『申請者』の項目『業種』の選択肢」: the way down, in the words its author gave the parts. */
function placeOf(given: unknown, path: readonly PropertyKey[]): string {
  const words: string[] = []
  let at: unknown = given
  let list = ""
  for (const step of path) {
    at = at !== null && typeof at === "object" ? (at as Record<PropertyKey, unknown>)[step] : undefined
    if (typeof step === "number") words.push(nameOf(list, step, at))
    else if (!["pages", "sections", "fields", "columns", "options"].includes(String(step)) || step === path.at(-1)) {
      words.push(settingWords[String(step)] ?? `「${String(step)}」`)
    }
    list = String(step)
  }
  return words.length > 0 ? words.join("の") : "様式"
}

function nameOf(list: string, at: number, part: unknown): string {
  const { title, label } = (part ?? {}) as { title?: unknown; label?: unknown }
  const name = typeof label === "string" && label ? `「${label}」` : typeof title === "string" && title ? `「${title}」` : ""
  if (list === "pages") return name ? `ページ${name}` : `${at + 1}番目のページ`
  if (list === "sections") return name ? `まとまり${name}` : `${at + 1}番目のまとまり`
  if (list === "fields" || list === "columns") return name ? `項目${name}` : `${at + 1}番目の項目`
  return `${at + 1}番目${name}`
}
