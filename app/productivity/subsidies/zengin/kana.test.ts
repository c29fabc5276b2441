import fc from "fast-check"
import { expect, test } from "vitest"
import { mayStand } from "./characters.ts"
import { abbreviations } from "./company-abbreviations.ts"
import { toZenginKana } from "./kana.ts"
import { zenginSettingsOn } from "./settings.ts"

const settings = zenginSettingsOn("2026-11-24")

test.each([
  ["小さいカナは大きく", "キュウショク", "ｷﾕｳｼﾖｸ"],
  ["半角の小さいカナも", "ｷｭｳｼｮｸ", "ｷﾕｳｼﾖｸ"],
  ["ッ・ャ・ァ・ヵ・ヶ・ヮ", "ッャァヵヶヮ", "ﾂﾔｱｶｹﾜ"],
  ["長音はハイフン", "データセンター", "ﾃﾞ-ﾀｾﾝﾀ-"],
  ["半角の長音も", "ﾃﾞｰﾀ", "ﾃﾞ-ﾀ"],
  ["いろいろな横線", "ア－イ−ウ‐エ―オ", "ｱ-ｲ-ｳ-ｴ-ｵ"],
  ["濁点・半濁点は1文字ずつ", "ガパヴ", "ｶﾞﾊﾟｳﾞ"],
  ["結合文字の濁点", "カ\u3099ハ\u309a", "ｶﾞﾊﾟ"],
  ["離れた濁点", "カ゛ハ゜", "ｶﾞﾊﾟ"],
  ["半角の濁点", "ｶﾞﾊﾟ", "ｶﾞﾊﾟ"],
  ["ひらがな", "やまだ　いちろう", "ﾔﾏﾀﾞ ｲﾁﾛｳ"],
  ["全角の英数字", "ＡＢＣ１２３", "ABC123"],
  ["英小文字は大文字", "Hagi", "HAGI"],
  ["全角の記号と空白", "（ア）．　イ", "(ｱ). ｲ"],
  ["前後の空白は除く", "  ヤマダ　タロウ　", "ﾔﾏﾀﾞ ﾀﾛｳ"],
  ["株式会社は前でカ)", "カブシキガイシャアオバショウジ", "ｶ)ｱｵﾊﾞｼﾖｳｼﾞ"],
  ["株式会社は後で(カ", "アオバショウジカブシキガイシャ", "ｱｵﾊﾞｼﾖｳｼﾞ(ｶ"],
  ["株式会社は中で(カ)", "アオバカブシキガイシャセンダイシテン", "ｱｵﾊﾞ(ｶ)ｾﾝﾀﾞｲｼﾃﾝ"],
  ["法人格と名の間の空白は除く", "カブシキガイシャ　アオバ", "ｶ)ｱｵﾊﾞ"],
  ["漢字の法人格", "株式会社アオバ", "ｶ)ｱｵﾊﾞ"],
  ["㈱", "㈱アオバ", "ｶ)ｱｵﾊﾞ"],
  ["(株)", "アオバ（株）", "ｱｵﾊﾞ(ｶ"],
  ["(カ)を前に書いた名", "（カ）アオバ", "ｶ)ｱｵﾊﾞ"],
  ["(カ)を後に書いた名", "アオバ（カ）", "ｱｵﾊﾞ(ｶ"],
  ["すでに略した名は変えない", "カ）アオバ", "ｶ)ｱｵﾊﾞ"],
  ["すでに略した名（後）", "アオバ（カ", "ｱｵﾊﾞ(ｶ"],
  ["すでに略した名（中）", "アオバ（カ）センダイ", "ｱｵﾊﾞ(ｶ)ｾﾝﾀﾞｲ"],
  ["有限会社", "ユウゲンガイシャミヤギ", "ﾕ)ﾐﾔｷﾞ"],
  ["合同会社", "ゴウドウガイシャミヤギ", "ﾄﾞ)ﾐﾔｷﾞ"],
  ["一般社団法人", "イッパンシャダンホウジンマツシマカンコウキョウカイ", "ｼﾔ)ﾏﾂｼﾏｶﾝｺｳｷﾖｳｶｲ"],
  ["医療法人社団は一語", "イリョウホウジンシャダンハギカイ", "ｲ)ﾊｷﾞｶｲ"],
  ["農事組合法人", "ノウジクミアイホウジンイシノマキ", "ﾉｳ)ｲｼﾉﾏｷ"],
  ["特定非営利活動法人", "トクテイヒエイリカツドウホウジンハギ", "ﾄｸﾋ)ﾊｷﾞ"],
  ["営業所", "アオバセンダイエイギョウショ", "ｱｵﾊﾞｾﾝﾀﾞｲ(ｴｲ"],
  ["略語は一つの名に一つ", "カブシキガイシャアオバセンダイエイギョウショ", "ｶ)ｱｵﾊﾞｾﾝﾀﾞｲｴｲｷﾞﾖｳｼﾖ"],
  ["すでに一つあれば足さない", "カ）アオバエイギョウショ", "ｶ)ｱｵﾊﾞｴｲｷﾞﾖｳｼﾖ"],
  ["法人格だけの名", "カブシキガイシャ", "ｶﾌﾞｼｷｶﾞｲｼﾔ"],
])("%s: %s → %s", (_, text, expected) => {
  expect(toZenginKana(text, settings)).toEqual({ kana: expected, refused: [] })
})

