import { approvalPaths } from "../../../../kernel/approvals/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import {
  Banner,
  Button,
  ButtonGroup,
  ButtonLink,
  DateField,
  dateTime,
  Details,
  DownloadLinks,
  EmptyState,
  Form,
  numberText,
  Page,
  Pagination,
  Section,
  StatusTag,
  SummaryList,
  Table,
  TextAreaField,
  TextField,
  warekiWithWeekday,
  yenText,
} from "../../../../kernel/ui/index.ts"
import { type Batch, batchName, batchStateWords } from "../batches/batch.ts"
import type { BatchFault } from "../batches/batch-problems.ts"
import type { ResultRow } from "../batches/read-batches.ts"
import { accountKindWords, accountText } from "../creditors/creditor.ts"
import { type Payment, paymentKindWords, paymentStateWords } from "../payments/payment.ts"
import { payingPaths } from "../paths.ts"
import { isAbout } from "../../refused-form.ts"
import { batchTones, PayingTabs, payingCrumbs, paymentTones } from "./frame.tsx"
import { ResultsRoom } from "./results-room.tsx"

const crumbs = [...payingCrumbs, { title: "一括", href: payingPaths.batches }]
/** A page shows so many rows; the file and the CSV hold them all. */
const SHOWN = 500

export function BatchListPage({ items, next }: { items: readonly Batch[]; next: string | undefined }) {
  return (
    <Page
      title="支払一括"
      lead="銀行に一つのファイルで送る支払のまとまりです。"
      crumbs={[...payingCrumbs, { title: "一括" }]}
      actions={
        <ButtonLink href={payingPaths.freshBatch} kind="primary">
          一括をつくる
        </ButtonLink>
      }
    >
      <PayingTabs current="batches" />
      {items.length === 0 ? (
        <EmptyState title="一括はまだありません" />
      ) : (
        <Table
          caption="支払一括（新しい順）"
          captionHidden
          rows={items}
          columns={[
            { key: "number", title: "番号", rowHeader: true, nowrap: true, cell: (row) => <a href={payingPaths.batch(row.id)}>{batchName(row)}</a> },
            { key: "title", title: "件名" },
            { key: "unitName", title: "所属" },
            { key: "payOn", title: "支払日", nowrap: true, cell: (row) => warekiWithWeekday(row.payOn) },
            { key: "count", title: "件数", align: "right", cell: (row) => numberText(row.count) },
            { key: "totalYen", title: "合計", align: "right", nowrap: true, cell: (row) => yenText(row.totalYen) },
            { key: "state", title: "状態", nowrap: true, cell: (row) => <StatusTag tone={batchTones[row.state]}>{batchStateWords[row.state]}</StatusTag> },
          ]}
        />
      )}
      <Pagination {...(next ? { next: `${payingPaths.batches}?after=${next}` } : {})} />
    </Page>
  )
}

