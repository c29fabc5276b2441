import { describe, expect, test } from "vitest"
import { declarePermissions, grantableRoles, may, mustBeAllowed, roleTitle, scopeOf, type StaffActor, system, visitor } from "./index.ts"

declarePermissions({
  "test.read": { title: "読む", roles: ["staff"], scope: "all" },
  "test.own": { title: "自分の所属のものを書く", roles: ["staff", "head"], scope: "unit" },
  "test.office": { title: "とりまとめる", roles: ["plan-office"], scope: "all" },
  "test.head": { title: "所属長として扱う", roles: ["head"], scope: "unit" },
})

const person = (grants: StaffActor["grants"], unitId = "課") =>
  ({ kind: "staff", id: "p", name: "職員", unitId, unitName: "課", postTitle: "主事", sessionId: "s", grants }) satisfies StaffActor
const clerk = person([])
const head = person([{ role: "head", unitIds: ["課", "班"] }])
const office = person([{ role: "plan-office", unitIds: "all" }])
const applicant = { kind: "applicant", id: "a", name: "申請者", sessionId: "s", grants: [] } as const

describe("してよいか", () => {
  test.each([
    ["だれも決めていない権限は、職員にもない", clerk, "test.unknown", undefined, false],
    ["利用者にはない", visitor, "test.read", undefined, false],
    ["申請者にはない", applicant, "test.read", undefined, false],
    ["職員ならだれでも", clerk, "test.read", undefined, true],
    ["自分の所属のもの", clerk, "test.own", { unitId: "課" }, true],
    ["ほかの所属のもの", clerk, "test.own", { unitId: "他課" }, false],
    ["所属が分からないもの", clerk, "test.own", undefined, false],
    ["所属が空のもの", clerk, "test.own", { unitId: null }, false],
    ["所属長は下の所属のものも", head, "test.own", { unitId: "班" }, true],
    ["所属長でも、ほかの所属は", head, "test.head", { unitId: "他課" }, false],
    ["所属長の権限は、所属を問わずには使えない", head, "test.head", undefined, false],
    ["役割がなければ", clerk, "test.office", undefined, false],
    ["役割があれば", office, "test.office", { unitId: "他課" }, true],
    ["システムはできる", system("仕事"), "test.office", undefined, true],
  ] as const)("%s", (_, actor, permission, subject, expected) => {
    expect(may(actor, permission, subject)).toBe(expected)
  })

  test("断る言葉に権限の名前が入る", () => {
    expect(() => mustBeAllowed(clerk, "test.office")).toThrow("「とりまとめる」権限がない")
    expect(() => mustBeAllowed(clerk, "test.unknown")).toThrow("権限がありません")
  })

  test("一覧をしぼる所属", () => {
    expect(scopeOf(visitor, "test.read")).toEqual([])
    expect(scopeOf(clerk, "test.own")).toEqual(["課"])
    expect(scopeOf(head, "test.own")).toEqual(["課", "班"])
    expect(scopeOf(clerk, "test.office")).toEqual([])
    expect(scopeOf(office, "test.office")).toBe("all")
  })
})

test("職員は付与できず、所属長は代理として付与できる", () => {
  const names = grantableRoles().map((role) => role.name)
  expect(names).not.toContain("staff")
  expect(names).toContain("head")
  expect(roleTitle("administrator")).toBe("システム管理者")
  expect(roleTitle("昔の役割")).toBe("昔の役割")
})
