import { alignLists } from "./align-lists.ts"
import { sentencesOf } from "./sentences.ts"

export interface Version<At> {
  text: string
  by: string
  at: At
}

export interface BlamedSentence<At> {
  sentence: string
  by: string
  at: At
}

/** For each sentence of the newest version, who last changed it and when. Versions come oldest first. */
export function blame<At>(versions: readonly Version<At>[]): BlamedSentence<At>[] {
  let blamed: BlamedSentence<At>[] = []
  for (const { text, by, at } of versions) {
    // Where a line ends is not what it says.
    const sentences = sentencesOf(text)
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence !== "")
    const next: BlamedSentence<At>[] = []
    let from = 0
    const stretches = alignLists(
      blamed.map((one) => one.sentence),
      sentences,
    )
    for (const stretch of stretches) {
      if (stretch.kind === "same") {
        next.push(...blamed.slice(from, from + stretch.count))
        from += stretch.count
      } else {
        for (const sentence of sentences.slice(next.length, next.length + stretch.added)) next.push({ sentence, by, at })
        from += stretch.removed
      }
    }
    blamed = next
  }
  return blamed
}
