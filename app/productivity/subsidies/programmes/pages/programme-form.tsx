import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, CheckboxesField, Form, Page, RadioField, TextAreaField, TextField } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { audienceWords, type Programme, useWords } from "../programme.ts"

export function ProgrammeFormPage({ it, from, typed }: { it?: Programme; from?: Partial<Programme>; typed?: Typed | undefined }) {
  const start: Partial<Programme> = it ?? from ?? {}
  const shared = typed ? { typed } : {}
  const title = it ? "制度を変える" : "制度をつくる"
  return (
    <Page
      title={title}
      width="narrow"
      {...shared}
      crumbs={[{ title: "補助制度", href: paths.programmes }, ...(it ? [{ title: it.title, href: paths.programme(it.id) }] : []), { title }]}
    >
      <Form action={it ? paths.editProgramme(it.id) : from?.id ? paths.copyProgramme(from.id) : paths.programmes} {...(it ? { version: it.version } : {})}>
        <TextField name="title" label="制度の名称" required maxLength={100} {...shared} value={start.title ?? ""} />
        <TextAreaField name="purpose" label="目的" hint="何のための補助金か、申請する人に分かる言葉で書きます。" required maxLength={2000} rows={4} {...shared} value={start.purpose ?? ""} />
        <RadioField
          name="audience"
          label="対象"
          required
          {...shared}
          value={start.audience ?? "company"}
          options={Object.entries(audienceWords).map(([value, label]) => ({ value, label }))}
        />
        <CheckboxesField name="uses" label="目的の区分" hint="申請する人が探すときに使います。" {...shared} values={start.uses ?? []} options={useWords.map((value) => ({ value, label: value }))} />
        <TextField name="area" label="地域" required maxLength={100} {...shared} value={start.area ?? "県内全域"} />
        <TextField name="basis" label="交付要綱" hint="名称と番号。「○○補助金交付要綱（令和8年4月1日施行）」" maxLength={200} {...shared} value={start.basis ?? ""} />
        <TextAreaField name="contact" label="問合せ先" hint="課の名前、電話番号、受付時間" required maxLength={500} rows={3} {...shared} value={start.contact ?? ""} />
        <ButtonGroup>
          <Button>保存する</Button>
        </ButtonGroup>
      </Form>
    </Page>
  )
}
