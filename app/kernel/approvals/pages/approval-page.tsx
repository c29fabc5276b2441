import {
  Banner,
  Button,
  ButtonLink,
  dateTime,
  dateTimeShort,
  Details,
  Form,
  HiddenField,
  Page,
  RadioField,
  Section,
  StatusTag,
  SummaryList,
  Table,
  TextAreaField,
  Timeline,
  wareki,
  yenText,
} from "../../ui/index.ts"
import type { Typed } from "../../http/index.ts"
import { approvalKindTitle } from "../approval-kind.ts"
import type { ApprovalStep } from "../approval.ts"
import { paths } from "../paths.ts"
import type { ApprovalView } from "../read-approvals.ts"
import { rankTitle } from "../ranks.ts"
import { actWords, stateTones, stateWords, statusTones, statusWords, stepWords, turnWords } from "../words.ts"
import { RoutePicture } from "./route-picture.tsx"

export type ApprovalForm = "approve" | "return" | "pull-up" | "withdraw" | "post-review"

export interface ApprovalPageProps {
  view: ApprovalView
  /** The form that was sent and has something wrong with it: it alone is shown again. */
  again?: { form: ApprovalForm; typed: Typed }
  print?: boolean
}

export function ApprovalPage({ view, again, print }: ApprovalPageProps) {
  const { approval, steps, acts } = view
  return (
    <Page
      title={approval.title}
      kicker={`決裁｜${approvalKindTitle(approval.kind)}`}
      crumbs={[{ title: "決裁", href: paths.approvals }, { title: approval.title }]}
      {...(again ? { typed: again.typed } : {})}
      actions={
        print ? undefined : (
          <ButtonLink href={paths.print(approval.id)} small>
            印刷用
          </ButtonLink>
        )
      }
    >
      <p>
        <StatusTag tone={statusTones[approval.status]}>{statusWords[approval.status]}</StatusTag>
        {approval.round > 1 && `　${approval.round}回目`}
      </p>
      {!print && <Standing view={view} />}
      <Section title="経路" id="route">
        <RoutePicture approval={approval} steps={steps} />
        <Details summary="経路を表で見る" open={print ?? false}>
          <RouteTable steps={steps} />
        </Details>
      </Section>
      {!print && <Forms view={view} again={again} />}
      <Section title="起案の内容" id="content">
        <SummaryList
          rows={[
            { key: "件名", value: approval.title },
            { key: "起案者", value: `${approval.drafterName}（${approval.drafterPost}）` },
            { key: "起案日", value: wareki(approval.submittedAt) },
            ...(approval.amount === null ? [] : [{ key: "金額", value: yenText(approval.amount) }]),
            ...approval.summary.map((line) => ({ key: line.label, value: line.value })),
            { key: "対象", value: <a href={approval.link}>内容の全体を開く</a> },
            ...(view.rule ? [{ key: "専決規程", value: `${view.rule.article}（決裁者：${rankTitle(view.rule.deciderRank)}）` }] : []),
            {
              key: "内容の控え",
              value: (
                <>
                  <code class="hash">{approval.contentHash.replace(/.{16}/g, "$& ").trim()}</code>
                  {view.contentUnchanged === true && "（いまの内容と一致）"}
                </>
              ),
            },
          ]}
        />
      </Section>
      <Timeline
        title="これまでの経過"
        steps={acts.map((act) => ({
          title: `${act.actingFor ? "代決：" : ""}${actWords[act.act]}${approval.round > 1 ? `（${act.round}回目）` : ""}`,
          when: dateTime(act.at),
          who: `${act.actorPost} ${act.actorName}${act.actingFor ? `（${act.actingFor} 不在のため）` : ""}`,
          ...(act.comment ? { body: <p class="pre">{act.comment}</p> } : {}),
          state: act.act === "returned" || act.act === "sent-back" || act.act === "withdrawn" ? ("refused" as const) : ("done" as const),
        }))}
      />
    </Page>
  )
}

/** What the person should know before anything else. */
function Standing({ view }: { view: ApprovalView }) {
  const { approval, turn } = view
  return (
    <>
      {view.contentUnchanged === false && (
        <Banner kind="error" title="起案のあとで内容が変わっています">
          <p>このままでは承認も決裁もできません。差し戻して、起案し直してもらってください。</p>
        </Banner>
      )}
      {turn?.kind === "post-review" && <Banner kind="warning" title="不在のあいだに代決されています。内容を確かめて、後閲してください" />}
      {turn?.actingFor && (
        <Banner kind="warning" title={`${turn.actingFor}さんが不在のため、あなたが代わりに判断できます`}>
          <p>決裁を代わりにしたときは、{turn.actingFor}さんに後閲の案内が届きます。</p>
        </Banner>
      )}
      {approval.status === "returned" && view.mayWithdraw && (
        <Banner kind="warning" title="差し戻されています">
          <p>
            <a href={approval.link}>内容を開いて</a>直し、もう一度起案してください。これまでの経過は引き継がれます。
          </p>
        </Banner>
      )}
    </>
  )
}

