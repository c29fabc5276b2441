/** A sentence ends after 。！？ and the brackets that close on it, or at a line's end. Joined again they are the text. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = []
  let start = 0
  let at = 0
  while (at < text.length) {
    const char = text[at]!
    at++
    if (STOPS.includes(char)) while (at < text.length && CLOSERS.includes(text[at]!)) at++
    else if (char !== "\n") continue
    // A stop before a line's end takes the line's end with it.
    if (char !== "\n" && text[at] === "\r") at++
    if (char !== "\n" && text[at] === "\n") at++
    sentences.push(text.slice(start, at))
    start = at
  }
  if (start < text.length) sentences.push(text.slice(start))
  return sentences
}

const STOPS = "。！？"
const CLOSERS = "」』）)】〕。！？"
