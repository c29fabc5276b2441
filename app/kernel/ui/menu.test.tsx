import { renderToString } from "preact-render-to-string"
import { beforeEach, describe, expect, test } from "vitest"
import type { Actor } from "../access/actor.ts"
import { declarePermissions } from "../access/index.ts"
import { declareMenu, Page } from "./index.ts"
import { MenuPage } from "./menu-page.tsx"

const clerk: Actor = { kind: "staff", id: "1", name: "佐藤 花", unitId: "u", unitName: "総務課", postTitle: "主事", sessionId: "s", grants: [] }
const administrator: Actor = { ...clerk, grants: [{ role: "administrator", unitIds: "all" }] }

beforeEach(() => {
  declarePermissions({ "jobs.see": { title: "ジョブの状態を見る", roles: ["administrator"], scope: "all" } })
  declareMenu([
    { group: "people", title: "職員名簿", href: "/people", note: "探す" },
    { group: "records", title: "ジョブ", href: "/jobs", note: "待ち", permission: "jobs.see" },
  ])
})

describe("メニュー", () => {
  test("開ける画面だけが並び、開けるもののない見出しは出ない", () => {
    const own = renderToString(<MenuPage actor={clerk} />)
    expect(own).toContain('href="/people"')
    expect(own).not.toContain("/jobs")
    expect(own).not.toContain("記録と点検")
    expect(renderToString(<MenuPage actor={administrator} />)).toContain('href="/jobs"')
  })

  test("メニューから開いた画面では、案内の「メニュー」が現在地になる", () => {
    const page = renderToString(<Page title="人" actor={clerk} path="/people/1" />)
    expect(page).toContain('<a href="/menu" aria-current="page">メニュー</a>')
    expect(renderToString(<Page title="決裁" actor={clerk} path="/approvals" />)).toContain('<a href="/approvals" aria-current="page">')
  })
})
