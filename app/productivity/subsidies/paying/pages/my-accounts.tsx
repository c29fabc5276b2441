import type { Typed } from "../../../../kernel/http/index.ts"
import {
  Banner,
  Button,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  FileField,
  Form,
  HiddenField,
  Page,
  RadioField,
  Section,
  StatusTag,
  SummaryList,
  Table,
  TextField,
  type Tone,
  wareki,
} from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { type Account, accountKindWords, type AccountState, accountStateWords, type Creditor, purposeWords } from "../creditors/creditor.ts"
import type { Place } from "../creditors/find-banks.ts"
import type { CreditorInput } from "../creditors/inputs.ts"
import { payingPaths } from "../paths.ts"

export const accountTones: Readonly<Record<AccountState, Tone>> = { waiting: "warning", confirmed: "success", returned: "danger", ended: "neutral" }
const crumbs = [{ title: "わたしの申請", href: paths.myApplications }]
const ACCOUNTS = { title: "受取口座", href: payingPaths.myAccounts }

export function MyAccountsPage({ creditor, accounts }: { creditor: Creditor | undefined; accounts: readonly Account[] }) {
  return (
    <Page title="受取口座" lead="補助金を受け取る口座です。一度届け出れば、県のすべての補助金に使えます。" width="narrow" crumbs={[...crumbs, { title: "受取口座" }]}>
      {creditor ? (
        <>
          <SummaryList
            title="受け取る方（債主）"
            rows={[
              { key: "債主番号", value: creditor.code },
              { key: "名称（氏名）", value: creditor.name, change: payingPaths.myCreditor },
              { key: "カナ", value: creditor.kana },
              { key: "所在地（住所）", value: `${creditor.postalCode ? `〒${creditor.postalCode} ` : ""}${creditor.address}` },
              { key: "代表者", value: [creditor.representativeTitle, creditor.representative].filter(Boolean).join(" ") },
            ]}
          />
          <Section
            title="口座"
            id="accounts"
            actions={
              <ButtonLink href={payingPaths.freshAccount} kind="primary">
                口座を届け出る
              </ButtonLink>
            }
          >
            {accounts.length === 0 ? <EmptyState title="口座はまだありません">通帳の写し（カナの名義が見えるページ）を用意してください。</EmptyState> : accounts.map((account) => <OwnAccount account={account} />)}
          </Section>
        </>
      ) : (
        <EmptyState
          title="受取口座はまだ届け出られていません"
          action={
            <ButtonLink href={payingPaths.myCreditor} kind="primary">
              届出をはじめる
            </ButtonLink>
          }
        >
          はじめに名称と住所を、次に口座を入力します。通帳の写し（写真でもかまいません）が要ります。
        </EmptyState>
      )}
    </Page>
  )
}

function OwnAccount({ account }: { account: Account }) {
  return (
    <section class="card">
      <h3 class="card-title">
        {purposeWords[account.purpose]} <StatusTag tone={accountTones[account.state]}>{accountStateWords[account.state]}</StatusTag>
      </h3>
      {account.state === "returned" && <Banner kind="warning" title="届け直してください">{account.remark}</Banner>}
      {account.state === "waiting" && <p>担当者が通帳の写しと照らして確認しています。確認が済むまで、前の口座があればそちらに支払います。</p>}
      <SummaryList
        dense
        rows={[
          { key: "金融機関", value: `${account.bankName} ${account.branchName}` },
          { key: "口座", value: `${accountKindWords[account.kind]} ${account.number}` },
          { key: "名義", value: account.holder },
          { key: "届出の日", value: wareki(account.registeredAt) },
          ...(account.documentId ? [{ key: "通帳の写し", value: <a href={payingPaths.myPassbook(account.id)}>見る</a> }] : []),
        ]}
      />
      {account.state !== "ended" && (
        <Form action={payingPaths.endAccount(account.id)} class="form-inline" label={`${purposeWords[account.purpose]} ${account.bankName} ${account.number}（${accountStateWords[account.state]}）の使用を終える`}>
          <Button kind="secondary" small>
            この口座の使用を終える
          </Button>
        </Form>
      )}
    </section>
  )
}

