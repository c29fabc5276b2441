import type { Option } from "./form.ts"

/** The lines of a text, without those that are empty. */
export const linesOf = (text: string | undefined) => (text ?? "").split("\n").map((one) => one.trim()).filter(Boolean)

/** 「value=見出し」 or the words alone, one a line. */
export function optionsOf(text: string | undefined): Option[] {
  return linesOf(text).map((one) => {
    const [value, ...label] = one.split("=")
    return label.length > 0 ? { value: value!.trim(), label: label.join("=").trim() } : { value: one, label: one }
  })
}

export function optionLines(options: readonly Option[]): string {
  return options.map(({ value, label }) => (value === label ? label : `${value}=${label}`)).join("\n")
}
