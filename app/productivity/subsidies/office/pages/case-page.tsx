import {
  Banner,
  Button,
  ButtonGroup,
  ButtonLink,
  dateTime,
  Details,
  EmptyState,
  Form,
  Page,
  relativeDays,
  Section,
  SelectField,
  StatusTag,
  SummaryList,
  Table,
  TextAreaField,
  Timeline,
  wareki,
  warekiShort,
  yenText,
} from "../../../../kernel/ui/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import { documentPaths } from "../../../../kernel/documents/index.ts"
import { approvalPaths } from "../../../../kernel/approvals/index.ts"
import { sizeText } from "../../../../kernel/ui/index.ts"
import { decisionWords, filingWords } from "../../applications/application.ts"
import { awaitedWords } from "../../applications/what-is-awaited.ts"
import { type ApplicationMove, moveWords, stateWords } from "../../application-states.ts"
import { paths } from "../../paths.ts"
import type { CaseView } from "../case-view.ts"
import { byPage } from "../checked-fields.ts"
import { nextSteps } from "../next-steps.ts"
import { officePaths } from "../paths.ts"
import { stateTones, undecided } from "../state-groups.ts"
import { AwardTable } from "./award-table.tsx"
import { defectWords } from "../correction-reasons.ts"
import { decisionStateWords } from "../decision-words.ts"

export interface CasePageProps {
  view: CaseView
  clerks: readonly { id: string; name: string; title: string }[]
  typed?: Typed | undefined
}

export function CasePage({ view, clerks, typed }: CasePageProps) {
  const { it, call, mayRun } = view
  // Once decided, what was asked is looked up and no longer worked through.
  const beforeDecision = (undecided as readonly string[]).includes(it.state)
  return (
    <Page
      title={it.title}
      kicker={`${it.number ?? ""}　${call.title}`}
      crumbs={[{ title: "補助金の申請", href: officePaths.list }, { title: it.number ?? "" }]}
      typed={typed}
      actions={<StatusTag tone={stateTones[it.state]}>{stateWords[it.state]}</StatusTag>}
    >
      <ClockBanner view={view} />
      {mayRun && <NextSection view={view} />}
      <Section title="概要" id="summary">
        <SummaryList
          dense
          rows={[
            { key: "申請者", value: [it.party.name, it.party.representativeTitle, it.party.representative].filter(Boolean).join("　") },
            { key: "次に行うこと", value: awaitedWords(it.state) },
            { key: "公募", value: <a href={paths.ownCall(it.callId)}>{call.title}</a> },
            { key: "扱う所属", value: view.unitName },
            { key: "担当者", value: view.clerkName ?? "（決まっていません）" },
            { key: "受付", value: dateTime(it.filedAt) },
            { key: "事業の期間", value: `${wareki(it.startsOn)} から ${wareki(it.endsOn)} まで` },
            { key: "申請額", value: yenText(it.wantedYen) },
            { key: "交付決定額", value: yenText(it.awardedYen) },
            { key: "確定額", value: yenText(it.settledYen) },
            { key: "決定日・通知日", value: `${wareki(it.decidedOn)}・${wareki(it.notifiedOn)}` },
          ]}
        />
        {mayRun && (
          <Form action={officePaths.act(it.id, "assign")} class="form-inline" label="担当者を決める">
            <SelectField
              name="clerkId"
              label="担当者"
              empty="（決めない）"
              value={it.clerkId ?? ""}
              typed={typed}
              options={clerks.map(({ id, name, title }) => ({ value: id, label: `${name}（${title}）` }))}
            />
            <Button kind="secondary">担当者を決める</Button>
          </Form>
        )}
      </Section>
      <Section title="経費と補助金の額" id="amount">
        <AwardTable call={call} it={it} award={view.award} />
      </Section>
      <Section title="書類" id="files">
        <Files view={view} />
      </Section>
      <Section title="申請の内容（提出されたとき・補正されたときの問いのまま）" id="asked">
        {byPage(view.fields).map(({ page, fields }) => (
          <Details summary={page} open={beforeDecision}>
            <SummaryList dense rows={fields.map(({ label, text }) => ({ key: label, value: text && <span class="pre-wrap">{text}</span> }))} />
          </Details>
        ))}
      </Section>
      {view.corrections.length > 0 && (
        <Section title="補正" id="corrections">
          <Corrections view={view} />
        </Section>
      )}
      {view.filings.length > 0 && (
        <Section title="提出された手続" id="filings">
          <Table
            caption="提出された手続の一覧"
            captionHidden
            rows={view.filings}
            columns={[
              { key: "kind", title: "書類", rowHeader: true, cell: (row) => filingWords[row.kind] },
              { key: "filedAt", title: "提出", nowrap: true, cell: (row) => dateTime(row.filedAt) },
              { key: "state", title: "状態", nowrap: true, cell: (row) => filingStateWords[row.state] },
              { key: "reason", title: "理由", cell: (row) => row.reason || "－" },
            ]}
          />
        </Section>
      )}
      {view.decisions.length > 0 && (
        <Section title="決定" id="decisions">
          <Decisions view={view} />
        </Section>
      )}
      {view.sections.map(({ key, title, content }) => (
        <Section title={title} id={key}>
          {content}
        </Section>
      ))}
      <Section title="メッセージ" id="messages">
        <Messages view={view} typed={typed} />
      </Section>
      <Section title="経過" id="steps">
        <Timeline
          steps={view.steps.map((step) => ({
            title: moveWords[step.move as ApplicationMove] ?? otherSteps[step.move] ?? step.move,
            when: dateTime(step.at),
            who: step.by,
            ...(step.reason ? { body: <p class="pre-wrap">{step.reason}</p> } : {}),
          }))}
        />
      </Section>
      <Section title="監査のための記録一式" id="bundle">
        <p>目録（PDF）、提出・作成されたすべてのファイル、そのハッシュ値と確認のしかたを、1つのZIPにまとめます。書き出したことは操作の記録に残ります。</p>
        <ButtonGroup>
          <ButtonLink href={officePaths.act(it.id, "bundle.zip")} kind="secondary">
            記録一式（ZIP）を書き出す
          </ButtonLink>
        </ButtonGroup>
      </Section>
    </Page>
  )
}

