import { z } from "zod"
import { parseForm, parseInput } from "../../http/input.ts"
import type { Typed, Values } from "../../http/typed.ts"
import { Banner, Section } from "../blocks.tsx"
import { Form } from "../form.tsx"
import { Table } from "../table.tsx"
import { joinDates } from "../date-parts.ts"
import { EveryField } from "./controls.tsx"
import { GalleryPage } from "./gallery-page.tsx"
import { galleryPaths } from "./paths.ts"

const all = {
  title: z.string().max(80).meta({ title: "件名" }),
  body: z.string().max(10).meta({ title: "いまの状況" }),
  hours: z.number().meta({ title: "減らせる時間" }),
  cost: z.int().min(1).meta({ title: "見込まれる経費" }),
  due: z.iso.date().meta({ title: "回答の期限" }),
  born: z.iso.date().meta({ title: "設立の日" }),
  unit: z.enum(["hr", "digital"]).meta({ title: "担当する課" }),
  way: z.enum(["online", "office"]).meta({ title: "説明の方法" }),
  answer: z.enum(["yes", "no"]).meta({ title: "公表の可否" }),
  topics: z.array(z.string()).min(1).meta({ title: "関係するもの" }),
  agree: z.literal(true).meta({ title: "要綱の確認" }),
  mail: z.email().meta({ title: "メールアドレス" }),
  secret: z.string().min(12).meta({ title: "パスワード" }),
  file: z.string().meta({ title: "収支予算書" }),
}

const wrongValues: Values = {
  title: "",
  body: "十文字では足りない説明を書きました。",
  hours: "十二時間くらい",
  cost: "0",
  due: "",
  "born.year": "令和8",
  "born.month": "2",
  "born.day": "31",
  mail: "hagi＠example",
  secret: "みじかい",
}

/** What the form answers when everything about it is wrong. */
export function wrongTyped(): Typed {
  const parsed = parseForm(z.object(all), joinDates(wrongValues))
  return {
    values: wrongValues,
    problems: parsed.ok ? [] : parsed.problems,
    theirs: { title: "出勤簿の電子化", cost: 4_000_000 },
  }
}

/** One schema for each sentence the validation can say. */
const sentences: [string, z.ZodType, unknown][] = [
  ["空欄", z.string(), undefined],
  ["数字でない", z.number(), "三つ"],
  ["形が違う", z.string(), {}],
  ["短い", z.string().min(12), "みじかい"],
  ["長い", z.string().max(5), "五文字を超えた文"],
  ["小さい", z.number().min(1), 0],
  ["より大きい数でない", z.number().gt(0), 0],
  ["大きい", z.number().max(100), 101],
  ["選択が足りない", z.array(z.string()).min(2), ["a"]],
  ["選択が多い", z.array(z.string()).max(1), ["a", "b"]],
  ["選択肢にない", z.enum(["a"]), "b"],
  ["メールアドレス", z.email(), "hagi"],
  ["実在しない日", z.iso.date(), "2026-02-31"],
  ["知らない番号", z.uuid(), "x"],
  ["書き方", z.string().regex(/^\d{3}-\d{4}$/), "98012"],
  ["知らない項目", z.strictObject({}), { more: 1 }],
]

export function ErrorsPage() {
  const typed = wrongTyped()
  const rows = sentences.map(([name, schema, value]) => {
    const parsed = parseInput(z.object({ x: schema.meta({ title: "この欄" }) }), { x: value })
    return { name, sentence: parsed.ok ? "（通る）" : parsed.problems.map((problem) => problem.message).join(" ") }
  })
  return (
    <GalleryPage title="エラー" lead="すべての欄を誤って送ったときの画面です。入力した文字はすべて残ります。" problems={typed.problems}>
      <Form action={galleryPaths.errors} label="誤りのある見本">
        <EveryField prefix="" typed={typed} />
      </Form>
      <Section title="ほかの知らせ" id="banners">
        <Banner title="保守のお知らせ">
          <p>令和8年12月5日（土）の午前2時から4時まで利用できません。</p>
        </Banner>
        <Banner kind="success" title="提案を提出しました。" />
        <Banner kind="warning" title="回答の期限まであと2日です。" />
        <Banner kind="error" title="この画面を開いたあとに、ほかの人が内容を変えました。">
          <p>下の「ほかの人が先に保存した内容」を確かめて、もう一度保存してください。</p>
        </Banner>
      </Section>
      <Section title="入力の誤りを伝える文" id="sentences">
        <Table
          caption="検証が返す文のすべて"
          columns={[
            { key: "name", title: "とき", rowHeader: true },
            { key: "sentence", title: "文" },
          ]}
          rows={rows}
        />
      </Section>
    </GalleryPage>
  )
}
