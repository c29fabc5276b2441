import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, ButtonLink, dateTime, DownloadLinks, EmptyState, FilterBar, Form, numberText, Page, Pagination, SearchField, SelectField, StatusTag, SummaryList, Table, TextAreaField, yenText } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { accountText } from "../creditors/creditor.ts"
import { type Payment, paymentKindWords, type PaymentState, paymentStateWords } from "../payments/payment.ts"
import type { PaymentFilter } from "../payments/read-payments.ts"
import { payingPaths } from "../paths.ts"
import { PayingTabs, payingCrumbs, paymentTones } from "./frame.tsx"

interface PaymentsPageProps {
  items: readonly Payment[]
  next: string | undefined
  filter: PaymentFilter
  counts: Record<PaymentState, number>
  personId: string
  typed?: Typed | undefined
}

export function PaymentsPage({ items, next, filter, counts, personId, typed }: PaymentsPageProps) {
  const query = (more: Record<string, string>) => new URLSearchParams({ ...(filter.state ? { state: filter.state } : {}), ...(filter.q ? { q: filter.q } : {}), ...more }).toString()
  const picks = filter.state === "asked"
  const table = (
    <Table
      caption={filter.state ? `支払（${paymentStateWords[filter.state]}）` : "支払"}
      captionHidden
      rows={items}
      columns={[
        ...(picks
          ? [
              {
                key: "pick",
                title: "選ぶ",
                cell: (row: Payment) => (row.askedBy === personId ? <span>自分が起こした</span> : <input type="checkbox" name="ids" value={row.id} aria-label={`支払${row.number}を選ぶ`} />),
              },
            ]
          : []),
        { key: "number", title: "支払番号", rowHeader: true, nowrap: true, align: "right", cell: (row) => numberText(row.number) },
        { key: "application", title: "受付番号", nowrap: true, cell: (row) => <a href={paths.office(row.applicationId)}>{row.applicationNumber}</a> },
        { key: "creditor", title: "債主", cell: (row) => row.account.creditor },
        { key: "kind", title: "区分", nowrap: true, cell: (row) => paymentKindWords[row.kind] },
        { key: "amountYen", title: "金額", align: "right", nowrap: true, cell: (row) => yenText(row.amountYen) },
        { key: "account", title: "口座", cell: (row) => `${accountText(row.account)}　${row.account.holder}` },
        { key: "state", title: "状態", nowrap: true, cell: (row) => <StatusTag tone={paymentTones[row.state]}>{paymentStateWords[row.state]}</StatusTag> },
        {
          key: "act",
          title: "操作",
          nowrap: true,
          cell: (row) =>
            row.batchId && row.state !== "cancelled" ? (
              <a href={payingPaths.batch(row.batchId)}>一括を見る</a>
            ) : row.state === "asked" || row.state === "approved" ? (
              <a href={payingPaths.cancelPayment(row.id)}>取り消す</a>
            ) : (
              "－"
            ),
        },
      ]}
    />
  )
  return (
    <Page title="支払" lead="起こした支払を、起こした人とは別の職員が確かめます。" crumbs={[...payingCrumbs, { title: "支払" }]} {...(typed ? { typed } : {})}>
      <PayingTabs current="payments" />
      <FilterBar action={payingPaths.payments} {...(filter.state || filter.q ? { clear: payingPaths.payments } : {})} label="支払のしぼり込み">
        <SelectField
          name="state"
          label="状態"
          empty="すべて"
          value={filter.state ?? ""}
          options={Object.entries(paymentStateWords).map(([value, label]) => ({ value, label: `${label}（${numberText(counts[value as PaymentState])}）` }))}
        />
        <SearchField name="q" label="受付番号・申請者・事業名" value={filter.q ?? ""} />
      </FilterBar>
      {items.length === 0 ? (
        <EmptyState title="条件に合う支払はありません" />
      ) : picks ? (
        <Form action={payingPaths.approvePayments} label="選んだ支払を確認する">
          <div id="ids">{table}</div>
          <Button>選んだ支払を、請求書と口座に照らして確認した</Button>
        </Form>
      ) : (
        table
      )}
      <Pagination {...(next ? { next: `${payingPaths.payments}?${query({ after: next })}` } : {})} />
      {items.length > 0 && <DownloadLinks downloads={[{ format: "csv", href: `${payingPaths.paymentsExport}?${query({})}` }]} />}
    </Page>
  )
}

export function CancelPaymentPage({ payment, typed }: { payment: Payment; typed?: Typed | undefined }) {
  const shared = typed ? { typed } : {}
  return (
    <Page title="支払を取り消す" width="narrow" crumbs={[...payingCrumbs, { title: "支払", href: payingPaths.payments }, { title: "取り消す" }]} {...shared}>
      <SummaryList
        dense
        rows={[
          { key: "支払番号", value: numberText(payment.number) },
          { key: "受付番号", value: payment.applicationNumber },
          { key: "債主", value: payment.account.creditor },
          { key: "金額", value: yenText(payment.amountYen) },
          { key: "起こした日時", value: dateTime(payment.askedAt) },
        ]}
      />
      <p>取り消すと、同じ請求の支払をもう一度起こせるようになります。</p>
      <Form action={payingPaths.cancelPayment(payment.id)}>
        <TextAreaField name="reason" label="取り消す理由" required rows={2} maxLength={500} {...shared} />
        <ButtonGroup>
          <Button kind="danger">支払を取り消す</Button>
          <ButtonLink href={payingPaths.payments}>やめる</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

