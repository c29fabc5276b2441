import { z } from "zod"

const line = (title: string, most: number) => z.string().max(most).default("").meta({ title })
const yen = (title: string) => z.number().int().min(0).max(999_999_999_999).default(0).meta({ title })

/** Drafts keep what is there: what is missing is told on the way to filing, not on the way to the next page. */
/** Phones write figures in full width; letters and the office read them in half. What cannot be read stays as it was typed. */
const halfWidth = (text: string) => text.normalize("NFKC").replace(/[‐-―−]/g, "-")
const postalCode = (text: string) => halfWidth(text).replace(/^(\d{3})-?(\d{4})$/, "$1-$2")

export const partyInput = z.object({
  kind: z.enum(["company", "person", ""]).default("").meta({ title: "申請者の区分" }),
  name: line("申請者の名称（氏名）", 100),
  kana: line("ふりがな", 100),
  corporateNumber: line("法人番号", 20).transform(halfWidth).meta({ title: "法人番号" }),
  postalCode: line("郵便番号", 8).transform(postalCode).meta({ title: "郵便番号" }),
  municipality: line("市町村", 40),
  address: line("所在地（住所）", 200),
  representativeTitle: line("代表者の職名", 50),
  representative: line("代表者の氏名", 100),
  phone: line("電話番号", 20).transform(halfWidth).meta({ title: "電話番号" }),
  email: line("メールアドレス", 254).transform(halfWidth).meta({ title: "メールアドレス" }),
})

export const projectInput = z.object({
  title: line("補助事業の名称", 100),
  summary: line("事業の目的と内容", 2000),
  startsOn: z.iso.date().optional().meta({ title: "着手予定日" }),
  endsOn: z.iso.date().optional().meta({ title: "完了予定日" }),
})

export const costsInput = z.object({
  lines: z
    .array(z.object({ category: z.string().max(40).meta({ title: "経費区分" }), total: yen("補助事業に要する経費"), eligible: yen("補助対象経費") }))
    .max(40)
    .default([])
    .meta({ title: "経費の配分" }),
  otherIncome: yen("寄付金その他の収入"),
  ownFunds: yen("自己資金"),
  loans: yen("借入金"),
})

export const memberInput = z.object({
  role: z.enum(["colleague", "agent"]).meta({ title: "役割" }),
  name: z.string().min(1).max(100).meta({ title: "氏名" }),
  email: z.email().max(254).meta({ title: "メールアドレス" }),
  scope: z.string().max(500).default("").meta({ title: "委任する範囲" }),
  until: z.iso.date().optional().meta({ title: "委任の期限" }),
})

export const messageInput = z.object({ text: z.string().min(1).max(4000).meta({ title: "メッセージ" }) })

export const correctionInput = z.object({
  explanations: z
    .array(z.object({ field: z.string().max(200).meta({ title: "項目" }), explanation: z.string().max(1000).default("").meta({ title: "説明" }) }))
    .max(200)
    .default([])
    .meta({ title: "補正の説明" }),
})

export type PartyInput = z.output<typeof partyInput>
export type ProjectInput = z.output<typeof projectInput>
export type CostsInput = z.output<typeof costsInput>
export type MemberInput = z.output<typeof memberInput>
