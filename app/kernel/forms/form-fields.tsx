import type { VNode } from "preact"
import type { Typed } from "../http/typed.ts"
import { Button } from "../ui/buttons.tsx"
import { CheckboxesField, CheckboxField, RadioField, SelectField } from "../ui/choice-fields.tsx"
import { FieldGroup } from "../ui/form.tsx"
import { numberText, sizeText, wareki, yenText } from "../ui/formats.ts"
import { DateField, EmailField, FileField, HiddenField, NumberField, TextAreaField, TextField, YenField } from "../ui/text-fields.tsx"
import { filesOf, recordOf, rowsOf } from "./answer-shapes.ts"
import { sumWords } from "./as-asked.ts"
import { accountTypes, lookUpBranch } from "./banks.ts"
import { conditionWords } from "./condition-words.ts"
import {
  allFields, type Answers, type AnswerValue, comparisonsOf, type Field, fieldsOf, type FileAnswer, type FormDefinition, type FormPage, type FormProblem,
  MOST_FILES, MOST_ROWS, type ScalarField,
} from "./form.ts"
import { findAddress, foundName, noticeName, townOf } from "./postal/find-address.ts"
import { addRow, removeRow } from "./row-buttons.ts"
import { fieldsOnPage, pruned } from "./shown.ts"

interface FormPageFieldsProps {
  form: FormDefinition
  page: FormPage
  answers: Answers
  problems?: readonly FormProblem[]
  /** What a post brought that is no answer (three boxes of a date): shown again as it was typed. */
  typed?: Typed["values"]
  /** Files chosen in a post that was answered with this page: they have not been taken and must be chosen again. */
  files?: Readonly<Record<string, readonly { name: string }[]>>
}

/** The answers of a page as they are typed, so that a draft, its faults and a refused post are shown in one way. */
function typedAnswers(page: FormPage, answers: Answers, problems: readonly FormProblem[], sent: Typed["values"] = {}): Typed {
  // Only the boxes of dates: the rest stands in the answers, where rows may have moved.
  const boxes = Object.entries(sent).filter(([name]) => /^[^.]+\.(year|month|day)$/.test(name))
  const values: Record<string, string | string[]> = Object.fromEntries(boxes)
  const put = (path: string, answer: AnswerValue | null | undefined) => {
    if (answer === undefined || answer === null) return
    if (typeof answer === "boolean") values[path] = answer ? "on" : ""
    else if (typeof answer === "number") values[path] = answer.toLocaleString("en-US", { maximumFractionDigits: 6 })
    else if (typeof answer === "string") values[path] = answer
    else if (Array.isArray(answer) && answer.every((one) => typeof one === "string")) values[path] = answer
    else for (const [key, part] of Object.entries(answer)) put(`${path}.${key}`, part as AnswerValue)
  }
  for (const field of page.sections.flatMap((section) => section.fields)) if (field.kind !== "file") put(field.key, answers[field.key])
  return { values, problems: problems.filter(({ pageKey }) => pageKey === page.key).map(({ path, message }) => ({ field: path, message })) }
}

/** The controls of one page, for people without JavaScript; names are the answers' paths. */
export function FormPageFields({ form, page, answers, problems = [], typed: sent = {}, files = {} }: FormPageFieldsProps) {
  const typed = typedAnswers(page, answers, problems, sent)
  const kept = pruned(form, answers)
  const standing = fieldsOnPage(page, kept)
  const own = new Set(fieldsOf(page).map(({ key }) => key))
  const shared = { form, typed, own, sent }
  const control = (field: Field) => <FieldControl {...shared} field={field} answer={kept[field.key] ?? answers[field.key]} chosen={files[field.key] ?? []} />
  return (
    <>
      {/* Enter in a text box presses the first button of a form: this one, not one that takes a row away. */}
      {fieldsOf(page).some(({ kind }) => kind === "group") && <DefaultButton />}
      {form.introduction && form.pages[0]?.key === page.key && <p class="pre-wrap">{form.introduction}</p>}
      {page.help && <p class="pre-wrap">{page.help}</p>}
      {page.sections.map((section) => {
        const fields = section.fields.filter(({ key }) => standing.has(key)).map(control)
        if (fields.length === 0) return null
        return section.title ? (
          <FieldGroup title={section.title} {...(section.help ? { hint: section.help } : {})}>
            {fields}
          </FieldGroup>
        ) : (
          <>
            {section.help && <p class="pre-wrap">{section.help}</p>}
            {fields}
          </>
        )
      })}
    </>
  )
}

