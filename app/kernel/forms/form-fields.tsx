import type { VNode } from "preact"
import type { Typed } from "../http/typed.ts"
import {
  CheckboxesField,
  CheckboxField,
  DateField,
  EmailField,
  FieldGroup,
  FileField,
  NumberField,
  RadioField,
  SelectField,
  sizeText,
  TextAreaField,
  TextField,
  YenField,
} from "../ui/index.ts"
import { lookUpBranch } from "./banks.ts"
import type { Answers, AnswerValue, Field, FileAnswer, FormDefinition, FormPage, FormProblem, ScalarField } from "./form.ts"
import { wordsOf } from "./as-asked.ts"
import { holds, pruned } from "./shown.ts"

interface FormPageFieldsProps {
  form: FormDefinition
  page: FormPage
  answers: Answers
  problems?: readonly FormProblem[]
}

/** The answers of a page as they are typed, so that a draft, its faults and a refused post are shown in one way. */
export function typedAnswers(page: FormPage, answers: Answers, problems: readonly FormProblem[] = []): Typed {
  const values: Record<string, string | string[]> = {}
  const put = (path: string, answer: AnswerValue | undefined) => {
    if (answer === undefined) return
    if (typeof answer === "boolean") values[path] = answer ? "on" : ""
    else if (typeof answer === "string" || typeof answer === "number") values[path] = typeof answer === "number" ? answer.toLocaleString("en-US", { maximumFractionDigits: 6 }) : answer
    else if (Array.isArray(answer) && answer.every((one) => typeof one === "string")) values[path] = answer as string[]
    else if (Array.isArray(answer)) answer.forEach((row, at) => Object.entries(row).forEach(([key, part]) => put(`${path}.${at}.${key}`, part as AnswerValue)))
    else Object.entries(answer).forEach(([key, part]) => put(`${path}.${key}`, part))
  }
  for (const field of page.sections.flatMap((section) => section.fields)) if (field.kind !== "file") put(field.key, answers[field.key])
  return { values, problems: problems.filter(({ pageKey }) => pageKey === page.key).map(({ path, message }) => ({ field: path, message })) }
}

