import type { ComponentChildren } from "preact"
import type { FieldProps } from "./field.tsx"
import { FieldFrame, tie } from "./field.tsx"
import { NONE, numberText, wareki } from "./formats.ts"
import { classes } from "./markup.ts"

type Width = "short" | "medium" | "full"

export interface TextFieldProps extends FieldProps {
  width?: Width
  autocomplete?: string
  inputmode?: "text" | "numeric" | "decimal" | "email" | "tel" | "url" | "search"
  maxLength?: number
  /** Words after the control: 件, 円, 文字 */
  unit?: string
  spellcheck?: boolean
  /** Before the control, inside the frame: rarely needed. */
  before?: ComponentChildren
}

type InputMore = { secret?: boolean; right?: boolean }

function Input({ of, more = {} }: { of: TextFieldProps; more?: InputMore }) {
  const unitId = of.unit ? `${of.id ?? of.name}-unit` : undefined
  const tied = tie(of, unitId)
  const shared = {
    class: classes("input", `input-${of.width ?? "full"}`, more.right && "input-right"),
    id: tied.id,
    name: of.name,
    autocomplete: of.autocomplete ?? "off",
    disabled: of.disabled,
    "aria-required": of.required ? ("true" as const) : undefined,
    "aria-invalid": tied.invalid && ("true" as const),
    "aria-describedby": tied.describedBy,
  }
  const input = more.secret ? (
    <input type="password" {...shared} />
  ) : (
    <input type="text" value={tied.value} inputmode={of.inputmode} spellcheck={of.spellcheck} {...shared} />
  )
  return (
    <FieldFrame of={of} tied={tied}>
      {of.before}
      {of.unit ? (
        <div class="with-unit">
          {input}
          <span class="unit" id={unitId}>
            {of.unit}
          </span>
        </div>
      ) : (
        input
      )}
    </FieldFrame>
  )
}

export function TextField(props: TextFieldProps) {
  return <Input of={props.maxLength && !props.hint ? { ...props, hint: `${props.maxLength}文字まで` } : props} />
}

export function EmailField(props: TextFieldProps) {
  return <Input of={{ inputmode: "email", autocomplete: "email", spellcheck: false, ...props }} />
}

export interface NumberFieldProps extends TextFieldProps {
  decimal?: boolean
}

/** A number as text: full-width digits and commas are accepted, nothing is stepped by a mouse wheel. */
export function NumberField({ decimal, ...props }: NumberFieldProps) {
  return <Input of={{ inputmode: decimal ? "decimal" : "numeric", width: "short", ...props }} more={{ right: true }} />
}

/** Whole yen, grouped by thousands as amounts are read; validation takes the commas out again. */
export function YenField(props: TextFieldProps) {
  const value = typeof props.value === "number" ? numberText(props.value) : props.value
  return <Input of={{ inputmode: "numeric", width: "medium", unit: "円", ...props, value }} more={{ right: true }} />
}

export interface DateFieldProps extends FieldProps {
  min?: string
  max?: string
  /** Three boxes 年・月・日, for dates people know by heart (birthdays, deadlines on paper). 和暦 may be typed. */
  parts?: boolean
}

/** A civil date. The calendar control by default; the date stands in 和暦 beside it. */
export function DateField(props: DateFieldProps) {
  if (props.parts) return <DateParts of={props} />
  const tied = tie(props)
  const known = wareki(tied.value)
  return (
    <FieldFrame of={props} tied={tied}>
      <div class="with-unit">
        <input
          class="input input-date"
          type="date"
          id={tied.id}
          name={props.name}
          value={tied.value}
          min={props.min}
          max={props.max ?? "9999-12-31"}
          disabled={props.disabled}
          aria-required={props.required ? "true" : undefined}
          aria-invalid={tied.invalid && "true"}
          aria-describedby={tied.describedBy}
        />
        {known !== NONE && <span class="unit">{known}</span>}
      </div>
    </FieldFrame>
  )
}

