import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, Form, Page, SummaryList } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { Asked } from "../asked.ts"
import type { ApplicationSheet } from "../steps.ts"
import { Computation } from "./costs-step.tsx"

/** Everything once more before it goes out; what is wrong leads to where it is put right. */
export function CheckPage({ sheet, typed }: { sheet: ApplicationSheet; typed?: Typed | undefined }) {
  const { it, call, steps, asked } = sheet
  const left = steps.filter(({ problems }) => problems.length > 0)
  return (
    <Page
      title="内容を確かめて提出する"
      kicker={call.title}
      width="narrow"
      {...(typed ? { typed } : {})}
      crumbs={[{ title: "わたしの申請", href: paths.myApplications }, { title: it.title || call.title, href: paths.mine(it.id) }, { title: "内容を確かめて提出する" }]}
    >
      {left.length > 0 && (
        <Banner kind="warning" title="提出の前に、入力が必要なところがあります">
          <ul>
            {left.flatMap(({ key, title, problems }) =>
              problems.map((problem) => (
                <li>
                  <a href={`${paths.step(it.id, key)}?check=1${problem.field ? `#${problem.field}` : ""}`}>{`${title}：${problem.message}`}</a>
                </li>
              )),
            )}
          </ul>
        </Banner>
      )}
      <AskedSummary asked={asked} changeLink={(step) => (step === "eligibility" ? undefined : paths.step(it.id, step))} />
      {call.categories.length > 0 && <Computation sheet={sheet} />}
      <Form action={paths.submit(it.id)}>
        <Banner title="提出すると、内容は変えられません">
          <p>偽りの申請をしたときや、交付の条件に反したときは、決定の取消しと返還を求めることがあります。</p>
        </Banner>
        <ButtonGroup>
          <Button>この内容で提出する</Button>
          <ButtonLink href={paths.mine(it.id)}>一覧へ戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

/** Questions as asked with the answers, page by page. */
export function AskedSummary({ asked, changeLink }: { asked: readonly Asked[]; changeLink?: (step: string) => string | undefined }) {
  const pages = [...new Set(asked.map(({ page }) => page))]
  return (
    <>
      {pages.map((page) => (
        <SummaryList
          title={page}
          rows={asked
            .filter((one) => one.page === page)
            .map(({ label, text, step }) => {
              const change = changeLink?.(step)
              return { key: label, value: text ? <span class="pre-wrap">{text}</span> : "－", ...(change ? { change } : {}) }
            })}
        />
      ))}
    </>
  )
}
