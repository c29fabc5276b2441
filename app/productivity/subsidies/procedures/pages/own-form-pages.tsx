import { type Answers, FormPageFields, type FormPage, type FormProblem, type TypedValues } from "../../../../kernel/forms/index.ts"
import type { PageContext, Problem } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, Form, Page, TaskList } from "../../../../kernel/ui/index.ts"
import { type Application, filingWords } from "../../applications/application.ts"
import { paths } from "../../paths.ts"
import type { OwnForm } from "../own-form.ts"
import { procedurePaths } from "../paths.ts"
import { procedures } from "../procedure.ts"

const crumbsOf = (it: Application) => [
  { title: "わたしの申請", href: paths.myApplications },
  { title: it.title, href: paths.mine(it.id) },
]

/** What a procedure asks beside its fixed page, what is left of it, and where it goes on. */
export function OwnFormPage({ it, own }: { it: Application; own: OwnForm }) {
  const title = filingWords[own.kind]
  return (
    <Page title={`${title}の様式`} kicker={it.number ?? ""} width="narrow" crumbs={[...crumbsOf(it), { title: `${title}の様式` }]} lead={`この公募では、${title}のときに様式「${own.form.title}」にも記入します。`}>
      {!own.draft ? (
        <Form action={procedurePaths.own(it.id, own.kind)} label="様式への記入">
          <p>{`${own.pages.length}ページあります。1ページずつ保存できます。記入が終わると、${title}の画面に進みます。`}</p>
          <ButtonGroup>
            <Button>記入をはじめる</Button>
            <ButtonLink href={paths.mine(it.id)}>戻る</ButtonLink>
          </ButtonGroup>
        </Form>
      ) : (
        <>
          <Banner kind="warning" title="まだ提出していません">
            <p>{own.complete ? `様式の記入は終わりました。${title}の画面に進んで提出してください。` : "すべてのページがそろうと、次の画面に進めます。"}</p>
          </Banner>
          <TaskList
            title="記入すること"
            tasks={[
              ...own.pages.map(({ key, title: page, saved, problems }) => ({
                title: page,
                href: `${procedurePaths.page(it.id, own.kind, key)}${saved && problems.length > 0 ? "?check=1" : ""}`,
                ...(saved && problems.length > 0 ? { hint: `足りないところが${problems.length}か所あります` } : {}),
                status: problems.length === 0 ? "入力済み" : saved ? "入力の途中" : "未入力",
                tone: problems.length === 0 ? ("success" as const) : saved ? ("warning" as const) : ("neutral" as const),
              })),
              { title: `${title}の画面で提出する`, ...(own.complete ? { href: procedures[own.kind].page(it.id) } : { hint: "様式の記入が終わると進めます" }), status: "未提出", tone: "warning" as const },
            ]}
          />
        </>
      )}
    </Page>
  )
}

interface OwnFormStepProps {
  it: Application
  own: OwnForm
  page: FormPage
  answers: Answers
  problems: readonly Problem[]
  typed?: TypedValues
  files?: PageContext["files"]
}

/** One page of it. */
export function OwnFormStep({ it, own, page, answers, problems, typed = {}, files = {} }: OwnFormStepProps) {
  const wrong: FormProblem[] = problems.map(({ field, message }) => ({ pageKey: page.key, path: field ?? "", label: "", message }))
  const at = own.pages.findIndex(({ key }) => key === page.key)
  const withFiles = page.sections.some(({ fields }) => fields.some(({ kind }) => kind === "file"))
  return (
    <Page
      title={page.title}
      kicker={`${filingWords[own.kind]}の様式　${at + 1} / ${own.pages.length}`}
      width="narrow"
      typed={{ values: {}, problems }}
      crumbs={[...crumbsOf(it), { title: `${filingWords[own.kind]}の様式`, href: procedurePaths.own(it.id, own.kind) }, { title: page.title }]}
    >
      <Form action={procedurePaths.page(it.id, own.kind, page.key)} version={own.draft?.version ?? 1} {...(withFiles ? { enctype: "multipart/form-data" as const } : {})}>
        <FormPageFields form={own.form} page={page} answers={answers} problems={wrong} typed={typed} files={files} />
        <ButtonGroup>
          <Button name="go" value="next">
            保存して次へ
          </Button>
          <Button kind="secondary" name="go" value="list">
            保存して一覧へ戻る
          </Button>
        </ButtonGroup>
      </Form>
    </Page>
  )
}
