import { z } from "zod"

/** 出典の表示は利用の条件: it stands wherever one of these is shown. */
export const NATIONAL_SOURCE = "Jグランツ（jGrants）からの出典"

const text = z.string().nullish()
const moment = z.iso.datetime({ offset: true }).nullish()

/** One line of the public list, by the names of the API (list and detail) and of its cached copies. */
const item = z.object({
  id: z.string().regex(/^[A-Za-z0-9]{1,18}$/),
  title: z.string().min(1),
  institution_name: text,
  target_area_search: text,
  use_purpose: text,
  target_number_of_employees: text,
  subsidy_rate: text,
  subsidy_max_limit: z.number().nullish(),
  acceptance_start_datetime: moment,
  acceptance_end_datetime: moment,
  front_subsidy_detail_page_url: text,
  /** v2: every round with its own window. */
  workflow: z.array(z.object({ acceptance_start_datetime: moment, acceptance_end_datetime: moment })).nullish(),
})
type NationalItem = z.output<typeof item>

/** Post-award forms and practice entries stand in the same public list; they are no programmes one can apply for. */
const FOLLOW_UP: readonly [RegExp, string][] = [
  [/^[×✕✖]/, "題名が×で始まる"],
  [/練習用|ダミー|テスト用|動作確認/, "練習用"],
  [/実績報告|状況報告|遂行状況|概算払請求|精算払請求|請求書|消費税.{0,12}(?:控除|報告)|財産処分|中止.{0,3}届|廃止.{0,3}(?:届|申請)|変更承認|変更申請|変更届|取下げ|事業化状況/, "後続手続"],
]

export function hiddenReasonOf(title: string): string | null {
  const plain = title.normalize("NFKC")
  return FOLLOW_UP.find(([pattern]) => pattern.test(plain))?.[1] ?? null
}

/** The API gives 0 where there is no limit, and real rows a dozen nines or more. */
export function limitOf(given: number | null | undefined): number | null {
  return given && Number.isSafeInteger(given) && given > 0 && !/^9{12,}$/.test(String(given)) ? given : null
}

/** Of one line what it says; what it is silent about (the API's list says less than its detail) is undefined and stays as it was. */
export interface NationalRow {
  id: string
  title: string
  institution: string | undefined
  area: string | undefined
  uses: string[] | undefined
  employees: string | undefined
  rate: string | undefined
  limitYen: number | null | undefined
  opensAt: Date | null | undefined
  closesAt: Date | null | undefined
  url: string | undefined
  hiddenReason: string | null
}

export interface ReadList {
  read: number
  rows: NationalRow[]
  /** Lines that are no programme: broken JSON, no id, no title. The first hundred; `refusedCount` is how many. */
  refused: { line: number; why: string }[]
  refusedCount: number
}

/**
 * The public list as JSON lines, as a JSON array, or as the API's envelope `{result: […]}`: of its list, of one detail (v1), or of
 * one detail with its rounds (v2). An id twice is its last line. Windows come in UTC and are shown in JST.
 */
export function readNational(source: string, now: Date): ReadList {
  const found: ReadList = { read: 0, rows: [], refused: [], refusedCount: 0 }
  const rows = new Map<string, NationalRow>()
  for (const { line, value } of linesOf(source)) {
    found.read++
    const parsed = item.safeParse(value)
    if (parsed.success) {
      rows.set(parsed.data.id, rowOf(parsed.data, now))
      continue
    }
    found.refusedCount++
    if (found.refused.length < 100) found.refused.push({ line, why: value === undefined ? "JSON として読めません。" : whyNot(parsed.error) })
  }
  found.rows = [...rows.values()]
  return found
}

const fieldWords: Readonly<Record<string, string>> = {
  id: "id が英数字18字までの値ではありません。",
  title: "題名（title）がありません。",
  subsidy_max_limit: "上限額（subsidy_max_limit）が数ではありません。",
  acceptance_start_datetime: "受付の開始（acceptance_start_datetime）が、時差の付いた日時ではありません。",
  acceptance_end_datetime: "受付の終了（acceptance_end_datetime）が、時差の付いた日時ではありません。",
}

function whyNot(error: z.ZodError): string {
  return [...new Set(error.issues.map(({ path }) => fieldWords[String(path[0] ?? "")] ?? "補助金の1件として読めません。"))].join("")
}

function rowOf(one: NationalItem, now: Date): NationalRow {
  const cut = (value: string, most: number) => value.replaceAll("\u0000", "").slice(0, most)
  const text = (value: string | null | undefined, most: number) => (value === undefined ? undefined : cut(value ?? "", most))
  const moment = (value: string | null | undefined) => (value === undefined ? undefined : value ? new Date(value) : null)
  const round = one.acceptance_end_datetime === undefined ? roundOf(one.workflow ?? [], now) : undefined
  const url = text(one.front_subsidy_detail_page_url, 500)
  return {
    id: one.id,
    title: cut(one.title, 500),
    institution: text(one.institution_name, 200),
    area: text(one.target_area_search, 500),
    uses: one.use_purpose === undefined ? undefined : (one.use_purpose ?? "").split(/\s*\/\s*/).map((use) => cut(use, 60)).filter(Boolean),
    employees: text(one.target_number_of_employees, 200),
    rate: text(one.subsidy_rate, 500),
    limitYen: one.subsidy_max_limit === undefined ? undefined : limitOf(one.subsidy_max_limit),
    opensAt: moment(round ? round.acceptance_start_datetime : one.acceptance_start_datetime),
    closesAt: moment(round ? round.acceptance_end_datetime : one.acceptance_end_datetime),
    url: url === undefined || url.startsWith("https://") ? url : "",
    hiddenReason: hiddenReasonOf(one.title),
  }
}

/** Of several rounds the one that can still be applied for and closes first; otherwise the one that closed last. */
function roundOf(rounds: NonNullable<NationalItem["workflow"]>, now: Date) {
  const byEnd = rounds.filter(({ acceptance_end_datetime: end }) => end).sort((a, b) => Date.parse(a.acceptance_end_datetime!) - Date.parse(b.acceptance_end_datetime!))
  return byEnd.find(({ acceptance_end_datetime: end }) => Date.parse(end!) > now.getTime()) ?? byEnd.at(-1)
}

function* linesOf(source: string): Generator<{ line: number; value: unknown }> {
  const whole = parse(source)
  const list = Array.isArray(whole) ? whole : Array.isArray((whole as { result?: unknown } | undefined)?.result) ? (whole as { result: unknown[] }).result : undefined
  if (list) {
    for (const [at, value] of list.entries()) yield { line: at + 1, value }
    return
  }
  for (const [at, line] of source.split("\n").entries()) if (line.trim()) yield { line: at + 1, value: parse(line) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
