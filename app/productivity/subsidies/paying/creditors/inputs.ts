import { z } from "zod"

export const creditorInput = z.object({
  name: z.string().min(1).max(100).meta({ title: "名称（氏名）" }),
  kana: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[\p{Script=Katakana}ー－\-・.（）() \u3000A-ZＡ-Ｚ0-9０-９ｦ-ﾟ]+$/u, "カナ名称はカタカナで入力してください。")
    .meta({ title: "カナ名称" }),
  postalCode: z
    .string()
    .max(8)
    .regex(/^(\d{3}-?\d{4})?$/, "郵便番号は「980-8570」のように入力してください。")
    .default("")
    .meta({ title: "郵便番号" }),
  address: z.string().min(1).max(200).meta({ title: "所在地（住所）" }),
  representativeTitle: z.string().max(50).default("").meta({ title: "代表者の職名" }),
  representative: z.string().max(100).default("").meta({ title: "代表者の氏名" }),
})
export type CreditorInput = z.output<typeof creditorInput>

const purpose = z.enum(["settlement", "advance"]).meta({ title: "使いみち" })
const kind = z.enum(["1", "2", "4", "9"]).meta({ title: "預金の種類", description: "1: 普通、2: 当座、4: 貯蓄、9: その他" })
const number = z
  .string()
  .max(20)
  .transform((text) => text.normalize("NFKC").replace(/[\s-]/g, ""))
  .refine((text) => /^\d{1,7}$/.test(text) && !/^0+$/.test(text), "口座番号は7桁までの数字で入力してください。")
  .transform((text) => text.padStart(7, "0"))
  .meta({ title: "口座番号" })

export const accountInput = z.object({
  purpose,
  bankCode: z.string().regex(/^\d{4}$/, "銀行を選び直してください。").meta({ title: "銀行" }),
  branchCode: z.string().regex(/^\d{3}$/, "支店を選び直してください。").meta({ title: "支店" }),
  kind,
  number,
  holder: z.string().min(1).max(100).meta({ title: "口座名義（カナ）" }),
})
export type AccountInput = z.output<typeof accountInput>

const file = z.custom<File>((value) => value instanceof File, "ファイルを選んでください。")
export const accountForm = accountInput.extend({ passbook: file.optional().meta({ title: "通帳の写し" }) })

/** A file over REST: its name and its bytes in base64. */
export const fileBody = z.object({
  name: z.string().min(1).max(200).meta({ title: "ファイルの名前" }),
  base64: z.string().min(1).max(4_000_000).meta({ title: "ファイルの中身（base64）" }),
})
export const accountBody = accountInput.extend({ passbook: fileBody.meta({ title: "通帳の写し" }) })

export const remarkInput = z.object({ remark: z.string().min(1).max(500).meta({ title: "理由" }) })

export const creditorFilter = z.object({
  q: z.string().max(100).optional().catch(undefined).meta({ title: "債主番号・名称・カナ・口座番号" }),
  state: z.enum(["all", "waiting", "stopped", "dormant"]).default("all").catch("all").meta({ title: "状態" }),
})
export type CreditorFilter = z.output<typeof creditorFilter>
