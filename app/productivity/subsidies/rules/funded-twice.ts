/** What identifies money and things; never a name. Anything not known is left out and matches nothing. */
export interface FundingRecord {
  applicationId: string
  programme: string
  corporateNumber?: string
  account?: { bank: string; branch: string; type: string; number: string }
  address?: string
  /** Invoices paid out of the subsidy: the issuer's registration or corporate number with the invoice's own number. */
  invoices: readonly { issuer: string; number: string }[]
  /** Assets bought: serial number, 車台番号, 登記 …; the kind keeps numbers of different registers apart. */
  assets: readonly { kind: string; number: string }[]
}

export type SameThing = "invoice" | "asset" | "corporate-number" | "account" | "address"

export interface FundingMatch {
  applicationId: string
  programme: string
  same: SameThing
  value: string
  /** The same invoice or asset is the same cost; the same applicant, account or address is only worth a look. */
  weight: "same-cost" | "worth-a-look"
}

/**
 * Double funding: other applications that share an invoice, an asset, a 法人番号, a bank account or an address with this
 * one. By record and never by name alone: two companies of one name are nobody's finding. It lists; a person decides.
 * Numbers and addresses are compared in one normal form (full and half width, spaces, hyphens, 丁目・番地・号).
 */
export function fundedTwice(it: FundingRecord, others: readonly FundingRecord[]): FundingMatch[] {
  const mine = marksOf(it)
  return others
    .filter(({ applicationId }) => applicationId !== it.applicationId)
    .flatMap((other) =>
      marksOf(other)
        .filter((mark) => mine.some(({ same, value }) => same === mark.same && value === mark.value))
        .map(({ same, value }): FundingMatch => ({
          applicationId: other.applicationId,
          programme: other.programme,
          same,
          value,
          weight: same === "invoice" || same === "asset" ? "same-cost" : "worth-a-look",
        })),
    )
}

function marksOf(it: FundingRecord): { same: SameThing; value: string }[] {
  const marks: { same: SameThing; value: string }[] = [
    ...it.invoices.flatMap(({ issuer, number }) => pair("invoice", plain(issuer).replace(/^T(?=\d{13}$)/, ""), plain(number))),
    ...it.assets.flatMap(({ kind, number }) => pair("asset", plain(kind), plain(number))),
  ]
  if (it.corporateNumber && plain(it.corporateNumber)) marks.push({ same: "corporate-number", value: plain(it.corporateNumber) })
  if (it.account) {
    const { bank, branch, type, number } = it.account
    if (plain(number)) marks.push({ same: "account", value: [plain(bank), plain(branch), plain(type), plain(number).replace(/^0+/, "")].join("-") })
  }
  if (it.address && plainAddress(it.address)) marks.push({ same: "address", value: plainAddress(it.address) })
  return [...new Map(marks.map((mark) => [`${mark.same} ${mark.value}`, mark])).values()]
}

function pair(same: SameThing, of: string, number: string): { same: SameThing; value: string }[] {
  return of && number ? [{ same, value: `${of}:${number}` }] : []
}

function plain(text: string): string {
  return text.normalize("NFKC").replace(/[\s‐-―−ー-]/g, "").toUpperCase()
}

const digits = "〇一二三四五六七八九"

/** 「宮城県仙台市青葉区本町三丁目８番１号」 and 「…本町3-8-1」 are one address; a building's name stays part of it. */
export function plainAddress(address: string): string {
  return address
    .normalize("NFKC")
    .replace(/\s/g, "")
    // 一番町 is a name, 二十三番地 a number.
    .replace(/[一二三四五六七八九十]+(?=丁目|番地|番(?!町|丁)|号)|(?<=番地?の)[一二三四五六七八九十]+/g, (kanji) => String(kanjiNumber(kanji)))
    .replace(/(\d+)(?:丁目|番地の?|番の?(?!町|丁)|号)(?=\d)/g, "$1-")
    .replace(/(\d+)(?:番地|番(?!町|丁)|号|丁目)/g, "$1")
    .replace(/(?<=\d)(?:[‐-―−ー]|の)(?=\d)/g, "-")
}

function kanjiNumber(kanji: string): number {
  const [tens, ones] = kanji.includes("十") ? kanji.split("十") : ["", kanji]
  const digit = (text: string) => Math.max(0, digits.indexOf(text))
  return (kanji.includes("十") ? (tens ? digit(tens) : 1) * 10 : 0) + (ones ? digit(ones) : 0)
}
