import type { VNode } from "preact"
import { documentPaths } from "../../../../kernel/documents/index.ts"
import type { CaseStep } from "../../../../kernel/cases/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonLink, dateTime, Details, Form, Page, Section, sizeText, StatusTag, SummaryList, TextAreaField, Timeline, wareki, yenText } from "../../../../kernel/ui/index.ts"
import { moveWords } from "../../application-states.ts"
import { paths } from "../../paths.ts"
import type { Correction } from "../answer-correction.ts"
import { type Application, decisionWords } from "../application.ts"
import type { Asked } from "../asked.ts"
import type { FileRow } from "../files.ts"
import type { ToldDecision } from "../list-told-decisions.ts"
import type { Message } from "../messages.ts"
import { awaitedForApplicant, awaitedIn, isOutside, stateForApplicant } from "../what-is-awaited.ts"
import { isAbout } from "../../refused-form.ts"
import { AskedSummary } from "./check-page.tsx"

export interface FollowProps {
  it: Application
  callTitle: string
  correction: Correction | undefined
  dueOn: string | undefined
  withdrawable: { until?: string } | undefined
  steps: readonly CaseStep[]
  messages: readonly Message[]
  files: readonly FileRow[]
  decisions: readonly ToldDecision[]
  sections: readonly { key: string; title: string; node: VNode }[]
  typed?: Typed | undefined
}

/** My case: how it stands, what is awaited, from whom, until when; then everything that was sent and said. */
export function FollowPage({ it, callTitle, correction, dueOn, withdrawable, steps, messages, files, decisions, sections, typed }: FollowProps) {
  const mine = awaitedIn[it.state].from === "applicant"
  const outside = steps.filter(({ move }) => isOutside(move))
  return (
    <Page
      title={it.title || callTitle}
      kicker={`${callTitle}${it.number ? `　${it.number}` : ""}`}
      {...(typed ? { typed } : {})}
      crumbs={[{ title: "わたしの申請", href: paths.myApplications }, { title: it.title || callTitle }]}
    >
      {correction && (
        <Banner kind="warning" title={`補正をお願いします（${wareki(correction.replyBy)}まで、${correction.defects.length}か所）`}>
          <p>
            <ButtonLink href={paths.correction(it.id)} kind="primary">
              補正する
            </ButtonLink>
          </p>
        </Banner>
      )}
      <SummaryList
        rows={[
          { key: "状況", value: <StatusTag tone={mine ? "warning" : "info"}>{stateForApplicant(it.state)}</StatusTag> },
          { key: "次にすること", value: awaitedForApplicant(it.state) },
          { key: "期限", value: dueOn && mine ? wareki(dueOn) : !mine && it.processBy ? `${wareki(it.processBy)}ごろまでに決定をお知らせします` : "－" },
          { key: "交付申請額", value: it.wantedYen === null ? "－" : yenText(it.wantedYen) },
          ...(it.notifiedOn && it.awardedYen !== null ? [{ key: "交付決定額", value: yenText(it.awardedYen) }] : []),
          ...(it.settledYen !== null && it.settledOn ? [{ key: "確定した額", value: yenText(it.settledYen) }] : []),
        ]}
      />
      {decisions.length > 0 && (
        <Section title="届いた通知" id="decisions">
          <ul>
            {decisions.map((one) => (
              <li>
                {one.documentId ? <a href={documentPaths.document(one.documentId)}>{decisionWords[one.kind]}</a> : decisionWords[one.kind]}
                {one.documentNumber && `（${one.documentNumber}）`}
                {one.amountYen !== null && `　${yenText(one.amountYen)}`}
                {one.notifiedAt && `　${dateTime(one.notifiedAt)}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {sections.map(({ key, title, node }) => (
        <Section title={title} id={key}>
          {node}
        </Section>
      ))}
      <Section title="担当課とのメッセージ" id="messages">
        {messages.length === 0 ? <p>メッセージはまだありません。</p> : <MessageList messages={messages} />}
        {it.filedAt && (
          <Form action={paths.myMessages(it.id)} label="メッセージを送る">
            <TextAreaField name="text" label="担当課へのメッセージ" required {...(typed ? { typed } : {})} maxLength={4000} rows={4} />
            <Button kind="secondary">送る</Button>
          </Form>
        )}
      </Section>
      <Timeline
        title="これまでの経過"
        steps={outside.map((step) => ({
          title: step.move === "open" ? "申請しました" : (moveWords[step.move as keyof typeof moveWords] ?? step.move),
          when: dateTime(step.at),
          ...(step.reason ? { body: <p class="pre-wrap">{step.reason}</p> } : {}),
        }))}
      />
      <Details summary="申請した内容と書類">
        <p>
          <a href={paths.receipt(it.id)}>受付票</a>
        </p>
        <AskedSummary asked={(it.asked ?? []) as Asked[]} />
        <ul class="file-list">
          {files.map((file) => (
            <li>
              <a href={documentPaths.document(file.documentId)}>{file.name}</a>（{sizeText(file.bytes)}）
            </li>
          ))}
        </ul>
      </Details>
      {withdrawable && (
        <Details summary="申請を取り下げる" open={isAbout(typed, "reason")}>
          <p>{withdrawable.until ? `${wareki(withdrawable.until)}まで取り下げられます。取り下げると、交付の決定はなかったことになります。` : "決定の前なら、いつでも取り下げられます。"}</p>
          <Form action={paths.withdraw(it.id)}>
            <TextAreaField name="reason" label="取り下げる理由" required {...(typed ? { typed } : {})} maxLength={1000} rows={3} />
            <Button kind="danger">取り下げる</Button>
          </Form>
        </Details>
      )}
      <p>
        <a href={paths.members(it.id)}>いっしょに申請する人・代理人</a>
      </p>
    </Page>
  )
}

export function MessageList({ messages }: { messages: readonly Message[] }) {
  return (
    <ol class="messages">
      {messages.map((message) => (
        <li>
          <p class="step-when">
            {dateTime(message.at)}　{message.author}
            {message.fromOffice ? "（県）" : "（申請者）"}
          </p>
          <p class="pre-wrap">{message.text}</p>
        </li>
      ))}
    </ol>
  )
}