function DefaultButton() {
  return (
    <button type="submit" class="vh" tabIndex={-1} aria-hidden="true">
      保存
    </button>
  )
}

interface ControlProps {
  form: FormDefinition
  field: Field
  answer: AnswerValue | undefined
  typed: Typed
  own: ReadonlySet<string>
  chosen: readonly { name: string }[]
  sent: Typed["values"]
}

function FieldControl({ form, field, answer, typed, own, chosen, sent }: ControlProps): VNode {
  // What depends on an answer of this very page is asked on the page too, with the condition in words beside it.
  const here = field.when && comparisonsOf(field.when).some((one) => own.has(one.field))
  const help = [field.help, here ? `${conditionWords(allFields(form), field.when!)}に答えてください。` : undefined].filter(Boolean).join("　")
  const shared = { label: field.label, ...(help ? { hint: help } : {}), ...(field.required ? { required: true } : {}), typed }
  const path = field.key
  switch (field.kind) {
    case "sum":
      return (
        <div class="field" id={path}>
          <p class="field-label">{field.label}</p>
          <p>
            <output>{sumWords(form, field, answer) || "－"}</output>
            <span class="field-hint">（保存すると計算します）</span>
          </p>
        </div>
      )
    case "declaration":
      return (
        <>
          <p class="pre-wrap">{field.text}</p>
          <CheckboxField name={path} {...shared} required />
        </>
      )
    case "file":
      return <FileControl field={field} files={filesOf(answer)} typed={typed} chosen={chosen} help={help} />
    case "address":
      return <AddressControl field={field} typed={typed} help={help} sent={sent} />
    case "bank-account":
      return <AccountControl field={field} answer={recordOf(answer)} typed={typed} help={help} />
    case "group":
      return <GroupControl field={field} rows={rowsOf(answer)} typed={typed} help={help} />
    case "table":
      return (
        <FieldGroup title={headingOf(field)} {...(help ? { hint: help } : {})}>
          <GroupProblem path={path} typed={typed} />
          {field.rows.map((row, at) => (
            <fieldset class="field-row">
              <legend>{row}</legend>
              {field.columns.map((column) => (
                <ScalarControl field={column} path={`${path}.${at}.${column.key}`} typed={typed} row={field.columns} />
              ))}
            </fieldset>
          ))}
        </FieldGroup>
      )
    default:
      return <ScalarControl field={field} path={path} typed={typed} help={help || undefined} />
  }
}

/** `row`: the questions beside it, when it stands in a row and may depend on them. */
function ScalarControl({ field, path, typed, help = field.help, row }: { field: ScalarField; path: string; typed: Typed; help?: string | undefined; row?: readonly ScalarField[] }): VNode {
  const when = row && field.when ? `${conditionWords(row, field.when)}に答えてください。` : undefined
  const hint = [help, when, formWords(field)].filter(Boolean).join("　")
  const shared = { name: path, label: field.label, ...(hint ? { hint } : {}), ...(field.required ? { required: true } : {}), typed }
  switch (field.kind) {
    case "yen":
      return <YenField {...shared} />
    case "number":
      return <NumberField {...shared} {...(field.unit ? { unit: field.unit } : {})} decimal={(field.decimals ?? 0) > 0} />
    case "date":
      return <DateField {...shared} parts />
    case "email":
      return <EmailField {...shared} />
    case "phone":
      return <TextField {...shared} inputmode="tel" width="medium" autocomplete="tel" />
    case "corporate-number":
      return <TextField {...shared} inputmode="numeric" width="medium" />
    case "kana":
      return <TextField {...shared} />
    case "yes-no":
      return (
        <RadioField
          {...shared}
          inline
          options={[
            { value: "yes", label: "はい" },
            { value: "no", label: "いいえ" },
          ]}
        />
      )
    case "choice":
      if (field.many) return <CheckboxesField {...shared} options={field.options} />
      return (field.shownAs ?? (field.options.length > 7 ? "list" : "buttons")) === "list" ? <SelectField {...shared} options={field.options} /> : <RadioField {...shared} options={field.options} />
    case "text":
      return (field.lines ?? 1) > 1 ? <TextAreaField {...shared} rows={field.lines ?? 5} maxLength={field.maxLength ?? 2000} /> : <TextField {...shared} />
  }
}

