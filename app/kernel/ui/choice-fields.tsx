import type { ComponentChildren } from "preact"
import type { FieldProps } from "./field.tsx"
import { ChoiceFrame, FieldError, FieldFrame, tie, valuesOf } from "./field.tsx"
import { classes, escapeText } from "./markup.ts"

export interface Option {
  value: string
  label: string
  hint?: ComponentChildren
  disabled?: boolean
}

export interface OptionGroup {
  label: string
  options: readonly Option[]
}

export interface SelectFieldProps extends FieldProps {
  options: readonly (Option | OptionGroup)[]
  /** The words of the empty first choice; false leaves it out. */
  empty?: string | false
}

export function SelectField({ options, empty = "選んでください", ...props }: SelectFieldProps) {
  const tied = tie(props)
  const first = empty === false ? "" : `<option value="">${escapeText(empty)}</option>`
  return (
    <FieldFrame of={props} tied={tied}>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- FieldFrame writes its label */}
      <select
        class="input select"
        id={tied.id}
        name={props.name}
        disabled={props.disabled}
        aria-required={props.required ? "true" : undefined}
        aria-invalid={tied.invalid && "true"}
        aria-describedby={tied.describedBy}
        // A list may have a hundred of them, as text a tenth of the work.
        dangerouslySetInnerHTML={{ __html: first + optionsText(options, tied.value) }}
      />
    </FieldFrame>
  )
}

function optionsText(options: SelectFieldProps["options"], value: string | undefined): string {
  let text = ""
  for (const option of options) {
    if ("options" in option) {
      text += `<optgroup label="${escapeText(option.label)}">${optionsText(option.options, value)}</optgroup>`
    } else {
      const state = (option.value === value ? " selected" : "") + (option.disabled ? " disabled" : "")
      text += `<option value="${escapeText(option.value)}"${state}>${escapeText(option.label)}</option>`
    }
  }
  return text
}

export interface RadioFieldProps extends FieldProps {
  options: readonly Option[]
  /** Side by side, for two or three short choices. */
  inline?: boolean
}

export function RadioField({ options, inline, ...props }: RadioFieldProps) {
  const tied = tie(props)
  return (
    <ChoiceFrame of={props} tied={tied}>
      <div class={classes("choices", inline && "choices-inline")}>
        {options.map((option, at) => (
          <Choice
            type="radio"
            id={at === 0 ? tied.id : `${tied.id}-${at}`}
            name={props.name}
            option={option}
            checked={option.value === tied.value}
            disabled={props.disabled || option.disabled}
          />
        ))}
      </div>
    </ChoiceFrame>
  )
}

export interface CheckboxFieldProps extends Omit<FieldProps, "value"> {
  /** The stored state. */
  checked?: boolean
}

/** One yes-or-no statement. Sends "on". */
export function CheckboxField({ checked = false, ...props }: CheckboxFieldProps) {
  const tied = tie(props)
  const on = props.typed ? tied.value === "on" || tied.value === "true" || tied.value === "yes" : checked
  return (
    <div class={classes("field", tied.error && "field-wrong")}>
      <div class="choice">
        <input
          type="checkbox"
          id={tied.id}
          name={props.name}
          value="on"
          checked={on}
          disabled={props.disabled}
          aria-required={props.required ? "true" : undefined}
          aria-invalid={tied.invalid && "true"}
          aria-describedby={tied.describedBy}
        />
        <label for={tied.id}>
          {props.label}
          {props.required && <span class="required">※必須</span>}
        </label>
        {props.hint && (
          <p class="choice-hint" id={`${tied.id}-hint`}>
            {props.hint}
          </p>
        )}
      </div>
      <FieldError tied={tied} />
    </div>
  )
}

export interface CheckboxesFieldProps extends Omit<FieldProps, "value"> {
  options: readonly Option[]
  values?: readonly string[]
  inline?: boolean
}

/** Any number of a few. */
export function CheckboxesField({ options, values = [], inline, ...props }: CheckboxesFieldProps) {
  const tied = tie(props)
  const chosen = valuesOf(props.typed, props.name, values)
  return (
    <ChoiceFrame of={props} tied={tied}>
      <div class={classes("choices", inline && "choices-inline")}>
        {options.map((option, at) => (
          <Choice
            type="checkbox"
            id={at === 0 ? tied.id : `${tied.id}-${at}`}
            name={props.name}
            option={option}
            checked={chosen.includes(option.value)}
            disabled={props.disabled || option.disabled}
          />
        ))}
      </div>
    </ChoiceFrame>
  )
}

interface ChoiceProps {
  type: "radio" | "checkbox"
  id: string
  name: string
  option: Option
  checked: boolean
  disabled: boolean | undefined
}

function Choice({ type, id, name, option, checked, disabled }: ChoiceProps) {
  return (
    <div class="choice">
      <input
        type={type}
        id={id}
        name={name}
        value={option.value}
        checked={checked}
        disabled={disabled}
        aria-describedby={option.hint ? `${id}-hint` : undefined}
      />
      <label for={id}>{option.label}</label>
      {option.hint && (
        <p class="choice-hint" id={`${id}-hint`}>
          {option.hint}
        </p>
      )}
    </div>
  )
}
