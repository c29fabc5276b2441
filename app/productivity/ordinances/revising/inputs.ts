import { z } from "zod"
import { billStateWords, type BillState, effects } from "./bill.ts"

export const billFilterInput = z.object({
  q: z.string().max(100).optional().meta({ title: "さがす言葉" }),
  state: z.enum(Object.keys(billStateWords) as [BillState, ...BillState[]]).optional().meta({ title: "状態" }),
})

export const provisionInput = z.object({
  no: z.string().min(1).max(200).meta({ title: "条の番号" }),
  caption: z.string().max(1000).default("").meta({ title: "見出し" }),
  text: z.string().min(1).max(100_000).meta({ title: "条文" }),
})

export const termsInput = z
  .object({
    title: z.string().min(1).max(500).meta({ title: "題名" }),
    reason: z.string().max(4000).default("").meta({ title: "改正の理由" }),
    effect: z.enum(effects).meta({ title: "施行期日" }),
    effectiveOn: z.iso.date().optional().meta({ title: "施行の日" }),
    transitional: z.string().max(8000).default("").meta({ title: "経過措置" }),
  })
  .superRefine((terms, context) => {
    if (terms.effect === "on-date" && !terms.effectiveOn) context.addIssue({ code: "custom", path: ["effectiveOn"], message: "施行の日を入力してください。" })
  })
export type TermsInput = z.output<typeof termsInput>

export const commentInput = z.object({ comment: z.string().max(2000).default("").meta({ title: "決裁者への説明" }) })
export const abandonInput = z.object({ reason: z.string().min(1).max(1000).meta({ title: "取りやめる理由" }) })

export const promulgationInput = z.object({
  resolvedOn: z.iso.date().optional().meta({ title: "議決の日" }),
  promulgatedOn: z.iso.date().meta({ title: "公布の日" }),
  number: z.string().min(1).max(200).meta({ title: "例規番号", description: "令和8年条例第5号" }),
})
export type PromulgationInput = z.output<typeof promulgationInput>

export const amendingTextInput = z.object({
  amendingText: z.string().min(1).max(400_000).meta({ title: "改め文" }),
  reason: z.string().max(4000).default("").meta({ title: "改正の理由" }),
})

/** The version a form was opened on. */
export const versioned = z.object({ _version: z.number().int().optional() })
