import { readSign } from "../numerals.ts"
import { type Unit, unitsOf } from "../units.ts"

/** A provision as an added text prints it. */
export interface AddedProvision {
  no: string
  caption: string
  text: string
}

const SPACE = /^[ 　\t]*/
const HEADER = /^(第[0-9０-９〇一二三四五六七八九十百千]+条(?:の[0-9０-９〇一二三四五六七八九十百千]+)*)(?:[ 　]+|$)/
const NAMED = /^((?:別表|別図|別記|様式|第[0-9０-９〇一二三四五六七八九十百千]+号(?:の[0-9０-９〇一二三四五六七八九十]+)*様式|附[ 　]*則)[^（(「]{0,14}?)[ 　]*(?:[（(](.*)[）)])?$/
const LABELLED = /^([^　 ]{1,10})[　 ]+(.*)$/
const PARAGRAPH_LABEL = /^(?:[０-９]+(?:の[０-９]+)*|[0-9]+|[①-⑳])$/

/** Lines of added 項 or 号 in the house form: signs of 号 get their dash, indents go. */
export function houseLines(lines: readonly string[], top: "条" | "項" | "号" | "text"): string[] {
  const margin = indentOf(lines[0] ?? "")
  const house: string[] = []
  for (const [at, line] of lines.entries()) {
    const bare = line.replace(SPACE, "")
    const labelled = LABELLED.exec(bare)
    const label = labelled && readSign(labelled[1]!) ? labelled[1]! : undefined
    const deeper = indentOf(line) > margin
    const paragraph = label !== undefined && PARAGRAPH_LABEL.test(label) && top !== "号" && !deeper
    // A 別表 may hold lines that begin like a 号 and are none: there only the indent tells.
    const item = label !== undefined && !paragraph && !(at === 0 && top !== "号") && (top !== "text" || deeper)
    if (item) house.push(`- ${label}　${labelled![2]}`)
    else if (paragraph) house.push(`${label}　${labelled![2]}`)
    else if (isWrapped(lines[at - 1], line) && house.length > 0) house[house.length - 1] += bare
    else house.push(bare)
  }
  return house
}

/** A long line without its full stop goes on in the next one, as pasted text does. */
function isWrapped(previous: string | undefined, line: string): boolean {
  return previous !== undefined && previous.trim().length >= 30 && !/[。」）|]$/.test(previous.trim()) && !line.trim().startsWith("|")
}

function indentOf(line: string): number {
  return [...SPACE.exec(line)![0]].reduce((width, sign) => width + (sign === "　" ? 2 : 1), 0)
}

export function unitsOfBlock(lines: readonly string[], top: "項" | "号"): Unit[] {
  const house = houseLines(lines, top)
  if (top === "項") return paragraphsOf(house)
  return unitsOf(["", ...house].join("\n"))[0]!.items
}

/** 項 of an added text; the first may bear a number, which unitsOf leaves in its words. */
function paragraphsOf(house: readonly string[]): Unit[] {
  const units = unitsOf(house.join("\n"))
  const first = units[0]!
  const label = LABELLED.exec(first.lead)
  if (first.label === "" && label && PARAGRAPH_LABEL.test(label[1]!)) units[0] = { ...first, label: label[1]!, lead: label[2]! }
  return units
}

/** Provisions of an added text, each under its 第N条 or its name. undefined where it begins with none. */
export function provisionsOfBlock(lines: readonly string[]): AddedProvision[] | undefined {
  const found: { no: string; caption: string; lines: string[]; article: boolean }[] = []
  let caption = ""
  for (const [at, line] of lines.entries()) {
    const bare = line.replace(SPACE, "").trimEnd()
    const article = HEADER.exec(bare)
    const named = article ? null : NAMED.exec(bare)
    // 「(1) （次項において同じ。）」 is a 号 whose words end in a bracket.
    const isCaption = /^[（(].*[）)]$/.test(bare) && !readSign(LABELLED.exec(bare)?.[1] ?? "") && HEADER.test((lines[at + 1] ?? "").replace(SPACE, ""))
    if (isCaption) caption = bare.slice(1, -1)
    else if (article) {
      const margin = line.slice(0, SPACE.exec(line)![0].length)
      found.push({ no: article[1]!, caption, lines: [margin + bare.slice(article[0].length)], article: true })
      caption = ""
    } else if (named && !bare.startsWith("|")) found.push({ no: named[1]!, caption: named[2] ?? "", lines: [], article: false })
    else if (found.length === 0) return undefined
    else found.at(-1)!.lines.push(line)
  }
  return found.map(({ no, caption, lines, article }) => ({ no, caption, text: houseLines(lines, article || no.startsWith("附") ? "条" : "text").join("\n").replace(/^\n/, "") }))
}
