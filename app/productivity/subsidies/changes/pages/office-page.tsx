import { documentPaths } from "../../../../kernel/documents/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, DateField, dateTime, Details, Form, Page, RadioField, Section, sizeText, StatusTag, SummaryList, TextAreaField } from "../../../../kernel/ui/index.ts"
import { applicationMove, type ApplicationMove } from "../../application-states.ts"
import { type Application, filingWords } from "../../applications/application.ts"
import { paths } from "../../paths.ts"
import { refusedForm } from "../../refused-form.ts"
import type { Filing } from "../filings.ts"
import { changesPaths } from "../paths.ts"
import { ChangeComparison } from "./comparison.tsx"

const stateWords = { filed: "承認待ち", returned: "差戻し", approved: "処理済み", refused: "不承認" } as const

interface OfficePageProps {
  it: Application
  filings: readonly Filing[]
  mayRun: boolean
  typed?: Typed | undefined
  /** The address of the form that was sent and refused. */
  sentTo?: string | undefined
}

/** What was sent in while the project is under way, as it was asked, with the office's answer beside it. */
export function ChangesOfficePage({ it, filings, mayRun, typed, sentTo }: OfficePageProps) {
  const refused = refusedForm(sentTo, typed)
  const may = (move: ApplicationMove) => mayRun && applicationMove(it.state, move)?.by.includes("office")
  const shared = typed ? { typed } : {}
  return (
    <Page title="実施中の手続" kicker={it.number ?? ""} {...shared} crumbs={[{ title: "補助金の申請", href: paths.officeList }, { title: it.title, href: paths.office(it.id) }, { title: "実施中の手続" }]}>
      {may("approve-change") && <Decision it={it} action={changesPaths.decideChange(it.id)} title="変更の承認" shared={refused.field(changesPaths.decideChange(it.id))} />}
      {may("approve-suspension") && <Decision it={it} action={changesPaths.decideDiscontinuation(it.id)} title="中止・廃止の承認" shared={refused.field(changesPaths.decideDiscontinuation(it.id))} />}
      {may("instruct") && (
        <Section title="事故報告への指示" id="instruction">
          <Form action={changesPaths.instruct(it.id)}>
            <TextAreaField name="instruction" label="指示" required {...refused.field(changesPaths.instruct(it.id))} maxLength={2000} rows={4} />
            <DateField name="endsOn" label="認める完了日（延ばすとき）" {...refused.field(changesPaths.instruct(it.id))} />
            <Button>指示する</Button>
          </Form>
        </Section>
      )}
      <FilingList filings={filings} />
      {(may("order-performance") || may("order-stop") || may("lift-stop")) && (
        <Details summary="遂行命令・一時停止命令（13条）" open={refused.is(changesPaths.order(it.id))}>
          <Form action={changesPaths.order(it.id)}>
            <RadioField
              name="order"
              label="命令"
              required
              {...refused.field(changesPaths.order(it.id))}
              options={[
                ...(may("order-performance") ? [{ value: "performance", label: "遂行を命じる" }] : []),
                ...(may("order-stop") ? [{ value: "stop", label: "一時停止を命じる" }] : []),
                ...(may("lift-stop") ? [{ value: "lift", label: "一時停止を解く" }] : []),
              ]}
            />
            <TextAreaField name="reason" label="理由" {...refused.field(changesPaths.order(it.id), "order-reason")} maxLength={2000} rows={3} />
            <Button kind="danger">命じる</Button>
          </Form>
        </Details>
      )}
    </Page>
  )
}

function Decision({ action, title, shared }: { it: Application; action: string; title: string; shared: { typed?: Typed } }) {
  return (
    <Section title={title} id="decision">
      <Banner title="下の申請の内容を確かめてから決めてください">
        <p>決めると通知書ができ、申請者に知らせます。</p>
      </Banner>
      <Form action={action}>
        <RadioField
          name="verdict"
          label="承認するか"
          required
          {...shared}
          options={[
            { value: "approve", label: "承認する" },
            { value: "refuse", label: "承認しない" },
          ]}
        />
        <TextAreaField name="reason" label="理由（承認しないときは必須）" {...shared} maxLength={2000} rows={3} />
        <Button>決める</Button>
      </Form>
    </Section>
  )
}

/** What was asked and answered, the files, and the office's answer. */
export function FilingBody({ filing, link, hashes }: { filing: Filing; link?: string; hashes?: boolean }) {
  return (
    <>
      <p>
        <StatusTag tone={filing.state === "filed" ? "warning" : filing.state === "refused" ? "danger" : "success"}>{filing.state === "filed" && !awaitsAnswer(filing) ? "受付済み" : stateWords[filing.state]}</StatusTag>
        {link && (
          <>
            　<a href={link}>受付の控え</a>
          </>
        )}
      </p>
      <SummaryList dense rows={filing.asked.map(({ label, text }) => ({ key: label, value: <span class="pre-wrap">{text}</span> }))} />
      {filing.files.length > 0 && (
        <ul class="file-list">
          {filing.files.map((file) => (
            <li>
              <a href={documentPaths.document(file.documentId)}>{file.name}</a>（{sizeText(file.bytes)}）
              {hashes && (
                <>
                  <br />
                  <small>SHA-256 {file.sha256}</small>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {filing.decidedReason && <p class="pre-wrap">{`県の答え：${filing.decidedReason}`}</p>}
    </>
  )
}

function awaitsAnswer({ kind }: Filing): boolean {
  return ["change", "discontinuation", "accident", "disposal", "tax-credit"].includes(kind)
}

export function FilingList({ filings, link }: { filings: readonly Filing[]; link?: (filingId: string) => string }) {
  if (filings.length === 0) return <p>提出された書類はありません。</p>
  return (
    <>
      {filings.map((filing) => (
        <Section title={filingWords[filing.kind]} id={`filing-${filing.id}`}>
          <p>{dateTime(filing.filedAt)}</p>
          {filing.kind === "change" && <ChangeComparison filing={filing} />}
          <FilingBody filing={filing} {...(link ? { link: link(filing.id) } : {})} />
        </Section>
      ))}
    </>
  )
}
