import { readSign } from "../numerals.ts"
import { isClauses, looksLikeSentence } from "./read-clauses.ts"

/** One sentence of a 改め文 with the text it announces. */
export interface Instruction {
  /** Line it begins on, from 1. */
  line: number
  sentence: string
  block: string[]
}

export interface ReadAmendment {
  instructions: Instruction[]
  /** Lines before the first sentence and from 附則 on, which amend nothing. */
  skipped: { line: number; text: string }[]
  unclosed: { line: number; sentence: string }[]
}

/** Cuts a typed or pasted 改め文 into its sentences, each with the lines of added text below it. */
export function readAmendment(text: string): ReadAmendment {
  const lines = text.replace(/\r\n?/g, "\n").split("\n")
  const read: ReadAmendment = { instructions: [], skipped: [], unclosed: [] }
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!
    const bare = line.trim()
    const current = read.instructions.at(-1)
    if (bare === "") {
      at++
      continue
    }
    // 附則 of the amending ordinance is its own and amends nothing; a block may hold one only where a sentence announced it.
    if (bare.replace(/[ 　]/g, "") === "附則" && /^[ 　]{2,}/.test(line) && !current?.sentence.includes("附則")) {
      for (const [nth, rest] of lines.slice(at).entries()) if (rest.trim() !== "") read.skipped.push({ line: at + nth + 1, text: rest.trim() })
      break
    }
    if (/(?:一部|次)を?(?:次のように)?改正する。$/.test(bare) && /の一部を/.test(bare)) {
      read.skipped.push({ line: at + 1, text: bare })
      at++
      continue
    }
    const announced = current !== undefined && announcesText(current.sentence)
    const { sentence, taken, closed } = gathered(lines, at)
    const begins = announced ? current.block.length > 0 && !isItemAbove(lines, at, taken) && (isClauses(sentence) || looksLikeSentence(sentence)) : current !== undefined || looksLikeSentence(sentence) || isClauses(sentence)
    if (!begins) {
      if (announced) current.block.push(line)
      else read.skipped.push({ line: at + 1, text: bare })
      at++
      continue
    }
    if (!closed) read.unclosed.push({ line: at + 1, sentence: bare })
    else read.instructions.push({ line: at + 1, sentence, block: [] })
    at += closed ? taken : 1
  }
  return read
}

/** An added 号 that ends in a joining word (「(1) 及び」) reads as if it named a place of the sentence below; that one stands without it. */
function isItemAbove(lines: readonly string[], at: number, taken: number): boolean {
  const sign = /^[ 　]*([^　 ]{1,10})[　 ]/.exec(lines[at]!)
  if (taken === 1 || !sign || !readSign(sign[1]!)) return false
  const { sentence } = gathered(lines, at + 1)
  return isClauses(sentence) || looksLikeSentence(sentence)
}

function announcesText(sentence: string): boolean {
  return /次の[^「」]*(?:加える|改める|付する|付す)。?$/.test(sentence)
}

/** The lines from `at` up to the 。 that ends them outside every quotation; whole lines quoted keep their line breaks. */
function gathered(lines: readonly string[], at: number): { sentence: string; taken: number; closed: boolean } {
  let depth = 0
  let joined = ""
  for (let taken = 0; at + taken < lines.length && taken < 400; taken++) {
    const line = lines[at + taken]!
    const part = taken === 0 || depth > 0 ? line : line.trimStart()
    joined += (taken > 0 && depth > 0 ? "\n" : "") + part
    for (const sign of part) depth += sign === "「" ? 1 : sign === "」" ? -1 : 0
    const end = part.trimEnd()
    if (depth <= 0 && (end.endsWith("。") || /(?:改める|加える|削る|とする|繰り上げる|繰り下げる|付する)$/.test(end))) return { sentence: unwrapped(joined.trim()), taken: taken + 1, closed: depth === 0 }
    if (depth <= 0 && taken > 0 && end === "") break
  }
  return { sentence: joined.trim(), taken: 1, closed: depth === 0 }
}

/** A quotation that goes over a line end is one text, unless it begins with a line end: then it quotes whole lines. */
function unwrapped(sentence: string): string {
  let depth = 0
  let whole = false
  let result = ""
  for (let at = 0; at < sentence.length; at++) {
    const sign = sentence[at]!
    if (sign === "「" && depth++ === 0) whole = /^[ 　]*\n/.test(sentence.slice(at + 1))
    if (sign === "」" && --depth === 0) whole = false
    if (sign === "\n" && !whole) {
      while (/[ 　]/.test(sentence[at + 1] ?? "")) at++
      continue
    }
    result += sign
  }
  return result
}
