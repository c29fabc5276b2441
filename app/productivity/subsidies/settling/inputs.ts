import { z } from "zod"

const yen = (title: string) => z.number().int().min(0).max(999_999_999_999).meta({ title })
const paper = (title: string) =>
  z
    .object({ on: z.iso.date().optional().meta({ title: `${title}の日` }), amount: yen(`${title}の額`).optional(), name: z.string().max(100).default("").meta({ title: `${title}の宛名` }) })
    .meta({ title })

export const outcomeInput = z.object({
  completedOn: z.iso.date().meta({ title: "完了日" }),
  outcome: z.string().min(1).max(4000).meta({ title: "事業の成果" }),
  otherIncome: yen("寄付金その他の収入").default(0),
  profit: yen("事業で得た収益").default(0),
})

export const evidenceInput = z.object({
  category: z.string().min(1).max(40).meta({ title: "経費区分" }),
  content: z.string().min(1).max(200).meta({ title: "買ったもの・頼んだこと" }),
  itemised: z.boolean().meta({ title: "内訳がある" }),
  secondHand: z.boolean().meta({ title: "中古品" }),
  eligibleYen: yen("補助対象経費"),
  quote: paper("見積"),
  order: paper("発注・契約"),
  delivery: paper("納品・検収"),
  invoice: paper("請求"),
  payment: paper("支払"),
  method: z.enum(["transfer", "cash", "card"]).default("transfer").meta({ title: "支払の方法" }),
  withdrawnOn: z.iso.date().optional().meta({ title: "カードの引落日" }),
  ownAccount: z.boolean().meta({ title: "補助事業者の口座から払った" }),
  issuer: z.string().max(20).default("").meta({ title: "請求書の登録番号または法人番号" }),
  invoiceNumber: z.string().max(60).default("").meta({ title: "請求書の番号" }),
  quotes: z
    .array(z.object({ firm: z.string().max(100).optional().meta({ title: "見積をとった会社" }), amount: yen("見積の額").optional(), related: z.boolean().meta({ title: "関係のある会社" }) }))
    .max(6)
    .default([])
    .meta({ title: "相見積" }),
})

export const judgeInput = z.object({ verdict: z.enum(["count", "accept", "exclude"]).meta({ title: "判定" }), reason: z.string().max(1000).default("").meta({ title: "理由" }) })
export const inspectionInput = z.object({
  day: z.iso.date().meta({ title: "検査した日" }),
  place: z.string().min(1).max(200).meta({ title: "場所" }),
  findings: z.string().min(1).max(4000).meta({ title: "確かめたこと" }),
})
export const reportCorrectionInput = z.object({
  defects: z
    .array(
      z.object({
        field: z.string().max(200).optional().meta({ title: "項目" }),
        reason: z.string().max(40).optional().meta({ title: "理由の区分" }),
        remark: z.string().max(1000).optional().meta({ title: "直していただくこと" }),
      }),
    )
    .max(100)
    .default([])
    .meta({ title: "直していただくところ" }),
  replyBy: z.iso.date().meta({ title: "補正の期限" }),
})
export const measuresInput = z.object({ reason: z.string().min(1).max(4000).meta({ title: "理由" }), measures: z.string().min(1).max(4000).meta({ title: "命じる是正" }), until: z.iso.date().meta({ title: "是正の期限" }) })
export const settleInput = z.object({ reason: z.string().max(4000).default("").meta({ title: "所見" }) })
export const claimInput = z.object({ amount: yen("請求額"), accountId: z.uuid().optional().meta({ title: "振込先" }) })
export const cancelInput = z.object({
  article: z.enum(["17条", "10条"]).meta({ title: "根拠の条" }),
  grounds: z.array(z.enum(["other-use", "terms-broken", "law-or-order-broken", "circumstances"])).meta({ title: "取消しの根拠" }),
  facts: z.string().max(4000).default("").meta({ title: "取消しの理由となる事実" }),
  from: z.iso.date().optional().meta({ title: "この日から" }),
  remaining: yen("残す交付決定額").default(0),
})
export const repaymentInput = z.object({ dueOn: z.iso.date().meta({ title: "納期限" }), reason: z.string().min(1).max(4000).meta({ title: "理由" }) })
export const receiptInput = z.object({
  receivedOn: z.iso.date().meta({ title: "納付の日" }),
  amount: z.number().int().min(1).max(999_999_999_999).meta({ title: "納付額" }),
  receiptNumber: z.string().min(1).max(60).meta({ title: "領収の番号" }),
})
export const waiveInput = z.object({ amount: z.number().int().min(1).max(999_999_999_999).meta({ title: "免除する加算金" }), reason: z.string().min(1).max(1000).meta({ title: "理由" }) })

export const withholdInput = z.object({ reason: z.string().min(1).max(1000).meta({ title: "理由" }) })

export type EvidenceInput = z.output<typeof evidenceInput>
export type OutcomeInput = z.output<typeof outcomeInput>
