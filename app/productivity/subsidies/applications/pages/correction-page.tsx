import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, FieldGroup, Form, HiddenField, Page, TextAreaField, wareki } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { Correction } from "../answer-correction.ts"
import type { ApplicationSheet } from "../steps.ts"

interface Props {
  sheet: ApplicationSheet
  correction: Correction
  changed: ReadonlySet<string>
  typed?: Typed | undefined
}

/** All defects on one page, each with where it is put right and room for a word why it stands. */
export function CorrectionPage({ sheet, correction, changed, typed }: Props) {
  const { it, call, asked } = sheet
  const shared = typed ? { typed } : {}
  return (
    <Page
      title="補正する"
      kicker={`${call.title}　${it.number}`}
      width="narrow"
      {...shared}
      crumbs={[{ title: "わたしの申請", href: paths.myApplications }, { title: it.title, href: paths.mine(it.id) }, { title: "補正する" }]}
    >
      <Banner title={`${wareki(correction.replyBy)}までにお願いします`}>
        <p>直すところはこれで全部です。直したら「直しました」に変わります。直さないときは、その理由を書いてください。</p>
      </Banner>
      <Form action={paths.correction(it.id)}>
        {correction.defects.map((defect, at) => {
          const step = asked.find(({ path }) => path === defect.field)?.step
          return (
            <FieldGroup title={`${at + 1}. ${defect.label}`} hint={defect.remark}>
              <p>
                {changed.has(defect.field) ? <strong>直しました</strong> : "まだ直していません"}
                {step && step !== "eligibility" && (
                  <>
                    　<a href={paths.step(it.id, step)}>この項目を直す</a>
                  </>
                )}
              </p>
              <HiddenField name={`explanations.${at}.field`} value={defect.field} />
              <TextAreaField name={`explanations.${at}.explanation`} label="直さないときの説明" {...shared} maxLength={1000} rows={3} />
            </FieldGroup>
          )
        })}
        <ButtonGroup>
          <Button>補正を提出する</Button>
          <ButtonLink href={paths.mine(it.id)}>戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}
