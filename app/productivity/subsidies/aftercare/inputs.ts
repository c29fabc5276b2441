import { z } from "zod"

const yen = (title: string) => z.number().int().min(0).max(999_999_999_999).meta({ title })

export const assetInput = z.object({
  name: z.string().min(1).max(100).meta({ title: "財産の名称" }),
  spec: z.string().max(200).default("").meta({ title: "規格" }),
  kind: z.enum(["real-estate", "ship-or-aircraft", "fixture", "machine", "other"]).meta({ title: "種類" }),
  quantity: z.number().int().min(1).max(100_000).meta({ title: "数量" }),
  unitPriceYen: yen("単価（税抜き）"),
  acquiredOn: z.iso.date().meta({ title: "取得日" }),
  place: z.string().min(1).max(200).meta({ title: "保管場所" }),
  category: z.string().min(1).max(40).meta({ title: "経費区分" }),
  usefulLifeYears: z.number().int().min(1).max(100).meta({ title: "耐用年数" }),
  markKind: z.string().max(40).default("").meta({ title: "番号の種類" }),
  markNumber: z.string().max(100).default("").meta({ title: "番号" }),
})
export const disposalInput = z.object({
  kind: z.enum(["other-use", "sale", "gift", "exchange", "lending", "security", "scrapping"]).meta({ title: "処分の区分" }),
  on: z.iso.date().meta({ title: "処分する日" }),
  price: yen("譲渡額").default(0),
  reason: z.string().min(1).max(2000).meta({ title: "処分の理由" }),
})
export const taxInput = z.object({
  method: z.enum(["exempt", "simplified", "special-income", "two-tenths", "full", "proportional", "itemised"]).meta({ title: "計算の方法" }),
  taxableSales: yen("課税売上高").default(0),
  shareNumerator: yen("課税売上割合（分子）").default(0),
  shareDenominator: yen("課税売上割合（分母）").default(1),
  standard: yen("10％の対象経費（税込み）").default(0),
  reduced: yen("8％の対象経費（税込み）").default(0),
  notTaxed: yen("課税仕入れでない対象経費").default(0),
  standardCommon: yen("10％のうち共通対応").default(0),
  standardExempt: yen("10％のうち非課税売上対応").default(0),
  note: z.string().max(2000).default("").meta({ title: "計算の内訳の補足" }),
})
export const effectInput = z.object({ year: z.number().int().min(2000).max(2100).meta({ title: "年度" }), effect: z.string().min(1).max(4000).meta({ title: "事業の効果" }), sales: yen("売上高など").optional() })
export const decideDisposalInput = z.object({
  verdict: z.enum(["approve", "refuse"]).meta({ title: "承認するか" }),
  bookValue: yen("残存簿価").default(0),
  dueOn: z.iso.date().optional().meta({ title: "納付期限" }),
  reason: z.string().max(2000).default("").meta({ title: "理由" }),
})
export const taxRepaymentInput = z.object({ dueOn: z.iso.date().meta({ title: "納期限" }), reason: z.string().min(1).max(2000).meta({ title: "理由" }) })
export const afterInspectionInput = z.object({ day: z.iso.date().meta({ title: "検査した日" }), findings: z.string().min(1).max(4000).meta({ title: "確かめたこと" }) })

export type AssetInput = z.output<typeof assetInput>
export type DisposalInput = z.output<typeof disposalInput>
export type TaxInput = z.output<typeof taxInput>
