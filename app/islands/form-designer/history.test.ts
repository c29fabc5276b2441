import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { FormDefinition } from "../../kernel/forms/form.ts"
import { began, changed, type Drafting, isUnsaved, kept, redone, taken, undone } from "./history.ts"

const form = (title: string): FormDefinition => ({ title, pages: [] })
const titles = (it: Drafting) => [it.now.title, it.past.length, it.future.length]

describe("元に戻す・やり直す", () => {
  test("続けて打った文字は1つの変更、間をおけば別の変更", () => {
    let it = began(form(""), 1)
    it = changed(it, form("は"), "名称", 0, "title")
    it = changed(it, form("はぎ"), "名称", 500, "title")
    it = changed(it, form("はぎの"), "名称", 5000, "title")
    expect(titles(it)).toEqual(["はぎの", 2, 0])
    expect(titles(undone(it))).toEqual(["はぎ", 1, 1])
    expect(titles(undone(undone(it)))).toEqual(["", 0, 2])
  })

  test("別の欄なら、続けて打っても別の変更。戻したあとに変えると、やり直しはなくなる", () => {
    let it = changed(changed(began(form("a"), 1), form("b"), "x", 0, "one"), form("c"), "y", 1, "two")
    expect(it.past).toHaveLength(2)
    it = changed(undone(it), form("d"), "z", 2)
    expect(titles(it)).toEqual(["d", 2, 0])
  })

  test("保存したものに戻れば、保存していない変更はない。設定の並びは問わない", () => {
    const start = began({ title: "a", introduction: "x", pages: [] }, 3)
    const next = changed(start, form("b"), "x", 0)
    expect([isUnsaved(start), isUnsaved(next), isUnsaved(undone(next))]).toEqual([false, true, false])
    expect(isUnsaved(changed(next, { pages: [], introduction: "x", title: "a" }, "x", 9))).toBe(false)
    expect(isUnsaved(kept(next, next.now, 4))).toBe(false)
    expect(kept(next, next.now, 4).version).toBe(4)
  })

  test("送っている間の変更は、保存されたことにならない", () => {
    const sent = changed(began(form("a"), 1), form("b"), "x", 0)
    const meanwhile = changed(sent, form("c"), "x", 1)
    expect(isUnsaved(kept(meanwhile, sent.now, 2))).toBe(true)
  })

  test("ほかの人の内容にしても、元に戻せば自分の内容がある", () => {
    const mine = changed(began(form("元"), 1), form("自分"), "x", 0)
    const theirs = taken(mine, form("相手"), 2, 1)
    expect([theirs.now.title, theirs.version, isUnsaved(theirs)]).toEqual(["相手", 2, false])
    expect([undone(theirs).now.title, isUnsaved(undone(theirs))]).toEqual(["自分", true])
  })

  test("どう変えても、戻しきれば初めの様式、やり直しきれば終わりの様式", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.nat(3000), fc.constantFrom("a", "b", undefined)), { maxLength: 40 }), (changes) => {
        const start = began(form("初め"), 1)
        let at = 0
        const end = changes.reduce((it, [title, later, same]) => changed(it, form(title), "x", (at += later), same), start)
        let back = end
        while (back.past.length > 0) back = undone(back)
        expect(back.now).toEqual(start.now)
        while (back.future.length > 0) back = redone(back)
        expect(back.now).toEqual(end.now)
      }),
    )
  })
})