/** How an answer is to be written, and its limits: said before somebody is refused for them. */
function formWords(field: ScalarField): string | undefined {
  switch (field.kind) {
    case "text":
      return field.maxLength && (field.lines ?? 1) === 1 ? `${field.maxLength}文字まで` : undefined
    case "yen":
      return between(field.min || undefined, field.max, yenText, "以上", "以下")
    case "number":
      return between(field.min, field.max, (value) => numberText(value, field.unit ?? "", field.decimals ?? 0), "以上", "以下")
    case "date":
      return [between(field.min, field.max, wareki, "から", "まで"), "西暦（例 2026）でも和暦（例 令和8、R8）でも入力できます。"].filter(Boolean).join("　")
    case "corporate-number":
      return "13桁の数字"
    case "kana":
      return "ひらがなかカタカナで"
    default:
      return undefined
  }
}

function between<T>(least: T | undefined, most: T | undefined, write: (value: T) => string, from: string, to: string): string | undefined {
  const words = [least !== undefined && `${write(least)}${from}`, most !== undefined && `${write(most)}${to}`].filter(Boolean)
  return words.length > 0 ? words.join("") : undefined
}

const headingOf = (field: Field) => `${field.label}${field.required ? "（必須）" : ""}`

/** What is wrong with all of it (too few rows); the error summary leads here. */
function GroupProblem({ path, typed }: { path: string; typed: Typed }) {
  const message = typed.problems.find(({ field }) => field === path)?.message
  return (
    <p id={path} class={message ? "field-error" : "vh"} tabIndex={-1}>
      {message && <span class="vh">エラー：</span>}
      {message}
    </p>
  )
}

/** Rows and the buttons for more and fewer of them, which ask for the page again and save nothing. */
function GroupControl({ field, rows, typed, help }: { field: Extract<Field, { kind: "group" }>; rows: readonly Answers[]; typed: Typed; help: string }) {
  const most = field.max ?? MOST_ROWS
  const count = Math.max(rows.length, field.min ?? 1, 1)
  return (
    <FieldGroup title={headingOf(field)} hint={`${help ? `${help}　` : ""}空の行は数えません（${most}行まで）。`}>
      <GroupProblem path={field.key} typed={typed} />
      {Array.from({ length: count }, (_, at) => (
        <fieldset class="field-row" id={`${field.key}.${at}`}>
          <legend>{`${field.label}　${at + 1}行目`}</legend>
          <HiddenField name={`${field.key}.${at}._row`} value="" />
          {field.fields.map((part) => (
            <ScalarControl field={part} path={`${field.key}.${at}.${part.key}`} typed={typed} row={field.fields} />
          ))}
          {count > 1 && (
            <Button kind="tertiary" small name="_again" value={removeRow(field.key, at)} label={`${field.label}の${at + 1}行目を消す`}>
              {`${at + 1}行目を消す`}
            </Button>
          )}
        </fieldset>
      ))}
      {count < most && (
        <Button kind="secondary" small name="_again" value={addRow(field.key)} label={`${field.label}の行を足す`}>
          行を足す
        </Button>
      )}
    </FieldGroup>
  )
}

interface FileControlProps {
  field: Extract<Field, { kind: "file" }>
  files: readonly FileAnswer[]
  typed: Typed
  chosen: readonly { name: string }[]
  help: string
}

function FileControl({ field, files, typed, chosen, help }: FileControlProps) {
  const most = field.maxFiles ?? MOST_FILES
  const limits = [`${most}件まで`, field.maxBytes && `1件${sizeText(field.maxBytes)}まで`, field.accept && field.accept.map((end) => `.${end}`).join("、")].filter(Boolean)
  return (
    <>
      <FileField
        name={field.key}
        label={field.label}
        hint={`${help ? `${help}　` : ""}${limits.join("、")}`}
        {...(field.required ? { required: true } : {})}
        typed={typed}
        multiple={most > 1}
        {...(field.accept ? { accept: field.accept.map((end) => `.${end}`).join(",") } : {})}
      />
      {chosen.length > 0 && <p class="field-error">{`${chosen.map(({ name }) => `「${name}」`).join("")}はまだ受け取っていません。もう一度選んでください。`}</p>}
      {files.map((file) => (
        <CheckboxField name={`${field.key}.remove.${file.documentId}`} label={`「${file.name}」（${sizeText(file.bytes)}）を外す`} />
      ))}
    </>
  )
}

