import { z } from "zod"

export const selfEvaluation = z.object({
  grade: z.string().min(1).max(40).meta({ title: "進捗区分" }),
  reason: z.string().min(1).max(5000).meta({ title: "評価の理由" }),
  overrideReason: z.string().max(2000).default("").meta({ title: "提案と違う区分にする理由" }),
  expectedVersion: z.number().int().optional().meta({ title: "版" }),
})
export type SelfEvaluation = z.infer<typeof selfEvaluation>

export const judgement = z.object({
  verdict: z.string().min(1).max(40).meta({ title: "判定" }),
  comment: z.string().max(5000).default("").meta({ title: "意見" }),
})
export type Judgement = z.infer<typeof judgement>

export const returnInput = z.object({ reason: z.string().min(1).max(2000).meta({ title: "差し戻す理由" }) })

export const answerInput = z.object({ answer: z.string().min(1).max(5000).meta({ title: "判定への対応" }) })

export const indicatorValueInput = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "月は「2026-09」の形で入力してください。")
    .meta({ title: "月" }),
  value: z
    .string()
    .min(1)
    .transform((text) => text.normalize("NFKC").replace(/[,\s]/g, ""))
    .pipe(z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, "値は数字で入力してください（小数は6桁まで）。"))
    .meta({ title: "値" }),
  evidence: z.string().min(1).max(1000).meta({ title: "根拠（どこから得た数字か）" }),
})
export type IndicatorValueInput = z.infer<typeof indicatorValueInput>
