import { Banner, Button, CheckboxField, CheckboxesField, DateField, dateTime, Details, FileField, Form, numberText, Section, SummaryList, Table, TextAreaField, TextField, wareki, yenText } from "../../../../kernel/ui/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import type { Batch } from "../batches/batch.ts"
import type { ResultRow } from "../batches/read-batches.ts"
import type { Payment } from "../payments/payment.ts"
import { payingPaths } from "../paths.ts"

interface ResultsRoomProps {
  batch: Batch
  payments: readonly Payment[]
  results: readonly ResultRow[]
  mayPay: boolean
  today: string
  typed?: Typed | undefined
}

/** What became of the transfers: read from the bank's file, or typed. */
export function ResultsRoom({ batch, payments, results, mayPay, today, typed }: ResultsRoomProps) {
  const shared = typed ? { typed } : {}
  const open = payments.filter(({ state }) => state === "sent")
  const back = payments.filter(({ state }) => state === "came-back")
  const early = today < batch.payOn
  const fresh = results.filter(({ appliedAt }) => appliedAt === null)
  const late = payments.filter(({ state }) => state === "sent" || state === "paid")
  return (
    <Section title="振込の結果" id="results">
      <SummaryList
        dense
        rows={[
          { key: "支払済み", value: numberText(payments.filter(({ state }) => state === "paid").length, "件") },
          { key: "振込不能", value: numberText(back.length, "件") },
          { key: "結果待ち", value: numberText(open.length, "件") },
        ]}
      />
      {mayPay && early && <Banner title="結果は支払日から記録できます">{`支払日は${wareki(batch.payOn)}です。`}</Banner>}
      {fresh.map((result) => (
        <ReadResult batch={batch} payments={payments} result={result} mayPay={mayPay} today={today} typed={typed} />
      ))}
      {mayPay && !early && open.length > 0 && fresh.length === 0 && (
        <Form action={payingPaths.resultByHand(batch.id)} label="すべて届いた">
          <input type="hidden" name="restPaid" value="on" />
          <Button>{`振込不能はなく、${numberText(open.length, "件")}すべて届いた`}</Button>
        </Form>
      )}
      {mayPay && !early && (
        <Details summary="銀行の振込不能ファイルを読み込む" open={typed?.problems.some(({ field }) => field === "file") ?? false}>
          <Form action={payingPaths.results(batch.id)} enctype="multipart/form-data" label="振込不能ファイルを読み込む">
            <FileField name="file" label="振込不能のファイル" hint="120バイトの固定長か、見出しのあるCSV。読み込んだ内容を見てから反映します。" required {...shared} />
            <Button kind="secondary">読み込む</Button>
          </Form>
        </Details>
      )}
      {mayPay && !early && late.length > 0 && late.length <= 200 && (
        <Details summary="振込不能を手で記録する" open={typed?.problems.some(({ field }) => field === "failed" || field === "reason") ?? false}>
          <Form action={payingPaths.resultByHand(batch.id)} label="振込不能を手で記録する">
            <CheckboxesField name="failed" label="振込不能の支払" required {...shared} options={late.map((payment) => ({ value: payment.id, label: `支払${payment.number}　${payment.account.creditor}　${yenText(payment.amountYen)}` }))} />
            <TextField name="reason" label="振込不能の理由" hint="銀行の言葉のまま。申請者に伝わります。例 該当口座なし" required {...shared} />
            <DateField name="cameBackOn" label="戻った日" required {...shared} value={today} />
            {open.length > 0 && fresh.length === 0 && <CheckboxField name="restPaid" label="ほかの振込はすべて届いた" {...shared} />}
            <Button kind="secondary">記録する</Button>
          </Form>
        </Details>
      )}
      {results.some(({ appliedAt }) => appliedAt) && (
        <Details summary="反映した結果ファイル">
          <Table
            caption="反映した結果ファイル"
            captionHidden
            rows={results.filter(({ appliedAt }) => appliedAt)}
            columns={[
              { key: "readAt", title: "読み込み", rowHeader: true, nowrap: true, cell: (row) => dateTime(row.readAt) },
              { key: "appliedAt", title: "反映", nowrap: true, cell: (row) => dateTime(row.appliedAt) },
              { key: "failed", title: "振込不能", align: "right", cell: (row) => numberText(row.failed.length, "件") },
              { key: "problems", title: "照合できない行", align: "right", cell: (row) => numberText(row.problems.length, "件") },
              { key: "sha256", title: "SHA-256", cell: (row) => <code class="hash">{row.sha256}</code> },
            ]}
          />
        </Details>
      )}
    </Section>
  )
}

function ReadResult({ batch, payments, result, mayPay, today, typed }: Omit<ResultsRoomProps, "results"> & { result: ResultRow }) {
  const shared = typed ? { typed } : {}
  const known = new Map(payments.map((payment) => [payment.id, payment]))
  return (
    <section class="card">
      <h3 class="card-title">読み込んだ振込不能ファイル（{dateTime(result.readAt)}）</h3>
      <Table
        caption="照合できた振込不能"
        rows={result.failed}
        columns={[
          { key: "record", title: "レコード", rowHeader: true, align: "right" },
          { key: "creditor", title: "債主", cell: (row) => known.get(row.paymentId)?.account.creditor ?? "－" },
          { key: "amount", title: "金額", align: "right", nowrap: true, cell: (row) => yenText(known.get(row.paymentId)?.amountYen) },
          { key: "reason", title: "理由", cell: (row) => row.reason || "－" },
        ]}
      />
      {result.problems.length > 0 && (
        <Banner kind="warning" title={`照合できない行が${result.problems.length}件あります`}>
          <ul>
            {result.problems.slice(0, 100).map(({ at, message }) => (
              <li>{`${at}行目：${message}`}</li>
            ))}
          </ul>
        </Banner>
      )}
      {mayPay && (
        <Form action={payingPaths.result(batch.id, result.id)} label="読み込んだ結果を反映する">
          <DateField name="cameBackOn" id={`cameBackOn-${result.id}`} label="戻った日" required {...shared} value={today} />
          <CheckboxField name="restPaid" id={`restPaid-${result.id}`} label="ほかの振込はすべて届いた" hint="選ばなければ、残りは結果待ちのままです。" {...shared} />
          {result.problems.length > 0 && <TextAreaField name="unmatched" label="照合できない行をどう確かめたか" rows={2} maxLength={500} {...shared} />}
          <Button>{`振込不能${numberText(result.failed.length, "件")}を反映する`}</Button>
        </Form>
      )}
      {mayPay && (
        <Form action={payingPaths.dropResult(batch.id, result.id)} class="form-inline" label="読み込みを取り消す">
          <Button kind="secondary" small>
            ほかの一括のファイルだった：読み込みを取り消す
          </Button>
        </Form>
      )}
    </section>
  )
}
