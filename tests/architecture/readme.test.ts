import { existsSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { initiativeTools } from "../../app/initiatives.ts"

const readme = readFileSync("README.md", "utf8")

test("README の表は、十六の取組の状態を正直に伝える", () => {
  const rows = [...readme.matchAll(/^\| ([ⅠⅡⅢⅣ])-([①②③④]) \| (.+?) \| (.+?) \|$/gmu)].map(([, numeral, number, title, state]) => ({
    numeral,
    number: "①②③④".indexOf(number!) + 1,
    title,
    built: state !== "準備中",
  }))
  expect(rows).toEqual(
    initiativeTools.map(({ numeral, number, title, module }) => ({ numeral, number, title, built: module !== undefined })),
  )
})

test("README の画像と文書はある", () => {
  const linked = [...readme.matchAll(/\]\((docs\/[^)]+)\)/g)].map(([, path]) => path!)
  expect(linked.filter((path) => !existsSync(path))).toEqual([])
})
