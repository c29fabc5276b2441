/**
 * Characters that are read as one when terms are looked for: widths, kana of both kinds, small kana (備えなければならなかつた),
 * dashes and long marks, characters before the reform of 1946. One character to one character, so that places in the
 * text stay what they are.
 */
const FORMER = "檢検點点縱縦覽覧揭掲圖図證証會会專専實実驗験團団當当號号體体變変廣広應応樣様縣県學学國国區区營営處処賣売屬属觀観獨独發発藥薬醫医鑛鉱鐵鉄辨弁乘乗燈灯竝並"
const former = new Map(Array.from({ length: FORMER.length / 2 }, (_, i) => [FORMER[2 * i]!, FORMER[2 * i + 1]!]))
const SMALL = "ぁあぃいぅうぇえぉおっつゃやゅゆょよゎわ"
const small = new Map(Array.from({ length: SMALL.length / 2 }, (_, i) => [SMALL[2 * i]!, SMALL[2 * i + 1]!]))
const DASHES = "ー－―‐‑‒–—−-ｰ"

export function foldCharacter(character: string): string {
  if (DASHES.includes(character)) return "ー"
  let code = character.charCodeAt(0)
  if (code >= 0xff61 && code <= 0xff9f) {
    const wide = character.normalize("NFKC")
    code = wide.length === 1 ? wide.charCodeAt(0) : code
  }
  if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0
  if (code >= 0x61 && code <= 0x7a) code -= 0x20
  if (code >= 0x30a1 && code <= 0x30f6) code -= 0x60
  const folded = String.fromCharCode(code)
  const large = small.get(folded) ?? former.get(folded) ?? folded
  // 歴史的仮名遣い: 備ヘ置ク, 据ゑ付ケ.
  return large === "へ" || large === "ゑ" ? "え" : large === "ゐ" ? "い" : large
}

export function foldText(text: string): string {
  let folded = ""
  for (let i = 0; i < text.length; i++) folded += foldCharacter(text[i]!)
  return folded
}

/** Spaces inside a sentence mean nothing: rulebooks on the web put them around every linked word. */
export function isIgnored(code: number): boolean {
  return code === 0x20 || code === 0x3000 || code === 0x09 || code === 0xa0 || code === 0x0d || code === 0x200b || code === 0xfeff
}
