import { firstValue, type Typed } from "../../../../kernel/http/index.ts"
import {
  Button,
  ButtonGroup,
  CheckboxField,
  DateField,
  FieldGroup,
  Form,
  NumberField,
  Page,
  RadioField,
  TextAreaField,
  TextField,
  YenField,
} from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { rateFieldOf } from "../calls.ts"
import type { CallInput } from "../inputs.ts"
import { type Programme, roundingWords } from "../programme.ts"

interface CallFormProps {
  programme: Programme
  /** The call being changed. */
  it?: { id: string; version: number; title: string }
  start: Partial<CallInput>
  typed?: Typed | undefined
  /** What a 要綱 proposed, to be read beside the fields. */
  fiscalYear: number
}

const SPARE = 2
const MOST = 20

export function CallFormPage({ programme, it, start, typed, fiscalYear }: CallFormProps) {
  const shared = typed ? { typed } : {}
  const lines = (list: readonly string[] | undefined) => (list ?? []).join("\n")
  const title = it ? "公募を変える" : "公募をつくる"
  return (
    <Page
      title={title}
      width="narrow"
      {...shared}
      crumbs={[
        { title: "補助制度", href: paths.programmes },
        { title: programme.title, href: paths.programme(programme.id) },
        ...(it ? [{ title: it.title, href: paths.ownCall(it.id) }] : []),
        { title },
      ]}
      lead="途中でも保存できます。公開するときに、足りないものを確かめます。"
    >
      <Form action={it ? paths.editCall(it.id) : paths.calls(programme.id)} {...(it ? { version: it.version } : {})}>
        <TextField name="title" label="公募の名称" required maxLength={100} {...shared} value={start.title ?? programme.title} />
        <NumberField name="fiscalYear" label="年度" hint="西暦で入力します。" required unit="年度" {...shared} value={start.fiscalYear ?? fiscalYear} />
        <FieldGroup title="受付の期間" hint="締切の時刻を1秒でも過ぎた提出は受け付けません。時刻は日本時間です。">
          <DateField name="opensOn" label="受付の開始日" {...shared} value={start.opensOn ?? ""} />
          <TextField name="opensTime" label="開始の時刻" width="short" {...shared} value={start.opensTime ?? "09:00"} />
          <DateField name="closesOn" label="受付の締切日" {...shared} value={start.closesOn ?? ""} />
          <TextField name="closesTime" label="締切の時刻" width="short" {...shared} value={start.closesTime ?? "17:00"} />
        </FieldGroup>
        <FieldGroup title="補助金の額">
          <YenField name="budgetYen" label="予算額" {...shared} value={start.budgetYen ?? ""} />
          <YenField name="capYen" label="1件の上限額" hint="空欄は「上限なし」です。" {...shared} value={start.capYen ?? ""} />
          <RadioField
            name="rounding"
            label="端数処理"
            inline
            {...shared}
            value={start.rounding ?? "thousand-down"}
            options={Object.entries(roundingWords).map(([value, label]) => ({ value, label }))}
          />
        </FieldGroup>
        <CategoryRows start={start.categories ?? []} typed={typed} />
        <FieldGroup title="申請できるか確かめる質問" hint="1行に1つ書きます。申請の前に聞き、対象にならない人には理由を示します。">
          <TextAreaField name="mustBeYes" label="「はい」でなければ対象にならないこと" hint="例：県内に事業所がありますか。" rows={4} {...shared} value={lines(start.mustBeYes)} />
          <TextAreaField name="mustBeNo" label="「いいえ」でなければ対象にならないこと" hint="例：県税に滞納がありますか。" rows={3} {...shared} value={lines(start.mustBeNo)} />
        </FieldGroup>
        <FieldGroup title="添付書類" hint="1行に1つ書きます。">
          <TextAreaField name="required" label="必ず添付する書類" rows={4} {...shared} value={lines(start.required)} />
          <TextAreaField name="optional" label="あれば添付する書類" rows={3} {...shared} value={lines(start.optional)} />
        </FieldGroup>
        <FieldGroup title="審査と交付">
          <NumberField name="standardDays" label="標準処理期間" hint="到達から交付決定までの日数。公開されます。補正を待つ間は数えません。" unit="日" {...shared} value={start.standardDays ?? ""} />
          <NumberField name="withdrawalDays" label="取下げのできる日数" hint="交付決定の通知を受けた日の翌日から数えます。" unit="日" {...shared} value={start.withdrawalDays ?? 10} />
          <NumberField name="reportDays" label="実績報告の日数" hint="完了の日の翌日から数えます。" unit="日" {...shared} value={start.reportDays ?? 30} />
          <YenField name="quotesFromYen" label="相見積を求める額" hint="この額以上の発注に2者の見積を求めます。空欄は「求めない」です。" {...shared} value={start.quotesFromYen ?? ""} />
          <CheckboxField name="earlyStart" label="事前着手を認めることがある" hint="交付決定の前の発注は、あらかじめ承認したものだけを対象にします。" {...shared} checked={start.earlyStart ?? false} />
          <TextAreaField name="conditions" label="交付の条件" hint="1行に1つ書きます。" rows={5} {...shared} value={lines(start.conditions)} />
        </FieldGroup>
        <ButtonGroup>
          <Button>保存する</Button>
          <Button kind="tertiary" name="_again" value="rows">
            経費区分の行を増やす
          </Button>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

/** As many rows as are filled and two more; a row left empty counts for nothing. */
function CategoryRows({ start, typed }: { start: CallInput["categories"]; typed: Typed | undefined }) {
  const shared = typed ? { typed } : {}
  const typedRows = typed ? Object.keys(typed.values).flatMap((name) => /^categories\.(\d+)\./.exec(name)?.[1] ?? []).map(Number) : []
  const filled = typed ? Math.max(-1, ...typedRows) + 1 : start.length + SPARE
  const count = Math.min(MOST, Math.max(filled, start.length) + (firstValue(typed, "_again") === "rows" ? SPARE : 0))
  return (
    <FieldGroup title="経費区分と補助率" hint="補助率は「2/3」「3分の2」「定額」のように書きます。使わない行は空けておきます。">
      {Array.from({ length: count }, (_, at) => {
        const row = start[at]
        return (
          <fieldset class="row-fields">
            <legend>{`経費区分 ${at + 1}`}</legend>
            <TextField name={`categories.${at}.title`} label="名称" maxLength={60} {...shared} value={row?.title ?? ""} />
            <TextField name={`categories.${at}.rate`} label="補助率" width="short" {...shared} value={row ? rateFieldOf(row) : ""} />
            <YenField name={`categories.${at}.capYen`} label="区分の上限額" {...shared} value={row?.capYen ?? ""} />
            <TextField name={`categories.${at}.note`} label="対象になる経費の説明" maxLength={300} {...shared} value={row?.note ?? ""} />
          </fieldset>
        )
      })}
    </FieldGroup>
  )
}
