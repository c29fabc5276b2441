import { History } from "../../../../kernel/audit/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import {
  Banner,
  Button,
  Card,
  dateTime,
  Details,
  DownloadLinks,
  EmptyState,
  FilterBar,
  Form,
  Grid,
  numberText,
  Page,
  Pagination,
  SearchField,
  Section,
  SelectField,
  StatusTag,
  SummaryList,
  Table,
  TextAreaField,
  wareki,
} from "../../../../kernel/ui/index.ts"
import { type Account, accountKindWords, accountStateWords, type Creditor, purposeWords } from "../creditors/creditor.ts"
import type { CreditorFilter } from "../creditors/inputs.ts"
import type { CreditorRow } from "../creditors/read-creditors.ts"
import { payingPaths } from "../paths.ts"
import { payingCrumbs } from "./frame.tsx"
import { accountTones } from "./my-accounts.tsx"

const stateWords: Record<CreditorFilter["state"], string> = { all: "すべて", waiting: "確認待ちの口座がある", stopped: "支払を止めている", dormant: "しばらく使っていない口座がある" }

export function CreditorListPage({ items, next, filter }: { items: readonly CreditorRow[]; next: string | undefined; filter: CreditorFilter }) {
  const query = (more: Record<string, string>) => new URLSearchParams({ ...(filter.q ? { q: filter.q } : {}), ...(filter.state === "all" ? {} : { state: filter.state }), ...more }).toString()
  const narrowed = Boolean(filter.q) || filter.state !== "all"
  return (
    <Page title="債主" lead="申請者が届け出た受取口座です。通帳の写しと照らして確認してから支払に使います。" crumbs={[...payingCrumbs, { title: "債主" }]}>
      <FilterBar action={payingPaths.creditors} {...(narrowed ? { clear: payingPaths.creditors } : {})} label="債主のしぼり込み">
        <SearchField name="q" label="債主番号・名称・カナ・口座番号" value={filter.q ?? ""} />
        <SelectField name="state" label="状態" empty={false} value={filter.state} options={Object.entries(stateWords).map(([value, label]) => ({ value, label }))} />
      </FilterBar>
      {items.length === 0 ? (
        <EmptyState title={narrowed ? "条件に合う債主はありません" : "債主はまだありません"}>{!narrowed && <p>申請者が「受取口座」から届け出ると、ここに並びます。</p>}</EmptyState>
      ) : (
        <>
          <Table
            caption="債主の一覧"
            captionHidden
            rows={items}
            columns={[
              { key: "code", title: "債主番号", rowHeader: true, nowrap: true, cell: (row) => <a href={payingPaths.creditor(row.id)}>{row.code}</a> },
              { key: "name", title: "名称" },
              { key: "kana", title: "カナ" },
              { key: "confirmed", title: "使用中の口座", align: "right", cell: (row) => numberText(row.confirmed) },
              { key: "waiting", title: "確認待ち", align: "right", cell: (row) => (row.waiting > 0 ? <StatusTag tone="warning">{numberText(row.waiting)}</StatusTag> : "0") },
              { key: "lastUsedOn", title: "最後の支払", nowrap: true, cell: (row) => wareki(row.lastUsedOn) },
              { key: "state", title: "支払", nowrap: true, cell: (row) => (row.state === "stopped" ? <StatusTag tone="danger">停止中</StatusTag> : "可") },
            ]}
          />
          <Pagination {...(next ? { next: `${payingPaths.creditors}?${query({ after: next })}` } : {})} />
          <DownloadLinks downloads={[{ format: "csv", href: `${payingPaths.creditorsExport}?${query({})}` }]} />
        </>
      )}
    </Page>
  )
}

const eventWords: Readonly<Record<string, string>> = {
  "subsidies.creditor-registered": "債主として届け出ました",
  "subsidies.creditor-changed": "債主の届出を変えました",
  "subsidies.account-registered": "口座を届け出ました",
  "subsidies.account-confirmed": "口座を通帳の写しと照らして確認しました",
  "subsidies.account-returned": "口座の届出を差し戻しました",
  "subsidies.account-ended": "口座の使用を終えました",
  "subsidies.creditor-stopped": "支払を止めました",
  "subsidies.creditor-resumed": "支払の停止をやめました",
}

interface CreditorPageProps {
  creditor: Creditor
  accounts: readonly (Account & { dormant: boolean })[]
  mayPay: boolean
  history: Parameters<typeof History>[0]["events"]
  typed?: Typed | undefined
  /** The account whose form was refused. */
  typedFor?: string | undefined
}