/** Typed in full, or begun from what the postal code says. */
function AddressControl({ field, typed, help, sent }: { field: Field; typed: Typed; help: string; sent: Typed["values"] }) {
  const path = field.key
  const found = [sent[foundName(path)] ?? []].flat()
  const notice = [sent[noticeName(path)] ?? []].flat()[0]
  const wanted = field.required ? { required: true } : {}
  return (
    <FieldGroup title={headingOf(field)} {...(help ? { hint: help } : {})}>
      <TextField name={`${path}.postalCode`} {...wanted} label="郵便番号" hint="7桁の数字（例 980-8570）" typed={typed} width="short" inputmode="numeric" autocomplete="postal-code" />
      <div class="find-address" data-find-address={path}>
        <Button kind="secondary" small name="_again" value={findAddress(path)} label={`${field.label}の住所を探す`}>
          住所を探す
        </Button>
        <p role="status" data-find-address-status="">
          {notice ?? (found.length > 1 ? `${found.length}つの町があります。1つ選んで、もう一度「住所を探す」を押してください。` : "")}
        </p>
        {found.length > 1 && <RadioField name={`${path}.town`} label="当てはまる町" typed={typed} options={found.map((value) => ({ value, label: townWords(value) }))} />}
      </div>
      <TextField name={`${path}.prefecture`} {...wanted} label="都道府県" typed={typed} width="short" autocomplete="address-level1" />
      <TextField name={`${path}.municipality`} {...wanted} label="市区町村" typed={typed} width="medium" autocomplete="address-level2" />
      <TextField name={`${path}.street`} {...wanted} label="町名・番地" typed={typed} autocomplete="address-line1" />
      <TextField name={`${path}.building`} label="建物名・部屋番号" typed={typed} autocomplete="address-line2" />
      <script type="module" src="/assets/islands/address.js"></script>
    </FieldGroup>
  )
}

function townWords(value: string): string {
  const town = townOf(value)
  return town ? `${town.prefecture}${town.municipality}${town.area || "（町名の掲載なし）"}` : value
}

/** Bank and branch as people write them; where several fit, they choose. */
function AccountControl({ field, answer, typed, help }: { field: Field; answer: Answers; typed: Typed; help: string }) {
  const path = field.key
  const found = answer.branchCode ? [] : lookUpBranch(String(answer.bank ?? ""), String(answer.branch ?? "")).slice(0, 20)
  const wanted = field.required ? { required: true } : {}
  return (
    <FieldGroup title={headingOf(field)} {...(help ? { hint: help } : {})}>
      <TextField name={`${path}.bank`} {...wanted} label="銀行名" hint="名称、カナ、4桁の番号のどれでも" typed={typed} width="medium" />
      <TextField name={`${path}.branch`} {...wanted} label="支店名" hint="名称、カナ、3桁の番号のどれでも" typed={typed} width="medium" />
      {typeof answer.branchCode === "string" && <p>{`${String(answer.bankName)}（${String(answer.bankCode)}） ${String(answer.branchName)}（${answer.branchCode}）`}</p>}
      {found.length > 1 && (
        <RadioField
          name={`${path}.chosen`}
          label="当てはまる支店"
          typed={typed}
          options={found.map((one) => ({ value: `${one.bankCode}-${one.branchCode}`, label: `${one.bankName} ${one.branchName}（${one.bankCode}-${one.branchCode}）` }))}
        />
      )}
      <RadioField name={`${path}.type`} {...wanted} label="預金種目" inline typed={typed} options={accountTypes} />
      <TextField name={`${path}.number`} {...wanted} label="口座番号" hint="7桁までの数字" typed={typed} width="short" inputmode="numeric" />
      <TextField name={`${path}.holder`} {...wanted} label="口座名義（カナ）" hint="通帳に書かれているとおり" typed={typed} width="medium" />
    </FieldGroup>
  )
}
