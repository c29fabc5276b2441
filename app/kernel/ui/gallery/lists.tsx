import { DownloadLinks, EmptyState, Section, Tabs } from "../blocks.tsx"
import { ButtonLink } from "../buttons.tsx"
import { SelectField } from "../choice-fields.tsx"
import { relativeDays, warekiShort, yenText } from "../formats.ts"
import { StatusTag, type Tone } from "../status-tag.tsx"
import { FilterBar, Pagination, Table, type Column } from "../table.tsx"
import { TextField } from "../text-fields.tsx"
import { GalleryPage } from "./gallery-page.tsx"
import { galleryPaths } from "./paths.ts"

interface Row {
  number: string
  title: string
  unit: string
  amount: number | null
  due: string
  state: [Tone, string]
}

const today = "2026-11-23"

const rows: Row[] = [
  { number: "補-8-0142", title: "中小企業デジタル化支援補助金　交付申請（株式会社髙橋製作所）", unit: "産業デジタル推進課", amount: 3_499_000, due: "2026-11-26", state: ["info", "審査中"] },
  { number: "補-8-0139", title: "みやぎの𠮷野家文書保存事業", unit: "文化財課", amount: 1_200_000, due: "2026-11-21", state: ["danger", "補正待ち"] },
  { number: "補-8-0131", title: "商店街アーケード照明の省エネルギー化", unit: "商工金融課", amount: 12_800_000, due: "2026-12-18", state: ["success", "交付決定"] },
  { number: "補-8-0127", title: "里山林の保全活動", unit: "自然保護課", amount: null, due: "2027-01-29", state: ["neutral", "下書き"] },
]

const columns: Column<Row>[] = [
  { key: "number", title: "受付番号", nowrap: true, sort: "?sort=number" },
  { key: "title", title: "件名", rowHeader: true, cell: (row) => <a href={galleryPaths.lists}>{row.title}</a> },
  { key: "unit", title: "担当課" },
  { key: "amount", title: "申請額", align: "right", nowrap: true, sort: "?sort=-amount", cell: (row) => yenText(row.amount) },
  { key: "due", title: "期限", nowrap: true, sort: "?sort=-due", cell: (row) => `${warekiShort(row.due)}（${relativeDays(row.due, today)}）` },
  { key: "state", title: "状態", nowrap: true, cell: (row) => <StatusTag tone={row.state[0]}>{row.state[1]}</StatusTag> },
]

export function ListsPage() {
  return (
    <GalleryPage title="一覧・表" lead="しぼり込み、並べ替え、ページ送り、書き出し。どの状態にもアドレスがあります。">
      <Tabs label="申請の種類" tabs={[{ title: "すべて", href: "?", current: true, count: 142 }, { title: "自分の担当", href: "?mine", count: 4 }, { title: "期限超過", href: "?late", count: 1 }]} />
      <FilterBar action={galleryPaths.lists} clear={galleryPaths.lists}>
        <TextField name="words" label="ことば" value="デジタル化" />
        <SelectField name="state" label="状態" empty="すべて" options={[{ value: "a", label: "審査中" }, { value: "b", label: "交付決定" }]} />
      </FilterBar>
      <Table
        caption="補助金の申請"
        columns={columns}
        rows={rows}
        sorted={{ key: "due", direction: "ascending" }}
        total={{ title: "計", amount: yenText(17_499_000) }}
      />
      <Pagination previous="?before=1" next="?after=4" text="142件のうち 1〜25件" />
      <DownloadLinks downloads={[{ format: "csv", href: "?csv", size: "12.4 KB" }, { format: "xlsx", href: "?xlsx" }, { format: "pdf", href: "?pdf" }]} />
      <Section title="なにもないとき" id="none">
        <Table caption="期限を過ぎた申請" columns={columns} rows={[]} empty="期限を過ぎた申請はありません。" />
        <EmptyState title="まだ改善提案がありません" action={<ButtonLink kind="primary" href={galleryPaths.lists}>提案を書く</ButtonLink>}>
          <p>日々の仕事で「これはやめられる」「こうすれば早い」と思ったことを、三つの問いに答えるだけで提案できます。</p>
        </EmptyState>
      </Section>
    </GalleryPage>
  )
}
