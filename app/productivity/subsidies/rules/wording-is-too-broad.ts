import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"

/** Words in which 等 is not "and so on". Tried before the word itself. */
const harmless = /同等|平等|均等|対等|優等|劣等|上等|下等|初等|中等|高等|特等|何等|不等|[一二三四五六七八九十\d]等|等級|等価|等間隔|等身大|等しい|等しく|等分|等倍|等高|等温|等尺/g

/**
 * 「一式」 and 「等」 hide what was bought and must be itemised ([V] jizokuka-post-corona.jp checkpoint). The words are the
 * programme's; the list of harmless compounds (同等, 等級 …) is our own. Refusal: invalid, naming the words found.
 */
export function wordingIsTooBroad(text: string, words: readonly string[] = ["一式", "等"]): Refusal | undefined {
  const plain = text.normalize("NFKC").replace(harmless, "")
  const found = words.filter((word) => plain.includes(word.normalize("NFKC")))
  if (found.length === 0) return undefined
  return refusal("invalid", "subsidies.wording-is-too-broad", `「${found.join("」「")}」では内容が分かりません。品名・数量・単価の内訳を付けてください。`, { field: "content" })
}
