import { mayStand } from "./characters.ts"
import { abbreviations } from "./company-abbreviations.ts"
import type { ZenginSettings } from "./settings.ts"

export interface RefusedCharacter {
  /** Which character of the text as it was given, from 1. */
  position: number
  character: string
  message: string
}

export interface ZenginKana {
  /** Half-width, as it stands in a file; without what was refused. */
  kana: string
  refused: readonly RefusedCharacter[]
}

export type KanaSettings = Pick<ZenginSettings, "wo" | "middleDot">

interface Piece {
  text: string
  position: number
  /** The character of the text as it was given. */
  of: string
  /** It has no place in a file. */
  refused?: true
}

/**
 * A name as a bank writes it: half-width, large kana, hyphen for ー, one byte for each sound mark, capital letters, and
 * at most one abbreviation of a legal form. What no rule covers is refused by its position, never guessed.
 */
export function toZenginKana(text: string, settings: KanaSettings): ZenginKana {
  const pieces = trim(abbreviate(piecesOf(text, settings)))
  const refused = pieces.filter((piece) => piece.refused).map(({ position, of }) => [position, of] as const)
  // Two pieces of one character are one refusal.
  return { kana: pieces.map((piece) => piece.text).join(""), refused: [...new Map(refused)].map(([position, character]) => sentence(position, character)) }
}

/** Character by character, so that a refusal can name the place a person typed. */
function piecesOf(text: string, settings: KanaSettings): Piece[] {
  const pieces: Piece[] = []
  let position = 0
  for (const character of text) {
    position++
    const half = halfOf(character, settings)
    if (half === undefined) pieces.push({ text: "", position, of: character, refused: true })
    else for (const one of half) pieces.push({ text: one, position, of: character })
  }
  return pieces
}

const LARGE = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
const LARGE_HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ"
const SMALL = "ァィゥェォッャュョヮヵヶ"
const SMALL_HALF = "ｱｲｳｴｵﾂﾔﾕﾖﾜｶｹ"
const HYPHENS = "ー-‐‑‒–—―−"
const VOICED = "\u3099\u309b"
const HALF_VOICED = "\u309a\u309c"
/** Kana, full- and half-width forms, ㈱ and its like. Of others (①, ½, ㎏) nobody says what a bank would write. */
const FOLDED = /^[\u3000-\u30ff\uff00-\uffef㈱㈲㈳㈴㈶㈻㈾㍿]$/u

/** Names are made of few characters: what became of kana is remembered. */
const remembered = new Map<string, string>()

function halfOf(character: string, settings: KanaSettings): string | undefined {
  const known = remembered.get(character)
  if (known !== undefined) return known
  const half = findHalf(character, settings)
  if (half !== undefined && character >= "ァ" && character <= "ヴ" && character !== "ヲ") remembered.set(character, half)
  return half
}

function findHalf(character: string, settings: KanaSettings): string | undefined {
  if (VOICED.includes(character)) return "ﾞ"
  if (HALF_VOICED.includes(character)) return "ﾟ"
  if (character === "・" || character === "･") {
    return settings.middleDot === "refuse" ? undefined : settings.middleDot === "space" ? " " : "."
  }
  let half = ""
  for (const part of FOLDED.test(character) ? character.normalize("NFKD") : character) {
    const one = halfOfPart(part, settings)
    if (one === undefined) return undefined
    half += one
  }
  return half
}

function halfOfPart(part: string, settings: KanaSettings): string | undefined {
  // Hiragana as katakana.
  const kana = part >= "ぁ" && part <= "ゖ" ? String.fromCharCode(part.charCodeAt(0) + 0x60) : part
  const large = LARGE.indexOf(kana)
  if (large >= 0) return LARGE_HALF[large]
  const small = SMALL.indexOf(kana)
  if (small >= 0) return SMALL_HALF[small]
  if (VOICED.includes(kana)) return "ﾞ"
  if (HALF_VOICED.includes(kana)) return "ﾟ"
  if (HYPHENS.includes(kana)) return "-"
  if (kana === "ヲ") return settings.wo === "as-o" ? "ｵ" : undefined
  const capital = /^[a-z]$/.test(kana) ? kana.toUpperCase() : kana
  if (mayStand(capital, "name")) return capital
  // Kanji of legal forms stay until they are abbreviated; any other is refused there.
  return LEGAL_KANJI.has(kana) ? kana : undefined
}

interface Term {
  from: string
  to: string
}

const halfText = (text: string) => [...text].map((character) => halfOf(character, { wo: "refuse", middleDot: "refuse" }) ?? character).join("")