export function CreditorPage({ creditor, accounts, mayPay, history, typed, typedFor }: CreditorPageProps) {
  const shared = typed ? { typed } : {}
  return (
    <Page title={creditor.name} lead={`債主番号 ${creditor.code}`} {...shared} crumbs={[...payingCrumbs, { title: "債主", href: payingPaths.creditors }, { title: creditor.name }]}>
      {creditor.state === "stopped" && (
        <Banner kind="error" title="この債主への支払は止められています">
          {creditor.stoppedReason}
        </Banner>
      )}
      <SummaryList
        dense
        rows={[
          { key: "カナ", value: creditor.kana },
          { key: "所在地（住所）", value: `${creditor.postalCode ? `〒${creditor.postalCode} ` : ""}${creditor.address}` },
          { key: "代表者", value: [creditor.representativeTitle, creditor.representative].filter(Boolean).join(" ") },
          { key: "区分", value: creditor.companyId ? "法人" : "個人" },
        ]}
      />
      <Section title="口座" id="accounts">
        {accounts.length === 0 && <EmptyState title="口座は届け出られていません" />}
        {accounts.map((account) => (
          <AccountCard account={account} mayPay={mayPay} typed={typedFor === account.id ? typed : undefined} />
        ))}
      </Section>
      {mayPay && <StopForm creditor={creditor} typed={typedFor ? undefined : typed} />}
      <History events={history} words={eventWords} />
    </Page>
  )
}

function AccountCard({ account, mayPay, typed }: { account: CreditorPageProps["accounts"][number]; mayPay: boolean; typed: Typed | undefined }) {
  const open = account.state === "waiting" || account.state === "confirmed"
  const body = (
    <Grid large>
      <div>
        <SummaryList
          dense
          rows={[
            { key: "銀行", value: `${account.bankName}（${account.bankCode}）` },
            { key: "支店", value: `${account.branchName}（${account.branchCode}）` },
            { key: "預金の種類", value: accountKindWords[account.kind] },
            { key: "口座番号", value: account.number },
            { key: "口座名義", value: account.holder },
            { key: "届出", value: dateTime(account.registeredAt) },
            { key: "確認", value: account.confirmedAt ? dateTime(account.confirmedAt) : "－" },
            { key: "最後の支払", value: wareki(account.lastPaidOn) },
            ...(account.remark ? [{ key: "備考", value: account.remark }] : []),
          ]}
        />
        {account.dormant && <Banner kind="warning" title="しばらく使われていません">支払の前に、申請者に変わりがないことを確かめて、確認し直してください。</Banner>}
        {mayPay && open && (
          <>
            {(account.state === "waiting" || account.dormant) && (
              <Form action={payingPaths.confirmAccount(account.id)} class="form-inline" label="口座を確認する">
                <Button>{account.state === "waiting" ? "通帳の写しと同じ：確認済みにする" : "変わりない：確認し直す"}</Button>
              </Form>
            )}
            <Details summary="違うところがある：差し戻す" open={typed !== undefined}>
              <Form action={payingPaths.returnAccount(account.id)} label="口座を差し戻す">
                <TextAreaField name="remark" id={typed ? "remark" : `remark-${account.id}`} label="直してほしいところ" hint="申請者にそのまま伝わります。" required rows={2} maxLength={500} {...(typed ? { typed } : {})} />
                <Button kind="secondary">差し戻す</Button>
              </Form>
            </Details>
          </>
        )}
      </div>
      <div>
        {account.documentId && account.picture && <img class="passbook" src={payingPaths.passbook(account.id)} alt={`通帳の写し（${account.bankName} ${account.number}）`} loading="lazy" />}
        {account.documentId ? (
          <p>
            <a href={payingPaths.passbook(account.id)}>通帳の写しを開く</a>
          </p>
        ) : (
          <p>通帳の写しはありません。</p>
        )}
      </div>
    </Grid>
  )
  const title = (
    <>
      {purposeWords[account.purpose]} <StatusTag tone={accountTones[account.state]}>{accountStateWords[account.state]}</StatusTag>
    </>
  )
  if (open) return <Card title={title} level={3}>{body}</Card>
  return <Details summary={<>{title} {account.bankName} {account.number}</>}>{body}</Details>
}

function StopForm({ creditor, typed }: { creditor: Creditor; typed: Typed | undefined }) {
  if (creditor.state === "stopped") {
    return (
      <Form action={payingPaths.resumeCreditor(creditor.id)} label="支払の停止をやめる">
        <Button kind="secondary">支払の停止をやめる</Button>
      </Form>
    )
  }
  return (
    <Details summary="この債主への支払を止める" open={typed !== undefined}>
      <Form action={payingPaths.stopCreditor(creditor.id)} label="支払を止める">
        <TextAreaField name="reason" label="止める理由" hint="差押え、解散など。止めている間は、どの所属も支払えません。" required rows={2} maxLength={500} {...(typed ? { typed } : {})} />
        <Button kind="danger">支払を止める</Button>
      </Form>
    </Details>
  )
}
