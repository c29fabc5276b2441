import { z } from "zod"
import { bulkWords } from "./bulk-words.ts"
import { reasonCodes } from "./correction-reasons.ts"
import { groundCodes } from "./dismissal-grounds.ts"

const optionalText = (most: number) => z.string().max(most).optional()
const reason = z.string().min(1).max(2000).meta({ title: "理由" })

export const assignInput = z.object({ clerkId: z.uuid().optional().meta({ title: "担当者" }) })

export const checkInput = z.object({
  checks: z
    .array(
      z.object({
        field: z.string().max(200).meta({ title: "項目" }),
        /** "passed" or one of the reason codes; left out: not looked at yet. */
        verdict: z.enum(["passed", ...reasonCodes]).optional().meta({ title: "判定" }),
        remark: optionalText(1000).meta({ title: "直すこと" }),
      }),
    )
    .max(400)
    .default([])
    .meta({ title: "項目ごとの確認" }),
  /** 「ほかの項目は問題ありません」 */
  rest: z.boolean().default(false).meta({ title: "ほかの項目は問題なし" }),
})
export type CheckInput = z.output<typeof checkInput>

/** The same page saves, asks and accepts. */
export const checkForm = z.object({
  ...checkInput.shape,
  replyBy: z.string().max(10).optional().meta({ title: "補正の期限" }),
  go: z.enum(["save", "ask", "accept"]).default("save").meta({ title: "行うこと" }),
})

export const correctionRequestInput = z.object({
  defects: z
    .array(
      z.object({
        field: z.string().min(1).max(200).meta({ title: "項目" }),
        reason: z.enum(reasonCodes).meta({ title: "不備の理由の区分" }),
        remark: z.string().min(1).max(1000).meta({ title: "直すこと" }),
      }),
    )
    .min(1)
    .max(200)
    .meta({ title: "不備" }),
  replyBy: z.iso.date().meta({ title: "補正の期限" }),
})
export type CorrectionRequestInput = z.output<typeof correctionRequestInput>

export const dismissInput = z.object({ ground: z.enum(groundCodes).meta({ title: "却下の区分" }), reason })

export const siteCheckInput = z.object({
  day: z.iso.date().meta({ title: "調査した日" }),
  outcome: z.enum(["as-applied", "differs"]).meta({ title: "結果" }),
  findings: z.string().min(1).max(4000).meta({ title: "確かめたこと" }),
})
export type SiteCheckInput = z.output<typeof siteCheckInput>
export const siteCheckForm = z.object({ ...siteCheckInput.shape, photos: z.array(z.custom<File>()).max(20).optional().meta({ title: "写真・書類" }) })

export const noteInput = z.object({ note: z.string().max(2000).default("").meta({ title: "申し送り" }) })

const lines = z
  .string()
  .max(6000)
  .default("")
  .transform((text) => text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean))
  .pipe(z.array(z.string().max(300)).max(30))

export const proposalInput = z.object({
  verdict: z.enum(["award", "refuse"]).meta({ title: "案" }),
  amountYen: z.number().int().min(1).max(999_999_999_999).optional().meta({ title: "交付決定額" }),
  conditions: lines.meta({ title: "交付の条件", description: "1行に1つ" }),
  reason: z.string().max(2000).default("").meta({ title: "理由" }),
  remarks: z.string().max(2000).default("").meta({ title: "審査の所見" }),
})
export type ProposalInput = z.output<typeof proposalInput>

const ids = z.array(z.uuid()).min(1).max(100).meta({ title: "申請" })
export const bulkInput = z.object({
  ids,
  act: z.enum(Object.keys(bulkWords) as [keyof typeof bulkWords]).meta({ title: "行うこと" }),
  clerkId: z.uuid().optional().meta({ title: "担当者" }),
})
export type BulkInput = z.output<typeof bulkInput>
