import { firstValue, type Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, CheckboxesField, Form, Page, Section, TextAreaField, TextField, yenText } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { GuidelineProposals, Proposal } from "../propose-from-guideline.ts"
import { roundingWords } from "../programme.ts"
import { rateInput, rateText } from "../rate.ts"

/** A 要綱 is pasted, what was read is shown with its sentence, and each is ticked by a person before anything is made. */
export function GuidelinePage({ typed, found }: { typed?: Typed | undefined; found?: GuidelineProposals | undefined }) {
  const shared = typed ? { typed } : {}
  const options = <T,>(list: readonly Proposal<T>[], value: (one: T) => string, words: (one: T) => string) =>
    list.map((one) => ({ value: value(one.value), label: words(one.value), hint: one.sentence }))
  return (
    <Page
      title="要綱から読み取る"
      {...shared}
      crumbs={[{ title: "補助制度", href: paths.programmes }, { title: "要綱から読み取る" }]}
      lead="交付要綱の文を貼ると、補助率、上限額、添付書類などを読み取って提案します。選んだものだけが下書きになります。"
    >
      <Form action={paths.fromGuideline}>
        <TextAreaField name="text" label="交付要綱の文" required rows={found ? 6 : 16} maxLength={200_000} {...shared} />
        <ButtonGroup>
          <Button kind={found ? "secondary" : "primary"} name="_again" value="read">
            読み取る
          </Button>
        </ButtonGroup>
        {found && (
          <Section title="読み取ったこと" id="found">
            <Banner title="提案です。要綱の文と見比べて、正しいものだけを選んでください">
              <p>選ばなかったものは下書きに入りません。後で書き足せます。</p>
            </Banner>
            <TextField name="title" label="制度の名称" required maxLength={100} {...shared} />
            <Proposed name="rates" label="補助率（経費区分の1つになります）" options={options(found.rates, rateInput, rateText)} typed={typed} />
            <Proposed name="caps" label="1件の上限額（最初に選んだもの）" options={options(found.caps, String, yenText)} typed={typed} />
            <Proposed name="rounding" label="端数処理" options={options(found.rounding, String, (one) => roundingWords[one])} typed={typed} />
            <Proposed name="documents" label="添付書類" options={options(found.documents, String, String)} typed={typed} />
            <Proposed name="withdrawalDays" label="取下げのできる日数" options={options(found.withdrawalDays, String, (n) => `${n}日`)} typed={typed} />
            <Proposed name="reportDays" label="実績報告の日数" options={options(found.reportDays, String, (n) => `${n}日`)} typed={typed} />
            <ButtonGroup>
              <Button>選んだもので下書きをつくる</Button>
            </ButtonGroup>
          </Section>
        )}
      </Form>
      {found && !firstValue(typed, "title") && <p class="quiet">名称を入れると下書きをつくれます。</p>}
    </Page>
  )
}

function Proposed({ name, label, options, typed }: { name: string; label: string; options: { value: string; label: string; hint: string }[]; typed: Typed | undefined }) {
  if (options.length === 0) return <p>{`${label}：見つかりませんでした。`}</p>
  return <CheckboxesField name={name} label={label} options={options} {...(typed ? { typed } : {})} />
}