const LEGAL_KANJI = new Set(abbreviations.flatMap(({ word }) => [...word]))
// 「株」「有」… as in (株), and the longest words first: 一般社団法人 before 社団法人.
const BRACKETED: Readonly<Record<string, string>> = { 株: "ｶ", 有: "ﾕ", 名: "ﾒ", 資: "ｼ", 合: "ﾄﾞ", 医: "ｲ", 財: "ｻﾞｲ", 社: "ｼﾔ", 宗: "ｼﾕｳ", 学: "ｶﾞｸ", 福: "ﾌｸ" }
for (const kanji of Object.keys(BRACKETED)) LEGAL_KANJI.add(kanji)
const terms: readonly Term[] = [
  ...abbreviations.flatMap(({ word, readings, short }) => [
    { from: word, to: short },
    ...readings.map((reading) => ({ from: halfText(reading), to: short })),
  ]),
  ...Object.entries(BRACKETED).map(([kanji, short]) => ({ from: `(${kanji})`, to: short })),
  ...[...new Set(abbreviations.map(({ short }) => short))].map((short) => ({ from: `(${short})`, to: short })),
].sort((a, b) => b.from.length - a.from.length)
const shorts = new Set(abbreviations.map(({ short }) => short))

function abbreviate(pieces: readonly Piece[]): Piece[] {
  const all = trim(pieces)
  // A refused character must not let its neighbours grow together into a word.
  const text = all.map((piece) => (!piece.refused ? piece.text : "\ufffd")).join("")
  const place = isAbbreviated(text) ? undefined : placeOf(text)
  if (!place) return all.map(refuseKanji)
  const { at, term } = place
  const before = trim(all.slice(0, at))
  const after = trim(all.slice(at + term.from.length))
  const short = `${before.length > 0 ? "(" : ""}${term.to}${before.length === 0 || after.length > 0 ? ")" : ""}`
  const { position, of } = all[at]!
  return [...before.map(refuseKanji), ...[...short].map((one) => ({ text: one, position, of })), ...after.map(refuseKanji)]
}

/** 「ｶ)…」 or 「…(ｶ」 or 「…(ｶ)…」 already. 「(ｶ)…」 and 「…(ｶ)」 are not as banks write it. */
function isAbbreviated(text: string): boolean {
  const head = /^([^()]{1,4})\)/.exec(text)?.[1]
  const tail = /\(([^()]{1,4})$/.exec(text)?.[1]
  const middle = /[^()]\(([^()]{1,4})\)[^()]/.exec(text)?.[1]
  return [head, tail, middle].some((short) => short !== undefined && shorts.has(short))
}

/** A part of every term, so that most names are told from all of them in one look. */
const SOME_TERM = new RegExp([...new Set(terms.map(({ from }) => from.slice(0, 3)))].map((from) => from.replace(/[()]/g, "\\$&")).join("|"))

/** The head first, then the tail, then the first in between. */
function placeOf(text: string): { at: number; term: Term } | undefined {
  if (!SOME_TERM.test(text)) return undefined
  const inside = (term: Term) => text !== term.from
  const head = terms.find((term) => text.startsWith(term.from) && inside(term))
  if (head) return { at: 0, term: head }
  const tail = terms.find((term) => text.endsWith(term.from) && inside(term))
  if (tail) return { at: text.length - tail.from.length, term: tail }
  for (const term of terms) {
    const at = text.indexOf(term.from)
    if (at > 0) return { at, term }
  }
  return undefined
}

function refuseKanji(piece: Piece): Piece {
  return LEGAL_KANJI.has(piece.text) ? { ...piece, text: "", refused: true } : piece
}

function trim(pieces: readonly Piece[]): Piece[] {
  const blank = (piece: Piece | undefined) => piece?.text === " "
  let [from, to] = [0, pieces.length]
  while (from < to && blank(pieces[from])) from++
  while (to > from && blank(pieces[to - 1])) to--
  return pieces.slice(from, to)
}

function sentence(position: number, character: string): RefusedCharacter {
  const why =
    character === "ヲ" || character === "ｦ" || character === "を"
      ? "「ヲ」は使えません。通帳のカナ名義のとおりに直してください。"
      : character === "・" || character === "･"
        ? "「・」は使えません。通帳のカナ名義のとおり、空白かピリオドにしてください。"
        : /^\p{Script=Han}$/u.test(character)
          ? `漢字「${character}」は使えません。カナ名義で入力してください。`
          : /^\p{Cc}$/u.test(character)
            ? "改行などの制御文字は使えません。"
            : `「${character}」は使えません。使えるのはカナ・英数字・空白と ( ) - . です。`
  return { position, character, message: `${position}文字目の${why}` }
}
