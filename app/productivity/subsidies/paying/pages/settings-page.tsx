import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, DateField, Form, Grid, NumberField, Page, RadioField, Section, SelectField, Table, TextField, wareki } from "../../../../kernel/ui/index.ts"
import type { AdvanceShare } from "../payments/advance-shares.ts"
import type { DatedDebitAccount } from "../batches/debit-account.ts"
import { accountKindWords } from "../creditors/creditor.ts"
import { payingPaths } from "../paths.ts"
import { PayingTabs, payingCrumbs } from "./frame.tsx"

interface SettingsPageProps {
  debits: readonly DatedDebitAccount[]
  shares: readonly AdvanceShare[]
  calls: readonly { id: string; title: string; fiscalYear: number }[]
  maySetDebit: boolean
  maySetShare: boolean
  dormantYears: number
  today: string
  typed?: Typed | undefined
}

export function SettingsPage({ debits, shares, calls, maySetDebit, maySetShare, dormantYears, today, typed }: SettingsPageProps) {
  const shared = typed ? { typed } : {}
  return (
    <Page title="支払の設定" crumbs={[...payingCrumbs, { title: "設定" }]} {...shared}>
      <PayingTabs current="settings" />
      <p>{`口座は、最後の支払か確認から${dormantYears}年たつと、確認し直すまで支払に使えません。`}</p>
      <Section title="県の支払口座" id="debits">
        {debits.length === 0 && <Banner kind="warning" title="県の支払口座が定められていません">定めるまで、一括は決裁に回せません。</Banner>}
        <Table
          caption="定めた支払口座"
          captionHidden
          rows={debits}
          columns={[
            { key: "validFrom", title: "この日から", rowHeader: true, nowrap: true, cell: (row) => wareki(row.validFrom) },
            { key: "clientName", title: "振込依頼人", cell: (row) => `${row.clientName}（${row.clientCode}）` },
            { key: "account", title: "口座", nowrap: true, cell: (row) => `${row.bankCode}-${row.branchCode} ${accountKindWords[row.kind]} ${row.number}` },
            { key: "source", title: "根拠" },
          ]}
        />
        {maySetDebit && (
          <Form action={payingPaths.debitAccounts} label="県の支払口座を定める">
            <Grid>
              <DateField name="validFrom" label="適用開始日" required min={today} {...shared} />
              <TextField name="clientCode" label="振込依頼人コード" required width="short" inputmode="numeric" {...shared} />
              <TextField name="clientName" label="振込依頼人名（カナ）" required {...shared} />
              <TextField name="bankCode" label="銀行番号" required width="short" inputmode="numeric" {...shared} />
              <TextField name="branchCode" label="支店番号" required width="short" inputmode="numeric" {...shared} />
              <TextField name="number" label="口座番号" required width="short" inputmode="numeric" {...shared} />
            </Grid>
            <RadioField name="kind" label="預金の種類" required inline {...shared} value="1" options={["1", "2", "9"].map((value) => ({ value, label: accountKindWords[value]! }))} />
            <TextField name="source" label="根拠" hint="契約や通知の名称と日付" required {...shared} />
            <Button kind="secondary">この日から使う</Button>
          </Form>
        )}
      </Section>
      <Section title="概算払の割合" id="shares">
        <p>要綱に定めがない公募では、交付決定額までです。0を入れると、概算払をしません。</p>
        <Table
          caption="公募ごとの割合"
          captionHidden
          rows={shares}
          empty="割合を定めた公募はありません。"
          columns={[
            { key: "title", title: "公募", rowHeader: true },
            { key: "share", title: "割合", nowrap: true, cell: (row) => (row.numerator === 0 ? "概算払なし" : `${row.numerator}/${row.denominator}`) },
            { key: "source", title: "根拠" },
          ]}
        />
        {maySetShare && calls.length > 0 && (
          <Form action={payingPaths.advanceShares} label="概算払の割合を定める">
            <SelectField name="callId" label="公募" required {...shared} options={calls.map(({ id, title, fiscalYear }) => ({ value: id, label: `${title}（${fiscalYear}年度）` }))} />
            <NumberField name="numerator" label="分子" required {...shared} />
            <NumberField name="denominator" label="分母" required {...shared} />
            <TextField name="source" id="share-source" label="根拠（要綱の条）" required {...shared} />
            <Button kind="secondary">定める</Button>
          </Form>
        )}
      </Section>
    </Page>
  )
}
