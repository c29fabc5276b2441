import { readFileSync } from "node:fs"
import type { VNode } from "preact"
import { renderToString } from "preact-render-to-string"
import { describe, expect, test } from "vitest"
import type { Actor } from "../access/actor.ts"
import type { Typed } from "../http/typed.ts"
import {
  BarChart,
  Breadcrumbs,
  CheckboxesField,
  CheckboxField,
  DateField,
  EmptyState,
  FileField,
  Form,
  LineChart,
  NumberField,
  Page,
  PasswordField,
  RadioField,
  SelectField,
  StackedBar,
  StatNumber,
  SummaryList,
  Table,
  TextAreaField,
  TextDiff,
  TextField,
} from "./index.ts"

const hostile = `"><script>alert('萩')</script>&`
const clerk: Actor = { kind: "staff", id: "1", name: hostile, unitId: "u", unitName: hostile, postTitle: hostile, sessionId: "s", grants: [] }
const html = (node: VNode) => renderToString(node)

describe("画面", () => {
  test("題名、現在位置、本文への近道、案内、サインアウトがそろう", () => {
    const page = html(
      <Page title="改善提案の一覧" actor={{ ...clerk, name: "佐藤 花" }} path="/improvements/12?tab=a" unread={3}
        crumbs={[{ title: "机", href: "/desk" }, { title: "改善提案の一覧" }]}>
        <p>本文</p>
      </Page>,
    )
    expect(page).toContain('<html lang="ja">')
    expect(page).toContain("<title>改善提案の一覧｜萩 Hagi</title>")
    expect(page).toContain('href="#main"')
    expect(page).toContain('<a href="/improvements" aria-current="page">改善提案</a>')
    expect(page).toContain("件の未読")
    expect(page).toContain('method="post" action="/sign-out"')
    expect(page.match(/<h1/g)).toHaveLength(1)
  })

  test("名前・題名・住所のどこに書かれた標識も文字として出る", () => {
    const page = html(
      <Page title={hostile} actor={clerk} path={`/x/${hostile}`} flash={hostile} kicker={hostile} lead={hostile}
        problems={[{ field: hostile, message: hostile }]} nav={[{ title: hostile, href: hostile }]}>
        {hostile}
      </Page>,
    )
    expect(page).not.toContain("<script")
  })

  test("サインインしていない人には公開の案内とサインインへの道を示す", () => {
    const page = html(<Page title="トップ" actor={{ kind: "visitor" }} path="/apply/12" />)
    expect(page).toContain('href="/sign-in?return=%2Fapply%2F12"')
    expect(page).toContain('<a href="/apply" aria-current="page">')
    expect(page).not.toContain("/desk")
  })

  test("誤りがあれば題名は「エラー：」で始まり、まとめの行は欄へ導く", () => {
    const page = html(
      <Page title="申請" actor={clerk} path="/" problems={[{ field: "due", message: "期限を入力してください。" }]} />,
    )
    expect(page).toContain("<title>エラー：申請")
    expect(page).toContain('<a href="#due">期限を入力してください。</a>')
  })

  test("書き込みの style と script がどこにもない", () => {
    const page = html(<Page title="x" actor={clerk} path="/" demo />)
    expect(page).not.toMatch(/<script|\sstyle=|\son\w+=/)
  })
})

describe("欄", () => {
  const typed: Typed = {
    values: { title: hostile, topics: ["b"], agree: "on", "due.year": "令和8", "due.month": "13", "due.day": "1" },
    problems: [
      { field: "title", message: "件名は80文字以内で入力してください。" },
      { field: "due", message: "実在する日付を入力してください。" },
    ],
    theirs: { title: "ほかの人の題" },
  }

  test("打った文字が保存された値に勝ち、誤りは欄に結び付く", () => {
    const field = html(<TextField name="title" label="件名" hint="短く" required typed={typed} value="保存された件名" />)
    expect(field).toContain('value="&quot;>&lt;script>')
    expect(field).not.toContain("<script")
    expect(field).not.toContain("保存された件名")
    expect(field).toContain('aria-describedby="title-hint title-error"')
    expect(field).toContain('aria-invalid="true"')
    expect(field).toContain("※必須")
    expect(field).toContain("ほかの人の題")
    expect(field).not.toContain("placeholder")
  })

  test("文章の欄は書き出しの改行を失わず、字数を数える", () => {
    const field = html(<TextAreaField name="body" label="内容" value={"\n二行目から"} maxLength={100} />)
    expect(field).toContain(">\n\n二行目から</textarea>")
    expect(field).toContain("6 / 100文字")
    expect(html(<TextAreaField name="body" label="内容" value={hostile} />)).not.toContain("<script")
  })

  test("日付の三つの欄は打ったままを返し、まとめの行は年の欄へ導く", () => {
    const field = html(<DateField name="due" label="期限" parts typed={typed} value="2026-01-01" />)
    expect(field).toContain('id="due" name="due.year" value="令和8"')
    expect(field).toContain('name="due.month" value="13"')
  })

  test("日付の欄は保存された日を和暦でも示す", () => {
    expect(html(<DateField name="due" label="期限" value="2026-11-23" />)).toContain("令和8年11月23日")
  })

  test("選ぶ欄は打った選択を保つ", () => {
    const options = [{ value: "a", label: "あ" }, { value: "b", label: "い" }]
    const boxes = html(<CheckboxesField name="topics" label="種類" options={options} typed={typed} values={["a"]} />)
    expect(boxes).toMatch(/value="b"[^>]* checked/)
    expect(boxes).not.toMatch(/value="a"[^>]* checked/)
    expect(html(<CheckboxField name="agree" label="同意" typed={typed} />)).toMatch(/value="on"[^>]* checked/)
    expect(html(<CheckboxField name="other" label="同意" checked typed={typed} />)).not.toMatch(/ checked/)
    expect(html(<SelectField name="s" label="選択" options={options} value="b" />)).toMatch(/<option value="b" selected/)
    expect(html(<RadioField name="r" label="選択" options={options} value="a" />)).toMatch(/value="a"[^>]* checked/)
  })

  test("何も選ばずに送ったあとは、保存された選択に戻らない", () => {
    const none: Typed = { values: {}, problems: [] }
    const options = [{ value: "a", label: "あ" }]
    expect(html(<CheckboxesField name="t" label="種類" options={options} typed={none} values={["a"]} />)).not.toMatch(/ checked/)
  })

  test("パスワードは送り返さない", () => {
    const field = html(<PasswordField name="secret" label="パスワード" typed={{ values: { secret: "himitsu" }, problems: [] }} />)
    expect(field).not.toContain("himitsu")
  })

  test("数の欄は単位を読み上げに含め、ファイルの欄は値を持たない", () => {
    expect(html(<NumberField name="n" label="時間" unit="時間" value={0} />)).toMatch(/value="0"[\s\S]*aria-describedby="n-unit"/)
    expect(html(<FileField name="f" label="書類" stored="予算書.pdf" />)).not.toContain("value=")
  })

  test("書式は送信ごとに別の鍵と、開いたときの版を持つ", () => {
    const form = () => html(<Form action="/x" version={3}>{"欄"}</Form>)
    const key = (text: string) => /name="_submission" value="([0-9a-f-]{36})"/.exec(text)?.[1]
    expect(key(form())).toBeDefined()
    expect(key(form())).not.toBe(key(form()))
    expect(form()).toContain('name="_version" value="3"')
    expect(html(<Form action="/x" method="get" />)).not.toContain("_submission")
  })
})

