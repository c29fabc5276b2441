import { Banner, Button, ButtonGroup, CheckboxField, DateField, Form, HiddenField, Page, Section, StatusTag, Table, wareki } from "../../../../kernel/ui/index.ts"
import { firstValue, type Typed } from "../../../../kernel/http/index.ts"
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
      lead="項目と書類を一つずつ確かめます。不備は、すべてまとめて一度に求めます。直すことは、申請者がそのまま読みます。"
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
            <Table
              caption={`${page}の項目`}
              captionHidden
              rows={fields}
              columns={[
                { key: "label", title: "項目と内容", rowHeader: true, cell: (item) => <Asked item={item} /> },
                { key: "verdict", title: "判定", cell: (item) => <Verdict item={item} typed={typed} /> },
                { key: "remark", title: "不備のとき：直すこと", cell: (item) => (item.passedBefore ? "前回の補正から変わっていません" : <Remark item={item} typed={typed} />) },
              ]}
            />
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

type Numbered = CheckedItem & { at: number }

function Asked({ item }: { item: Numbered }) {
  return (
    <>
      {item.label}
      <br />
      <span class="pre-wrap">{item.text || "（空欄）"}</span>
      {item.before !== undefined && (
        <>
          <br />
          <StatusTag tone="warning">変更あり</StatusTag> 補正の前：<span class="pre-wrap">{item.before || "（空欄）"}</span>
        </>
      )}
      {item.explanation && (
        <>
          <br />
          申請者の説明：{item.explanation}
        </>
      )}
    </>
  )
}

function Verdict({ item, typed }: { item: Numbered; typed: Typed | undefined }) {
  const name = `checks.${item.at}.verdict`
  const stored = item.check ? (item.check.verdict === "passed" ? "passed" : item.check.reason) : ""
  const value = typed ? (firstValue(typed, name) ?? "") : stored
  return (
    <>
      <HiddenField name={`checks.${item.at}.field`} value={item.path} />
      <select class="input select" id={name} name={name} aria-label={`判定：${item.label}`} {...wrong(typed, name)}>
        <option value="">まだ見ていない</option>
        {(item.passedBefore ? verdicts.slice(0, 1) : verdicts).map((one) => (
          <option value={one.value} selected={one.value === value}>
            {one.label}
          </option>
        ))}
      </select>
      <Wrong typed={typed} name={name} />
    </>
  )
}

function Remark({ item, typed }: { item: Numbered; typed: Typed | undefined }) {
  const name = `checks.${item.at}.remark`
  const value = typed ? (firstValue(typed, name) ?? "") : (item.check?.remark ?? "")
  return (
    <>
      <input class="input input-full" type="text" id={name} name={name} value={value} autocomplete="off" aria-label={`直すこと：${item.label}`} {...wrong(typed, name)} />
      <Wrong typed={typed} name={name} />
    </>
  )
}

function problemOf(typed: Typed | undefined, name: string): string | undefined {
  return typed?.problems.find(({ field }) => field === name)?.message
}

function wrong(typed: Typed | undefined, name: string) {
  return problemOf(typed, name) ? { "aria-invalid": "true" as const, "aria-describedby": `${name}-error` } : {}
}

function Wrong({ typed, name }: { typed: Typed | undefined; name: string }) {
  const message = problemOf(typed, name)
  if (!message) return null
  return (
    <p class="field-error" id={`${name}-error`}>
      <span class="vh">エラー：</span>
      {message}
    </p>
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
      <p>同じ経費に二重に交付されないかを確かめてください。手続はこのまま進められます。</p>
    </Banner>
  )
}
