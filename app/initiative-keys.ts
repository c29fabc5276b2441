/** One of the plan's sixteen initiatives, as the plan of fiscal 2025 numbers them. */
export interface InitiativeKey {
  /** Stable over editions and over changes of the title. */
  key: string
  numeral: "Ⅰ" | "Ⅱ" | "Ⅲ" | "Ⅳ"
  number: 1 | 2 | 3 | 4
  title: string
}

/** In the plan's own order. */
export const initiativeKeys: readonly InitiativeKey[] = [
  { key: "productivity.assistant", numeral: "Ⅰ", number: 1, title: "生成AI・自動化ツールの積極活用" },
  { key: "productivity.subsidies", numeral: "Ⅰ", number: 2, title: "補助金申請のオンライン化" },
  { key: "productivity.contracts", numeral: "Ⅰ", number: 3, title: "電子契約の導入・推進" },
  { key: "productivity.ordinances", numeral: "Ⅰ", number: 4, title: "アナログ規制等の見直し" },
  { key: "workplace.engagement", numeral: "Ⅱ", number: 1, title: "エンゲージメントサーベイの導入" },
  { key: "workplace.telework", numeral: "Ⅱ", number: 2, title: "テレワーク環境の充実" },
  { key: "workplace.paperless", numeral: "Ⅱ", number: 3, title: "ペーパーレスの推進" },
  { key: "workplace.offices", numeral: "Ⅱ", number: 4, title: "オフィス改革の推進" },
  { key: "partnership.agreements", numeral: "Ⅲ", number: 1, title: "民間企業等との協働推進" },
  { key: "partnership.pfi", numeral: "Ⅲ", number: 2, title: "PPP・PFI制度の活用推進" },
  { key: "partnership.facilities", numeral: "Ⅲ", number: 3, title: "指定管理者制度の運用見直し" },
  { key: "partnership.affiliates", numeral: "Ⅲ", number: 4, title: "公社等外郭団体の自立的運営の推進" },
  { key: "organization.talent", numeral: "Ⅳ", number: 1, title: "人材確保・育成の強化" },
  { key: "organization.staffing", numeral: "Ⅳ", number: 2, title: "柔軟な職員配置と短期業務支援の充実" },
  { key: "organization.gigs", numeral: "Ⅳ", number: 3, title: "庁内複業の推進" },
  { key: "organization.controls", numeral: "Ⅳ", number: 4, title: "内部統制の強化" },
]
