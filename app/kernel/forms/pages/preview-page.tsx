import { Banner, Button, ButtonGroup, ButtonLink, Form, HiddenField, Page, Section, SummaryList } from "../../ui/index.ts"
import type { PageContext } from "../../http/index.ts"
import type { Typed } from "../../http/typed.ts"
import { AnswerList } from "../answer-list.tsx"
import { type Answers, fieldsOf, type FormPage, type FormProblem } from "../form.ts"
import { exampleProblemsOf } from "../example-problems.ts"
import { FormPageFields } from "../form-fields.tsx"
import type { FormVersion } from "../forms.ts"
import { paths } from "../paths.ts"

interface PreviewPageProps {
  it: FormVersion
  page: FormPage
  answers: Answers
  problems: readonly FormProblem[]
  shown: readonly FormPage[]
  typed?: Typed["values"]
  files?: PageContext["files"]
}

/** The form as an applicant meets it. Nothing is kept but in the page itself. */
export function PreviewPage({ it, page, answers, problems, shown, typed = {}, files = {} }: PreviewPageProps) {
  const at = shown.findIndex(({ key }) => key === page.key)
  return (
    <Page
      title={page.title}
      kicker={`${it.definition.title}　ためし　${at + 1} / ${shown.length}`}
      width="narrow"
      problems={problems.map(({ path, message }) => ({ field: path, message }))}
      crumbs={[{ title: "様式", href: paths.list }, { title: it.definition.title, href: paths.version(it.id) }, { title: "ためしに使ってみる" }]}
    >
      <Banner title="ためしです">
        <p>入力した内容は、どこにも保存されません。</p>
      </Banner>
      <Form action={paths.preview(it.id, page.key)} {...(fieldsOf(page).some(({ kind }) => kind === "file") ? { enctype: "multipart/form-data" as const } : {})}>
        <HiddenField name="_answers" value={JSON.stringify(answers)} />
        <button type="submit" name="_again" value="next" class="vh" tabIndex={-1} aria-hidden="true">
          次へ
        </button>
        <FormPageFields form={it.definition} page={page} answers={answers} problems={problems} typed={typed} files={files} />
        <ButtonGroup>
          <Button name="_again" value="next">
            次へ
          </Button>
          {at > 0 && (
            <Button kind="secondary" name="_again" value="back">
              前へ
            </Button>
          )}
          <Button kind="secondary" name="_again" value="errors">
            このページの誤りを見る
          </Button>
          <ButtonLink href={paths.version(it.id)}>組み立てに戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

export function PreviewEnd({ it, answers, last }: { it: FormVersion; answers: Answers; last: string }) {
  return (
    <Page title="入力した内容" kicker={`${it.definition.title}　ためし`} width="narrow" crumbs={[{ title: "様式", href: paths.list }, { title: it.definition.title, href: paths.version(it.id) }, { title: "ためしに使ってみる" }]}>
      <AnswerList form={it.definition} answers={answers} />
      <Form action={paths.preview(it.id, last)}>
        <HiddenField name="_answers" value={JSON.stringify(answers)} />
        <ButtonGroup>
          <Button kind="secondary" name="_again" value="show">
            前へ
          </Button>
          <ButtonLink href={paths.version(it.id)}>組み立てに戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

/** Every sentence an applicant can be answered with, question by question. */
export function ErrorsPage({ it }: { it: FormVersion }) {
  return (
    <Page title="誤りの文" kicker={`${it.definition.title}　第${it.number}版`} lead="答えがないとき、形が違うとき、上限を超えたときに出る文です。" crumbs={[{ title: "様式", href: paths.list }, { title: it.definition.title, href: paths.version(it.id) }, { title: "誤りの文" }]}>
      {exampleProblemsOf(it.definition).map(({ page, fields }) => (
        <Section title={page.title}>
          <SummaryList rows={fields.map(({ field, messages }) => ({ key: field.label, value: messages.length > 0 ? <ul>{messages.map((message) => <li>{message}</li>)}</ul> : "（なし）" }))} />
        </Section>
      ))}
    </Page>
  )
}