describe("部品", () => {
  test("データのない数は「－」で、0 ではない", () => {
    expect(html(<StatNumber label="満足度" value={null} unit="点" />)).toContain("－")
    expect(html(<StatNumber label="件数" value={0} unit="件" />)).toContain(">0<")
    expect(html(<SummaryList rows={[{ key: "備考", value: "" }]} />)).toContain("－")
  })

  test("表は題と見出しを持ち、並べ替えはリンクで、横に送れる範囲に名がある", () => {
    const table = html(
      <Table caption="申請" columns={[{ key: "n", title: "番号", sort: "?sort=n", rowHeader: true }, { key: "t", title: "件名" }]}
        rows={[{ n: "1", t: hostile }]} sorted={{ key: "n", direction: "ascending" }} />,
    )
    expect(table).toContain('role="region" aria-label="申請" tabindex="0"')
    expect(table).toContain('aria-sort="ascending"')
    expect(table).toContain('<th scope="row"')
    expect(table).not.toContain("<script")
    expect(html(<Table caption="x" columns={[{ key: "a", title: "あ" }]} rows={[]} />)).toContain("該当するものはありません")
  })

  test("新旧対照は消えたところと加わったところを言葉でも伝える", () => {
    const diff = html(
      <TextDiff caption="改定" rows={[{ segments: [{ kind: "same", text: "目標" }, { kind: "removed", text: "50%" }, { kind: "added", text: "80%" }] }]} />,
    )
    expect(diff).toMatch(/<del>.*削除ここから.*50%.*<\/del>/)
    expect(diff).toMatch(/<ins>.*追加ここから.*80%.*<\/ins>/)
  })

  test("測っていない月で線が切れ、表には「－」と出る", () => {
    const points = [
      { month: "2026-04", value: 1 },
      { month: "2026-05", value: null },
      { month: "2026-06", value: 3 },
    ]
    const chart = html(<LineChart title="推移" unit="件" series={[{ name: "件数", points }]} />)
    const path = /class="chart-line series-1" d="([^"]*)"/.exec(chart.slice(chart.indexOf("chart-picture")))?.[1] ?? ""
    expect(path.match(/M/g)).toHaveLength(2)
    expect(chart).toContain("<desc")
    expect(chart).toContain("－")
  })

  test("一つも測っていない推移は図を描かない", () => {
    const chart = html(<LineChart title="推移" unit="点" series={[{ name: "全庁", points: [] }]} target={{ value: 4 }} />)
    expect(chart).not.toContain("chart-picture")
    expect(chart).toContain("まだ測った月がありません")
  })

  test("帯の図は 0 件でも割り算に失敗しない", () => {
    expect(html(<StackedBar title="x" unit="件" parts={["a"]} bars={[{ label: "b", values: [0] }]} />)).not.toContain("NaN")
    expect(html(<BarChart title="x" unit="件" bars={[{ label: "b", value: 0 }, { label: "c", value: null }]} />)).not.toContain("NaN")
  })

  test("現在位置の最後はリンクでない", () => {
    expect(html(<Breadcrumbs crumbs={[{ title: "机", href: "/desk" }, { title: "いま" }]} />)).toContain('aria-current="page">いま')
    expect(html(<EmptyState title="まだありません" />)).toContain("まだありません")
  })
})

test("配るトークンと書体の宣言は、入っている版と同じ", () => {
  const text = (file: string) => readFileSync(file, "utf8")
  expect(text("app/public/tokens.css")).toBe(text("node_modules/@digital-go-jp/design-tokens/dist/tokens.css"))
  expect(text("app/public/noto-sans-jp.css")).toBe(
    text("node_modules/@fontsource-variable/noto-sans-jp/index.css").replaceAll("url(./files/", "url(/assets/fonts/"),
  )
})
