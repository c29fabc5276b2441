import { diffChars } from "diff"
import type { DiffRow } from "../ui/index.ts"
import { wordsOf } from "./as-asked.ts"
import { conditionWords } from "./condition-words.ts"
import { allFields, type Field, fieldKindWords, fieldsOf, type FormDefinition, partsOf } from "./form.ts"

/** What became different between two definitions, part by part in words; parts are the same while their key is. */
export function differenceOf(before: FormDefinition, after: FormDefinition): DiffRow[] {
  const [old, now] = [describe(before), describe(after)]
  const places = [...now.keys(), ...[...old.keys()].filter((place) => !now.has(place))]
  return places.flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)]
    return was?.text === is?.text ? [] : [{ place: (is ?? was)!.place, segments: segmentsOf(was?.text ?? "", is?.text ?? "") }]
  })
}

function segmentsOf(before: string, after: string): DiffRow["segments"] {
  return diffChars(before, after).map(({ value, added, removed }) => ({ kind: added ? "added" : removed ? "removed" : "same", text: value }))
}

interface Part {
  place: string
  text: string
}

function describe(form: FormDefinition): Map<string, Part> {
  const fields = allFields(form)
  const parts = new Map<string, Part>()
  parts.set("form", { place: "様式", text: lines(form.title, form.introduction) })
  parts.set("order", { place: "ページの並び", text: form.pages.map(({ title }) => title).join("、") })
  for (const page of form.pages) {
    const when = page.when && `${conditionWords(fields, page.when)}に聞く`
    parts.set(`page ${page.key}`, { place: `ページ「${page.title}」`, text: lines(page.title, page.help, when) })
    for (const [at, section] of page.sections.entries()) {
      const text = lines(section.title, section.help, section.fields.map(({ label }) => label).join("、"))
      parts.set(`section ${page.key} ${at}`, { place: `「${page.title}」の項目の並び${page.sections.length > 1 ? `（${section.title ?? at + 1}）` : ""}`, text })
    }
    for (const field of fieldsOf(page)) parts.set(`field ${field.key}`, { place: field.label, text: fieldText(field, fields) })
  }
  return parts
}

/** All settings of a question, one a line. */
export function fieldText(field: Field, fields: readonly Field[]): string {
  const range = "min" in field || "max" in field ? [field.min !== undefined && `最小 ${field.min}`, field.max !== undefined && `最大 ${field.max}`] : []
  return lines(
    `${field.label}（${fieldKindWords[field.kind]}${field.required ? "・必須" : ""}）`,
    field.help,
    field.when && `${conditionWords(fields, field.when)}に聞く`,
    ...range,
    "maxLength" in field && field.maxLength && `${field.maxLength}文字まで`,
    "unit" in field && field.unit && `単位 ${field.unit}`,
    "options" in field && `選択肢 ${field.options.map((option) => wordsOf(field, option.value)).join("、")}${field.many ? "（いくつでも）" : ""}`,
    "maxFiles" in field && field.maxFiles && `${field.maxFiles}件まで`,
    "accept" in field && field.accept && `種類 ${field.accept.join("、")}`,
    "rows" in field && `行 ${field.rows.join("、")}`,
    "text" in field && field.text,
    "of" in field && `足す項目 ${field.of.join("、")}`,
    "fraction" in field && field.fraction && `${field.fraction.numerator}/${field.fraction.denominator}、${field.fraction.floorTo ?? 1}円未満切捨て`,
    ...partsOf(field).map((part) => fieldText(part, partsOf(field))),
  )
}

function lines(...all: (string | number | false | undefined)[]): string {
  return all.filter(Boolean).join("\n")
}
