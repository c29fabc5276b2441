import type { ComponentChildren } from "preact"
import type { Typed } from "../../../kernel/http/index.ts"
import {
  Button,
  ButtonGroup,
  ButtonLink,
  DateField,
  Form,
  NumberField,
  Page,
  RadioField,
  SummaryList,
  TextAreaField,
  TextField,
  wareki,
  YenField,
} from "../../../kernel/ui/index.ts"
import { durationText, FORMULA, formulaOf } from "../durations.ts"
import type { Improvement } from "../improvement.ts"
import { paths } from "../paths.ts"
import { perWords } from "../words.ts"

interface DeedPageProps {
  it: Improvement
  typed?: Typed | undefined
}

/** One question about one improvement, with the head of its record above it. */
function DeedPage({ it, typed, title, lead, action, button, kind, children }: DeedPageProps & {
  title: string
  lead?: string
  action: string
  button: string
  kind?: "primary" | "danger"
  children: ComponentChildren
}) {
  return (
    <Page
      title={title}
      kicker={`受付番号 ${it.number ?? "－"}`}
      width="narrow"
      {...(lead ? { lead } : {})}
      {...(typed ? { typed } : {})}
      crumbs={[{ title: "業務改善提案", href: paths.list }, { title: it.title, href: paths.one(it.id) }, { title }]}
    >
      <SummaryList
        dense
        rows={[
          { key: "題名", value: it.title },
          { key: "提案者", value: `${it.authorUnitName} ${it.authorName}` },
          { key: "見込みの効果", value: formulaOf(it) },
        ]}
      />
      <Form action={action}>
        {children}
        <ButtonGroup>
          <Button kind={kind ?? "primary"}>{button}</Button>
          <ButtonLink href={paths.one(it.id)}>やめて戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

export function AskBackPage({ it, typed }: DeedPageProps) {
  return (
    <DeedPage it={it} typed={typed} title="提案者に聞き返す" action={paths.askBack(it.id)} button="差し戻す" lead="提案は提案者に戻り、書き直して出し直せるようになります。">
      <TextAreaField name="text" label="聞き返すこと" required maxLength={2000} {...(typed ? { typed } : {})} />
    </DeedPage>
  )
}

export function WithdrawPage({ it, typed }: DeedPageProps) {
  return (
    <DeedPage it={it} typed={typed} title="提案を取り下げる" action={paths.withdraw(it.id)} button="取り下げる" kind="danger" lead="採否が決まるまでは取り下げられます。記録は残ります。">
      <TextAreaField name="reason" label="取下げの理由" rows={3} maxLength={1000} {...(typed ? { typed } : {})} />
    </DeedPage>
  )
}

export function ProposalPage({ it, typed, route }: DeedPageProps & { route?: ComponentChildren }) {
  const shared = typed ? { typed } : {}
  return (
    <DeedPage it={it} typed={typed} title="採否を起案する" action={paths.proposal(it.id)} button="決裁に回す" lead="決裁が済むと、採用または不採用が提案者に知らされます。">
      <RadioField
        name="verdict"
        label="採否の案"
        required
        {...shared}
        value={it.proposal?.verdict ?? null}
        options={[
          { value: "adopt", label: "採用する" },
          { value: "decline", label: "不採用とする" },
        ]}
      />
      <DateField name="plannedOn" label="実施予定日" hint="採用するときに入力します。" {...shared} value={it.proposal?.plannedOn ?? null} />
      <YenField name="cost" label="実施に要る経費" hint="採用するときに、あれば入力します。金額により決裁する人が変わります。" {...shared} value={it.proposal?.cost ?? null} />
      <TextAreaField name="reason" label="理由" hint="不採用とするときは必ず書きます。提案者に伝わります。" maxLength={2000} {...shared} value={it.proposal?.reason ?? ""} />
      {route}
    </DeedPage>
  )
}

export function PlannedPage({ it, typed }: DeedPageProps) {
  return (
    <DeedPage it={it} typed={typed} title="実施予定日を変える" action={paths.planned(it.id)} button="変更する">
      <DateField name="plannedOn" label="実施予定日" required {...(typed ? { typed } : {})} value={it.plannedOn} />
    </DeedPage>
  )
}

export function DonePage({ it, typed, today }: DeedPageProps & { today: string }) {
  const shared = typed ? { typed } : {}
  return (
    <DeedPage it={it} typed={typed} title="実施を記録する" action={paths.done(it.id)} button="記録する" lead="記録した日から3か月後に、効果を測るお知らせが届きます。">
      <DateField name="doneOn" label="実施日" required max={today} {...shared} value={today} />
      <TextAreaField name="note" label="実施した内容" hint="提案と違うところがあれば書きます。" rows={4} maxLength={2000} {...shared} />
    </DeedPage>
  )
}

export function MeasurementPage({ it, typed, today }: DeedPageProps & { today: string }) {
  const shared = typed ? { typed } : {}
  return (
    <DeedPage it={it} typed={typed} title="効果を測定する" action={paths.measurement(it.id)} button="記録する" lead={`提案前の時間（${perWords[it.per]}${durationText(it.minutesNow)}）と比べます。${FORMULA}で1年の効果になります。`}>
      <DateField name="measuredOn" label="測定日" hint={`実施日は${wareki(it.doneOn)}です。`} required max={today} {...shared} value={today} />
      <TextField
        name="hoursNow"
        label={`実際にかかっている時間（${perWords[it.per]}）`}
        hint="「1.5」（時間）、「1時間30分」、「90分」、「1:30」のように書けます。"
        required
        width="short"
        {...shared}
      />
      <NumberField name="timesAYear" label={it.per === "month" ? "1年の月数" : "1年の回数"} required {...shared} value={it.timesAYear} />
      <NumberField name="people" label="人数" unit="人" required {...shared} value={it.people} />
      <TextAreaField name="evidence" label="測定の根拠" hint="いつ、誰が、どうやって計ったか、何件の平均かを書きます。" required maxLength={4000} {...shared} />
    </DeedPage>
  )
}
