import { describe, expect, test } from "vitest"
import { placeTyped } from "./place-typed.ts"

const provisions = ["toc", "1", "12", "12-3", "s1", "s2/1", "t1", "f3", "12~2"].map((address) => ({ address }))

describe("打ち込まれた条文", () => {
  test.each([
    ["第12条の3第2項第1号", "12-3/2/1"],
    ["第１２条の３", "12-3"],
    ["第十二条の三第二項", "12-3/2"],
    ["１２条の３", "12-3"],
    ["12の3", "12-3"],
    ["十二", "12"],
    [" 第 12 条 ", "12"],
    ["12-3", "12-3"],
    ["附則", "s1"],
    ["附則第2項", "s1//2"],
    ["別表第1", "t1"],
    ["別表第一", "t1"],
    ["様式第3号", "f3"],
    ["s2/1", "s2/1"],
    ["12~2", "12~2"],
  ])("%s", (typed, place) => expect(placeTyped(typed, provisions)).toBe(place))
  test.each(["", "第99条", "第12条の4", "目視", "第", "'", "第".repeat(300), "12-3/2", "../..", "附則第3条"])("ない：%j", (typed) => expect(placeTyped(typed, provisions)).toBeUndefined())
})
