import type { ComponentChildren } from "preact"
import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, DateField, FieldGroup, FileField, Form, HiddenField, NumberField, Page, RadioField, Section, TextAreaField, wareki, YenField, yenText } from "../../../../kernel/ui/index.ts"
import type { Application, CostLine } from "../../applications/application.ts"
import { paths } from "../../paths.ts"
import type { Call } from "../../programmes/programme.ts"
import type { CategoryMove } from "../change.ts"
import { changesPaths } from "../paths.ts"
import { ComparisonTable } from "./comparison.tsx"

interface FrameProps {
  it: Application
  title: string
  action: string
  button: string
  /** A second button that shows what was typed once more and files nothing. */
  check?: string
  typed: Typed
  children: ComponentChildren
}

function Frame({ it, title, action, button, check, typed, children }: FrameProps) {
  return (
    <Page title={title} kicker={it.number ?? ""} width="narrow" typed={typed} crumbs={[{ title: "わたしの申請", href: paths.myApplications }, { title: it.title, href: paths.mine(it.id) }, { title }]}>
      <Form action={action} enctype="multipart/form-data">
        {children}
        <FileField name="files" label="添付する書類" hint="見積書、図面、写真など。あれば添付してください（10件まで）。" multiple typed={typed} />
        <ButtonGroup>
          <Button>{button}</Button>
          {check && (
            <Button kind="secondary" name="_again" value="check">
              {check}
            </Button>
          )}
          <ButtonLink href={paths.mine(it.id)}>戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

interface ChangePageProps {
  it: Application
  call: Call
  /** As last approved; a share is measured from it. */
  approved: readonly CostLine[]
  /** 「20％」 */
  minor: string
  /** Of what has been typed, once it was looked over. */
  moves?: readonly CategoryMove[] | undefined
  typed: Typed
}

export function ChangePage({ it, call, approved, minor, moves, typed }: ChangePageProps) {
  return (
    <Frame it={it} title="変更の承認を申請する" action={changesPaths.change(it.id)} button="提出する" typed={typed} check="承認が要るか確かめる">
      {moves && (
        <Section title="確かめた結果" id="comparison">
          <p>{moves.some(({ needsApproval }) => needsApproval) ? "経費の配分の変更に、承認が要ります。" : "経費の配分は、承認の要らない範囲です。完了予定日か補助金の額が変わるときは、承認が要ります。"}まだ提出していません。</p>
          <ComparisonTable moves={moves} />
        </Section>
      )}
      <Banner title="承認の要らない変更もあります">
        <p>{`区分ごとの補助対象経費の増減が${minor}までで、完了予定日と補助金の額が変わらないときは、届け出るだけで進められます。${minor}ちょうども届出で足ります。`}</p>
      </Banner>
      <TextAreaField name="content" label="変更の内容" required typed={typed} maxLength={2000} rows={4} />
      <TextAreaField name="reason" label="変更の理由" required typed={typed} maxLength={2000} rows={4} />
      {call.categories.map((category, at) => {
        const now = it.costs.find((line) => line.category === category.key)
        const was = approved.find((line) => line.category === category.key)?.eligible ?? 0
        const first = was === (now?.eligible ?? 0) ? "" : `（承認された額は${yenText(was)}。増減はこの額から計算します）`
        return (
          <FieldGroup title={category.title} hint={`いまは、要する経費 ${yenText(now?.total ?? 0)}、補助対象経費 ${yenText(now?.eligible ?? 0)}${first}`}>
            <HiddenField name={`lines.${at}.category`} value={category.key} />
            <YenField name={`lines.${at}.total`} label="変更後の補助事業に要する経費" typed={typed} />
            <YenField name={`lines.${at}.eligible`} label="変更後の補助対象経費" typed={typed} />
          </FieldGroup>
        )
      })}
      <FieldGroup title="補助金のほかの収入">
        <YenField name="otherIncome" label="寄付金その他の収入" typed={typed} />
        <YenField name="ownFunds" label="自己資金" typed={typed} />
        <YenField name="loans" label="借入金" typed={typed} />
      </FieldGroup>
      <DateField name="endsOn" label="完了予定日" hint={`いまは${wareki(it.endsOn)}です。`} required typed={typed} parts />
    </Frame>
  )
}

export function DiscontinuationPage({ it, typed }: { it: Application; typed: Typed }) {
  return (
    <Frame it={it} title="中止・廃止の承認を申請する" action={changesPaths.discontinuation(it.id)} button="提出する" typed={typed}>
      <RadioField
        name="kind"
        label="中止か廃止か"
        required
        typed={typed}
        options={[
          { value: "suspension", label: "中止（しばらく止めて、また始める）" },
          { value: "discontinuation", label: "廃止（やめる）" },
        ]}
      />
      <DateField name="from" label="中止・廃止の時期" required typed={typed} parts />
      <YenField name="spent" label="すでに支出した額" typed={typed} />
      <TextAreaField name="reason" label="理由" required typed={typed} maxLength={2000} rows={5} />
    </Frame>
  )
}

export function AccidentPage({ it, typed }: { it: Application; typed: Typed }) {
  return (
    <Frame it={it} title="事故（遅延）を報告する" action={changesPaths.accident(it.id)} button="報告する" typed={typed}>
      <TextAreaField name="happened" label="起きたこと" hint="期間内に終わらないとき、続けるのが難しいときは、すみやかに報告してください。" required typed={typed} maxLength={2000} rows={5} />
      <TextAreaField name="outlook" label="今後の見込み" required typed={typed} maxLength={2000} rows={4} />
      <DateField name="endsOn" label="見込まれる完了日" typed={typed} parts />
    </Frame>
  )
}

export function ProgressPage({ it, typed }: { it: Application; typed: Typed }) {
  return (
    <Frame it={it} title="遂行状況を報告する" action={changesPaths.progress(it.id)} button="報告する" typed={typed}>
      <RadioField
        name="kind"
        label="報告の種類"
        required
        typed={typed}
        options={[
          { value: "progress", label: "遂行状況の報告" },
          { value: "year-end", label: "年度が終わったときの実績の報告" },
        ]}
      />
      <NumberField name="percent" label="進捗率" unit="％" required typed={typed} />
      <YenField name="spent" label="支出済額" typed={typed} />
      <TextAreaField name="outlook" label="今後の見込み" required typed={typed} maxLength={2000} rows={4} />
    </Frame>
  )
}
