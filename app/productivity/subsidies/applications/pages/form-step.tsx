import { type Answers, type FormDefinition, type FormPage, FormPageFields, type FormProblem, type TypedValues } from "../../../../kernel/forms/index.ts"
import type { PageContext, Problem } from "../../../../kernel/http/index.ts"
import type { ApplicationSheet } from "../steps.ts"
import { StepFrame } from "./frame.tsx"

interface FormStepProps {
  sheet: ApplicationSheet
  form: FormDefinition
  page: FormPage
  answers: Answers
  problems: readonly Problem[]
  typed?: TypedValues
  /** Chosen in a post that was not taken. */
  files?: PageContext["files"]
}

/** One page of the call's own form. */
export function FormStep({ sheet, form, page, answers, problems, typed = {}, files = {} }: FormStepProps) {
  const own: FormProblem[] = problems.map(({ field, message }) => ({ pageKey: page.key, path: field ?? "", label: "", message }))
  return (
    <StepFrame sheet={sheet} step={`form-${page.key}`} title={page.title} typed={{ values: {}, problems }} multipart={page.sections.some(({ fields }) => fields.some(({ kind }) => kind === "file"))}>
      <FormPageFields form={form} page={page} answers={answers} problems={own} typed={typed} files={files} />
    </StepFrame>
  )
}
