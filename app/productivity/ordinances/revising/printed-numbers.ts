import { articleMark } from "../structure/marks.ts"
import type { Provision, ProvisionPart } from "../structure/provision.ts"

/** A number typed in other digits than its text is printed in (第３条の２ among 第3条) is written as the text writes. */
export function digitsLike(no: string, like: string): string {
  if (/[0-9]/.test(like)) return no.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  if (/[０-９]/.test(like)) return no.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  return no
}

/** The number a provision behind another would have, as an example: 第3条の2, 第十二条の三, 別表第2. */
export function nextNumber({ no, part }: Pick<Provision, "no" | "part">): string {
  const last = /([0-9]+|[０-９]+|[一二三四五六七八九]|十)(条?)$/.exec(no)
  if (part === "table" && last) return no.slice(0, last.index) + oneMore(last[1]!)
  if (!articleMark(no)) return "第３条の２"
  if (last && last[2] === "") return no.slice(0, last.index) + oneMore(last[1]!)
  return `${no}の${/[0-9]/.test(no) ? "2" : /[０-９]/.test(no) ? "２" : "二"}`
}

/** Where a provision belongs that is added behind another: a 別表 may be the first one of its text, and stand behind a 附則. */
export function partOf(no: string, neighbour: ProvisionPart): ProvisionPart {
  if (no.startsWith("別表")) return "table"
  if (/^(?:様式|別記|別図|別紙)/.test(no)) return "form"
  return neighbour === "preamble" && articleMark(no) ? "main" : neighbour
}

function oneMore(number: string): string {
  const kanji = "一二三四五六七八九十"
  if (kanji.includes(number)) return kanji[kanji.indexOf(number) + 1] ?? `${number}一`
  const ascii = number.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  return digitsLike(String(Number(ascii) + 1), number)
}
