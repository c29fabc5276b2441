import { Banner, Button, ButtonGroup, CheckboxField, DateField, Form, HiddenField, Page, Section, SelectField, StatusTag, TextField, wareki } from "../../../../kernel/ui/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import type { Application } from "../../applications/application.ts"
import { byPage } from "../checked-fields.ts"
import { correctionReasons } from "../correction-reasons.ts"
import { type FundingHint, sameWords } from "../double-funding.ts"
import type { CheckedItem, FormalCheck } from "../formal-check.ts"
import { officePaths } from "../paths.ts"

interface CheckPageProps {
  it: Application
  check: FormalCheck
  hints: readonly FundingHint[]
  earliest: string
  typed?: Typed | undefined
}

const verdicts = [{ value: "passed", label: "問題なし" }, ...Object.entries(correctionReasons).map(([value, label]) => ({ value, label: `不備：${label}` }))]

export function CheckPage({ it, check, hints, earliest, typed }: CheckPageProps) {
  const numbered = check.items.map((item, at) => ({ ...item, at }))
  const open = check.items.filter((item) => !item.check).length
  const defects = check.items.filter((item) => item.check?.verdict === "defect").length
  return (
    <Page
      title="形式審査"
      kicker={`${it.number}　${it.title}`}
      crumbs={[{ title: "補助金の申請", href: officePaths.list }, { title: it.number ?? "", href: officePaths.one(it.id) }, { title: "形式審査" }]}
      typed={typed}
      lead="項目と書類を一つずつ確かめます。不備は、すべてまとめて一度に求めます。"
    >
      {check.latest?.answeredAt && (
        <Banner title={`${wareki(check.latest.answeredAt)}に補正の回答がありました`}>
          変わった項目には、補正の前の内容を並べています。変わっていない項目を、後から補正の対象にすることはできません。
        </Banner>
      )}
      {hints.length > 0 && <Hints hints={hints} />}
      <p>
        まだ見ていない項目 <strong>{open}</strong>、不備 <strong>{defects}</strong>
      </p>
      <Form action={officePaths.act(it.id, "check")} label="形式審査">
        {byPage(numbered).map(({ page, fields }) => (
          <Section title={page}>
            {fields.map((item) => (
              <CheckRow item={item} at={item.at} typed={typed} />
            ))}
          </Section>
        ))}
        <Section title="結果" id="result">
          <CheckboxField name="rest" label="まだ判定していない項目は、すべて問題なしとする" typed={typed} />
          <DateField name="replyBy" label="補正の期限" hint={`補正を求めるときだけ。${wareki(earliest)} 以後の開庁日にしてください。`} typed={typed} value={defects > 0 ? earliest : ""} />
          <ButtonGroup>
            <Button kind="secondary" name="go" value="save">
              途中まで保存する
            </Button>
            <Button kind="secondary" name="go" value="ask">
              補正を求める
            </Button>
            {it.state === "formal-check" && (
              <Button name="go" value="accept">
                形式審査を終えて審査に進める
              </Button>
            )}
          </ButtonGroup>
        </Section>
      </Form>
    </Page>
  )
}

function CheckRow({ item, at, typed }: { item: CheckedItem; at: number; typed: Typed | undefined }) {
  const verdict = item.check ? (item.check.verdict === "passed" ? "passed" : item.check.reason) : ""
  return (
    <div class="card">
      <h3 class="card-title">{item.label}</h3>
      <p class="pre-wrap">{item.text || "（空欄）"}</p>
      {item.before !== undefined && (
        <p>
          <StatusTag tone="warning">変更あり</StatusTag> 補正の前：<span class="pre-wrap">{item.before || "（空欄）"}</span>
        </p>
      )}
      {item.explanation && <p>申請者の説明：{item.explanation}</p>}
      <HiddenField name={`checks.${at}.field`} value={item.path} />
      <SelectField name={`checks.${at}.verdict`} label={`判定（${item.label}）`} empty="まだ見ていない" options={item.passedBefore ? verdicts.slice(0, 1) : verdicts} value={verdict} typed={typed} />
      {!item.passedBefore && <TextField name={`checks.${at}.remark`} label="不備のとき：直すこと" hint="申請者がそのまま読みます。" value={item.check?.remark ?? ""} typed={typed} />}
    </div>
  )
}

export function Hints({ hints }: { hints: readonly FundingHint[] }) {
  return (
    <Banner kind="warning" title="ほかの補助金の申請と同じところがあります">
      <ul>
        {hints.map(({ applicationId, programme, number, same, value }) => (
          <li>
            {sameWords[same]}（{value}）：{number ? <a href={officePaths.one(applicationId)}>{`${programme} ${number}`}</a> : `${programme}（ほかの所属の申請）`}
          </li>
        ))}
      </ul>
      <p>同じ経費に二重に交付されないかを確かめてください。形式審査はこのまま進められます。</p>
    </Banner>
  )
}