function DateParts({ of }: { of: DateFieldProps }) {
  const tied = tie(of)
  const [year = "", month = "", day = ""] = tied.value.split("-")
  const typed = of.typed?.values
  const box = (part: "year" | "month" | "day", title: string, stored: string, size: string) => {
    const name = `${of.name}.${part}`
    const given = typed?.[name]
    const id = part === "year" ? tied.id : `${tied.id}.${part}`
    return (
      <span class="date-part">
        <input
          class={`input ${size}`}
          type="text"
          inputmode={part === "year" ? "text" : "numeric"}
          id={id}
          name={name}
          value={typeof given === "string" ? given : stored.replace(/^0+/, "")}
          autocomplete="off"
          disabled={of.disabled}
          aria-invalid={tied.invalid && "true"}
        />
        <label class="unit" for={id}>
          {title}
        </label>
      </span>
    )
  }
  const known = wareki(tied.value)
  return (
    <fieldset class={classes("field", tied.error && "field-wrong")} aria-describedby={tied.describedBy}>
      <legend class="field-label">
        {of.label}
        {of.required && <span class="required">※必須</span>}
      </legend>
      <p class="field-hint" id={`${tied.id}-hint`}>
        {of.hint ?? "西暦（例 2026）でも和暦（例 令和8、R8）でも入力できます。"}
      </p>
      <div class="date-parts">
        {box("year", "年", year, "input-year")}
        {box("month", "月", month, "input-day")}
        {box("day", "日", day, "input-day")}
        {known !== NONE && <span class="unit">（{known}）</span>}
      </div>
      {tied.error && (
        <p class="field-error" id={`${tied.id}-error`}>
          <span class="vh">エラー：</span>
          {tied.error}
        </p>
      )}
    </fieldset>
  )
}

export interface PasswordFieldProps extends FieldProps {
  autocomplete?: "current-password" | "new-password" | "one-time-code"
}

/** Never filled with what was typed before. */
export function PasswordField(props: PasswordFieldProps) {
  return <Input of={{ width: "medium", autocomplete: "current-password", ...props }} more={{ secret: true }} />
}

export interface TextAreaFieldProps extends FieldProps {
  rows?: number
  /** Said in the support text and, once something was typed, counted by the server. */
  maxLength?: number
}

export function TextAreaField({ rows = 5, maxLength, ...props }: TextAreaFieldProps) {
  const countId = maxLength ? `${props.id ?? props.name}-count` : undefined
  const tied = tie(props, countId)
  const length = [...tied.value].length
  return (
    <FieldFrame of={props} tied={tied}>
      <textarea
        class="input input-full"
        id={tied.id}
        name={props.name}
        rows={rows}
        disabled={props.disabled}
        aria-required={props.required ? "true" : undefined}
        aria-invalid={tied.invalid && "true"}
        aria-describedby={tied.describedBy}
      >
        {/* A leading line break is swallowed by HTML parsers. */}
        {tied.value.startsWith("\n") ? `\n${tied.value}` : tied.value}
      </textarea>
      {maxLength && (
        <p class={classes("field-count", length > maxLength && "field-count-over")} id={countId}>
          {length > 0 ? `${length} / ${maxLength}文字` : `${maxLength}文字まで`}
        </p>
      )}
    </FieldFrame>
  )
}

export interface FileFieldProps extends Omit<FieldProps, "value"> {
  /** Such as ".pdf,.docx". The form needs enctype="multipart/form-data". */
  accept?: string
  multiple?: boolean
  /** Name of the file already stored. */
  stored?: string
}

export function FileField({ accept, multiple, stored, ...props }: FileFieldProps) {
  const tied = tie(props)
  return (
    <FieldFrame of={props} tied={tied}>
      {stored && <p class="field-stored">いまのファイル：{stored}</p>}
      <input
        class="file-input"
        type="file"
        id={tied.id}
        name={props.name}
        accept={accept}
        multiple={multiple}
        disabled={props.disabled}
        aria-required={props.required ? "true" : undefined}
        aria-invalid={tied.invalid && "true"}
        aria-describedby={tied.describedBy}
      />
    </FieldFrame>
  )
}

export interface SearchFieldProps extends FieldProps {
  /** The button's words. */
  button?: string
}

/** A search box with its button, for use inside a GET form. */
export function SearchField({ button = "検索", ...props }: SearchFieldProps) {
  const tied = tie(props)
  return (
    <FieldFrame of={props} tied={tied}>
      <div class="search-row">
        <input
          class="input input-full"
          type="search"
          id={tied.id}
          name={props.name}
          value={tied.value}
          autocomplete="off"
          aria-invalid={tied.invalid && "true"}
          aria-describedby={tied.describedBy}
        />
        <button class="button button-primary" type="submit">
          {button}
        </button>
      </div>
    </FieldFrame>
  )
}

export function HiddenField({ name, value }: { name: string; value: string | number | null | undefined }) {
  return <input type="hidden" name={name} value={value === null || value === undefined ? "" : String(value)} />
}
