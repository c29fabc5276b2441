import { z } from "zod"
import { categories } from "../../scanner/categories.ts"
import { monthFrom } from "../rules/month-from.ts"

const optionalText = (most: number, title: string) => z.string().max(most).optional().meta({ title })
const yesOrNo = (title: string) => z.enum(["yes", "no"]).optional().meta({ title })

const monthWords = "予定年月は「2027-04」「令和9年4月」のように入力してください。"

export const monthInput = z
  .string()
  .max(20)
  .regex(/[0-9０-９]/, monthWords)
  .transform((typed, ctx) => {
    const month = monthFrom(typed)
    if (!month) ctx.addIssue({ code: "custom", message: monthWords })
    return month ?? z.NEVER
  })

export const decisionInput = z.object({
  categories: z
    .array(
      z.object({
        category: z.enum(categories).meta({ title: "区分" }),
        verdict: z.enum(["applicable", "not-applicable"]).optional().meta({ title: "該非" }),
        reasonCode: optionalText(20, "非該当の理由"),
        note: optionalText(1000, "メモ"),
        presentPhase: z.number().int().min(1).max(3).optional().meta({ title: "いまのPHASE" }),
        targetPhase: z.number().int().min(1).max(3).optional().meta({ title: "目標のPHASE" }),
      }),
    )
    .min(1)
    .max(8)
    .meta({ title: "区分ごとの判定" }),
  origin: z.enum(["own", "national"]).optional().meta({ title: "根拠" }),
  lawName: optionalText(300, "法令名"),
  lawArticle: optionalText(100, "法令の条"),
  nationalReview: z.enum(["unknown", "planned", "clarified", "amended", "none"]).optional().meta({ title: "国の見直しの状況" }),
  digitalAlready: yesOrNo("いまの条文でデジタルでもできるか"),
  physicalInterest: yesOrNo("物理的であること自体が守りたいものか"),
  excludesDigital: yesOrNo("条文がデジタルの方法を許していないか"),
  method: z.enum(["none", "notice", "amend", "wait"]).optional().meta({ title: "方法" }),
  methodReason: optionalText(2000, "方法の理由"),
  plannedMonth: monthInput.optional().meta({ title: "予定年月" }),
  technologies: z.array(z.string().max(100)).max(42).default([]).meta({ title: "使う技術類型" }),
  draft: optionalText(4000, "改正案・通知の案"),
  remark: optionalText(4000, "内部のメモ"),
  public: z.boolean().default(false).meta({ title: "公開する" }),
  publicNote: optionalText(2000, "公開する説明"),
  changeReason: optionalText(1000, "変えた理由"),
})
export type DecisionInput = z.output<typeof decisionInput>

export const decisionForm = decisionInput.extend({ _version: z.number().int().optional() })

export const reopenInput = z.object({ reason: z.string().min(1).max(1000).meta({ title: "開き直す理由" }) })
export const completeInput = z.object({
  doneOn: z.iso.date().meta({ title: "完了した日" }),
  how: z.string().min(1).max(2000).meta({ title: "行ったこと" }),
})
export const clerkInput = z.object({ clerkId: z.uuid().optional().meta({ title: "担当者" }) })
export const addInput = z.object({
  ordinanceId: z.uuid().meta({ title: "例規" }),
  address: z.string().min(1).max(100).meta({ title: "条" }),
  category: z.enum(categories).meta({ title: "区分" }),
  grounds: z.string().min(1).max(1000).meta({ title: "加える理由" }),
})
export type AddInput = z.output<typeof addInput>
export const addCategoryInput = addInput.pick({ category: true, grounds: true })
