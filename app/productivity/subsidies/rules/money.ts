/**
 * Yen and fractions. A yen amount is a safe integer; a rate is numerator and denominator, never a float (7/8, not 0.875).
 * What lies between, an amount times a rate, is an exact rational carried in BigInt, and becomes yen only through a
 * named rounding. Errors are RangeErrors: an amount that is no integer is a fault of the caller, not of a person.
 * Source: the prefecture's usual 要綱, 「1,000円未満切捨て」[V]; 国等の債権債務等の金額の端数計算に関する法律 for 円未満 [M].
 */

/** Whole yen. */
export type Yen = number

/** A rate as it is stored and shown: 2/3, 7/8, 10.95 % = 1095/10000. */
export interface Fraction {
  numerator: number
  denominator: number
}

/** How an exact amount becomes yen. The names are the ones a 要綱 uses. */
export type Rounding = "thousand-down" | "hundred-down" | "ten-down" | "yen-down"

export const roundingWords: Readonly<Record<Rounding, string>> = {
  "thousand-down": "千円未満切捨て",
  "hundred-down": "百円未満切捨て",
  "ten-down": "十円未満切捨て",
  "yen-down": "円未満切捨て",
}

const unitOf: Readonly<Record<Rounding, bigint>> = {
  "thousand-down": 1000n,
  "hundred-down": 100n,
  "ten-down": 10n,
  "yen-down": 1n,
}

/** An amount that is not yet yen. Mean points of a committee are carried the same way. */
export interface Exact {
  readonly numerator: bigint
  readonly denominator: bigint
  plus(other: Exact | Yen): Exact
  minus(other: Exact | Yen): Exact
  times(rate: Fraction): Exact
  /** The smaller of the two. */
  atMost(limit: Exact | Yen): Exact
  atLeast(limit: Exact | Yen): Exact
  /** -1, 0 or 1. */
  compare(other: Exact | Yen): number
  /** Down to a multiple of the unit, towards minus infinity: 切捨て of an amount of 0 or more. */
  floorTo(unit: number): Yen
  round(rounding: Rounding): Yen
}

/** The amount itself, refused unless it is a whole number of yen that a computer counts exactly. */
export function yen(amount: number): Yen {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not whole yen: ${amount}`)
  return amount === 0 ? 0 : amount
}

/** A rate: `fraction(7, 8).of(3_999_999).floorTo(1000)`. */
export function fraction(numerator: number, denominator: number): Fraction & { of(amount: Exact | Yen): Exact } {
  const rate = { numerator, denominator }
  mustBeRate(rate)
  return { ...rate, of: (amount) => exact(amount).times(rate) }
}

export function exact(amount: Exact | Yen): Exact {
  return typeof amount === "number" ? rational(BigInt(yen(amount)), 1n) : amount
}

/** Whole yen added up; refused rather than wrong when the sum is too large to be exact. */
export function sum(amounts: readonly Yen[]): Yen {
  return yen(amounts.reduce((total, amount) => yen(total + yen(amount)), 0))
}

/** For people: 「3,499,000円」. */
export function yenText(amount: Yen): string {
  return `${yen(amount).toLocaleString("ja-JP")}円`
}

/** 「7/8」. A stored rate is shown as it was decided, not reduced. */
export function fractionText(rate: Fraction): string {
  return `${rate.numerator}/${rate.denominator}`
}

function mustBeRate({ numerator, denominator }: Fraction): void {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || numerator < 0 || denominator < 1) {
    throw new RangeError(`not a rate: ${numerator}/${denominator}`)
  }
}

function rational(n: bigint, d: bigint): Exact {
  const by = gcd(n < 0n ? -n : n, d)
  const [numerator, denominator] = by > 1n ? [n / by, d / by] : [n, d]
  const self: Exact = {
    numerator,
    denominator,
    plus: (other) => {
      const o = exact(other)
      return rational(numerator * o.denominator + o.numerator * denominator, denominator * o.denominator)
    },
    minus: (other) => {
      const o = exact(other)
      return rational(numerator * o.denominator - o.numerator * denominator, denominator * o.denominator)
    },
    times: (rate) => {
      mustBeRate(rate)
      return rational(numerator * BigInt(rate.numerator), denominator * BigInt(rate.denominator))
    },
    atMost: (limit) => (self.compare(limit) > 0 ? exact(limit) : self),
    atLeast: (limit) => (self.compare(limit) < 0 ? exact(limit) : self),
    compare: (other) => {
      const o = exact(other)
      const difference = numerator * o.denominator - o.numerator * denominator
      return difference < 0n ? -1 : difference > 0n ? 1 : 0
    },
    floorTo: (unit) => {
      if (!Number.isSafeInteger(unit) || unit < 1) throw new RangeError(`not a unit: ${unit}`)
      return floor(numerator, denominator, BigInt(unit))
    },
    round: (rounding) => floor(numerator, denominator, unitOf[rounding]),
  }
  return self
}

function floor(n: bigint, d: bigint, unit: bigint): Yen {
  const step = d * unit
  const whole = n / step - (n % step < 0n ? 1n : 0n)
  return yen(Number(whole * unit))
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}
