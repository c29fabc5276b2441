import { Button, Details, Form, HiddenField, Page, Section, TextAreaField, TextField } from "../../../kernel/ui/index.ts"
import type { Typed } from "../../../kernel/http/index.ts"
import { initiativeNumber } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import { sharingPaths } from "../paths.ts"
import type { Question } from "../read-questions.ts"
import type { Standing } from "../standing.ts"
import { QuestionCard } from "./questions-page.tsx"

export interface QuestionPageProps {
  question: Question
  standing: Standing
  rights: { mayAnswer: boolean; mayHide: boolean }
  today: string
  typed?: Typed | undefined
}

/** One question with everything the reader may do about it: answer, reword, hide. */
export function OneQuestionPage({ question, standing, rights, today, typed }: QuestionPageProps) {
  const ids = [question.initiativeId, question.id] as const
  const given = typed ? { typed } : {}
  return (
    <Page
      title="質問"
      kicker={`${initiativeNumber(standing)}　${standing.title}`}
      {...given}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: initiativeNumber(standing), href: paths.initiative(standing.editionId, standing.initiativeId) },
        { title: "質問と回答", href: paths.questions(standing.initiativeId) },
        { title: "質問" },
      ]}
    >
      <QuestionCard question={question} rights={{ mayAnswer: false, mayHide: false }} today={today} />
      {question.mayEdit && (
        <Section title="質問を直す" id="edit">
          <Form action={sharingPaths.question(...ids)} version={question.version} label="質問を直す">
            <TextAreaField name="text" label="質問" required maxLength={2000} value={question.text} {...given} />
            <Button kind={rights.mayAnswer ? "secondary" : "primary"}>直して保存する</Button>
          </Form>
        </Section>
      )}
      {rights.mayAnswer && question.hiddenAt === null && (
        <Section title={question.answer === null ? "回答する" : "回答を直す"} id="reply">
          <Form action={sharingPaths.answer(...ids)} version={question.version} label="回答">
            <TextAreaField
              name="answer"
              label="回答"
              hint={question.answer === null ? "全職員が読み、検索でも見つかります。" : "直す前の回答は操作の記録に残ります。"}
              required
              maxLength={4000}
              rows={8}
              value={question.answer}
              {...given}
            />
            <Button>{question.answer === null ? "回答を送る" : "回答を直す"}</Button>
          </Form>
        </Section>
      )}
      {rights.mayHide && question.hiddenAt === null && (
        <Details summary="この質問を非表示にする" open={typed?.problems.some((one) => one.field === "reason") ?? false}>
          <Form action={sharingPaths.hide(...ids)} label="非表示">
            <p>質問した人と推進プラン担当のほかには、非表示にしたことと理由だけが見えるようになります。</p>
            <TextField name="reason" label="非表示にする理由" required maxLength={500} {...given} />
            <Button kind="danger">非表示にする</Button>
          </Form>
        </Details>
      )}
      {rights.mayHide && question.hiddenAt !== null && (
        <Form action={sharingPaths.show(...ids)} label="表示に戻す">
          <HiddenField name="again" value="yes" />
          <Button kind="secondary">表示に戻す</Button>
        </Form>
      )}
    </Page>
  )
}
