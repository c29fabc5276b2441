import { z } from "zod"
import { mustBeAllowed } from "../../access/index.ts"
import { civilDateOf, type Work } from "../../database/index.ts"
import { type PageContext, refusal, type Site, type Typed } from "../../http/index.ts"
import { Button, DateField, Details, FileField, Form, Page, Section, StatusTag, SummaryList, Table, TextAreaField, wareki } from "../../ui/index.ts"
import { paths } from "../paths.ts"
import { textOfFile } from "../read-table.ts"
import { importStaff, moveWords, type PlannedMove, previewStaffImport, staffColumns, type StaffImport, type StaffMove } from "../staff/import-staff.ts"

const importSchema = z.object({
  on: z.iso.date().meta({ title: "発令日" }),
  csv: z.string().max(3_500_000).optional().meta({ title: "職員の一覧" }),
  file: z.instanceof(File).optional().meta({ title: "ファイル" }),
  step: z.enum(["preview", "apply"]).default("preview").meta({ title: "手順" }),
})

export function importPages(site: Site): void {
  site.staff.get(paths.importStaff, (work, c) => c.page(formPage(work, c)))
  site.staff.post(paths.importStaff, { form: importSchema, again: formPage }, async (work, input, c) => {
    const csv = input.file && input.file.size > 0 ? textOfFile(new Uint8Array(await input.file.arrayBuffer())) : (input.csv ?? "")
    if (!csv.trim()) throw refusal("invalid", "people.import-empty", "ファイルを選ぶか、一覧を貼り付けてください。", { field: "csv" })
    if (input.step === "apply") {
      const counts = await importStaff(work, csv, input.on)
      return c.redirect(paths.people, `取り込みました。${wordsOf(counts)}`)
    }
    return c.page(<PreviewPage on={input.on} csv={csv} plan={await previewStaffImport(work, csv, input.on)} />)
  })
}

function wordsOf(counts: Record<StaffMove, number>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([move, count]) => `${moveWords[move as StaffMove]}${count}人`)
    .join("、")
}

function formPage(work: Work, _: PageContext, typed?: Typed) {
  mustBeAllowed(work.actor, "people.import")
  const more = typed ? { typed } : {}
  return (
    <Page
      title="職員を取り込む"
      crumbs={[{ title: "職員名簿", href: paths.people }, { title: "取り込む" }]}
      lead="人事担当の一覧から、採用・異動・兼務・退職をまとめて登録します。誤りが一つでもあれば、何も変わりません。"
      {...more}
    >
      <Form action={paths.importStaff} submission="" enctype="multipart/form-data" label="職員を取り込む">
        <DateField name="on" label="発令日" hint="一覧に「発令日」の列があれば、そちらが優先されます。" required value={civilDateOf(work.now)} {...more} />
        <FileField name="file" label="CSVファイル" hint="UTF-8 でも Shift_JIS でも読めます。" accept=".csv,.txt,.tsv" {...more} />
        <TextAreaField name="csv" label="または、ここに貼り付ける" rows={8} {...more} />
        <Details summary="列の書き方">
          <SummaryList
            rows={[
              { key: "列", value: staffColumns.join("、") },
              { key: "職位", value: "数字。0 知事、20 部長、30 次長、40 課長、50 課長補佐、60 班長、70 主査、80 主事" },
              { key: "区分", value: "空欄は主たる職。ほかに「兼務」「退職」" },
            ]}
          />
        </Details>
        <Button>何が変わるかを確かめる</Button>
      </Form>
    </Page>
  )
}

function PreviewPage({ on, csv, plan }: { on: string; csv: string; plan: StaffImport }) {
  const sound = plan.problems.length === 0
  const counts = Object.fromEntries(Object.keys(moveWords).map((move) => [move, plan.moves.filter((one) => one.move === move).length])) as Record<StaffMove, number>
  const hidden = (
    <>
      <input type="hidden" name="on" value={on} />
      <input type="hidden" name="csv" value={csv} />
    </>
  )
  return (
    <Page
      title="取り込む内容を確かめる"
      crumbs={[{ title: "職員名簿", href: paths.people }, { title: "取り込む" }]}
      problems={plan.problems.slice(0, 200).map((problem) => ({ message: `${problem.line}行目：${problem.message}` }))}
    >
      <p>
        発令日 {wareki(on)}。{wordsOf(counts) || "変わるものはありません。"}
        {!sound && `　誤りが${plan.problems.length}件あるため、まだ取り込めません。`}
      </p>
      <Section title="変わること">
        <Table<PlannedMove>
          caption="変わること"
          captionHidden
          rows={plan.moves.filter((one) => one.move !== "same")}
          empty="変わるものはありません。"
          columns={[
            { key: "line", title: "行", align: "right", nowrap: true },
            { key: "move", title: "区分", nowrap: true, cell: (one) => <StatusTag tone={one.move === "leave" ? "warning" : "info"}>{moveWords[one.move]}</StatusTag> },
            { key: "staffNumber", title: "職員番号", nowrap: true },
            { key: "name", title: "氏名", rowHeader: true },
            { key: "what", title: "内容" },
          ]}
        />
      </Section>
      <div class="button-group">
        {sound && (
          <Form action={paths.importStaff} class="form-inline" label="取り込む">
            {hidden}
            <input type="hidden" name="step" value="apply" />
            <Button>この内容で取り込む</Button>
          </Form>
        )}
        <Form action={paths.importStaff} submission="" class="form-inline" label="直す">
          {hidden}
          <input type="hidden" name="_again" value="1" />
          <Button kind="secondary">入力に戻って直す</Button>
        </Form>
      </div>
    </Page>
  )
}
