import { z } from "zod"

const criterion = z.object({
  name: z.string().max(60).optional().meta({ title: "項目" }),
  max: z.number().int().min(1).max(1000).optional().meta({ title: "満点" }),
  weight: z.string().max(20).optional().meta({ title: "重み" }),
  floor: z.number().int().min(0).max(1000).optional().meta({ title: "基準点" }),
  above: z.boolean().meta({ title: "基準点を超えること" }),
})

export const committeeInput = z.object({
  criteria: z.array(criterion).max(20).default([]).meta({ title: "採点の項目" }),
  knockOuts: z.string().max(4000).default("").meta({ title: "必須項目" }),
  knockedOutBy: z.enum(["one", "majority"]).default("one").meta({ title: "必須項目を満たさないとするのは" }),
  mode: z.enum(["mean", "trimmed-mean", "consensus"]).default("mean").meta({ title: "集計の方法" }),
  leastTotal: z.number().int().min(0).max(100_000).default(0).meta({ title: "合計の基準点" }),
  quorum: z.number().int().min(1).max(30).default(1).meta({ title: "採点に要る委員の数" }),
  tieBreakers: z.string().max(400).default("").meta({ title: "同点のときに見る項目" }),
  blind: z.boolean().meta({ title: "申請者の名を伏せる" }),
  partial: z.string().max(20).optional().meta({ title: "一部採択の下限" }),
})
export const reviewerInput = z.object({ staffNumber: z.string().min(1).max(20).meta({ title: "職員番号" }), corporateNumbers: z.string().max(1000).default("").meta({ title: "関係する法人の法人番号" }) })
export const invitationInput = z.object({
  name: z.string().min(1).max(80).meta({ title: "氏名" }),
  affiliation: z.string().min(1).max(200).meta({ title: "所属" }),
  mail: z.string().min(1).max(254).meta({ title: "メールアドレス" }),
  untilOn: z.iso.date().meta({ title: "委嘱の末日" }),
})
export const termInput = z.object({ untilOn: z.iso.date().meta({ title: "委嘱の末日" }) })
export const assignmentInput = z.object({ applications: z.array(z.uuid()).max(2000).default([]).meta({ title: "割り当てる申請" }) })
export const acceptInput = z.object({
  corporateNumbers: z.string().max(1000).default("").meta({ title: "関係する法人の法人番号" }),
  promised: z.literal("on", "チェックを入れてください。").meta({ title: "守秘と利害関係の誓約" }),
})
export const sheetInput = z.object({
  points: z.array(z.object({ key: z.string().max(40).meta({ title: "項目" }), points: z.number().int().min(0).max(1000).optional().meta({ title: "点" }) })).max(20).default([]).meta({ title: "採点" }),
  notMet: z.array(z.string().max(40)).default([]).meta({ title: "満たさない必須項目" }),
  comment: z.string().max(4000).default("").meta({ title: "意見" }),
  go: z.enum(["save", "submit"]).default("save"),
})
export const adjustmentInput = z.object({ applicationId: z.uuid().meta({ title: "申請" }), points: z.number().int().min(-1000).max(1000).meta({ title: "加減する点" }), reason: z.string().min(1).max(500).meta({ title: "理由" }) })

export type CommitteeInput = z.output<typeof committeeInput>
export type SheetInput = z.output<typeof sheetInput>
export type InvitationInput = z.output<typeof invitationInput>
