import { Button, dateTimeShort, EmptyState, Form, Page, Pagination, Section, StatusTag, TextAreaField, wareki } from "../../../kernel/ui/index.ts"
import type { Typed } from "../../../kernel/http/index.ts"
import { initiativeNumber, InitiativeTabs, PlanStyle, Prose } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import { sharingPaths } from "../paths.ts"
import type { Question, QuestionPage } from "../read-questions.ts"

/** Questions and answers on one initiative, and a form to ask. */
export function QuestionsPage({ page, today, typed }: { page: QuestionPage; today: string; typed?: Typed | undefined }) {
  const { standing, questions } = page
  const i = standing.initiativeId
  return (
    <Page
      title="質問と回答"
      kicker={`${initiativeNumber(standing)}　${standing.title}`}
      lead={`主管課（${standing.ownerUnitName ?? "未定"}）と推進プラン担当が、5開庁日以内に答えます。質問と回答は全職員が読めます。`}
      {...(typed ? { typed } : {})}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: initiativeNumber(standing), href: paths.initiative(standing.editionId, i) },
        { title: "質問と回答" },
      ]}
    >
      <PlanStyle />
      <InitiativeTabs editionId={standing.editionId} initiativeId={i} current="questions" today={today} counts={{ questions: page.open }} />
      {questions.length === 0 ? (
        <EmptyState title="この取組への質問はまだありません">
          <p>分からないこと、気になったことを下の欄から聞いてください。</p>
        </EmptyState>
      ) : (
        <div class="questions">
          {questions.map((question) => (
            <QuestionCard question={question} rights={page} today={today} />
          ))}
        </div>
      )}
      <Pagination {...(page.next ? { next: `${paths.questions(i)}?after=${page.next}` } : {})} />
      <Section title="質問する" id="ask">
        <Form action={paths.questions(i)} label="質問">
          <TextAreaField
            name="text"
            label="質問"
            hint="個人の名前や、外に出せない情報は書かないでください。"
            required
            maxLength={2000}
            {...(typed ? { typed } : {})}
          />
          <Button>質問を送る</Button>
        </Form>
      </Section>
    </Page>
  )
}

export function QuestionCard({ question, rights, today }: { question: Question; rights: { mayAnswer: boolean; mayHide: boolean }; today: string }) {
  const link = sharingPaths.question(question.initiativeId, question.id)
  const late = question.answer === null && question.hiddenAt === null && question.dueOn < today
  return (
    <section class="card" id={`q-${question.id}`} aria-label={`${question.askerName}の質問（${dateTimeShort(question.askedAt)}）`}>
      <p class="card-kicker">
        {question.askerUnit} {question.askerName}　{dateTimeShort(question.askedAt)}
        {question.editedAt && "（直しあり）"}{" "}
        {question.hiddenAt ? (
          <StatusTag>非表示</StatusTag>
        ) : question.answeredAt ? (
          <StatusTag tone="success">回答済み</StatusTag>
        ) : (
          <StatusTag tone={late ? "warning" : "neutral"}>{late ? "回答期限超過" : "回答待ち"}</StatusTag>
        )}
      </p>
      {question.hiddenAt && <p>推進プラン担当が非表示にしました。理由：{question.hiddenReason}</p>}
      {question.text !== null && (
        <>
          <h2 class="vh">質問</h2>
          <Prose text={question.text} />
        </>
      )}
      {question.answer !== null && (
        <>
          <h3>回答</h3>
          <Prose text={question.answer} />
          <p class="muted">
            {question.answererUnit} {question.answererName}　{dateTimeShort(question.answeredAt)}
          </p>
        </>
      )}
      {question.answeredAt === null && question.hiddenAt === null && <p class="muted">回答期限 {wareki(question.dueOn)}</p>}
      <Deeds question={question} rights={rights} link={link} />
    </section>
  )
}

function Deeds({ question, rights, link }: { question: Question; rights: { mayAnswer: boolean; mayHide: boolean }; link: string }) {
  const words = [
    rights.mayAnswer && question.hiddenAt === null && (question.answeredAt === null ? "回答する" : "回答を直す"),
    question.mayEdit && "質問を直す",
    rights.mayHide && (question.hiddenAt === null ? "非表示にする" : "表示に戻す"),
  ].filter(Boolean)
  return words.length === 0 ? null : (
    <p>
      <a href={link}>
        {words.join("・")}
        <span class="vh">：{(question.text ?? "").slice(0, 40)}</span>
      </a>
    </p>
  )
}
