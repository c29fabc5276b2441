import { z } from "zod"
import { useWords } from "./programme.ts"
import { rateOf } from "./rate.ts"

const yen = z.number().int().min(1).max(999_999_999_999)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "時刻は「17:00」のように入力してください。")

export const programmeInput = z.object({
  title: z.string().min(1).max(100).meta({ title: "制度の名称" }),
  purpose: z.string().min(1).max(2000).meta({ title: "目的" }),
  audience: z.enum(["company", "resident", "both"]).meta({ title: "対象" }),
  uses: z.array(z.enum(useWords)).max(useWords.length).meta({ title: "目的の区分" }),
  area: z.string().min(1).max(100).default("県内全域").meta({ title: "地域" }),
  basis: z.string().max(200).default("").meta({ title: "交付要綱" }),
  contact: z.string().min(1).max(500).meta({ title: "問合せ先" }),
})
export type ProgrammeInput = z.output<typeof programmeInput>

const { title, purpose, audience, uses, area, basis, contact } = programmeInput.shape
/** What is to differ from the one it is made from. Without the defaults: what is left out is the other one's. */
export const programmeCopyInput = z.object({ title, purpose, audience, uses, area: area.unwrap(), basis: basis.unwrap(), contact }).partial()
export type ProgrammeCopyInput = z.output<typeof programmeCopyInput>

const rate = z.string().transform((text, context) => {
  const found = rateOf(text)
  if (found) return found
  context.addIssue({ code: "custom", message: "補助率は「2/3」「3分の2」「定額」のように入力してください。" })
  return z.NEVER
})

/** A row of the form; one that is left empty counts for nothing. */
const categoryRow = z
  .object({
    title: z.string().max(60).optional().meta({ title: "経費区分の名称" }),
    rate: rate.optional().meta({ title: "補助率", description: "「2/3」「3分の2」「定額」" }),
    capYen: yen.optional().meta({ title: "区分の上限額" }),
    note: z.string().max(300).optional().meta({ title: "対象になる経費の説明" }),
  })
  .superRefine((row, context) => {
    if (isEmpty(row)) return
    if (!row.title) context.addIssue({ code: "custom", path: ["title"], message: "経費区分の名称を入力してください。" })
    if (!row.rate) context.addIssue({ code: "custom", path: ["rate"], message: "補助率を「2/3」のように入力してください。" })
  })

const categories = z
  .array(categoryRow)
  .max(20)
  .transform((rows) => rows.filter((row) => !isEmpty(row)).map((row) => ({ title: row.title!, rate: row.rate!, capYen: row.capYen, note: row.note ?? "" })))

function isEmpty(row: { title?: unknown; rate?: unknown; capYen?: unknown; note?: unknown }): boolean {
  return !row.title && !row.rate && row.capYen === undefined && !row.note
}

/** One line each, as people list them in a 要綱. */
const lines = (most: number) =>
  z
    .string()
    .max(6000)
    .default("")
    .transform((text) => text.split(/\r?\n/).map((line) => line.replace(/^[\s・〇○●\-－]+|\s+$/g, "")).filter(Boolean))
    .pipe(z.array(z.string().max(300)).max(most))

export const callInput = z.object({
  title: z.string().min(1).max(100).meta({ title: "公募の名称" }),
  fiscalYear: z.number().int().min(2000).max(2100).meta({ title: "年度" }),
  opensOn: z.iso.date().optional().meta({ title: "受付の開始日" }),
  opensTime: time.default("09:00").meta({ title: "開始の時刻" }),
  closesOn: z.iso.date().optional().meta({ title: "受付の締切日" }),
  closesTime: time.default("17:00").meta({ title: "締切の時刻" }),
  budgetYen: yen.optional().meta({ title: "予算額" }),
  capYen: yen.optional().meta({ title: "1件の上限額" }),
  rounding: z.enum(["thousand-down", "yen-down"]).default("thousand-down").meta({ title: "端数処理" }),
  standardDays: z.number().int().min(1).max(366).optional().meta({ title: "標準処理期間" }),
  withdrawalDays: z.number().int().min(1).max(90).default(10).meta({ title: "取下げのできる日数" }),
  reportDays: z.number().int().min(1).max(180).default(30).meta({ title: "実績報告の日数" }),
  earlyStart: z.boolean().default(false).meta({ title: "事前着手を認める" }),
  quotesFromYen: yen.optional().meta({ title: "相見積を求める額" }),
  mustBeYes: lines(20).meta({ title: "「はい」でなければ対象にならないこと" }),
  mustBeNo: lines(20).meta({ title: "「いいえ」でなければ対象にならないこと" }),
  required: lines(30).meta({ title: "必ず添付する書類" }),
  optional: lines(30).meta({ title: "あれば添付する書類" }),
  conditions: lines(30).meta({ title: "交付の条件" }),
  categories: categories.meta({ title: "経費区分" }),
})
export type CallInput = z.output<typeof callInput>

export const reasonInput = z.object({ reason: z.string().min(1).max(1000).meta({ title: "理由" }) })

export const formChoiceInput = z.object({ versionId: z.uuid().optional().meta({ title: "様式の版" }) })