/** The controls of one page, for people without JavaScript; names are the answers' paths. */
export function FormPageFields({ form, page, answers, problems = [] }: FormPageFieldsProps) {
  const typed = typedAnswers(page, answers, problems)
  const kept = pruned(form, answers)
  // What depends on an answer of this very page is asked on the page too, with the condition in words beside it.
  const own = new Set(page.sections.flatMap((section) => section.fields.map(({ key }) => key)))
  return (
    <>
      {page.help && <p class="pre-wrap">{page.help}</p>}
      {page.sections.map((section) => {
        const fields = section.fields
          .filter((field) => holds(field.when, kept) || (field.when && own.has(field.when.field)))
          .map((field) => <FieldControl form={form} field={field} answer={kept[field.key] ?? answers[field.key]} typed={typed} own={own} />)
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

interface ControlProps {
  form: FormDefinition
  field: Field
  answer: AnswerValue | undefined
  typed: Typed
  own: ReadonlySet<string>
}

function FieldControl({ form, field, answer, typed, own }: ControlProps): VNode {
  const help = [field.help, field.when && own.has(field.when.field) ? whenWords(form, field) : undefined].filter(Boolean).join("　")
  const shared = { label: field.label, ...(help ? { hint: help } : {}), ...(field.required ? { required: true } : {}), typed }
  const path = field.key
  switch (field.kind) {
    case "sum":
      return (
        <div class="field" id={path}>
          <p class="field-label">{field.label}</p>
          <p>
            <output>{typeof answer === "number" ? `${answer.toLocaleString("ja-JP")}` : "－"}</output>
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
      return <FileControl field={field} files={(answer ?? []) as FileAnswer[]} typed={typed} />
    case "address":
      return (
        <FieldGroup title={`${field.label}${field.required ? "（必須）" : ""}`} {...(help ? { hint: help } : {})}>
          <TextField name={`${path}.postalCode`} label="郵便番号" hint="7桁の数字（例 980-8570）" typed={typed} width="short" inputmode="numeric" autocomplete="postal-code" />
          <TextField name={`${path}.prefecture`} label="都道府県" typed={typed} width="short" autocomplete="address-level1" />
          <TextField name={`${path}.municipality`} label="市区町村" typed={typed} width="medium" autocomplete="address-level2" />
          <TextField name={`${path}.street`} label="町名・番地" typed={typed} autocomplete="address-line1" />
          <TextField name={`${path}.building`} label="建物名・部屋番号" typed={typed} autocomplete="address-line2" />
        </FieldGroup>
      )
    case "bank-account":
      return <AccountControl field={field} answer={(answer ?? {}) as Answers} typed={typed} help={help} />
    case "group":
      return <GroupControl field={field} rows={(answer ?? []) as Answers[]} typed={typed} help={help} />
    case "table":
      return (
        <FieldGroup title={field.label} {...(help ? { hint: help } : {})}>
          {field.rows.map((row, at) => (
            <fieldset class="field-row">
              <legend>{row}</legend>
              {field.columns.map((column) => (
                <ScalarControl field={column} path={`${path}.${at}.${column.key}`} typed={typed} />
              ))}
            </fieldset>
          ))}
        </FieldGroup>
      )
    default:
      return <ScalarControl field={field} path={path} typed={typed} help={help} />
  }
}

function ScalarControl({ field, path, typed, help }: { field: ScalarField; path: string; typed: Typed; help?: string }): VNode {
  const hint = help ?? field.help
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
      return <TextField {...shared} hint={hint ?? "13桁の数字"} inputmode="numeric" width="medium" />
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
      return field.options.length > 7 ? <SelectField {...shared} options={field.options} /> : <RadioField {...shared} options={field.options} />
    case "text":
      return (field.lines ?? 1) > 1 ? <TextAreaField {...shared} rows={field.lines ?? 5} maxLength={field.maxLength ?? 2000} /> : <TextField {...shared} {...(field.maxLength ? { maxLength: field.maxLength } : {})} />
  }
}

/** One row more than there are: saving adds the next. */
function GroupControl({ field, rows, typed, help }: { field: Extract<Field, { kind: "group" }>; rows: readonly Answers[]; typed: Typed; help: string }) {
  const most = field.max ?? 100
  const count = Math.min(most, Math.max(rows.length + 1, field.min ?? 1))
  return (
    <FieldGroup title={`${field.label}${field.required ? "（必須）" : ""}`} hint={`${help ? `${help}　` : ""}空の行は数えません。保存すると、次の行が増えます（${most}行まで）。`}>
      <span id={field.key} />
      {Array.from({ length: count }, (_, at) => (
        <fieldset class="field-row">
          <legend>{`${at + 1}行目`}</legend>
          {field.fields.map((part) => (
            <ScalarControl field={part} path={`${field.key}.${at}.${part.key}`} typed={typed} />
          ))}
          {at < rows.length && <CheckboxField name={`${field.key}.${at}._remove`} label={`${at + 1}行目を消す`} />}
        </fieldset>
      ))}
    </FieldGroup>
  )
}

function FileControl({ field, files, typed }: { field: Extract<Field, { kind: "file" }>; files: readonly FileAnswer[]; typed: Typed }) {
  return (
    <>
      <FileField
        name={field.key}
        label={field.label}
        {...(field.help ? { hint: field.help } : {})}
        {...(field.required ? { required: true } : {})}
        typed={typed}
        multiple={(field.maxFiles ?? 5) > 1}
        {...(field.accept ? { accept: field.accept.map((end) => `.${end}`).join(",") } : {})}
      />
      {files.map((file) => (
        <CheckboxField name={`${field.key}.remove.${file.documentId}`} label={`「${file.name}」（${sizeText(file.bytes)}）を外す`} />
      ))}
    </>
  )
}

/** Bank and branch as people write them; where several fit, they choose. */
function AccountControl({ field, answer, typed, help }: { field: Field; answer: Answers; typed: Typed; help: string }) {
  const path = field.key
  const found = answer.branchCode ? [] : lookUpBranch(String(answer.bank ?? ""), String(answer.branch ?? "")).slice(0, 20)
  return (
    <FieldGroup title={`${field.label}${field.required ? "（必須）" : ""}`} {...(help ? { hint: help } : {})}>
      <TextField name={`${path}.bank`} label="銀行名" hint="名称、カナ、4桁の番号のどれでも" typed={typed} width="medium" />
      <TextField name={`${path}.branch`} label="支店名" hint="名称、カナ、3桁の番号のどれでも" typed={typed} width="medium" />
      {typeof answer.branchCode === "string" && <p>{`${String(answer.bankName)}（${String(answer.bankCode)}） ${String(answer.branchName)}（${answer.branchCode}）`}</p>}
      {found.length > 1 && (
        <RadioField
          name={`${path}.chosen`}
          label="当てはまる支店"
          typed={typed}
          options={found.map((one) => ({ value: `${one.bankCode}-${one.branchCode}`, label: `${one.bankName} ${one.branchName}（${one.bankCode}-${one.branchCode}）` }))}
        />
      )}
      <RadioField
        name={`${path}.type`}
        label="預金種目"
        inline
        typed={typed}
        options={[
          { value: "ordinary", label: "普通" },
          { value: "current", label: "当座" },
          { value: "savings", label: "貯蓄" },
        ]}
      />
      <TextField name={`${path}.number`} label="口座番号" typed={typed} width="short" inputmode="numeric" />
      <TextField name={`${path}.holder`} label="口座名義（カナ）" hint="通帳に書かれているとおり" typed={typed} width="medium" />
    </FieldGroup>
  )
}

function whenWords(form: FormDefinition, field: Field): string {
  const on = form.pages.flatMap((page) => page.sections.flatMap((section) => section.fields)).find(({ key }) => key === field.when!.field)
  if (!on) return ""
  const is = (field.when!.is ?? []).map((value) => wordsOf(on, value)).join("」か「")
  return is ? `「${on.label}」が「${is}」のときに答えてください。` : `「${on.label}」の答えによって要る項目です。`
}
