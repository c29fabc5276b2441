import { Banner, Button, ButtonGroup, ButtonLink, dateTime, Details, Form, Page, TaskList } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { Member } from "../members.ts"
import type { ApplicationSheet } from "../steps.ts"

/** A draft: what is done, what is left, and that it has not been filed. */
export function TaskListPage({ sheet, members }: { sheet: ApplicationSheet; members: readonly Member[] }) {
  const { it, call, steps } = sheet
  const left = steps.filter(({ problems }) => problems.length > 0).length
  return (
    <Page title={it.title || call.title} kicker={`${call.title}　下書き`} width="narrow" crumbs={[{ title: "わたしの申請", href: paths.myApplications }, { title: it.title || "下書き" }]}>
      <Banner kind="warning" title="まだ提出していません">
        <p>受付は{dateTime(call.closesAt!)}までです。提出が終わると、受付番号と受付票が出ます。</p>
      </Banner>
      <TaskList
        title="入力すること"
        tasks={[
          ...steps.map(({ key, title, saved, problems }) => ({
            title,
            href: saved && problems.length > 0 ? `${paths.step(it.id, key)}?check=1` : paths.step(it.id, key),
            ...(saved && problems.length > 0 ? { hint: `足りないところが${problems.length}か所あります` } : {}),
            status: problems.length === 0 ? "入力済み" : saved ? "入力の途中" : "未入力",
            tone: problems.length === 0 ? ("success" as const) : saved ? ("warning" as const) : ("neutral" as const),
          })),
          {
            title: "内容を確かめて提出する",
            ...(left === 0 ? { href: paths.check(it.id) } : { hint: `あと${left}つの項目がそろうと提出できます` }),
            status: "未提出",
            tone: "warning" as const,
          },
        ]}
      />
      <p>
        <a href={paths.members(it.id)}>いっしょに申請する人・代理人{members.length > 0 ? `（${members.length}人）` : "を登録する"}</a>
      </p>
      <Details summary="この下書きをやめる">
        <p>入力した内容は使えなくなります。提出していないので、届け出は要りません。</p>
        <Form action={paths.abandon(it.id)}>
          <ButtonGroup>
            <Button kind="danger">下書きをやめる</Button>
            <ButtonLink href={paths.myApplications}>わたしの申請へ</ButtonLink>
          </ButtonGroup>
        </Form>
      </Details>
    </Page>
  )
}
