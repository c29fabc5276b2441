import { z } from "zod"

const reason = z.string().min(1).max(2000).meta({ title: "理由" })

export const approveInput = z.object({
  comment: z.string().max(2000).optional().meta({ title: "意見" }),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "確かめた内容の控えが正しくありません。")
    .optional()
    .meta({ title: "確かめた内容の控え", description: "GET で読んだ contentHash。違う内容を承認しないためのもの" }),
})
export const returnInput = z.object({
  reason,
  toStep: z.uuid().optional().meta({ title: "差戻し先", description: "済んだ段階のID。省くと起案者" }),
})
export const pullUpInput = z.object({ reason })
export const withdrawInput = z.object({ reason })
export const postReviewInput = z.object({ comment: z.string().max(2000).optional().meta({ title: "意見" }) })

export const absenceInput = z.object({
  personId: z.uuid().optional().meta({ title: "不在の人" }),
  fromOn: z.iso.date().meta({ title: "始まりの日" }),
  untilOn: z.iso.date().meta({ title: "終わりの日" }),
  reason: z.string().min(1).max(200).meta({ title: "理由" }),
})

const rank = z.number().int().min(0).max(90)
const yen = z.number().int().min(0).max(1_000_000_000_000_000)
export const ruleInput = z.object({
  kind: z.string().min(1).max(100).meta({ title: "案件の種類" }),
  amountFrom: yen.default(0).meta({ title: "金額の下限" }),
  amountBelow: yen.optional().meta({ title: "金額の上限" }),
  deciderRank: rank.meta({ title: "決裁者の職" }),
  deciderUnitId: z.uuid().optional().meta({ title: "決裁者の所属" }),
  circulationRanks: z.array(rank).max(20).default([]).meta({ title: "回議する職" }),
  concurrenceUnitIds: z.array(z.uuid()).max(20).default([]).meta({ title: "合議する所属" }),
  ownDraft: z.boolean().default(false).meta({ title: "自分の起案の決裁" }),
  article: z.string().min(1).max(200).meta({ title: "根拠の条項" }),
  note: z.string().max(1000).optional().meta({ title: "備考" }),
  validFrom: z.iso.date().meta({ title: "適用開始日" }),
})
export const endRuleInput = z.object({ from: z.iso.date().meta({ title: "廃止する日" }) })

export const boxes = ["mine", "drafted", "handled", "unit"] as const
export const statuses = ["in-progress", "returned", "approved", "withdrawn"] as const
export const listQuery = z.object({
  box: z.enum(boxes).default("mine").meta({ title: "範囲" }),
  kind: z.string().max(100).optional().meta({ title: "種類" }),
  status: z.enum(statuses).optional().meta({ title: "状態" }),
  text: z.string().max(200).optional().meta({ title: "件名・起案者" }),
  sort: z.enum(["new", "old"]).default("new").meta({ title: "並べ方" }),
  after: z.string().max(500).optional().meta({ title: "カーソル" }),
  limit: z.number().int().min(1).max(100).default(25).meta({ title: "件数" }),
})
export type ListQuery = z.output<typeof listQuery>
