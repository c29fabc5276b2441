import type { Field, FormDefinition, ScalarField } from "./form.ts"

type Schema = Record<string, unknown>

/** JSON Schema (2020-12) of a form's answers, for whoever receives them. Conditions are said in words: x-when. */
export function jsonSchemaOf(form: FormDefinition): Schema {
  const properties: Record<string, Schema> = {}
  const required: string[] = []
  for (const page of form.pages) {
    for (const field of page.sections.flatMap((section) => section.fields)) {
      properties[field.key] = { title: field.label, ...(field.help ? { description: field.help } : {}), ...schemaOf(field), ...(field.when ? { "x-when": field.when } : {}) }
      if ((field.required || field.kind === "declaration") && !field.when && !page.when) required.push(field.key)
    }
  }
  return { $schema: "https://json-schema.org/draft/2020-12/schema", title: form.title, type: "object", properties, required, additionalProperties: false }
}

function schemaOf(field: Field | ScalarField): Schema {
  const between = (it: { min?: number | undefined; max?: number | undefined }) => ({ ...(it.min === undefined ? {} : { minimum: it.min }), ...(it.max === undefined ? {} : { maximum: it.max }) })
  switch (field.kind) {
    case "text":
      return { type: "string", maxLength: field.maxLength ?? 2000 }
    case "kana":
      return { type: "string", maxLength: 100 }
    case "email":
      return { type: "string", format: "email" }
    case "phone":
      return { type: "string" }
    case "yen":
      return { type: "integer", minimum: 0, ...between(field) }
    case "number":
      return field.decimals ? { type: "number", multipleOf: Number(`1e-${field.decimals}`), ...between(field) } : { type: "integer", ...between(field) }
    case "sum":
      return { type: "number", readOnly: true }
    case "date":
      // JSON Schema has no limits of dates.
      return { type: "string", format: "date", ...(field.min ? { "x-minimum": field.min } : {}), ...(field.max ? { "x-maximum": field.max } : {}) }
    case "yes-no":
      return { enum: ["yes", "no"] }
    case "choice": {
      const values = { enum: field.options.map(({ value }) => value) }
      return field.many ? { type: "array", items: values, uniqueItems: true } : values
    }
    case "corporate-number":
      return { type: "string", pattern: "^[1-9][0-9]{12}$" }
    case "declaration":
      return { const: true, description: field.text }
    case "file":
      return {
        type: "array",
        maxItems: field.maxFiles ?? 5,
        items: { type: "object", properties: { documentId: { type: "string", format: "uuid" }, name: { type: "string" }, bytes: { type: "integer" }, sha256: { type: "string" } } },
      }
    case "address":
      return objectOf(["postalCode", "prefecture", "municipality", "street", "building"])
    case "bank-account":
      return objectOf(["bankCode", "bankName", "branchCode", "branchName", "type", "number", "holder"])
    case "group":
      return { type: "array", minItems: field.min ?? 0, maxItems: field.max ?? 100, items: rowOf(field.fields) }
    case "table":
      return { type: "array", minItems: field.rows.length, maxItems: field.rows.length, items: rowOf(field.columns) }
  }
}

function objectOf(keys: readonly string[]): Schema {
  return { type: "object", properties: Object.fromEntries(keys.map((key) => [key, { type: "string" }])) }
}

function rowOf(fields: readonly ScalarField[]): Schema {
  return {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.key, { title: field.label, ...schemaOf(field) }])),
    required: fields.filter((field) => field.required && !field.when).map(({ key }) => key),
  }
}
