import { z } from "zod"
import { mustBeAllowed } from "../../access/index.ts"
import type { Work } from "../../database/index.ts"
import { type PageContext, refusal, type Site, type Typed } from "../../http/index.ts"
import { Banner, Button, CheckboxField, dateTime, EmptyState, FileField, FilterBar, Form, numberText, Page, Section, SummaryList, Table, TextField } from "../../ui/index.ts"
import { paths } from "../paths.ts"
import { plainPostalCode } from "../postal/find-address.ts"
import { findPostalAreas, findPostalSource, type PostalSource } from "../postal/find-postal-areas.ts"
import { importPostalCodes } from "../postal/import-postal-codes.ts"
import type { PostalArea } from "../postal/ken-all.ts"

const input = z.object({ file: z.instanceof(File).optional().meta({ title: "ファイル" }), smaller: z.boolean().meta({ title: "少なくても入れ替える" }) })
/** utf_ken_all.csv is about 18 MB. */
const MOST_BYTES = 48 * 1024 * 1024

export function postalPages(site: Site): void {
  const show = async (work: Work, c: PageContext, typed?: Typed) => {
    mustBeAllowed(work.actor, "forms.import-postal-codes")
    const code = plainPostalCode(c.query("code") ?? "")
    return <PostalPage source={await findPostalSource(work)} code={code} areas={await findPostalAreas(work, code)} typed={typed} />
  }
  site.staff.get(paths.postalCodes, async (work, c) => c.page(await show(work, c)))
  site.staff.post(paths.postalCodes, { form: input, again: show, maxBytes: MOST_BYTES }, async (work, { smaller }, c) => {
    const file = c.files.file?.[0]
    if (!file || file.size === 0) throw refusal("invalid", "forms.postal-file", "ファイルを選んでください。", { field: "file" })
    const { codes, areas } = await importPostalCodes(work, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, { smaller })
    return c.redirect(paths.postalCodes, `${numberText(codes)}の郵便番号（町域 ${numberText(areas)}件）を取り込みました。`)
  })
}

interface PostalPageProps {
  source: PostalSource | undefined
  code: string
  areas: readonly PostalArea[]
  typed?: Typed | undefined
}

function PostalPage({ source, code, areas, typed }: PostalPageProps) {
  const more = typed ? { typed } : {}
  return (
    <Page
      title="郵便番号の一覧"
      width="narrow"
      lead="様式の住所の欄で「住所を探す」に使います。日本郵便が公表する「住所の郵便番号」の CSV を取り込みます。"
      crumbs={[{ title: "様式", href: paths.list }, { title: "郵便番号の一覧" }]}
      {...more}
    >
      {source ? (
        <>
          {source.demo && (
            <Banner kind="warning" title="デモの一覧です">
              <p>架空の町だけが入っています。取り込むと、すべて入れ替わります。</p>
            </Banner>
          )}
          <SummaryList
            rows={[
              { key: "取り込んだファイル", value: source.name },
              { key: "取り込んだ日時", value: dateTime(source.importedAt) },
              { key: "件数", value: `郵便番号 ${numberText(source.codes)}件、町域 ${numberText(source.areas)}件` },
            ]}
          />
          <FilterBar action={paths.postalCodes} {...(code ? { clear: paths.postalCodes } : {})}>
            <TextField name="code" label="郵便番号で引いてみる" value={code} width="short" inputmode="numeric" />
          </FilterBar>
          {code && areas.length === 0 && <p>この郵便番号は一覧にありません。</p>}
          {areas.length > 0 && (
            <Table
              caption={`${code}の住所`}
              rows={areas}
              columns={[
                { key: "area", title: "町域", rowHeader: true, cell: (row) => row.area || "（町名の掲載なし）" },
                { key: "municipality", title: "市区町村", cell: (row) => `${row.prefecture}${row.municipality}` },
                { key: "note", title: "範囲", cell: (row) => row.note || "－" },
              ]}
            />
          )}
        </>
      ) : (
        <EmptyState title="まだ取り込まれていません">
          <p>取り込むまで、申請者は住所をすべて入力します。「住所を探す」を押すと、一覧がないことを伝えます。</p>
        </EmptyState>
      )}
      <Section title="取り込む">
        <p>
          日本郵便のサイトから「住所の郵便番号（1レコード1行、UTF-8形式）」の全国一括、または「読み仮名データの促音・拗音を小書きで表記するもの」の全国一括を入手し、展開した
          CSV を選びます。いまの一覧とすべて入れ替わります。事業所の個別郵便番号は含まれません。
        </p>
        <Form action={paths.postalCodes} enctype="multipart/form-data">
          <FileField name="file" label="CSV ファイル" hint="utf_ken_all.csv か KEN_ALL.CSV。読み込みに数秒かかります。" required accept=".csv,text/csv" {...more} />
          <CheckboxField name="smaller" label="いまより大幅に少なくても入れ替える" hint="1つの県だけのファイルを使うときに。" {...more} />
          <Button>取り込む</Button>
        </Form>
      </Section>
    </Page>
  )
}
