import { z } from "zod"

const yen = (title: string) => z.number().int().min(0).max(999_999_999_999).default(0).meta({ title })

export const changeInput = z.object({
  lines: z
    .array(z.object({ category: z.string().max(40).meta({ title: "経費区分" }), total: yen("補助事業に要する経費"), eligible: yen("補助対象経費") }))
    .max(40)
    .default([])
    .meta({ title: "変更後の経費" }),
  otherIncome: yen("寄付金その他の収入"),
  ownFunds: yen("自己資金"),
  loans: yen("借入金"),
  endsOn: z.iso.date().meta({ title: "変更後の完了予定日" }),
  content: z.string().min(1).max(2000).meta({ title: "変更の内容" }),
  reason: z.string().min(1).max(2000).meta({ title: "変更の理由" }),
})
export const discontinuationInput = z.object({
  kind: z.enum(["suspension", "discontinuation"]).meta({ title: "中止か廃止か" }),
  from: z.iso.date().meta({ title: "中止・廃止の時期" }),
  spent: yen("すでに支出した額"),
  reason: z.string().min(1).max(2000).meta({ title: "理由" }),
})
export const accidentInput = z.object({
  happened: z.string().min(1).max(2000).meta({ title: "起きたこと" }),
  outlook: z.string().min(1).max(2000).meta({ title: "今後の見込み" }),
  endsOn: z.iso.date().optional().meta({ title: "見込まれる完了日" }),
})
export const progressInput = z.object({
  kind: z.enum(["progress", "year-end"]).default("progress").meta({ title: "報告の種類" }),
  percent: z.number().int().min(0).max(100).meta({ title: "進捗率" }),
  spent: yen("支出済額"),
  outlook: z.string().min(1).max(2000).meta({ title: "今後の見込み" }),
})
export const decideInput = z.object({ verdict: z.enum(["approve", "refuse"]).meta({ title: "承認するか" }), reason: z.string().max(2000).default("").meta({ title: "理由" }) })
export const instructionInput = z.object({ instruction: z.string().min(1).max(2000).meta({ title: "指示" }), endsOn: z.iso.date().optional().meta({ title: "認める完了日" }) })
export const orderInput = z.object({ order: z.enum(["performance", "stop", "lift"]).meta({ title: "命令" }), reason: z.string().max(2000).default("").meta({ title: "理由" }) })
