import type { Insertable } from "kysely"
import { z } from "zod"
import type { Tables, Work } from "../../../kernel/database/index.ts"

/** 出典の表示は利用の条件: it stands wherever one of these is shown. */
export const NATIONAL_SOURCE = "Jグランツ（jGrants）からの出典"

const text = z.string().nullish().transform((value) => value ?? "")

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
  acceptance_start_datetime: z.iso.datetime({ offset: true }).nullish(),
  acceptance_end_datetime: z.iso.datetime({ offset: true }).nullish(),
  front_subsidy_detail_page_url: text,
})
export type NationalItem = z.output<typeof item>

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

/** The API gives 0 where there is no limit. */
export function limitOf(given: number | null | undefined): number | null {
  return given && Number.isSafeInteger(given) && given > 0 ? given : null
}

export interface NationalImport {
  read: number
  kept: number
  hidden: number
  /** Lines that are no programme: broken JSON, no id, no title. */
  refused: { line: number; why: string }[]
}

/**
 * The public list as JSON lines, as a JSON array, or as the API's envelope `{result: […]}`. A known id is brought up to date.
 * Windows come in UTC and are shown in JST.
 */
export async function importNational(work: Work, source: string): Promise<NationalImport> {
  const found: NationalImport = { read: 0, kept: 0, hidden: 0, refused: [] }
  const rows = new Map<string, Insertable<Tables["subsidy_national"]>>()
  for (const { line, value } of linesOf(source)) {
    found.read++
    const parsed = item.safeParse(value)
    if (!parsed.success) {
      if (found.refused.length < 100) found.refused.push({ line, why: value === undefined ? "JSON として読めません。" : "id、題名、受付期間のどれかが正しくありません。" })
      continue
    }
    rows.set(parsed.data.id, rowOf(parsed.data, work.now))
  }
  const all = [...rows.values()]
  for (let at = 0; at < all.length; at += 500) {
    await work.db
      .insertInto("subsidy_national")
      .values(all.slice(at, at + 500))
      .onConflict((conflict) =>
        conflict.column("id").doUpdateSet((eb) => ({
          title: eb.ref("excluded.title"),
          institution: eb.ref("excluded.institution"),
          area: eb.ref("excluded.area"),
          uses: eb.ref("excluded.uses"),
          employees: eb.ref("excluded.employees"),
          rate: eb.ref("excluded.rate"),
          limit_yen: eb.ref("excluded.limit_yen"),
          opens_at: eb.ref("excluded.opens_at"),
          closes_at: eb.ref("excluded.closes_at"),
          url: eb.ref("excluded.url"),
          hidden_reason: eb.ref("excluded.hidden_reason"),
          fetched_at: eb.ref("excluded.fetched_at"),
        })),
      )
      .execute()
  }
  found.kept = all.length
  found.hidden = all.filter((row) => row.hidden_reason).length
  return found
}

function rowOf(one: NationalItem, now: Date): Insertable<Tables["subsidy_national"]> {
  const cut = (value: string, most: number) => value.replaceAll("\u0000", "").slice(0, most)
  const moment = (value: string | null | undefined) => (value ? new Date(value) : null)
  return {
    id: one.id,
    title: cut(one.title, 500),
    institution: cut(one.institution_name, 200),
    area: cut(one.target_area_search, 500),
    uses: one.use_purpose.split(/\s*\/\s*/).map((use) => cut(use, 60)).filter(Boolean),
    employees: cut(one.target_number_of_employees, 200),
    rate: cut(one.subsidy_rate, 500),
    limit_yen: limitOf(one.subsidy_max_limit),
    opens_at: moment(one.acceptance_start_datetime),
    closes_at: moment(one.acceptance_end_datetime),
    url: one.front_subsidy_detail_page_url.startsWith("https://") ? cut(one.front_subsidy_detail_page_url, 500) : "",
    hidden_reason: hiddenReasonOf(one.title),
    fetched_at: now,
  }
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
