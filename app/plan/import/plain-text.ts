/** What extraction from a PDF puts in and no one wrote: control and invisible characters, radicals in place of kanji. */
export function cleaned(line: string): string {
  return line
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[\u2f00-\u2fd5]/g, (radical) => radical.normalize("NFKC"))
    .replace(/[\u3041-\u30fe][\u3099\u309a]/g, (kana) => kana.normalize("NFC"))
}

/** For comparing: width and spaces do not count. */
export function keyOf(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, "").toLowerCase()
}

export function squeezed(text: string): string {
  return text.replace(/\s+/g, "")
}

/** The lines of one sentence as the sentence. */
export function joined(lines: readonly string[]): string {
  const pieces: string[] = []
  let last = ""
  for (const line of lines) {
    const next = tidied(line)
    if (next === "") continue
    if (spaceBetween(last, next)) pieces.push(" ")
    pieces.push(next)
    last = next
  }
  return pieces.join("")
}

/** Japanese is written without spaces; those between words of other languages stay. */
export function tidied(text: string): string {
  return text.trim().replace(/\s+/g, (_, at: number, all: string) => {
    const before = all[at - 1] ?? ""
    let end = at
    while (end < all.length && /\s/.test(all[end]!)) end++
    return isLatin(before) && isLatin(all[end] ?? "") ? " " : ""
  })
}

/** Do these two belong to different words? A word or a number may also have been broken in its middle. */
function spaceBetween(before: string, next: string): boolean {
  const left = /[A-Za-z0-9]{1,40}$/.exec(before.slice(-40))?.[0]
  const right = /^[A-Za-z0-9]{1,40}/.exec(next.slice(0, 40))?.[0]
  if (!left || !right) return right !== undefined && /[A-Za-z][,.;:!?)]$/.test(before.slice(-2))
  if (/[0-9]$/.test(left) || /^[0-9]/.test(right)) return false
  // Small ones only as they stand inside a sentence: the A of a broken AI is none.
  return (left.length > 2 && right.length > 2) || SMALL_WORDS.has(left) || SMALL_WORDS.has(right)
}

const SMALL_WORDS = new Set("a an the of to in on for and or is by at with".split(" "))

function isLatin(char: string): boolean {
  return /[!-~À-ɏ]/.test(char)
}

/** Columns on a screen: kanji and kana take two. */
export function widthOf(char: string): number {
  const code = char.codePointAt(0)!
  return code < 0x1100 || (code >= 0xff61 && code <= 0xffdc) ? 1 : 2
}
