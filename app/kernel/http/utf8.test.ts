import fc from "fast-check"
import { expect, test } from "vitest"
import { utf8 } from "./utf8.ts"

test("どのような文字列も、Node の UTF-8 と一バイトも違わない（対をなさないサロゲートは U+FFFD になる）", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme", minLength: 200 })), (text) => {
      expect(Buffer.from(text).equals(utf8(text))).toBe(true)
    }),
  )
  for (const text of ["", "𠮷葛󠄀髙﨑", "萩\ud842", "\udfb7萩", "萩".repeat(600_000)]) expect(Buffer.from(text).equals(utf8(text))).toBe(true)
})

test("先に書いたものは、あとに書いたもので変わらない", () => {
  const first = utf8("一人目の画面")
  utf8("二人目の画面はもっと長い")
  expect(Buffer.from(first).toString()).toBe("一人目の画面")
})
