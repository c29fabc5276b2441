import type { Typed } from "../../../kernel/http/index.ts"
import {
  Banner,
  Button,
  ButtonGroup,
  FieldGroup,
  FileField,
  Form,
  HiddenField,
  NumberField,
  Page,
  RadioField,
  Section,
  SelectField,
  TextAreaField,
  TextField,
} from "../../../kernel/ui/index.ts"
import { durationText, FORMULA } from "../durations.ts"
import type { Improvement } from "../improvement.ts"
import { type InitiativeName, nameOf } from "../initiatives.ts"
import { paths } from "../paths.ts"
import type { Similar } from "../similar-improvements.ts"
import { perWords } from "../words.ts"
import { SimilarList } from "./similar-list.tsx"

/** What the form starts from: nothing, a draft, or another unit's improvement. */
export type Start = Pick<
  Improvement,
  "initiativeId" | "title" | "presentWay" | "proposedWay" | "evidence" | "per" | "minutesNow" | "minutesAfter" | "timesAYear" | "people"
>

export interface ImprovementFormPageProps {
  names: readonly InitiativeName[]
  /** The draft or returned one being written on. */
  it?: Improvement | undefined
  start?: Partial<Start> | undefined
  copiedFrom?: { id: string; title: string } | undefined
  /** The words with which it was returned. */
  askedBack?: string | undefined
  typed?: Typed | undefined
  similar?: readonly Similar[] | undefined
}

export function ImprovementFormPage({ names, it, start = {}, copiedFrom, askedBack, typed, similar }: ImprovementFormPageProps) {
  const returned = it?.state === "returned"
  const from: Partial<Start> = it ?? start
  const time = (minutes: number | undefined) => (minutes === undefined || (it && it.timesAYear === 0 && minutes === 0) ? "" : durationText(minutes))
  const count = (value: number | undefined) => (value ? String(value) : "")
  const shared = typed ? { typed } : {}
  const current = names.filter((name) => name.current || name.id === from.initiativeId)
  const title = returned ? "提案を出し直す" : it ? "下書きの続きを書く" : "業務改善を提案する"
  return (
    <Page
      title={title}
      width="narrow"
      {...shared}
      crumbs={[{ title: "業務改善提案", href: paths.list }, { title }]}
      lead="日々の仕事で気付いた改善を、推進プランの取組に提案します。採用された提案は、実施から3か月後に効果を測ります。"
    >
      {names.every((name) => !name.current) && (
        <Banner kind="warning" title="施行中の推進プランがありません">
          <p>提案は下書きとして保存できます。推進プランが施行されると提案できるようになります。</p>
        </Banner>
      )}
      {returned && askedBack && (
        <Banner kind="warning" title="聞かれていること">
          <p class="pre-wrap">{askedBack}</p>
        </Banner>
      )}
      {copiedFrom && (
        <Banner title="ほかの所属の提案をもとにしています">
          <p>
            もとの提案：<a href={paths.one(copiedFrom.id)}>{copiedFrom.title}</a>。自分の所属に合わせて書き直してください。
          </p>
        </Banner>
      )}
      {similar && (
        <Section title="似た提案" id="similar">
          <SimilarList similar={similar} />
        </Section>
      )}
      <Form
        action={returned ? paths.file(it.id) : it ? paths.edit(it.id) : paths.drafts}
        enctype="multipart/form-data"
        {...(it ? { version: it.version } : {})}
      >
        {copiedFrom && <HiddenField name="copiedFromId" value={copiedFrom.id} />}
        <SelectField
          name="initiativeId"
          label="対象の取組"
          hint="いちばん近いものを1つ選びます。担当所属が採否を判断します。"
          required
          {...shared}
          value={from.initiativeId ?? null}
          options={current.map((name) => ({ value: name.id, label: nameOf(names, name.id) }))}
        />
        <TextField name="title" label="題名" required maxLength={100} {...shared} value={from.title ?? ""} />
        <TextAreaField name="presentWay" label="現在のやり方" required maxLength={4000} {...shared} value={from.presentWay ?? ""} />
        <TextAreaField name="proposedWay" label="改善後のやり方" required maxLength={4000} {...shared} value={from.proposedWay ?? ""} />
        <FieldGroup title="減らせる時間" hint={`${FORMULA}で、1年の効果を見積もります。分単位で記録します（1分未満四捨五入）。`}>
          <RadioField
            name="per"
            label="時間の数え方"
            inline
            {...shared}
            value={from.per ?? "occurrence"}
            options={Object.entries(perWords).map(([value, label]) => ({ value, label }))}
          />
          <TextField
            name="hoursNow"
            label="現在の時間"
            hint="「1.5」（時間）、「1時間30分」、「90分」、「1:30」のように書けます。"
            required
            width="short"
            {...shared}
            value={time(from.minutesNow)}
          />
          <TextField name="hoursAfter" label="改善後の時間" required width="short" {...shared} value={time(from.minutesAfter)} />
          <NumberField
            name="timesAYear"
            label="1年の回数"
            hint="1か月あたりで数えるときは、1年のうち行う月数（12以下）です。"
            required
            {...shared}
            value={count(from.timesAYear)}
          />
          <NumberField name="people" label="人数" hint="この仕事をしている人の数です。" unit="人" required {...shared} value={count(from.people)} />
          <TextAreaField
            name="evidence"
            label="時間の根拠"
            hint="計った、記録から数えた、聞き取ったなど、時間・回数・人数がどこから来たかを書きます。"
            required
            rows={4}
            maxLength={4000}
            {...shared}
            value={from.evidence ?? ""}
          />
        </FieldGroup>
        <FileField name="files" label="添付ファイル" hint="根拠になる資料があれば付けます。5つまで。" multiple {...shared} />
        {returned && <TextAreaField name="answer" label="差戻しへの回答" maxLength={2000} rows={4} {...shared} />}
        <ButtonGroup>
          {returned ? (
            <>
              <Button>出し直す</Button>
              <Button kind="secondary" formaction={paths.edit(it.id)}>
                書きかけを保存
              </Button>
            </>
          ) : (
            <>
              <Button>保存して内容を確かめる</Button>
              <Button kind="secondary" formaction={it ? paths.file(it.id) : paths.list}>
                すぐに提案する
              </Button>
              <Button kind="tertiary" name="_again" value="similar">
                似た提案を調べる
              </Button>
            </>
          )}
        </ButtonGroup>
      </Form>
    </Page>
  )
}