export function MyCreditorPage({ creditor, known, typed }: { creditor: Creditor | undefined; known: Partial<CreditorInput>; typed?: Typed | undefined }) {
  const start = creditor ?? known
  const shared = typed ? { typed } : {}
  return (
    <Page title={creditor ? "受け取る方を変える" : "受け取る方を届け出る"} width="narrow" {...shared} crumbs={[...crumbs, ACCOUNTS, { title: "受け取る方" }]}>
      {creditor && <p>代表者の氏名だけの変更では、口座はそのまま使えます。名称・カナ・代表者の職名を変えると、口座の名義をもう一度確認します。</p>}
      <Form action={payingPaths.myCreditor} {...(creditor ? { version: creditor.version } : {})}>
        <TextField name="name" label="名称（氏名）" required maxLength={100} {...shared} value={start.name ?? ""} />
        <TextField name="kana" label="カナ名称" hint="カタカナで入力します。会社は「カ）」などの略し方のままでもかまいません。" required {...shared} value={start.kana ?? ""} />
        <TextField name="postalCode" label="郵便番号" hint="例 980-8570" width="short" inputmode="numeric" autocomplete="postal-code" {...shared} value={start.postalCode ?? ""} />
        <TextField name="address" label="所在地（住所）" required maxLength={200} {...shared} value={start.address ?? ""} />
        <TextField name="representativeTitle" label="代表者の職名" hint="会社や団体のとき。例 代表取締役" {...shared} value={start.representativeTitle ?? ""} />
        <TextField name="representative" label="代表者の氏名" hint="会社や団体のとき" {...shared} value={start.representative ?? ""} />
        <ButtonGroup>
          <Button>保存する</Button>
          <ButtonLink href={payingPaths.myAccounts}>やめる</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

export interface AccountSearch {
  purpose: string
  bankText: string
  branchText: string
  banks: readonly Place[]
  bank: Place | undefined
  branches: readonly Place[]
  branch: Place | undefined
}

/** Bank, then branch, then the account itself: one question a page, found by name, kana or number. */
export function FreshAccountPage({ search, typed }: { search: AccountSearch; typed?: Typed | undefined }) {
  const { bank, branch } = search
  const shared = typed ? { typed } : {}
  return (
    <Page title={branch ? "口座を届け出る" : bank ? "支店をえらぶ" : "銀行をえらぶ"} width="narrow" {...shared} crumbs={[...crumbs, ACCOUNTS, { title: "口座を届け出る" }]}>
      {!bank && <PlaceQuestion what="銀行" name="bank" code="bankCode" text={search.bankText} found={search.banks} kept={{ purpose: search.purpose }} hint="名前・カナ・4桁の番号のどれか。例 七十七、しちじゅうしち、0125。ゆうちょ銀行は「ゆうちょ」" />}
      {bank && !branch && (
        <>
          <p>
            銀行：{bank.name}（{bank.code}） <a href={payingPaths.freshAccount}>選び直す</a>
          </p>
          <PlaceQuestion
            what="支店"
            name="branch"
            code="branchCode"
            text={search.branchText}
            found={search.branches}
            kept={{ purpose: search.purpose, bankCode: bank.code }}
            hint="名前・カナ・3桁の番号のどれか。ゆうちょ銀行は振込用の店名（例 八一八）か店番"
          />
        </>
      )}
      {bank && branch && (
        <Form action={payingPaths.freshAccount} enctype="multipart/form-data">
          <p>
            {bank.name}（{bank.code}） {branch.name}（{branch.code}） <a href={payingPaths.freshAccount}>選び直す</a>
          </p>
          <HiddenField name="bankCode" value={bank.code} />
          <HiddenField name="branchCode" value={branch.code} />
          <RadioField
            name="purpose"
            label="使いみち"
            required
            {...shared}
            value={search.purpose || "settlement"}
            options={[
              { value: "settlement", label: purposeWords.settlement, hint: "ふつうはこちら。概算払も、前払金用の口座がなければここに支払います。" },
              { value: "advance", label: purposeWords.advance, hint: "概算払だけを別の口座で受け取るとき" },
            ]}
          />
          <RadioField name="kind" label="預金の種類" required inline {...shared} value="1" options={Object.entries(accountKindWords).map(([value, label]) => ({ value, label }))} />
          <TextField name="number" label="口座番号" hint="7桁まで。ゆうちょ銀行は振込用の口座番号" required width="short" inputmode="numeric" {...shared} />
          <TextField name="holder" label="口座名義（カナ）" hint="通帳に書かれているカナのとおり。例 カ）ハギノセイサクショ、ヤマダ タロウ" required {...shared} />
          <FileField name="passbook" label="通帳の写し" hint="カナの名義と口座番号が見えるページの写真（JPEG・PNG）かPDF。10MBまで。" required accept=".pdf,.png,.jpg,.jpeg" {...shared} />
          <ButtonGroup>
            <Button>届け出る</Button>
            <ButtonLink href={payingPaths.myAccounts}>やめる</ButtonLink>
          </ButtonGroup>
        </Form>
      )}
    </Page>
  )
}

interface PlaceQuestionProps {
  what: string
  name: string
  code: string
  text: string
  found: readonly Place[]
  kept: Record<string, string>
  hint: string
}

function PlaceQuestion({ what, name, code, text, found, kept, hint }: PlaceQuestionProps) {
  const hidden = Object.entries(kept).filter(([, value]) => value !== "")
  const missing = text !== "" && found.length === 0
  return (
    <>
      <Form action={payingPaths.freshAccount} method="get" label={`${what}をさがす`}>
        {hidden.map(([key, value]) => (
          <HiddenField name={key} value={value} />
        ))}
        <TextField
          name={name}
          label={what}
          hint={hint}
          required
          {...(missing ? { typed: { values: { [name]: text }, problems: [{ field: name, message: `「${text}」という${what}は見つかりません。ほかの書き方か番号で試してください。` }] } } : {})}
          value={text}
        />
        <Button kind={found.length > 1 ? "secondary" : "primary"}>さがす</Button>
      </Form>
      {found.length > 1 && (
        <Form action={payingPaths.freshAccount} method="get" label={`見つかった${what}`}>
          {hidden.map(([key, value]) => (
            <HiddenField name={key} value={value} />
          ))}
          <RadioField name={code} label={`見つかった${what}（${found.length}件${found.length === 30 ? "まで表示" : ""}）`} required options={found.map((place) => ({ value: place.code, label: `${place.name}（${place.code}）` }))} />
          <Button>この{what}にする</Button>
        </Form>
      )}
    </>
  )
}

/** For the applicant's page of an application. */
export function PaymentRows({ rows }: { rows: readonly { kind: string; amount: string; state: string; day: string; account: string }[] }) {
  return (
    <Table
      caption="支払の状況"
      captionHidden
      rows={rows}
      columns={[
        { key: "kind", title: "区分", rowHeader: true, nowrap: true },
        { key: "amount", title: "金額", align: "right", nowrap: true },
        { key: "state", title: "状態", nowrap: true },
        { key: "day", title: "支払日", nowrap: true },
        { key: "account", title: "口座" },
      ]}
    />
  )
}
