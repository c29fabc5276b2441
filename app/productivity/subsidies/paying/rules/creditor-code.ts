/**
 * 債主番号: nine digits in order and a check digit (ISO/IEC 7812 Luhn, which finds every single wrong digit and nearly
 * every swap of neighbours). Our own numbering; the accounting system's goes before it where there is one [M].
 */
export function creditorCode(order: number): string {
  if (!Number.isInteger(order) || order < 1 || order > 999_999_999) throw new RangeError(`no creditor code for ${order}`)
  const digits = String(order).padStart(9, "0")
  return digits + checkDigit(digits)
}

export function isCreditorCode(code: string): boolean {
  return /^\d{10}$/.test(code) && checkDigit(code.slice(0, 9)) === code[9]
}

function checkDigit(digits: string): string {
  let sum = 0
  // The rightmost digit before the check digit is doubled.
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const weighed = i % 2 === 0 ? digit * 2 : digit
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return String((10 - (sum % 10)) % 10)
}
