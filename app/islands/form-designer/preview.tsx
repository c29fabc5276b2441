import { useState } from "preact/hooks"
import { declareBanks } from "../../kernel/forms/banks.ts"
import { conditionWords } from "../../kernel/forms/condition-words.ts"
import { allFields, type Answers, type FormDefinition, type FormPage } from "../../kernel/forms/form.ts"
import { FormPageFields } from "../../kernel/forms/form-fields.tsx"
import { problemsOf } from "../../kernel/forms/problems-of.ts"
import { readTyped } from "../../kernel/forms/read-typed.ts"
import { shownPages } from "../../kernel/forms/shown.ts"
import { Press } from "./controls.tsx"

// The list of banks stays on the server: here whatever is typed counts as found.
declareBanks((bank, branch) => [{ bankCode: "0000", bankName: bank, branchCode: "000", branchName: `${branch}（ためしのため、あるかどうかは調べません）` }])

type Sent = Record<string, string | string[]>

interface PreviewProps {
  form: FormDefinition
  page: FormPage | undefined
  onPage: (page: FormPage) => void
}

/** The page as an applicant meets it, live: conditions, rows and sums work, and nothing of it is kept. */
export function Preview({ form, page, onPage }: PreviewProps) {
  const [answers, setAnswers] = useState<Answers>({})
  const [sent, setSent] = useState<Sent>({})
  const [judged, setJudged] = useState(false)
  if (!page) return <p class="field-hint">ページを足すと、申請者に見える画面がここに出ます。</p>
  const at = form.pages.indexOf(page)
  const read = (element: HTMLFormElement, submitter?: HTMLElement | null) => {
    const typed: Sent = {}
    for (const [name, value] of new FormData(element, submitter instanceof HTMLButtonElement ? submitter : null)) {
      if (typeof value !== "string") continue
      const before = typed[name]
      typed[name] = before === undefined ? value : [before, value].flat()
    }
    setSent(typed)
    setAnswers(readTyped(form, page.key, typed, answers))
  }
  const problems = judged ? problemsOf(form, answers, { pageKey: page.key }) : []
  const asked = shownPages(form, answers).includes(page)
  const turn = (by: -1 | 1) => {
    setSent({})
    onPage(form.pages[at + by]!)
  }
  return (
    <>
      <div class="dz-preview-head">
        <Press kind="tertiary" label="前のページを見る" disabled={at === 0} onPress={() => turn(-1)}>
          ←
        </Press>
        <p class="dz-preview-title">{`${at + 1} / ${form.pages.length}　${page.title}`}</p>
        <Press kind="tertiary" label="次のページを見る" disabled={at === form.pages.length - 1} onPress={() => turn(1)}>
          →
        </Press>
      </div>
      {page.when && <p class="field-hint">{`${conditionWords(allFields(form), page.when)}に出るページです。${asked ? "" : "いまの答えでは、出ません。"}`}</p>}
      <form
        key={page.key}
        class="form dz-preview-form"
        aria-label="申請者に見える画面"
        noValidate
        onChange={(event) => read(event.currentTarget)}
        onSubmit={(event) => {
          event.preventDefault()
          read(event.currentTarget, (event as SubmitEvent).submitter)
        }}
      >
        <FormPageFields form={form} page={page} answers={answers} problems={problems} typed={sent} />
      </form>
      <div class="dz-row-buttons">
        <Press onPress={() => setJudged(!judged)}>{judged ? "誤りの文を消す" : "このページの誤りを見る"}</Press>
        <Press
          kind="tertiary"
          onPress={() => {
            setAnswers({})
            setSent({})
          }}
        >
          入力を消す
        </Press>
      </div>
      {judged && <p role="status">{problems.length === 0 ? "このページに誤りはありません。" : `誤りが${problems.length}か所あります。`}</p>}
    </>
  )
}
