/**
 * The check digit of a 法人番号 (番号法施行規則): 9 − (Σ Pn·Qn mod 9), n = 1…12 counted from the right of the twelve
 * digits, Qn = 1 for odd n and 2 for even n. Always 1 to 9, and the first of the thirteen digits.
 */
export function corporateCheckDigit(twelve: string): number {
  let sum = 0
  for (let n = 1; n <= 12; n++) sum += Number(twelve[12 - n]) * (n % 2 === 1 ? 1 : 2)
  return 9 - (sum % 9)
}

export function isCorporateNumber(text: string): boolean {
  return /^[1-9]\d{12}$/.test(text) && Number(text[0]) === corporateCheckDigit(text.slice(1))
}

/** As people write it: full-width digits, spaces and hyphens are taken out. */
export function plainCorporateNumber(text: string): string {
  return text.normalize("NFKC").replace(/[\s‐-―−ー-]/g, "")
}
