import { type Answers, type AnswerValue, type Field, fieldsOf, type FormDefinition, type FormPage, partsOf } from "./form.ts"
import { problemsOf } from "./problems-of.ts"

/** Every sentence a question can answer with: left empty, and with nonsense in it. Conditions aside. */
export function exampleProblems(field: Field): string[] {
  const asked = { ...field, when: undefined, required: true } as Field
  const alone: FormDefinition = { title: "", pages: [{ key: "page", title: "", sections: [{ fields: [asked] }] }] }
  const said = [{}, ...nonsenseOf(field).map((answer) => ({ [field.key]: answer }))].flatMap((answers: Answers) => problemsOf(alone, answers))
  return [...new Set(said.map(({ message }) => message))]
}

export function exampleProblemsOf(form: FormDefinition): { page: FormPage; fields: { field: Field; messages: string[] }[] }[] {
  return form.pages.map((page) => ({ page, fields: fieldsOf(page).map((field) => ({ field, messages: exampleProblems(field) })) }))
}

/** Wrong in kind, then too small, too large, too long. */
function nonsenseOf(field: Field): AnswerValue[] {
  switch (field.kind) {
    case "sum":
    case "declaration":
      return []
    case "file": {
      const one = { documentId: "", name: "例.xyz", bytes: (field.maxBytes ?? 0) + 1, sha256: "" }
      return [Array.from({ length: (field.maxFiles ?? 5) + 1 }, () => one)]
    }
    case "address":
      return [{ postalCode: "1" }]
    case "bank-account":
      return [{ bank: "？", branch: "？", type: "？", number: "？", holder: "？" }]
    case "group":
      return [[{}], Array.from({ length: (field.max ?? 100) + 1 }, () => ({})), ...partNonsense(field)]
    case "table":
      return partNonsense(field)
    case "text":
      return ["字".repeat((field.maxLength ?? 2000) + 1)]
    case "yen":
    case "number":
      return ["？", 0.1234567, (field.min ?? 0) - 1, (field.max ?? 0) + 1]
    case "date":
      return ["？", "0001-01-01", "9999-12-31"]
    default:
      return ["？"]
  }
}

function partNonsense(field: Field): AnswerValue[] {
  return partsOf(field).flatMap((part) => nonsenseOf(part).map((answer) => [{ [part.key]: answer }]))
}
