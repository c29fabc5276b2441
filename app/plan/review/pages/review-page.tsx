import type { ComponentChildren } from "preact"
import type { Typed } from "../../../kernel/http/index.ts"
import { Banner, Button, dateTime, Details, Form, Page, RadioField, SummaryList, TextAreaField } from "../../../kernel/ui/index.ts"
import { editionName, initiativeNumber, type SheetInEdition } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import { answerPath, judgePath, returnPath } from "../paths.ts"
import { halfWords, type Review } from "../read-review.ts"
import { reviewStateWords } from "../review-states.ts"
import type { Grade, Suggestion } from "../rules/suggest-grade.ts"
import type { Half, Verdict } from "../tables.ts"

export interface ReviewPageProps {
  found: SheetInEdition
  half: Half
  review: Review | undefined
  suggestion: Suggestion | undefined
  grades: readonly Grade[]
  verdicts: readonly Verdict[]
  mayEvaluate: boolean
  mayJudge: boolean
  /** What is shown beside the form: indicators and milestones of the half. */
  figures: ComponentChildren
  history: ComponentChildren
  typed?: Typed
}

/** One half-year of one initiative: self-evaluation, verdict, answer. */
export function ReviewPage(props: ReviewPageProps) {
  const { found, half, review, suggestion, grades, verdicts, mayEvaluate, mayJudge, typed } = props
  const { edition, sheet } = found
  const state = review?.state ?? "draft"
  const titleOf = (key: string | null) => grades.find((one) => one.key === key)?.title ?? "－"
  return (
    <Page
      title={`${sheet.title}の評価`}
      kicker={`${editionName(edition)}${halfWords[half]}　${initiativeNumber(sheet)}　${reviewStateWords[state]}`}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: "評価の一覧", href: paths.reviews(edition.id) },
        { title: sheet.title, href: paths.initiative(edition.id, sheet.initiativeId) },
      ]}
      {...(typed ? { typed } : {})}
    >
      {props.figures}
      <Banner title={suggestion ? `指標からの提案：${titleOf(suggestion.grade)}` : "指標からの提案：－（測れるものがありません）"}>
        {suggestion && <p>{suggestion.basis}</p>}
      </Banner>
      {state === "draft" && mayEvaluate ? (
        <EvaluationForm {...props} />
      ) : (
        <SummaryList
          title="自己評価"
          rows={[
            { key: "進捗区分", value: titleOf(review?.grade ?? null) },
            { key: "理由", value: review?.reason },
            ...(review?.suggested ? [{ key: "提出時の提案", value: `${titleOf(review.suggested)}（${review.suggestedBasis}）` }] : []),
            ...(review?.overrideReason ? [{ key: "提案と違う区分にした理由", value: review.overrideReason }] : []),
            { key: "提出", value: dateTime(review?.submittedAt) },
          ]}
        />
      )}
      {state === "submitted" && mayJudge && <JudgementForms {...props} />}
      {review?.verdict && (
        <SummaryList
          title="評価者の判定"
          rows={[
            { key: "判定", value: verdicts.find((one) => one.key === review.verdict)?.title ?? review.verdict },
            { key: "意見", value: review.verdictComment },
            { key: "判定した日時", value: dateTime(review.judgedAt) },
          ]}
        />
      )}
      {state === "judged" && mayEvaluate && (
        <Form action={answerPath(edition.id, sheet.initiativeId, half)} label="判定への対応">
          <TextAreaField name="answer" label="判定への対応" required rows={5} maxLength={5000} {...(typed ? { typed } : {})} />
          <Button>対応を示す</Button>
        </Form>
      )}
      {review?.answer && (
        <SummaryList
          title="判定への対応"
          rows={[
            { key: "対応", value: review.answer },
            { key: "示した日時", value: dateTime(review.answeredAt) },
          ]}
        />
      )}
      {props.history}
    </Page>
  )
}

function EvaluationForm({ found, half, review, suggestion, grades, typed }: ReviewPageProps) {
  const kept = typed ? { typed } : {}
  return (
    <Form
      action={paths.review(found.edition.id, found.sheet.initiativeId, half)}
      label="自己評価"
    >
      <input type="hidden" name="expectedVersion" value={review?.version ?? 1} />
      <RadioField
        name="grade"
        label="進捗区分"
        required
        value={review?.grade ?? suggestion?.grade ?? ""}
        options={grades.map((grade) => ({
          value: grade.key,
          label: grade.title,
          ...(suggestion?.grade === grade.key ? { hint: "指標からの提案" } : {}),
        }))}
        {...kept}
      />
      <TextAreaField
        name="reason"
        label="評価の理由"
        hint="判定のあと、区分とともに公表されます。"
        required
        rows={6}
        maxLength={5000}
        value={review?.reason ?? ""}
        {...kept}
      />
      <TextAreaField
        name="overrideReason"
        label="提案と違う区分にする理由"
        hint="提案と同じ区分なら空のままにします。"
        rows={3}
        maxLength={2000}
        value={review?.overrideReason ?? ""}
        {...kept}
      />
      <div class="button-group">
        <button class="button button-secondary" name="step" value="save">
          下書きとして保存する
        </button>
        <button class="button button-primary" name="step" value="submit">
          評価者に提出する
        </button>
      </div>
    </Form>
  )
}

function JudgementForms({ found, half, verdicts, typed }: ReviewPageProps) {
  const kept = typed ? { typed } : {}
  const [editionId, initiativeId] = [found.edition.id, found.sheet.initiativeId]
  return (
    <section>
      <h2>判定する</h2>
      <Form action={judgePath(editionId, initiativeId, half)} label="判定">
        <RadioField
          name="verdict"
          label="判定"
          required
          options={verdicts.map((one) => ({
            value: one.key,
            label: one.title,
            ...(one.answer ? { hint: "意見が必要です。主管課は対応を示します。" } : {}),
          }))}
          {...kept}
        />
        <TextAreaField name="comment" label="意見" rows={4} maxLength={5000} {...kept} />
        <Button>判定する</Button>
      </Form>
      <Details summary="判定せずに差し戻す">
        <Form action={returnPath(editionId, initiativeId, half)} label="差し戻し">
          <TextAreaField name="reason" label="差し戻す理由" required rows={3} maxLength={2000} {...kept} />
          <Button kind="secondary">差し戻す</Button>
        </Form>
      </Details>
    </section>
  )
}
