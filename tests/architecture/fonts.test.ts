import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { expect, test } from "vitest"

/** Characters of names and places that a plain font set leaves out; the last four are in JIS X 0213 only. */
const NAMES = "髙﨑𠮷葛辻祇芦邉邊齋齊德濵濱栁𣘺塚神羽鯖鰺噓俱剝𠮟頰"

test("画面の書体は、人名・地名の字を持っている", () => {
  const folder = dirname(createRequire(import.meta.url).resolve("@fontsource-variable/noto-sans-jp/package.json"))
  const css = readFileSync(join(folder, "index.css"), "utf8")
  const ranges = [...css.matchAll(/unicode-range:\s*([^;}]+)/g)].flatMap(([, list]) =>
    list!.split(",").map((range) => {
      const [from, to] = range.trim().replace(/^U\+/i, "").split("-")
      return [Number.parseInt(from!, 16), Number.parseInt(to ?? from!, 16)] as const
    }),
  )
  const missing = [...NAMES].filter((c) => !ranges.some(([from, to]) => c.codePointAt(0)! >= from && c.codePointAt(0)! <= to))
  expect(missing).toEqual([])
})
