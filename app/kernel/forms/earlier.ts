import { allFields, type Field, type FormDefinition, type FormPage, partsOf } from "./form.ts"

/** What is asked before this one, in the order of the form. */
export function earlierThan(definition: FormDefinition, key: string): Field[] {
  const fields = allFields(definition)
  return fields.slice(0, fields.findIndex((field) => field.key === key))
}

export function pagesBefore(definition: FormDefinition, page: FormPage): FormPage[] {
  return definition.pages.slice(0, definition.pages.findIndex(({ key }) => key === page.key))
}

/** Amounts and whole numbers asked before, those of rows too, as a sum names them. */
export function addableBefore(definition: FormDefinition, key: string): { value: string; label: string }[] {
  const adds = (one: Field) => one.kind === "yen" || one.kind === "sum" || (one.kind === "number" && !one.decimals)
  return earlierThan(definition, key).flatMap((one) =>
    adds(one) ? [{ value: one.key, label: one.label }] : partsOf(one).filter(adds).map((part) => ({ value: `${one.key}.${part.key}`, label: `${one.label}　${part.label}` })),
  )
}
