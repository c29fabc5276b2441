import { refusal } from "../../../kernel/http/index.ts"
import { numberText, wareki } from "../../../kernel/ui/index.ts"
import { applyAmendingText, draftAmendment } from "../drafting/index.ts"
import { wideNumber } from "../structure/numerals.ts"
import type { Provision } from "../structure/provision.ts"
import { type Bill, formOfKind } from "./bill.ts"
import { printedAddresses } from "./printed-addresses.ts"

export interface AmendingOrdinance {
  /** 「○○条例（平成5年条例第12号）の一部を次のように改正する。」 */
  lead: string
  /** 改め文. */
  text: string
  /** 附則, a paragraph each. */
  supplementary: string[]
  /** Provisions that read otherwise than now. */
  changes: number
  /** What stops it, in sentences. */
  problems: string[]
  /** What is said more coarsely than people would, in sentences. */
  remarks: string[]
  /** The text as it shall read, addressed by its printed numbers. */
  after: Provision[]
}

/** The amending text of a bill, applied to the text it amends and compared with what was edited. */
export function amendingOrdinance(bill: Bill, base: readonly Provision[]): AmendingOrdinance {
  const { provisions: after, problems } = printedAddresses(bill.provisions)
  const lead = `${bill.ordinanceTitle}${bill.ordinanceNumber ? `（${bill.ordinanceNumber}）` : ""}の一部を次のように改正する。`
  const shared = { lead, supplementary: supplementaryOf(bill), after, changes: changesOf(base, after) }
  if (bill.amendingText !== null) return { ...shared, text: bill.amendingText, problems: [], remarks: [] }
  if (problems.length > 0 || shared.changes === 0) return { ...shared, text: "", problems, remarks: [] }
  const drafted = draftAmendment(base, after)
  for (const { place } of drafted.unsaid) problems.push(`${place}の変更は、改め文で書き表せません。`)
  problems.push(...drafted.problems.map(({ message }) => message))
  if (!drafted.reproduced && problems.length === 0) problems.push("改め文を現行の条文に当てても、直した条文と一致しません。条を「次のように改める」単位に分けて直してください。")
  const doubled = doubledParagraphs(base, after)
  return { ...shared, text: drafted.text, problems, remarks: [...doubled, ...(drafted.coarse.length > 0 ? [`${drafted.coarse.map(({ place }) => place).join("、")}は、変更が大きいため全部を書き改めます（${numberText(drafted.coarse.length, "か所")}）。`] : [])] }
}

/** A number given to two 項 of an edited provision: expressible, and hardly meant. */
function doubledParagraphs(base: readonly Provision[], after: readonly Provision[]): string[] {
  const now = new Map(base.map(({ address, text }) => [address, text]))
  return after
    .filter(({ part, address, text }) => (part === "main" || part === "supplementary") && now.get(address) !== text)
    .flatMap(({ no, text }) => {
      const numbers = text.split("\n").map((line) => /^([0-9０-９]+)[　 ]/.exec(line)?.[1]?.normalize("NFKC")).filter((number) => number !== undefined)
      return [...new Set(numbers.filter((number, at) => numbers.indexOf(number) !== at))].map((number) => `${no}に、番号が「${number}」の項が二つあります。番号を確かめてください。`)
    })
}

/** The decided words applied to the text they amend; refuses where they do not fit it. */
export function textAsPromulgated(bill: Bill, base: readonly Provision[]): Provision[] {
  const applied = applyAmendingText(base, bill.amendingText ?? "")
  if (applied.problems.length > 0) throw refusal("conflict", "ordinances.text-does-not-fit", `決裁された改め文を現行の条文に当てられません。${applied.problems[0]!.message}`)
  const { provisions, problems } = printedAddresses(applied.provisions)
  if (problems.length > 0) throw refusal("conflict", "ordinances.text-does-not-fit", problems[0]!)
  return provisions
}

/** 附則: the day of effect, then the transitional provisions; where there are any, all of them under numbers, the first one too. */
export function supplementaryOf({ kind, effect, effectiveOn, transitional }: Pick<Bill, "kind" | "effect" | "effectiveOn" | "transitional">): string[] {
  const name = `この${formOfKind(kind)}は、`
  const first = effect === "on-date" && effectiveOn ? `${name}${wareki(effectiveOn)}から施行する。` : effect === "after-ten-days" ? `${name}公布の日から起算して10日を経過した日から施行する。` : `${name}公布の日から施行する。`
  const more = transitional.split("\n").map((line) => line.trim()).filter(Boolean)
  return more.length === 0 ? [first] : [first, ...more].map((line, at) => `${wideNumber(at + 1)}　${line}`)
}

function changesOf(base: readonly Provision[], after: readonly Provision[]): number {
  const now = new Map(base.map((one) => [one.address, one]))
  const changed = after.filter((one) => !isSame(now.get(one.address), one)).length
  return changed + base.filter((one) => !after.some(({ address }) => address === one.address)).length
}

function isSame(a: Provision | undefined, b: Provision): boolean {
  return a !== undefined && a.no === b.no && a.caption === b.caption && a.text === b.text
}