const filingStateWords = { filed: "提出済み", returned: "差戻し", approved: "承認", refused: "不承認" } as const
const otherSteps: Record<string, string> = { open: "受け付けました", assign: "担当者を決めました", transfer: "扱う所属が変わりました" }

function ClockBanner({ view: { clock, call, it, today } }: { view: CaseView }) {
  if (!clock || !call.standardDays || it.decidedOn || it.endedOn) return null
  const words = `標準処理期間 ${call.standardDays}開庁日のうち ${clock.used}日を使いました${clock.stopped ? `（補正で止まった ${clock.stopped}日を除く）` : ""}。`
  if (clock.state === "stopped") return <Banner title="補正の回答を待っています。処理期間の計算は止まっています。">{words}</Banner>
  const due = clock.dueOn ? `処理期限は${wareki(clock.dueOn)}（${relativeDays(clock.dueOn, today)}）です。` : ""
  return (
    <Banner kind={clock.over ? "error" : "info"} title={clock.over ? "標準処理期間を過ぎています" : due}>
      {clock.over ? `${due}${words}` : words}
    </Banner>
  )
}

function NextSection({ view: { it, decisions } }: { view: CaseView }) {
  const steps = nextSteps[it.state] ?? []
  const proposed = decisions.find(({ state }) => state === "proposed")
  if (steps.length === 0 && !proposed?.approvalId) return null
  return (
    <Section title="次に行うこと" id="next">
      {proposed?.approvalId && (
        <p>
          決裁の途中です。<a href={approvalPaths.approval(proposed.approvalId)}>決裁の画面を開く</a>　<a href={officePaths.act(it.id, "letter.pdf")}>通知書の案（PDF）</a>
        </p>
      )}
      <ul>
        {steps.map(({ act, title, hint }) => (
          <li>
            <a href={officePaths.act(it.id, act)}>{title}</a>
            <br />
            <small>{hint}</small>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Files({ view: { files, call } }: { view: CaseView }) {
  if (files.length === 0) return <EmptyState title="書類はありません" />
  return (
    <Table
      caption="書類の一覧"
      captionHidden
      rows={files}
      columns={[
        { key: "asked", title: "書類", cell: (row) => call.attachments.find(({ key }) => key === row.askedKey)?.title ?? laterFileWords(row.askedKey) },
        { key: "name", title: "ファイル", rowHeader: true, cell: (row) => <a href={documentPaths.document(row.documentId)}>{row.name}</a> },
        { key: "bytes", title: "大きさ", align: "right", nowrap: true, cell: (row) => sizeText(row.bytes) },
        { key: "addedAt", title: "提出", nowrap: true, cell: (row) => dateTime(row.addedAt) },
        { key: "sha", title: "SHA-256", cell: (row) => <code>{row.sha256.slice(0, 16)}…</code> },
      ]}
    />
  )
}

/** What came with the report or another paper after the application. */
function laterFileWords(askedKey: string): string {
  if (askedKey.startsWith("evidence-")) return "実績報告の証拠書類"
  return filingWords[askedKey.replace(/^filing-/, "") as keyof typeof filingWords] ?? askedKey
}

function Corrections({ view: { corrections } }: { view: CaseView }) {
  return (
    <>
      {corrections.map((one) => (
        <Table
          caption={`${warekiShort(one.askedAt)} に求めた補正（期限 ${wareki(one.replyBy)}、${one.answeredAt ? `${warekiShort(one.answeredAt)} に回答` : "回答待ち"}）`}
          rows={one.defects}
          columns={[
            { key: "label", title: "項目", rowHeader: true },
            { key: "reason", title: "不備", nowrap: true, cell: (row) => defectWords[row.reason] ?? row.reason },
            { key: "remark", title: "直すこと" },
            {
              key: "answer",
              title: "回答",
              cell: (row) => {
                const answer = one.answers?.find(({ field }) => field === row.field)
                if (!answer) return "－"
                return `${answer.changed ? "直しました。" : "変えていません。"}${answer.explanation}`
              },
            },
          ]}
        />
      ))}
    </>
  )
}

function Decisions({ view: { decisions } }: { view: CaseView }) {
  return (
    <Table
      caption="決定の一覧"
      captionHidden
      rows={decisions}
      columns={[
        { key: "kind", title: "決定", rowHeader: true, cell: (row) => decisionWords[row.kind] },
        { key: "state", title: "状態", nowrap: true, cell: (row) => decisionStateWords[row.state] },
        { key: "amount", title: "金額", align: "right", nowrap: true, cell: (row) => yenText(row.amountYen) },
        { key: "number", title: "文書番号", nowrap: true, cell: (row) => row.documentNumber ?? "－" },
        { key: "paper", title: "通知書", nowrap: true, cell: (row) => (row.documentId ? <a href={documentPaths.document(row.documentId)}>PDF</a> : "－") },
        { key: "decidedAt", title: "決定", nowrap: true, cell: (row) => dateTime(row.decidedAt) },
        { key: "approval", title: "決裁", nowrap: true, cell: (row) => (row.approvalId ? <a href={approvalPaths.approval(row.approvalId)}>開く</a> : "－") },
      ]}
    />
  )
}

function Messages({ view: { it, messages, mayRun }, typed }: { view: CaseView; typed?: Typed | undefined }) {
  return (
    <>
      {messages.length === 0 ? (
        <p>まだありません。</p>
      ) : (
        <Timeline
          steps={messages.map((one) => ({ title: one.fromOffice ? `県から（${one.author}）` : `申請者から（${one.author}）`, when: dateTime(one.at), body: <p class="pre-wrap">{one.text}</p> }))}
        />
      )}
      {mayRun && (
        <Form action={officePaths.act(it.id, "messages")} label="メッセージを送る">
          <TextAreaField name="text" label="申請者へのメッセージ" rows={3} maxLength={4000} required typed={typed} />
          <ButtonGroup>
            <Button kind="secondary">送る</Button>
            <ButtonLink href={officePaths.list}>一覧に戻る</ButtonLink>
          </ButtonGroup>
        </Form>
      )}
    </>
  )
}
