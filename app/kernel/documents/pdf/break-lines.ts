/** Japanese line breaking (JIS X 4051 in small): what may not begin a line, what may not end one, words kept whole. */

const NOT_AT_START = new Set(
  "、。，．・：；？！‼⁇⁈⁉」』）］｝〉》】〕〙〗”’ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ々〻ゝゞヽヾ,.:;?!)]}％‰℃%",
)
const NOT_AT_END = new Set("「『（［｛〈《【〔〘〖“‘￥＄([{$¥№")
/** Never torn apart: …… and ―― are one mark. */
const TOGETHER = /^(…|―|—|‥)$/

/** @param measure the width of a text, in whatever unit `width` is. */
export function breakLines(text: string, width: number, measure: (text: string) => number): string[] {
  return text.split(/\r\n?|\n/).flatMap((line) => breakOne(line.replace(/\t/g, "　"), width, measure))
}

function breakOne(text: string, width: number, measure: (text: string) => number): string[] {
  const pieces = piecesOf(text, width, measure)
  const lines: string[] = []
  let line: string[] = []
  let used = 0
  for (const piece of pieces) {
    const size = measure(piece)
    if (used + size > width && line.length > 0) {
      const carried = carry(line, piece)
      lines.push(trimEnd(line.join("")))
      line = [...carried, ...(piece === " " && carried.length === 0 ? [] : [piece])]
      used = measure(line.join(""))
      continue
    }
    line.push(piece)
    used += size
  }
  lines.push(trimEnd(line.join("")))
  return lines
}

/** Takes off the end of a full line what must go on together with the next piece (追い出し). */
function carry(line: string[], next: string): string[] {
  const carried: string[] = []
  let first = next
  const most = Math.min(line.length - 1, 8)
  while (carried.length < most && (mayNotBegin(first, line.at(-1)!) || NOT_AT_END.has(line.at(-1)!))) {
    first = line.pop()!
    carried.unshift(first)
  }
  return carried
}

function mayNotBegin(piece: string, before: string): boolean {
  const first = String.fromCodePoint(piece.codePointAt(0)!)
  return NOT_AT_START.has(first) || (TOGETHER.test(first) && before === first)
}

function trimEnd(line: string): string {
  return line.replace(/ +$/, "")
}

/** Latin words and figures are one piece unless they are longer than a line; everything else is one character. */
function piecesOf(text: string, width: number, measure: (text: string) => number): string[] {
  const pieces: string[] = []
  for (const [word] of text.matchAll(/[\u0021-\u007e\u00a1-\u024f]+|[\s\S](?:[\u0300-\u036f\u3099\u309a])*/gu)) {
    if (word.length > 1 && /^[\u0021-\u024f]/.test(word) && measure(word) <= width) pieces.push(...splitWord(word))
    else pieces.push(...word.match(/[\s\S][\u0300-\u036f\u3099\u309a]*/gu)!)
  }
  return pieces
}

/** https://a.example/b may break after a slash or hyphen. */
function splitWord(word: string): string[] {
  return word.match(/[^/-]*[/-]+|[^/-]+$/g) ?? [word]
}
