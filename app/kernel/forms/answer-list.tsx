import { Section, SummaryList } from "../ui/index.ts"
import { asAsked } from "./as-asked.ts"
import type { Answers, FormDefinition } from "./form.ts"
import { shownPages } from "./shown.ts"

interface AnswerListProps {
  form: FormDefinition
  answers: Answers
  /** Where a page's answers are changed. */
  changeLink?: (pageKey: string) => string
}

/** Every question as it was asked with its answer, page by page. */
export function AnswerList({ form, answers, changeLink }: AnswerListProps) {
  const asked = asAsked(form, answers)
  return (
    <>
      {shownPages(form, answers).map((page) => (
        <Section title={page.title} actions={changeLink && <a href={changeLink(page.key)}>{`「${page.title}」を直す`}</a>}>
          <SummaryList
            rows={asked
              .filter(({ pageKey }) => pageKey === page.key)
              .map(({ section, label, text }) => ({ key: section ? `${section}　${label}` : label, value: text || "（未入力）" }))}
          />
        </Section>
      ))}
    </>
  )
}