export function FreshBatchPage({ typed, today }: { typed?: Typed | undefined; today: string }) {
  const shared = typed ? { typed } : {}
  return (
    <Page title="一括をつくる" width="narrow" crumbs={[...crumbs, { title: "つくる" }]} {...shared}>
      <Form action={payingPaths.batches}>
        <TextField name="title" label="件名" hint="例 11月第4週 補助金の支払" required {...shared} />
        <DateField name="wishedOn" label="支払日" hint="銀行の休業日を選ぶと、次の営業日に移します。" required min={today} {...shared} />
        <ButtonGroup>
          <Button>つくる</Button>
          <ButtonLink href={payingPaths.batches}>やめる</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

export interface BatchPageProps {
  batch: Batch
  payments: readonly Payment[]
  free: readonly Payment[]
  faults: readonly BatchFault[]
  results: readonly ResultRow[]
  mayPay: boolean
  today: string
  typed?: Typed | undefined
}

export function BatchPage(props: BatchPageProps) {
  const { batch, payments, mayPay, typed } = props
  return (
    <Page title={batchName(batch)} lead={batch.title} crumbs={[...crumbs, { title: batchName(batch) }]} {...(typed ? { typed } : {})}>
      <p>
        <StatusTag tone={batchTones[batch.state]}>{batchStateWords[batch.state]}</StatusTag>
      </p>
      <SummaryList
        rows={[
          { key: "支払日", value: `${warekiWithWeekday(batch.payOn)}${batch.wishedOn === batch.payOn ? "" : `（${warekiWithWeekday(batch.wishedOn)}は休業日のため）`}` },
          { key: "件数と合計", value: <strong>{`${numberText(batch.count, "件")}　${yenText(batch.totalYen)}`}</strong> },
          { key: "所属", value: batch.unitName },
        ]}
      />
      {props.faults.length > 0 && (
        <Banner kind="warning" title={`このままでは送れません（${props.faults.length}件）`}>
          <ul>
            {props.faults.slice(0, 50).map(({ payment, message }) => (
              <li>
                {payment && `支払${payment.number}（${payment.account.creditor}）：`}
                {message}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {batch.debit && <DebitRows batch={batch} />}
      {mayPay && <NextStep {...props} />}
      {(batch.state === "sent" || batch.state === "done") && <ResultsRoom {...props} />}
      {!(mayPay && batch.state === "draft") && (
        <Section title={`支払（${numberText(payments.length, "件")}）`} id="payments">
          {payments.length > SHOWN && <p>はじめの{SHOWN}件を示しています。全件は送付ファイルとCSVにあります。</p>}
          <PaymentTable rows={payments.slice(0, SHOWN)} />
        </Section>
      )}
    </Page>
  )
}

function DebitRows({ batch }: { batch: Batch }) {
  const debit = batch.debit!
  return (
    <SummaryList
      dense
      title="県の支払口座"
      rows={[
        { key: "振込依頼人", value: `${debit.clientName}（${debit.clientCode}）` },
        { key: "口座", value: `${debit.bankCode}-${debit.branchCode} ${accountKindWords[debit.kind]} ${debit.number}` },
        ...(batch.sha256 ? [{ key: "送付ファイルのSHA-256", value: <code class="hash">{batch.sha256}</code> }, { key: "送った日時", value: dateTime(batch.sentAt) }] : []),
      ]}
    />
  )
}

function NextStep({ batch, free, payments, typed }: BatchPageProps) {
  const shared = typed ? { typed } : {}
  if (batch.state === "draft") {
    return (
      <>
        <Section title="入れる支払" id="choose">
          {free.length + payments.length === 0 ? (
            <EmptyState title="入れられる支払がありません">
              <p>別の職員が確認した支払だけを入れられます。</p>
            </EmptyState>
          ) : (
            <Form action={payingPaths.chooseForBatch(batch.id)} label="入れる支払をえらぶ">
              <div id="ids">
                <PaymentTable rows={[...payments, ...free]} pick={new Set(payments.map(({ id }) => id))} />
              </div>
              <Button kind="secondary">選んだ支払を入れる</Button>
            </Form>
          )}
        </Section>
        {payments.length > 0 && (
          <Form action={payingPaths.proposeBatch(batch.id)} label="決裁に回す">
            <TextAreaField name="comment" label="起案の理由" rows={2} maxLength={1000} {...shared} />
            <Button>{`${numberText(payments.length, "件")} ${yenText(batch.totalYen)}を決裁に回す`}</Button>
          </Form>
        )}
        <Details summary="支払日を変える" open={isAbout(typed, "wishedOn")}>
          <Form action={payingPaths.dayOfBatch(batch.id)} label="支払日を変える">
            <DateField name="wishedOn" label="支払日" required {...shared} value={batch.wishedOn} />
            <Button kind="secondary">変える</Button>
          </Form>
        </Details>
        <ReasonForm action={payingPaths.dropBatch(batch.id)} summary="この一括を取りやめる" button="取りやめる" typed={typed} />
      </>
    )
  }
  if (batch.state === "in-approval" && batch.approvalId) {
    return (
      <p>
        <ButtonLink href={approvalPaths.approval(batch.approvalId)}>決裁を見る</ButtonLink>
      </p>
    )
  }
  if (batch.state === "approved") {
    return (
      <>
        <Form action={payingPaths.exportBatch(batch.id)} label="銀行に送るファイルをつくる">
          <p>総合振込のファイルと、財務会計システムのCSVをつくり、支払を「銀行に送った」にします。何度押しても、同じファイルです。</p>
          <Button>送付ファイルをつくる</Button>
        </Form>
        <ReasonForm action={payingPaths.reopenBatch(batch.id)} summary="作成中に戻して直す（もう一度決裁を受けます）" button="作成中に戻す" typed={typed} />
      </>
    )
  }
  if (batch.documentId) {
    return (
      <Section title="送付ファイル" id="files">
        <ButtonGroup>
          <ButtonLink href={payingPaths.batchFile(batch.id)} kind="primary">
            総合振込のファイルを保存
          </ButtonLink>
        </ButtonGroup>
        <DownloadLinks label="財務会計システム" downloads={[{ format: "csv", href: payingPaths.batchCsv(batch.id) }]} />
      </Section>
    )
  }
  return null
}

function ReasonForm({ action, summary, button, typed }: { action: string; summary: string; button: string; typed: Typed | undefined }) {
  return (
    <Details summary={summary} open={isAbout(typed, "reason")}>
      <Form action={action} label={summary}>
        <TextAreaField name="reason" label="理由" required rows={2} maxLength={500} {...(typed ? { typed } : {})} />
        <Button kind="secondary">{button}</Button>
      </Form>
    </Details>
  )
}

function PaymentTable({ rows, pick }: { rows: readonly Payment[]; pick?: ReadonlySet<string> }) {
  return (
    <Table
      caption={pick ? "選べる支払" : "一括の支払"}
      captionHidden
      rows={rows}
      columns={[
        ...(pick ? [{ key: "pick", title: "入れる", cell: (row: Payment) => <input type="checkbox" name="ids" value={row.id} checked={pick.has(row.id)} aria-label={`支払${row.number}を入れる`} /> }] : []),
        { key: "number", title: "支払番号", rowHeader: true, align: "right", nowrap: true, cell: (row) => numberText(row.number) },
        { key: "applicationNumber", title: "受付番号", nowrap: true },
        { key: "creditor", title: "債主", cell: (row) => row.account.creditor },
        { key: "kind", title: "区分", nowrap: true, cell: (row) => paymentKindWords[row.kind] },
        { key: "amountYen", title: "金額", align: "right", nowrap: true, cell: (row) => yenText(row.amountYen) },
        { key: "account", title: "口座", cell: (row) => `${accountText(row.account)}　${row.account.holder}` },
        {
          key: "state",
          title: "状態",
          cell: (row) => (
            <>
              <StatusTag tone={paymentTones[row.state]}>{paymentStateWords[row.state]}</StatusTag>
              {row.state === "came-back" && ` ${row.reason}`}
            </>
          ),
        },
      ]}
    />
  )
}
