import { z } from "zod"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { CSV_TYPE, XLSX_TYPE } from "../../../../kernel/documents/index.ts"
import { type PageContext, refusal, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, DefinitionNote, Details, DownloadLinks, FileField, Form, Section, Table } from "../../../../kernel/ui/index.ts"
import { addressOf, filterFrom } from "../list/list-filter.ts"
import { paths } from "../paths.ts"
import { resultColumns } from "../result-table/columns.ts"
import { resultsCsv, resultsXlsx } from "../result-table/export-results.ts"
import type { CellProblem } from "../result-table/parse-row.ts"
import { applyUpload, getUpload, keepUpload, readUpload, type Upload } from "../result-table/upload-results.ts"
import { reasonCodes } from "../words.ts"
import { RoomPage } from "./frame.tsx"

const MAX_BYTES = 30_000_000

export function resultRoutes(site: Site): void {
  const fileName = (work: Work, ending: string) => `アナログ規制結果一覧表_${civilDateOf(work.now)}.${ending}`
  site.staff.get(paths.resultsExport("xlsx"), async (work, c) => c.file(await resultsXlsx(work, filterFrom(c.queries())), fileName(work, "xlsx"), XLSX_TYPE))
  site.staff.get(paths.resultsExport("csv"), async (work, c) => c.file(await resultsCsv(work, filterFrom(c.queries())), fileName(work, "csv"), CSV_TYPE))
  const page = (_: Work, c: PageContext, typed?: Typed) => <ResultsPage filter={filterFrom(c.queries())} typed={typed} />
  site.staff.get(paths.results, async (work, c) => c.page(page(work, c)))
  site.staff.post(paths.results, { form: z.object({ file: z.custom<File>((file) => file instanceof File, "結果一覧表のファイルを選んでください。").meta({ title: "結果一覧表" }) }), again: page, maxBytes: MAX_BYTES }, async (work, { file }, c) => {
    if (file.size === 0) throw refusal("invalid", "findings.file-is-missing", "結果一覧表のファイルを選んでください。", { field: "file" })
    const read = await readUpload(work, file.name, new Uint8Array(await file.arrayBuffer()))
    if (read.problems.length > 0) return c.page(<ProblemsPage fileName={file.name} problems={read.problems} />, 422)
    return c.redirect(paths.upload(await keepUpload(work, file.name, read.rows)))
  })
  const upload = async (work: Work, c: PageContext, typed?: Typed) => <UploadPage upload={await getUpload(work, c.param("id"))} typed={typed} />
  site.staff.get(paths.upload(":id"), async (work, c) => c.page(await upload(work, c)))
  site.staff.post(paths.applyUpload(":id"), { form: z.object({}), again: upload }, async (work, _, c) => {
    const count = await applyUpload(work, c.param("id"))
    return c.redirect(paths.list, `結果一覧表から${count}件を読み込みました。`)
  })
}

function ResultsPage({ filter, typed }: { filter: ReturnType<typeof filterFrom>; typed?: Typed | undefined }) {
  return (
    <RoomPage room="results" title="結果一覧表" crumbs={[{ title: "結果一覧表" }]} lead="該当候補と判定を一つの表に書き出し、表計算ソフトで書いてから読み込みます。" typed={typed}>
      <Section title="書き出す" id="export">
        <p>見てよい該当候補のすべてです。一覧でしぼり込んだ条件は、一覧の画面の保存で使えます。</p>
        <DownloadLinks
          label="結果一覧表を保存"
          downloads={[
            { format: "xlsx", href: addressOf(paths.resultsExport("xlsx"), filter) },
            { format: "csv", href: addressOf(paths.resultsExport("csv"), filter) },
          ]}
        />
      </Section>
      <Section title="読み込む" id="import">
        <Form action={paths.results} enctype="multipart/form-data" label="結果一覧表を読み込む">
          <FileField name="file" label="結果一覧表（Excel か CSV）" required accept=".xlsx,.csv" typed={typed} hint="読み込む前に、変わるところを見せます。一か所でも誤りがあれば、どの行も変えません。" />
          <ButtonGroup>
            <Button>変わるところを確かめる</Button>
          </ButtonGroup>
        </Form>
        <DefinitionNote term="版">表を保存したときの判定の版です。そのあとにほかの人が判定を変えた行は、古い表では上書きできません。</DefinitionNote>
        <Details summary="列の書き方">
          <ul>
            <li>該非：「目視：該当」「定期検査・点検：非該当④」のように、区分ごとに1行で書きます。</li>
            <li>現PHASE・目標PHASE：「目視：1」のように書きます。</li>
            <li>根拠：独自・国の法令。方法：不要・通知・改正・国待ち。公開可否：可・否。</li>
            <li>読み込む列：{resultColumns.filter(({ editable }) => editable).map(({ title }) => title).join("、")}</li>
            <li>非該当の理由：{Object.entries(reasonCodes).map(([code, words]) => `${code}${words}`).join("、")}</li>
          </ul>
        </Details>
      </Section>
    </RoomPage>
  )
}

function ProblemsPage({ fileName, problems }: { fileName: string; problems: readonly CellProblem[] }) {
  const shown = problems.slice(0, 200)
  return (
    <RoomPage room="results" title="読み込めませんでした" crumbs={[{ title: "結果一覧表", href: paths.results }, { title: "誤り" }]}>
      <Banner kind="error" title={`「${fileName}」に誤りが${problems.length}か所あります。どの行も変えていません。`} />
      <Table
        caption="誤りのあるところ"
        rows={shown}
        columns={[
          { key: "line", title: "行", align: "right", rowHeader: true },
          { key: "column", title: "列", nowrap: true },
          { key: "message", title: "直すこと" },
        ]}
      />
      {problems.length > shown.length && <p>ほか{problems.length - shown.length}か所</p>}
      <ButtonLink href={paths.results}>直した表を読み込む</ButtonLink>
    </RoomPage>
  )
}

function UploadPage({ upload, typed }: { upload: Upload; typed?: Typed | undefined }) {
  const changes = upload.rows.flatMap((row) => row.changes.map((change) => ({ ...change, row })))
  const shown = changes.slice(0, 500)
  return (
    <RoomPage room="results" title="変わるところ" crumbs={[{ title: "結果一覧表", href: paths.results }, { title: upload.fileName }]} lead={`「${upload.fileName}」の${upload.rows.length}件、${changes.length}か所が変わります。${upload.appliedAt ? "" : "まだ何も変わっていません。"}`} typed={typed}>
      {upload.appliedAt && <Banner kind="success" title="この表は読み込みました" />}
      <Table
        caption="変わるところ"
        captionHidden
        rows={shown}
        columns={[
          { key: "line", title: "行", align: "right", cell: ({ row }) => row.line },
          { key: "place", title: "例規・条項", rowHeader: true, cell: ({ row }) => <a href={paths.finding(row.id)}>{row.place}</a> },
          { key: "column", title: "列", nowrap: true },
          { key: "before", title: "いま", cell: ({ before }) => before || "（空）" },
          { key: "after", title: "読み込んだあと", cell: ({ after }) => after || "（空）" },
        ]}
      />
      {changes.length > shown.length && <p>ほか{changes.length - shown.length}か所</p>}
      {!upload.appliedAt && (
        <Form action={paths.applyUpload(upload.id)} label="読み込む">
          <ButtonGroup>
            <Button>{upload.rows.length}件を読み込む</Button>
            <ButtonLink href={paths.results} kind="secondary">やめる</ButtonLink>
          </ButtonGroup>
        </Form>
      )}
    </RoomPage>
  )
}
