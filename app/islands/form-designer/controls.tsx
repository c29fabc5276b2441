import type { ComponentChildren } from "preact"
import { useId, useState } from "preact/hooks"

interface Shared {
  label: string
  hint?: string | undefined
  /** Where the outline or a message leads. */
  id?: string | undefined
}

function Frame({ id, label, hint, error, children }: Shared & { id: string; error?: string | undefined; children: ComponentChildren }) {
  return (
    <div class={error ? "field field-wrong" : "field"}>
      <label class="field-label" for={id}>
        {label}
      </label>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          <span class="vh">エラー：</span>
          {error}
        </p>
      )}
    </div>
  )
}

function describedBy(id: string, hint: string | undefined, error: string | undefined): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined
}

interface TextProps extends Shared {
  value: string
  onText: (text: string) => void
  error?: string | undefined
  rows?: number
  short?: boolean
  inputmode?: "numeric" | "decimal"
}

export function Text({ value, onText, rows, short, inputmode, error, ...shared }: TextProps) {
  const own = useId()
  const id = shared.id ?? own
  const tied = { id, class: `input ${short ? "input-short" : "input-full"}`, "aria-describedby": describedBy(id, shared.hint, error), "aria-invalid": error ? ("true" as const) : undefined }
  return (
    <Frame {...shared} id={id} error={error}>
      {rows ? (
        <textarea {...tied} rows={rows} value={value} onInput={(event) => onText(event.currentTarget.value)} />
      ) : (
        <input {...tied} type="text" autocomplete="off" inputmode={inputmode} value={value} onInput={(event) => onText(event.currentTarget.value)} />
      )}
    </Frame>
  )
}

interface ReadProps<T> extends Shared {
  value: T
  write: (value: T) => string
  /** Undefined where the text is none yet: it stays as typed, and the value as it was. */
  read: (text: string) => { value: T } | undefined
  onValue: (value: T) => void
  error: string
  rows?: number
  short?: boolean
  inputmode?: "numeric" | "decimal"
}

/** A value written as text: what is typed stands as it is while it says the same value. */
export function Read<T>({ value, write, read, onValue, error, ...rest }: ReadProps<T>) {
  const [text, setText] = useState(() => write(value))
  const [given, setGiven] = useState(value)
  let shown = text
  if (JSON.stringify(given) !== JSON.stringify(value)) {
    // Changed from elsewhere: by undo, or by another box.
    shown = write(value)
    setText(shown)
    setGiven(value)
  }
  return (
    <Text
      {...rest}
      value={shown}
      error={read(shown) ? undefined : error}
      onText={(next) => {
        setText(next)
        const found = read(next)
        if (!found) return
        setGiven(found.value)
        onValue(found.value)
      }}
    />
  )
}

interface NumberProps extends Shared {
  value: number | undefined
  onValue: (value: number | undefined) => void
  decimal?: boolean
}

/** １，０００ is the number people mean. */
export function Whole({ decimal, ...props }: NumberProps) {
  const read = (text: string) => {
    const plain = text.normalize("NFKC").replace(/[,\s]/g, "").replace(/^[▲△−]/, "-")
    if (plain === "") return { value: undefined }
    return (decimal ? /^-?\d{1,15}(\.\d{1,6})?$/ : /^-?\d{1,15}$/).test(plain) ? { value: Number(plain) } : undefined
  }
  const write = (value: number | undefined) => (value === undefined ? "" : value.toLocaleString("en-US", { maximumFractionDigits: 6 }))
  return <Read {...props} short inputmode={decimal ? "decimal" : "numeric"} write={write} read={read} error={decimal ? "数字で入力してください。" : "整数で入力してください。"} />
}

export function Check({ label, hint, checked, onCheck }: Shared & { checked: boolean; onCheck: (on: boolean) => void }) {
  const id = useId()
  return (
    <div class="field">
      <div class="choice">
        <input type="checkbox" id={id} checked={checked} aria-describedby={hint ? `${id}-hint` : undefined} onChange={(event) => onCheck(event.currentTarget.checked)} />
        <label for={id}>{label}</label>
        {hint && (
          <p class="choice-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}

interface Chosen {
  value: string
  label: string
}

export function Select({ value, onValue, options, empty, ...shared }: Shared & { value: string; onValue: (value: string) => void; options: readonly Chosen[]; empty?: string }) {
  const own = useId()
  const id = shared.id ?? own
  return (
    <Frame {...shared} id={id}>
      <select id={id} class="input select" aria-describedby={describedBy(id, shared.hint, undefined)} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        {empty !== undefined && (
          <option value="" selected={value === ""}>
            {empty}
          </option>
        )}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

export function Checks({ label, values, onValues, options }: Shared & { values: readonly string[]; onValues: (values: string[]) => void; options: readonly Chosen[] }) {
  const id = useId()
  const toggle = (value: string, on: boolean) => onValues(options.map((option) => option.value).filter((one) => (one === value ? on : values.includes(one))))
  return (
    <fieldset class="field">
      <legend class="field-label">{label}</legend>
      <div class="choices">
        {options.map((option, at) => (
          <div class="choice">
            <input type="checkbox" id={`${id}-${at}`} checked={values.includes(option.value)} onChange={(event) => toggle(option.value, event.currentTarget.checked)} />
            <label for={`${id}-${at}`}>{option.label}</label>
          </div>
        ))}
      </div>
    </fieldset>
  )
}

export function Day({ value, onValue, ...shared }: Shared & { value: string | undefined; onValue: (value: string | undefined) => void }) {
  const id = useId()
  return (
    <Frame {...shared} id={id}>
      <input id={id} class="input input-date" type="date" max="9999-12-31" value={value ?? ""} onInput={(event) => onValue(event.currentTarget.value || undefined)} />
    </Frame>
  )
}

interface PressProps {
  kind?: "primary" | "secondary" | "tertiary" | "danger"
  onPress: () => void
  label?: string | undefined
  id?: string
  disabled?: boolean
  children: ComponentChildren
}

/** A disabled one keeps its place in the order of the keyboard, so that focus is not lost when it goes off. */
export function Press({ kind = "secondary", onPress, label, id, disabled, children }: PressProps) {
  return (
    <button type="button" id={id} class={`button button-${kind} button-small`} aria-label={label} aria-disabled={disabled ? "true" : undefined} onClick={() => !disabled && onPress()}>
      {children}
    </button>
  )
}
