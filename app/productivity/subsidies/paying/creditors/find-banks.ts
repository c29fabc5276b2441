import { bankKana, loadBanks } from "../../zengin/banks.ts"

export interface Place {
  code: string
  name: string
}

/** As many as a person reads through; more means: say more. */
const MOST = 30

/** Banks by code, name or kana (hiragana too). One exact hit stands alone; otherwise those that begin so, then those that hold it. */
export function findBanks(text: string): Place[] {
  const { banks } = loadBanks()
  return find(listedAs(text), 4, banks, /銀行$/)
}

/** Branches of a bank the same way. */
export function findBranches(bankCode: string, text: string): Place[] {
  const bank = loadBanks().banks.get(bankCode)
  return bank ? find(text, 3, bank.branches, /(支店|出張所|営業部)$/) : []
}

export function bankOf(code: string): Place | undefined {
  const bank = loadBanks().banks.get(code)
  return bank && { code, name: bank.name }
}

export function branchOf(bankCode: string, code: string): Place | undefined {
  const branch = loadBanks().banks.get(bankCode)?.branches.get(code)
  return branch && { code, name: branch.name }
}

/** Every branch that fits what was typed for bank and branch, for a form's account question. */
export function findAccountBranches(bank: string, branch: string) {
  return findBanks(bank)
    .flatMap((at) => findBranches(at.code, branch).map((found) => ({ bankCode: at.code, bankName: at.name, branchCode: found.code, branchName: found.name })))
    .slice(0, MOST)
}

/** The list writes 信金 where people write 信用金庫. */
function listedAs(text: string): string {
  return text.replace("信用金庫", "信金").replace("信用組合", "信組").replace("労働金庫", "労金").replace("農業協同組合", "農協").replace("信用漁業協同組合連合会", "信漁連")
}

function find(text: string, digits: number, all: ReadonlyMap<string, { name: string; kana: string }>, ending: RegExp): Place[] {
  const wanted = text.normalize("NFKC").replace(/\s/g, "")
  if (wanted === "") return []
  if (/^\d+$/.test(wanted) && wanted.length <= digits) {
    const code = wanted.padStart(digits, "0")
    const found = all.get(code)
    return found ? [{ code, name: found.name }] : []
  }
  const name = wanted.replace(ending, "") || wanted
  // 「しちじゅうしち」 typed as spoken, against ｼﾁｼﾞﾕｳｼﾁ.
  const spoken = name.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
  const kana = /^[\p{Script=Katakana}ー-]+$/u.test(spoken) ? bankKana(spoken) : undefined
  const exact: Place[] = []
  const begin: Place[] = []
  const hold: Place[] = []
  for (const [code, place] of all) {
    const own = place.name.normalize("NFKC")
    const ownShort = own.replace(ending, "") || own
    const to = ownShort === name || (kana !== undefined && place.kana === kana) ? exact : own.startsWith(name) || (kana !== undefined && place.kana.startsWith(kana)) ? begin : own.includes(name) ? hold : undefined
    to?.push({ code, name: place.name })
  }
  if (exact.length === 1) return exact
  return [...exact, ...begin, ...hold].slice(0, MOST)
}
