import { documentPaths } from "../../../../kernel/documents/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, Card, CheckboxField, DateField, FieldGroup, FileField, Form, Page, RadioField, Section, SelectField, sizeText, StatusTag, TextAreaField, TextField, wareki, YenField, yenText } from "../../../../kernel/ui/index.ts"
import type { Correction } from "../../applications/answer-correction.ts"
import type { Application } from "../../applications/application.ts"
import { paths } from "../../paths.ts"
import type { Call } from "../../programmes/programme.ts"
import type { JudgedEvidence } from "../evidence.ts"
import { settlingPaths } from "../paths.ts"
import type { Report } from "../report.ts"

interface ReportPageProps {
  it: Application
  call: Call
  report: Report | undefined
  lines: readonly JudgedEvidence[]
  problems: readonly string[]
  correction: Correction | undefined
  typed?: Typed | undefined
}

const crumbsOf = (it: Application) => [
  { title: "わたしの申請", href: paths.myApplications },
  { title: it.title, href: paths.mine(it.id) },
]

/** 実績報告 as its applicant makes it: outcome, one entry a cost, what is still wrong, and the button at the end. */
export function ReportPage({ it, call, report, lines, problems, correction, typed }: ReportPageProps) {
  const eligible = lines.reduce((sum, line) => sum + line.eligibleYen, 0)
  return (
    <Page title="実績報告" kicker={`${call.title}　${it.number}`} width="narrow" {...(typed ? { typed } : {})} crumbs={[...crumbsOf(it), { title: "実績報告" }]}>
      {correction && (
        <Banner kind="warning" title={`補正をお願いします（${wareki(correction.replyBy)}まで）`}>
          <ul>
            {correction.defects.map(({ label, remark }) => (
              <li>{`${label}：${remark}`}</li>
            ))}
          </ul>
        </Banner>
      )}
      <Section title="1. 完了日と成果" id="outcome" actions={<a href={settlingPaths.reportOutcome(it.id)}>{report ? "直す" : "入力する"}</a>}>
        {report?.completedOn ? (
          <p class="pre-wrap">
            {wareki(report.completedOn)}に完了{"\n"}
            {report.outcome}
          </p>
        ) : (
          <p>まだ入力していません。</p>
        )}
      </Section>
      <Section title={`2. かかった経費と証拠書類（${lines.length}件、補助対象経費 ${yenText(eligible)}）`} id="evidence">
        {lines.map((line) => (
          <EvidenceCard it={it} call={call} line={line} />
        ))}
        <ButtonLink href={settlingPaths.freshEvidence(it.id)}>経費を足す</ButtonLink>
      </Section>
      <Section title="3. 提出する" id="file">
        {problems.length > 0 ? (
          <Banner kind="warning" title="提出の前に必要なこと">
            <ul>
              {problems.map((problem) => (
                <li>{problem}</li>
              ))}
            </ul>
          </Banner>
        ) : (
          <Form action={settlingPaths.fileReport(it.id)}>
            {lines.some(({ faults }) => faults.length > 0) && <p>不備が示されている経費は、補助の対象にならないことがあります。直せるものは直してから提出してください。</p>}
            {correction && <TextAreaField name="explanation" label="直したところ、直さないところの説明" {...(typed ? { typed } : {})} maxLength={2000} rows={4} />}
            <Button>実績報告を提出する</Button>
          </Form>
        )}
      </Section>
    </Page>
  )
}

function EvidenceCard({ it, call, line }: { it: Application; call: Call; line: JudgedEvidence }) {
  return (
    <Card title={line.content} href={settlingPaths.evidence(it.id, line.id)} level={3} kicker={call.categories.find(({ key }) => key === line.category)?.title ?? line.category}>
      <p>
        補助対象経費 {yenText(line.eligibleYen)}　<StatusTag tone={line.faults.length > 0 ? "warning" : "success"}>{line.faults.length > 0 ? `不備 ${line.faults.length}` : "そろっています"}</StatusTag>
      </p>
      {line.faults.length > 0 && (
        <ul>
          {line.faults.map(({ message }) => (
            <li>{message}</li>
          ))}
        </ul>
      )}
      <Form action={settlingPaths.removeEvidence(it.id, line.id)} class="form-inline" label={`「${line.content}」を消す`}>
        <Button kind="tertiary" small label={`「${line.content}」を消す`}>
          消す
        </Button>
      </Form>
    </Card>
  )
}