function RouteTable({ steps }: { steps: readonly ApprovalStep[] }) {
  return (
    <Table<ApprovalStep>
      caption="決裁の経路"
      captionHidden
      rows={steps}
      columns={[
        { key: "kind", title: "段階", rowHeader: true, nowrap: true, cell: (step) => stepWords[step.kind] },
        { key: "post", title: "職", cell: (step) => `${step.unitName} ${step.postTitle}` },
        {
          key: "who",
          title: "人",
          nowrap: true,
          cell: (step) => (step.actingFor ? `${step.actedName}（${step.actingFor} 代決）` : (step.actedName ?? step.personName)),
        },
        { key: "state", title: "状態", nowrap: true, cell: (step) => <StatusTag tone={stateTones[step.state]}>{stateWords[step.state]}</StatusTag> },
        { key: "at", title: "日時", nowrap: true, cell: (step) => dateTimeShort(step.actedAt) },
        { key: "comment", title: "意見", cell: (step) => step.comment || "－" },
      ]}
    />
  )
}

function Forms({ view, again }: Pick<ApprovalPageProps, "view" | "again">) {
  const { approval, turn } = view
  const shown = (form: ApprovalForm) => (again ? again.form === form : true)
  const typed = again ? { typed: again.typed } : {}
  const id = (form: ApprovalForm, field: string) => (again ? field : `${form}-${field}`)
  const canReturn = turn !== undefined && turn.kind !== "post-review"
  if (!turn && !view.mayPullUp && !view.mayWithdraw) return null
  return (
    <Section title="判断" id="decision">
      {turn && shown(turn.kind === "post-review" ? "post-review" : "approve") && (
        <Form action={turn.kind === "post-review" ? paths.postReview(approval.id) : paths.approve(approval.id)} label={turnWords[turn.kind]}>
          <HiddenField name="hash" value={approval.contentHash} />
          <TextAreaField name="comment" id={id("approve", "comment")} label="意見（任意）" rows={2} maxLength={2000} {...typed} />
          <Button>{turn.actingFor ? `代わりに${turnWords[turn.kind]}${turn.kind === "decide" ? "（代決）" : ""}` : turnWords[turn.kind]}</Button>
        </Form>
      )}
      {canReturn && shown("return") && (
        <Details summary="差し戻す" open={again?.form === "return"}>
          <Form action={paths.return(approval.id)} label="差し戻す">
            {view.earlier.length > 0 && (
              <RadioField
                name="toStep"
                id={id("return", "toStep")}
                label="差戻し先"
                value=""
                {...typed}
                options={[
                  { value: "", label: `起案者（${approval.drafterName}）` },
                  ...view.earlier.map((step) => ({ value: step.id, label: `${stepWords[step.kind]}：${step.unitName}${step.postTitle}` })),
                ]}
              />
            )}
            <TextAreaField name="reason" id={id("return", "reason")} label="理由" required rows={3} maxLength={2000} {...typed} />
            <Button kind="danger">差し戻す</Button>
          </Form>
        </Details>
      )}
      {view.mayPullUp && shown("pull-up") && (
        <Details summary="引き上げる（下の段階を省いて自分が判断する）" open={again?.form === "pull-up"}>
          <Form action={paths.pullUp(approval.id)} label="引き上げる">
            <p>省かれた段階の人には、引き上げたことが知らされます。ほかの所属の合議は省かれません。</p>
            <TextAreaField name="reason" id={id("pull-up", "reason")} label="理由" required rows={3} maxLength={2000} {...typed} />
            <Button kind="secondary">引き上げる</Button>
          </Form>
        </Details>
      )}
      {view.mayWithdraw && shown("withdraw") && (
        <Details summary="取り下げる" open={again?.form === "withdraw"}>
          <Form action={paths.withdraw(approval.id)} label="取り下げる">
            <TextAreaField name="reason" id={id("withdraw", "reason")} label="理由" required rows={3} maxLength={2000} {...typed} />
            <Button kind="danger">取り下げる</Button>
          </Form>
        </Details>
      )}
    </Section>
  )
}
