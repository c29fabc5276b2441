import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, CheckboxesField, dateTime, Details, EmptyState, FieldGroup, Form, HiddenField, NumberField, Page, Section, StatusTag, Table, TextAreaField } from "../../../../kernel/ui/index.ts"
import { AskedSummary } from "../../applications/pages/check-page.tsx"
import { scoringPaths } from "../paths.ts"
import type { ReviewRow, ToReview } from "../sheets.ts"
import { isAbout } from "../../refused-form.ts"

const crumbs = [{ title: "採点する申請", href: scoringPaths.reviews }]

export function ReviewsPage({ rows }: { rows: readonly ReviewRow[] }) {
  return (
    <Page title="採点する申請" width="wide" lead="委員になっている審査会に付議された申請です。">
      {rows.length === 0 ? (
        <EmptyState title="採点する申請はありません">
          <p>申請が付議され、割り当てられると、ここに並びます。委嘱の期間が過ぎたものは出ません。</p>
        </EmptyState>
      ) : (
        <Table
          caption="採点する申請"
          captionHidden
          rows={rows}
          columns={[
            { key: "title", title: "補助事業", rowHeader: true, cell: (row) => <a href={scoringPaths.review(row.applicationId)}>{row.title}</a> },
            { key: "number", title: "受付番号", nowrap: true },
            { key: "callTitle", title: "公募" },
            { key: "state", title: "採点", cell: (row) => <StatusTag tone={row.submitted ? "success" : row.steppedBack ? "neutral" : "warning"}>{row.submitted ? "提出済み" : row.steppedBack ? "回避" : "これから"}</StatusTag> },
          ]}
        />
      )}
    </Page>
  )
}

export function ReviewPage({ it, committee, asked, sheet, conflicts, typed }: ToReview & { typed: Typed }) {
  const { terms } = committee
  return (
    <Page title={it.title} kicker={`採点　${it.number}`} typed={typed} crumbs={[...crumbs, { title: it.title }]}>
      {committee.blind && <p>この審査会では、申請者の名と住所、ファイルの名を伏せています。</p>}
      {conflicts.length > 0 && (
        <Banner kind="warning" title="この申請は採点できません">
          <p>{conflicts.join("、")}</p>
        </Banner>
      )}
      {sheet?.submittedAt && <Banner title={`${dateTime(sheet.submittedAt)}に提出しました。締切までは直せます。`} />}
      <AskedSummary asked={asked} />
      {conflicts.length === 0 && (
        <Section title="採点" id="sheet">
          <Form action={scoringPaths.review(it.id)}>
            {terms.criteria.map((criterion, at) => (
              <FieldGroup title={criterion.name}>
                <HiddenField name={`points.${at}.key`} value={criterion.key} />
                <NumberField name={`points.${at}.points`} label={`${criterion.name}（${criterion.max}点満点）`} typed={typed} unit="点" />
              </FieldGroup>
            ))}
            {terms.knockOuts.length > 0 && <CheckboxesField name="notMet" label="満たさない必須項目" typed={typed} options={terms.knockOuts.map(({ key, name }) => ({ value: key, label: name }))} />}
            <TextAreaField name="comment" label="意見" typed={typed} maxLength={4000} rows={4} />
            <ButtonGroup>
              <Button name="go" value="submit">
                提出する
              </Button>
              <Button kind="secondary" name="go" value="save">
                途中で保存する
              </Button>
            </ButtonGroup>
          </Form>
          <Details summary="利害関係があるため採点を回避する" open={isAbout(typed, "reason")}>
            <Form action={scoringPaths.stepBack(it.id)}>
              <TextAreaField name="reason" label="回避する理由" required typed={typed} maxLength={1000} rows={3} />
              <Button kind="danger">回避する</Button>
            </Form>
          </Details>
        </Section>
      )}
    </Page>
  )
}