export function OutcomePage({ it, typed }: { it: Application; typed: Typed }) {
  return (
    <Page title="完了日と成果" kicker={it.number ?? ""} width="narrow" typed={typed} crumbs={[...crumbsOf(it), { title: "実績報告", href: settlingPaths.report(it.id) }, { title: "完了日と成果" }]}>
      <Form action={settlingPaths.reportOutcome(it.id)}>
        <DateField name="completedOn" label="完了日" hint="支払まで終わった日です。西暦でも和暦でも入力できます。" required typed={typed} parts />
        <TextAreaField name="outcome" label="事業の成果" hint="申請のときの計画とくらべて書いてください。" required typed={typed} maxLength={4000} rows={8} />
        <YenField name="otherIncome" label="寄付金その他の収入" hint="補助対象経費に充てたもの。なければ0。" typed={typed} />
        <YenField name="profit" label="補助事業で得た収益" hint="なければ0。確定する額から差し引かれることがあります。" typed={typed} />
        <ButtonGroup>
          <Button>保存する</Button>
          <ButtonLink href={settlingPaths.report(it.id)}>戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

interface EvidencePageProps {
  it: Application
  call: Call
  row: string | undefined
  line: JudgedEvidence | undefined
  typed: Typed
}

const links = [
  { key: "quote", title: "見積", name: "見積書の宛名" },
  { key: "order", title: "発注・契約", name: "発注した人の名" },
  { key: "delivery", title: "納品・検収", name: "納品書の宛名" },
  { key: "invoice", title: "請求", name: "請求書の宛名" },
  { key: "payment", title: "支払", name: "支払った口座の名義" },
] as const

/** One cost with its chain of papers, in the order in which they came about. */
export function EvidencePage({ it, call, row, line, typed }: EvidencePageProps) {
  return (
    <Page
      title={row ? "経費を直す" : "経費を足す"}
      kicker={it.number ?? ""}
      width="narrow"
      typed={typed}
      lead="1つの買い物・契約ごとに1件ずつ入力します。途中でも保存できます。"
      crumbs={[...crumbsOf(it), { title: "実績報告", href: settlingPaths.report(it.id) }, { title: row ? "経費を直す" : "経費を足す" }]}
    >
      <Form action={row ? settlingPaths.evidence(it.id, row) : settlingPaths.freshEvidence(it.id)} enctype="multipart/form-data">
        <SelectField name="category" label="経費区分" required typed={typed} options={call.categories.map(({ key, title }) => ({ value: key, label: title }))} />
        <TextField name="content" label="買ったもの・頼んだこと" hint="「一式」「等」ではなく、何を何個かを書きます。" required typed={typed} maxLength={200} />
        <CheckboxField name="itemised" label="内訳の書類がある" typed={typed} />
        <CheckboxField name="secondHand" label="中古品" typed={typed} />
        <YenField name="eligibleYen" label="補助対象経費" required typed={typed} />
        {links.map(({ key, title, name }) => (
          <FieldGroup title={title}>
            <DateField name={`${key}.on`} label="日付" typed={typed} parts />
            <YenField name={`${key}.amount`} label="額（税込み）" typed={typed} />
            <TextField name={`${key}.name`} label={name} typed={typed} maxLength={100} />
          </FieldGroup>
        ))}
        <RadioField
          name="method"
          label="支払の方法"
          inline
          typed={typed}
          options={[
            { value: "transfer", label: "振込" },
            { value: "card", label: "カード" },
            { value: "cash", label: "現金" },
          ]}
        />
        <DateField name="withdrawnOn" label="カードの引落日（カードのとき）" typed={typed} parts />
        <CheckboxField name="ownAccount" label="補助事業者の口座から払った" typed={typed} />
        <TextField name="issuer" label="請求書の登録番号（T＋13桁）または法人番号" typed={typed} width="medium" />
        <TextField name="invoiceNumber" label="請求書の番号" typed={typed} width="medium" />
        <FieldGroup title="相見積" hint={call.quotesFromYen === null ? "中古品のときに要ります。" : `${yenText(call.quotesFromYen)}を超えるとき、中古品のときは、2者以上の見積が要ります。`}>
          {[0, 1, 2].map((at) => (
            <>
              <TextField name={`quotes.${at}.firm`} label={`${at + 1}者目の会社`} typed={typed} maxLength={100} />
              <YenField name={`quotes.${at}.amount`} label="見積の額" typed={typed} />
              <CheckboxField name={`quotes.${at}.related`} label="申請者と関係のある会社" typed={typed} />
            </>
          ))}
        </FieldGroup>
        <FileField name="files" label="書類の写し（見積書から支払の証拠まで）" multiple typed={typed} />
        <FileField name="before" label="実施前の写真" multiple typed={typed} />
        <FileField name="after" label="実施後の写真" multiple typed={typed} />
        <ButtonGroup>
          <Button>保存する</Button>
          <ButtonLink href={settlingPaths.report(it.id)}>戻る</ButtonLink>
        </ButtonGroup>
      </Form>
      {line && row && <AttachedFiles it={it} row={row} line={line} />}
    </Page>
  )
}

/** What has been attached, each with its own way out. */
function AttachedFiles({ it, row, line }: { it: Application; row: string; line: JudgedEvidence }) {
  const groups = [
    { title: "書類の写し", files: line.files },
    { title: "実施前の写真", files: line.photos.before },
    { title: "実施後の写真", files: line.photos.after },
  ].filter(({ files }) => files.length > 0)
  if (groups.length === 0) return null
  return (
    <Section title="添付した書類" id="attached">
      {groups.map(({ title, files }) => (
        <>
          <h3>{title}</h3>
          {files.map((file) => (
            <Form action={settlingPaths.removeEvidenceFile(it.id, row, file.id)} class="form-inline" label={`「${file.name}」を外す`}>
              <a href={documentPaths.document(file.documentId)}>{file.name}</a>（{sizeText(file.bytes)}）
              <Button kind="tertiary" small label={`「${file.name}」を外す`}>
                外す
              </Button>
            </Form>
          ))}
        </>
      ))}
    </Section>
  )
}

interface ClaimPageProps {
  it: Application
  offer: { kind: "advance" | "final"; amount: number }
  accounts: readonly { id: string; text: string }[]
  accountsHref: string
  typed: Typed
}

export function ClaimPage({ it, offer, accounts, accountsHref, typed }: ClaimPageProps) {
  const title = offer.kind === "final" ? "精算払を請求する" : "概算払を請求する"
  return (
    <Page title={title} kicker={it.number ?? ""} width="narrow" typed={typed} crumbs={[...crumbsOf(it), { title }]}>
      <p>{offer.kind === "final" ? `確定した額から、すでに支払った額を差し引いた${yenText(offer.amount)}を請求します。` : `${yenText(offer.amount)}まで請求できます。`}</p>
      {accounts.length === 0 && (
        <Banner kind="warning" title="受取口座が登録されていません">
          <p>
            <a href={accountsHref}>受取口座を届け出て</a>から請求してください。
          </p>
        </Banner>
      )}
      <Form action={settlingPaths.claim(it.id)}>
        <YenField name="amount" label="請求額" required typed={typed} />
        {accounts.length > 0 && <SelectField name="accountId" label="振込先" typed={typed} empty={false} options={accounts.map(({ id, text }) => ({ value: id, label: text }))} />}
        <Button>請求する</Button>
      </Form>
    </Page>
  )
}
