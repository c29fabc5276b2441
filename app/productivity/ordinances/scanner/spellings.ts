export const MAX_SPELLINGS = 128

export class SpellingError extends Error {
  override name = "SpellingError"
}

/**
 * The spellings of a written term. 立(ち)会(い) has optional parts, {備え|備へ}置 alternatives; a 中黒 may always be missing.
 * Widths, kana and dashes need no spellings: they are folded when matching. Refuses a term with more than 128.
 */
export function spellingsOf(term: string): string[] {
  const reader = { text: term, at: 0 }
  const found = sequence(reader, "")
  if (reader.at < term.length) throw new SpellingError(`語「${term}」の括弧が合っていません`)
  const spellings = [...new Set(found.flatMap(withAndWithoutDots))].filter((spelling) => spelling !== "")
  if (spellings.length === 0) throw new SpellingError(`語「${term}」に文字がありません`)
  mustBeFew(spellings, term)
  return spellings
}

function sequence(reader: { text: string; at: number }, closers: string): string[] {
  let all = [""]
  while (reader.at < reader.text.length && !closers.includes(reader.text[reader.at]!)) {
    const character = reader.text[reader.at++]!
    let parts = [character]
    if (character === "(") parts = ["", ...inside(reader, ")")]
    else if (character === "{") parts = alternatives(reader)
    else if (")}|".includes(character)) throw new SpellingError(`語「${reader.text}」の括弧が合っていません`)
    all = all.flatMap((head) => parts.map((part) => head + part))
    mustBeFew(all, reader.text)
  }
  return all
}

function inside(reader: { text: string; at: number }, closer: string): string[] {
  const parts = sequence(reader, closer)
  if (reader.text[reader.at++] !== closer) throw new SpellingError(`語「${reader.text}」の括弧が合っていません`)
  return parts
}

function alternatives(reader: { text: string; at: number }): string[] {
  const parts: string[] = []
  for (;;) {
    parts.push(...sequence(reader, "|}"))
    const end = reader.text[reader.at++]
    if (end === "}") return parts
    if (end !== "|") throw new SpellingError(`語「${reader.text}」の括弧が合っていません`)
  }
}

function withAndWithoutDots(spelling: string): string[] {
  const dots = spelling.split(/[・･]/)
  return dots.length === 1 ? [spelling] : [dots.join("・"), dots.join("")]
}

function mustBeFew(spellings: readonly string[], term: string): void {
  if (spellings.length > MAX_SPELLINGS) throw new SpellingError(`語「${term}」の表記が${MAX_SPELLINGS}通りを超えます。語を分けてください`)
}
