import type { ComponentChildren } from "preact"
import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, Form, Page } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { ApplicationSheet } from "../steps.ts"

interface StepFrameProps {
  sheet: ApplicationSheet
  step: string
  title: string
  typed: Typed
  lead?: ComponentChildren
  multipart?: boolean
  children?: ComponentChildren
}

/** One thing per page: its question, save and go on, save and stop. */
export function StepFrame({ sheet, step, title, typed, lead, multipart, children }: StepFrameProps) {
  const { it, call, steps } = sheet
  const at = steps.findIndex(({ key }) => key === step)
  return (
    <Page
      title={title}
      kicker={`${call.title}　${at + 1} / ${steps.length}`}
      width="narrow"
      typed={typed}
      lead={lead}
      crumbs={[{ title: "わたしの申請", href: paths.myApplications }, { title: it.title || call.title, href: paths.mine(it.id) }, { title }]}
    >
      <Form action={paths.step(it.id, step)} version={it.version} {...(multipart ? { enctype: "multipart/form-data" as const } : {})}>
        {children}
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
