import type { Typed } from "../../http/typed.ts"
import { Banner, Button, ButtonGroup, ButtonLink, CheckboxesField, CheckboxField, DateField, FieldGroup, Form, HiddenField, NumberField, Page, SelectField, TextAreaField, TextField } from "../../ui/index.ts"
import { addableBefore, earlierThan, pagesBefore } from "../earlier.ts"
import { type Field, fieldKindWords, fieldsOf, type FormDefinition, type FormPage, partKinds } from "../form.ts"
import type { FormVersion } from "../forms.ts"
import { paths } from "../paths.ts"
import type { ScalarField } from "../form.ts"
import { ConditionFields } from "./condition-fields.tsx"

interface FieldPageProps {
  it: FormVersion
  field: Field
  /** The sentences an applicant would see here, for a look at them. */
  errors: readonly string[]
  typed: Typed
}

/** All settings of one field; only those of its kind are there. */
export function FieldPage({ it, field, errors, typed }: FieldPageProps) {
  return (
    <Page
      title={field.label}
      kicker={`${it.definition.title}　項目（${fieldKindWords[field.kind]}）`}
      width="narrow"
      typed={typed}
      crumbs={[{ title: "様式", href: paths.list }, { title: it.definition.title, href: paths.version(it.id) }, { title: field.label }]}
    >
      <Form action={paths.field(it.id, field.key)} version={it.version}>
        <TextField name="label" label="項目の見出し" required typed={typed} maxLength={200} />
        <TextAreaField name="help" label="説明" hint="答えるときに要ることだけを書きます。" typed={typed} maxLength={1000} rows={3} />
        {!["sum", "declaration"].includes(field.kind) && <CheckboxField name="required" label="必ず答えてもらう" typed={typed} />}
        <Settings definition={it.definition} field={field} typed={typed} />
        <TextField name="key" label="記号" hint="書き出したときの名前。英小文字で始まる英数字とハイフン。条件や合計で使っているところも、いっしょに変わります。" typed={typed} width="medium" />
        <ConditionFields earlier={earlierThan(it.definition, field.key)} when={field.when} typed={typed} />
        {errors.length > 0 && (
          <Banner title="答えがないときや誤ったときに出る文">
            <ul>
              {errors.map((message) => (
                <li>{message}</li>
              ))}
            </ul>
          </Banner>
        )}
        <ButtonGroup>
          <Button>保存する</Button>
          <ButtonLink href={`${paths.version(it.id)}#field-${field.key}`}>戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

function Settings({ definition, field, typed }: { definition: FormDefinition; field: Field; typed: Typed }) {
  switch (field.kind) {
    case "text":
      return (
        <>
          <NumberField name="lines" label="入力欄の行の数" typed={typed} unit="行" />
          <NumberField name="maxLength" label="文字数の上限" typed={typed} unit="文字" />
        </>
      )
    case "yen":
    case "number":
      return (
        <>
          <NumberField name="min" label="最小" typed={typed} />
          <NumberField name="max" label="最大" typed={typed} />
          {field.kind === "number" && (
            <>
              <TextField name="unit" label="単位" hint="例 人、％、平方メートル" typed={typed} width="short" />
              <NumberField name="decimals" label="小数の桁" typed={typed} unit="桁" />
            </>
          )}
        </>
      )
    case "date":
      return (
        <>
          <DateField name="from" label="この日以後" typed={typed} parts />
          <DateField name="until" label="この日以前" typed={typed} parts />
        </>
      )
    case "choice":
      return (
        <>
          <TextAreaField name="options" label="選択肢" hint="1行に1つ。記号を付けるときは「記号=見出し」。" required typed={typed} rows={6} />
          <CheckboxField name="many" label="いくつでも選べる" typed={typed} />
          <SelectField
            name="shownAs"
            label="選択肢の見せ方"
            hint="いくつでも選べるときは、いつもボタンです。"
            typed={typed}
            empty="数に応じて（8つ以上は一覧）"
            options={[
              { value: "buttons", label: "ボタン" },
              { value: "list", label: "一覧から選ぶ" },
            ]}
          />
        </>
      )
    case "file":
      return (
        <>
          <NumberField name="maxFiles" label="ファイルの数の上限" typed={typed} unit="件" />
          <NumberField name="maxMegabytes" label="1件の大きさの上限" typed={typed} unit="MB" />
          <TextField name="accept" label="ファイルの種類" hint="例 pdf, jpg。空欄なら受け付けられる種類すべて。" typed={typed} />
        </>
      )
    case "declaration":
      return <TextAreaField name="text" label="誓約・同意の文" required typed={typed} maxLength={5000} rows={8} />
    case "sum":
      return <SumSettings addable={addableBefore(definition, field.key)} typed={typed} />
    case "table":
      return (
        <>
          <TextAreaField name="rows" label="行の見出し" hint="1行に1つ。" required typed={typed} rows={5} />
          <Parts parts={field.columns} typed={typed} />
        </>
      )
    case "group":
      return (
        <>
          <NumberField name="least" label="行の最小" typed={typed} unit="行" />
          <NumberField name="most" label="行の最大" typed={typed} unit="行" />
          <Parts parts={field.fields} typed={typed} />
        </>
      )
    default:
      return null
  }
}

function SumSettings({ addable, typed }: { addable: readonly { value: string; label: string }[]; typed: Typed }) {
  if (addable.length === 0) return <p>足せる項目（金額・整数）が、この項目より前にありません。</p>
  return (
    <>
      <CheckboxesField name="of" label="足す項目" required typed={typed} options={addable} />
      <FieldGroup title="割合と端数" hint="合計の一部を求めるとき（例 補助率 2/3、千円未満切捨て）。空欄なら合計のまま。">
        <NumberField name="numerator" label="分子" typed={typed} />
        <NumberField name="denominator" label="分母" typed={typed} />
        <SelectField name="floorTo" label="端数" typed={typed} empty="1円未満切捨て" options={[10, 100, 1000, 10_000].map((yen) => ({ value: String(yen), label: `${yen.toLocaleString("ja-JP")}円未満切捨て` }))} />
      </FieldGroup>
    </>
  )
}

function Parts({ parts, typed }: { parts: readonly ScalarField[]; typed: Typed }) {
  return (
    <>
      {Array.from({ length: Math.min(20, parts.length + 2) }, (_, at) => (
        <FieldGroup title={`${at + 1}つ目の列${parts[at] ? "" : "（足すとき）"}`} hint={parts[at] ? `記号 ${parts[at].key}。見出しを空にすると消えます。` : undefined}>
          <HiddenField name={`parts.${at}.key`} value={parts[at]?.key ?? ""} />
          <TextField name={`parts.${at}.label`} label="見出し" typed={typed} maxLength={200} />
          <SelectField
            name={`parts.${at}.kind`}
            label="種類"
            typed={typed}
            empty={parts[at] ? `${fieldKindWords[parts[at].kind]}のまま` : "選んでください"}
            options={partKinds.map((kind) => ({ value: kind, label: fieldKindWords[kind] }))}
          />
          {parts[at]?.kind === "choice" && <TextAreaField name={`parts.${at}.options`} label="選択肢" hint="1行に1つ。" required typed={typed} rows={4} />}
          {parts[at]?.kind === "number" && <TextField name={`parts.${at}.unit`} label="単位" typed={typed} width="short" maxLength={20} />}
          <CheckboxField name={`parts.${at}.required`} label="必ず答えてもらう" typed={typed} />
        </FieldGroup>
      ))}
    </>
  )
}

export function PageSettingsPage({ it, page, typed }: { it: FormVersion; page: FormPage; typed: Typed }) {
  return (
    <Page title={page.title} kicker={`${it.definition.title}　ページの設定`} width="narrow" typed={typed} crumbs={[{ title: "様式", href: paths.list }, { title: it.definition.title, href: paths.version(it.id) }, { title: page.title }]}>
      <Form action={paths.page(it.id, page.key)} version={it.version}>
        <TextField name="title" label="ページの見出し" required typed={typed} maxLength={100} />
        <TextAreaField name="help" label="説明" typed={typed} maxLength={1000} rows={4} />
        <ConditionFields earlier={pagesBefore(it.definition, page).flatMap(fieldsOf)} when={page.when} typed={typed} />
        {page.sections.map((section, at) => (
          <FieldGroup title={`まとまり${at + 1}（項目${section.fields.length}）`}>
            <TextField name={`sections.${at}.title`} label="まとまりの見出し" typed={typed} maxLength={100} />
            <TextAreaField name={`sections.${at}.help`} label="まとまりの説明" typed={typed} maxLength={1000} rows={2} />
            {page.sections.length > 1 && <CheckboxField name={`sections.${at}.gone`} label="このまとまりをなくす（項目は前のまとまりに移る）" typed={typed} />}
          </FieldGroup>
        ))}
        <TextField name="newSection" label="まとまりを足す（見出し）" hint="ページの中を見出しで分けるときに。" typed={typed} maxLength={100} />
        <ButtonGroup>
          <Button>保存する</Button>
          <ButtonLink href={paths.version(it.id)}>戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

export function SettingsPage({ it, typed }: { it: FormVersion; typed: Typed }) {
  return (
    <Page title="様式の名称とはじめの説明" kicker={it.definition.title} width="narrow" typed={typed} crumbs={[{ title: "様式", href: paths.list }, { title: it.definition.title, href: paths.version(it.id) }, { title: "名称とはじめの説明" }]}>
      <Form action={paths.settings(it.id)} version={it.version}>
        <TextField name="title" label="様式の名称" required typed={typed} maxLength={100} />
        <TextAreaField name="introduction" label="はじめの説明" hint="最初のページの上に出ます。" typed={typed} maxLength={4000} rows={6} />
        <ButtonGroup>
          <Button>保存する</Button>
          <ButtonLink href={paths.version(it.id)}>戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}