test.each([
  ["漢字", "株式会社青葉", [5, 6], "ｶ)"],
  ["残った法人格の漢字", "株式会社アオバ有限会社", [8, 9, 10, 11], "ｶ)ｱｵﾊﾞ"],
  ["ヲ", "アヲバ", [2], "ｱﾊﾞ"],
  ["半角のヲ", "ｱｦ", [2], "ｱ"],
  ["中点", "アン・ポン", [3], "ｱﾝﾎﾟﾝ"],
  ["記号", "ア&イ/ウ", [2, 4], "ｱｲｳ"],
  ["使えないバイトの文字", "ア¥「", [2, 3], "ｱ"],
  ["絵文字は一文字", "ア😀イ！", [2, 4], "ｱｲ"],
  ["丸数字・単位・アクセント", "ア①㎏é", [2, 3, 4], "ｱ"],
  ["改行", "ア\nイ", [2], "ｱｲ"],
])("使えない文字は、何文字目かを言う: %s", (_, text, positions, kana) => {
  const made = toZenginKana(text, settings)
  expect(made.kana).toBe(kana)
  expect(made.refused.map(({ position }) => position)).toEqual(positions)
  expect(made.refused[0]!.message).toMatch(new RegExp(`^${positions[0]}文字目の`))
})

test("使えない文字を除いた跡が、法人格の名になることはない", () => {
  expect(toZenginKana("カブシキ＆ガイシャアオバ", settings).kana).toBe("ｶﾌﾞｼｷｶﾞｲｼﾔｱｵﾊﾞ")
})

test("ヲと中点の扱いは設定で変わる", () => {
  expect(toZenginKana("ヲ・ヲ", { wo: "as-o", middleDot: "full-stop" }).kana).toBe("ｵ.ｵ")
  expect(toZenginKana("ア・イ", { wo: "refuse", middleDot: "space" }).kana).toBe("ｱ ｲ")
})

test("法人格ごとに、前・後・中の三つの形になる", () => {
  for (const { word, readings, short } of abbreviations) {
    for (const written of [word, ...readings]) {
      const kana = (text: string) => toZenginKana(text, settings).kana
      expect(kana(`${written}ハギ`)).toBe(`${short})ﾊｷﾞ`)
      expect(kana(`ハギ${written}`)).toBe(`ﾊｷﾞ(${short}`)
      expect(kana(`ハギ${written}ミヤギ`)).toBe(`ﾊｷﾞ(${short})ﾐﾔｷﾞ`)
    }
  }
})

test("どんな文でも例外を投げず、書ける文字だけになり、二度目は変わらない", () => {
  const kana = fc.string({ unit: fc.constantFrom(..."アイウガパヴッャーｱﾞﾟｶ()（）カユシ株式会社　 -・ヲ漢A1a&") })
  for (const texts of [fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), kana]) {
    fc.assert(
      fc.property(texts, (text) => {
        const made = toZenginKana(text, settings)
        expect([...made.kana].every((character) => mayStand(character, "name"))).toBe(true)
        expect(made.refused.every(({ position, character }) => [...text][position - 1] === character)).toBe(true)
        if (made.refused.length === 0) expect(toZenginKana(made.kana, settings)).toEqual(made)
      }),
      { numRuns: 300 },
    )
  }
})
