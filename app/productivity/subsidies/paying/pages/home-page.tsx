import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, EmptyState, Form, Page, RadioField, SummaryList, Table, wareki, yenText } from "../../../../kernel/ui/index.ts"
import { stateWords } from "../../application-states.ts"
import type { Application } from "../../applications/application.ts"
import { paths } from "../../paths.ts"
import { type Account, accountText, type Creditor } from "../creditors/creditor.ts"
import type { LedgerRow } from "../ledger/read-ledger.ts"
import { LedgerTable } from "../ledger/ledger-table.tsx"
import { paymentKindWords } from "../payments/payment.ts"
import type { Claim } from "../payments/read-payments.ts"
import { payingPaths } from "../paths.ts"
import { PayingTabs, payingCrumbs } from "./frame.tsx"

export function ClaimsPage({ claims }: { claims: readonly Claim[] }) {
  return (
    <Page title="補助金の支払" lead="届いた請求から支払を起こし、別の職員が確かめ、一括にまとめて決裁を受け、銀行に送ります。">
      <PayingTabs current="claims" />
      {claims.length === 0 ? (
        <EmptyState title="支払を待つ請求はありません">
          <p>概算払・精算払の請求書が届くと、ここに並びます。</p>
        </EmptyState>
      ) : (
        <Table
          caption="支払を待つ請求（古い順）"
          rows={claims}
          columns={[
            { key: "filedAt", title: "届いた日", nowrap: true, cell: (row) => wareki(row.filedAt) },
            { key: "number", title: "受付番号", rowHeader: true, nowrap: true, cell: (row) => <a href={payingPaths.claim(row.id)}>{row.applicationNumber}</a> },
            { key: "applicant", title: "申請者" },
            { key: "applicationTitle", title: "事業" },
            { key: "kind", title: "区分", nowrap: true, cell: (row) => paymentKindWords[row.kind] },
            { key: "amountYen", title: "請求額", align: "right", nowrap: true, cell: (row) => yenText(row.amountYen) },
          ]}
        />
      )}
    </Page>
  )
}

interface ClaimPageProps {
  claim: Claim
  it: Application
  creditor: Creditor | undefined
  accounts: readonly Account[]
  ledger: readonly LedgerRow[]
  /** Why it cannot be paid now, or the payment it is already in. */
  hindrance: string | undefined
  mayPay: boolean
  typed?: Typed | undefined
}

export function ClaimPage({ claim, it, creditor, accounts, ledger, hindrance, mayPay, typed }: ClaimPageProps) {
  const shared = typed ? { typed } : {}
  const chosen = accounts.some(({ id }) => id === claim.accountId) ? claim.accountId : accounts[0]?.id
  return (
    <Page title={`${paymentKindWords[claim.kind]}の請求`} lead={`${claim.applicationNumber}　${claim.applicant}`} {...shared} crumbs={[...payingCrumbs, { title: claim.applicationNumber }]}>
      {hindrance && <Banner kind="warning" title="いまは支払を起こせません">{hindrance}</Banner>}
      <SummaryList
        dense
        rows={[
          { key: "申請", value: <a href={paths.office(it.id)}>{claim.applicationTitle}</a> },
          { key: "申請の状態", value: stateWords[it.state] },
          { key: "請求額", value: yenText(claim.amountYen) },
          { key: "届いた日", value: wareki(claim.filedAt) },
          { key: "交付決定額", value: yenText(it.awardedYen) },
          { key: "確定額", value: yenText(it.settledYen) },
          { key: "債主", value: creditor ? <a href={payingPaths.creditor(creditor.id)}>{`${creditor.code} ${creditor.name}`}</a> : "届出なし（申請者に「受取口座」の届出を求めてください）" },
        ]}
      />
      <LedgerTable rows={ledger} />
      {mayPay && !hindrance && (
        <Form action={payingPaths.claim(claim.id)}>
          <RadioField name="accountId" label="支払う口座" required {...shared} value={chosen ?? ""} options={accounts.map((account) => ({ value: account.id, label: accountText(account), hint: account.holder }))} />
          <ButtonGroup>
            <Button>{`${yenText(claim.amountYen)}の支払を起こす`}</Button>
            <ButtonLink href={payingPaths.home}>請求の一覧に戻る</ButtonLink>
          </ButtonGroup>
        </Form>
      )}
    </Page>
  )
}

