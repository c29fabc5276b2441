import { z } from "zod"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { fiscalYear } from "../../../kernel/ui/index.ts"
import { createCall } from "./calls.ts"
import { callInput } from "./inputs.ts"
import { createProgramme } from "./programmes.ts"
import { rateOf } from "./rate.ts"

const numbers = (most: number, unit: string) =>
  z.array(z.string().refine((text) => /^[1-9]\d{0,11}$/.test(text) && Number(text) <= most, `1${unit}から${most.toLocaleString("ja-JP")}${unit}までの数を選んでください。`)).max(20)
const rate = z.string().max(20).refine((text) => rateOf(text) !== undefined, "補助率は「2/3」「3分の2」「定額」のように入力してください。")

/** What a person ticked of the proposals. */
export const guidelineInput = z.object({
  text: z.string().min(1).max(200_000).meta({ title: "交付要綱の文" }),
  title: z.string().min(1).max(100).meta({ title: "制度の名称" }),
  rates: z.array(rate).max(20).meta({ title: "補助率" }),
  caps: numbers(999_999_999_999, "円").meta({ title: "上限額" }),
  rounding: z.array(z.enum(["thousand-down", "yen-down"])).max(2).meta({ title: "端数処理" }),
  documents: z.array(z.string().max(60)).max(30).meta({ title: "添付書類" }),
  withdrawalDays: numbers(90, "日").meta({ title: "取下げのできる日数" }),
  reportDays: numbers(180, "日").meta({ title: "実績報告の日数" }),
})
export type GuidelineInput = z.output<typeof guidelineInput>

/** A programme and a draft call of what was confirmed; nobody outside sees either. @returns the call's id. */
export async function draftFromGuideline(work: Work, input: GuidelineInput): Promise<string> {
  const programmeId = await createProgramme(work, {
    title: input.title,
    purpose: "（要綱の目的を書いてください）",
    audience: "company",
    uses: [],
    area: "県内全域",
    basis: "",
    contact: "（問合せ先を書いてください）",
  })
  const call = callInput.parse({
    title: input.title,
    fiscalYear: fiscalYear(civilDateOf(work.now)),
    ...(input.caps[0] ? { capYen: Number(input.caps[0]) } : {}),
    ...(input.rounding[0] ? { rounding: input.rounding[0] } : {}),
    ...(input.withdrawalDays[0] ? { withdrawalDays: Number(input.withdrawalDays[0]) } : {}),
    ...(input.reportDays[0] ? { reportDays: Number(input.reportDays[0]) } : {}),
    required: input.documents.join("\n"),
    categories: input.rates.map((rate, at) => ({ title: `経費区分${at + 1}`, rate })),
  })
  return createCall(work, programmeId, call)
}
