import { type Refusal, refusal } from "../../../../kernel/http/refusal.ts"
import type { ParsedOrdinance } from "../../structure/provision.ts"

/** Of one provision; the longest real 別表 have some hundred thousand characters. */
const LONGEST = 1_000_000

/** A text without a name or without provisions, or with something in it that no text of a rulebook has. */
export function textIsUnusable({ title, number, category, sourceUrl, provisions }: ParsedOrdinance): Refusal | undefined {
  const no = (code: string, sentence: string) => refusal("invalid", `ordinances.${code}`, sentence)
  if (!title.trim()) return no("no-title", "題名が見つかりません。")
  if (title.length > 500) return no("title-too-long", `題名が長すぎます（${title.length}字）。題名と本文の区切りを確かめてください。`)
  if (number.length > 200 || category.length > 200) return no("number-too-long", "例規番号か体系が200字を超えています。")
  if (sourceUrl.length > 1000 || (sourceUrl && !/^https?:\/\//.test(sourceUrl))) return no("bad-url", "出典の URL が正しくありません。")
  if (provisions.length === 0) return no("no-provisions", "条文が1つも見つかりません。")
  if (provisions.length > 20_000) return no("too-many", `条文が多すぎます（${provisions.length}）。1つの例規は20,000までです。`)
  const seen = new Set<string>()
  for (const { address, no: printed, caption, headings, text } of provisions) {
    if (!/^[\w./~-]{1,120}$/.test(address)) return no("bad-address", `${printed || "条文"}の番号を読み取れません。`)
    if (seen.has(address)) return no("twice", `${printed || address}が2つあります。`)
    seen.add(address)
    if (text.length > LONGEST) return no("text-too-long", `${printed || address}の文が長すぎます（${text.length.toLocaleString("ja-JP")}字）。条の区切りを読み取れていないおそれがあります。`)
    if (caption.length > 1000 || printed.length > 200) return no("caption-too-long", `${printed.slice(0, 50) || address}の見出しが長すぎます。`)
    if (headings.some((heading) => heading.length > 1000)) return no("heading-too-long", `${printed || address}の章・節の題が長すぎます。`)
  }
  return undefined
}
