import { z } from "zod"

const digits = (title: string, pattern: RegExp, message: string) => z.string().regex(pattern, message).meta({ title })

export const batchInput = z.object({
  title: z.string().min(1).max(100).meta({ title: "件名" }),
  wishedOn: z.iso.date().meta({ title: "支払日" }),
})
export const dayInput = z.object({ wishedOn: z.iso.date().meta({ title: "支払日" }) })
export const chooseInput = z.object({ ids: z.array(z.uuid()).max(10_000).default([]).meta({ title: "支払" }) })
export const approveInput = z.object({ ids: z.array(z.uuid()).min(1).max(10_000).meta({ title: "支払" }) })
export const reasonInput = z.object({ reason: z.string().min(1).max(500).meta({ title: "理由" }) })
export const proposeInput = z.object({ comment: z.string().max(1000).default("").meta({ title: "起案の理由" }) })

export const applyInput = z.object({
  cameBackOn: z.iso.date().meta({ title: "戻った日" }),
  restPaid: z.boolean().default(false).meta({ title: "ほかの振込はすべて届いた" }),
  unmatched: z.string().max(500).default("").meta({ title: "照合できない行をどう確かめたか" }),
})
export const byHandInput = z.object({
  failed: z.array(z.uuid()).max(10_000).default([]).meta({ title: "振込不能の支払" }),
  reason: z.string().max(200).default("").meta({ title: "振込不能の理由" }),
  cameBackOn: z.iso.date().optional().meta({ title: "戻った日" }),
  restPaid: z.boolean().default(false).meta({ title: "ほかの振込はすべて届いた" }),
})
export type ByHandInput = z.output<typeof byHandInput>
export type ApplyInput = z.output<typeof applyInput>

export const debitAccountInput = z.object({
  validFrom: z.iso.date().meta({ title: "適用開始日" }),
  clientCode: digits("振込依頼人コード", /^\d{1,10}$/, "振込依頼人コードは10桁までの数字で入力してください。"),
  clientName: z.string().min(1).max(60).meta({ title: "振込依頼人名（カナ）" }),
  bankCode: digits("銀行番号", /^\d{4}$/, "銀行番号は4桁の数字で入力してください。"),
  branchCode: digits("支店番号", /^\d{3}$/, "支店番号は3桁の数字で入力してください。"),
  kind: z.enum(["1", "2", "9"]).meta({ title: "預金の種類", description: "1: 普通、2: 当座、9: その他" }),
  number: digits("口座番号", /^\d{7}$/, "口座番号は7桁の数字で入力してください。"),
  source: z.string().min(1).max(200).meta({ title: "根拠" }),
})
export type DebitAccountInput = z.output<typeof debitAccountInput>

export const advanceShareInput = z.object({
  callId: z.uuid().meta({ title: "公募" }),
  numerator: z.number().int().min(0).max(1000).meta({ title: "分子" }),
  denominator: z.number().int().min(1).max(1000).meta({ title: "分母" }),
  source: z.string().min(1).max(200).meta({ title: "根拠（要綱の条）" }),
})
export type AdvanceShareInput = z.output<typeof advanceShareInput>
