import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { allFields, type FormDefinition } from "../../kernel/forms/form.ts"
import { dropped, idOf, type Item, itemOf, placeWords, stepped } from "./steps.ts"

const field = (key: string) => ({ key, kind: "text" as const, label: key.toUpperCase() })
const form: FormDefinition = {
  title: "x",
  pages: [
    { key: "p", title: "一", sections: [{ fields: [field("a"), field("b")] }, { title: "後半", fields: [field("c")] }] },
    { key: "q", title: "二", sections: [{ fields: [] }] },
  ],
}
const order = (it: FormDefinition) => it.pages.map(({ key, sections }) => `${key}:${sections.map(({ fields }) => fields.map((one) => one.key).join("")).join("/")}`).join(" ")
const f = (key: string): Item => ({ what: "field", key })

describe("並べ替え", () => {
  test.each<[string, Item, -1 | 1, string]>([
    ["まとまりの中で下へ", f("a"), 1, "p:ba/c q:"],
    ["次のまとまりへ", f("b"), 1, "p:a/bc q:"],
    ["次のページへ", f("c"), 1, "p:ab/ q:c"],
    ["先頭より上へは動かない", f("a"), -1, "p:ab/c q:"],
    ["ページを下へ", { what: "page", key: "p" }, 1, "q: p:ab/c"],
  ])("キーボードで：%s", (_, item, by, expected) => {
    expect(order(stepped(form, item, by))).toBe(expected)
  })

  test.each<[string, Item, Item, boolean, string]>([
    ["ほかの項目の後ろへ", f("a"), f("c"), true, "p:b/ca q:"],
    ["同じまとまりの前へ", f("b"), f("a"), false, "p:ba/c q:"],
    ["自分の上では動かない", f("a"), f("a"), true, "p:ab/c q:"],
    ["空のページへ", f("a"), { what: "page", key: "q" }, true, "p:b/c q:a"],
    ["まとまりの見出しへ", f("a"), { what: "section", page: "p", at: 1 }, false, "p:b/ac q:"],
    ["ページをページの前へ", { what: "page", key: "q" }, { what: "page", key: "p" }, false, "q: p:ab/c"],
  ])("マウスで：%s", (_, item, on, after, expected) => {
    expect(order(dropped(form, item, on, after))).toBe(expected)
  })

  test("どこへ落としても、項目は1つも失われず、増えない", () => {
    const items: Item[] = [f("a"), f("b"), f("c"), { what: "page", key: "p" }, { what: "page", key: "q" }, { what: "section", page: "p", at: 1 }]
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...items), fc.constantFrom(...items), fc.boolean()), { maxLength: 20 }), (moves) => {
        const moved = moves.reduce((it, [item, on, after]) => dropped(it, item, on, after), form)
        expect(allFields(moved).map(({ key }) => key).sort()).toEqual(["a", "b", "c"])
        expect(moved.pages).toHaveLength(2)
      }),
    )
  })

  test("読み上げる言葉", () => {
    expect(placeWords(form, f("c"))).toBe("「C」は「一」の「後半」の1番目（全1項目）")
    expect(placeWords(form, { what: "page", key: "q" })).toBe("ページ「二」は2番目（全2ページ）")
    for (const item of [f("a"), { what: "section", page: "p", at: 1 } as const]) expect(itemOf(idOf(item))).toEqual(item)
  })
})
