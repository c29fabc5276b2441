import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, Details, Form, Section, SelectField, SummaryList } from "../../../../kernel/ui/index.ts"
import { filingWords } from "../../applications/application.ts"
import type { ChosenForm } from "../../programmes/choose-form.ts"
import type { ChosenForms } from "../choose-forms.ts"
import { procedurePaths } from "../paths.ts"
import { procedureKinds } from "../procedure.ts"

/** On the section's page of a call: which procedure asks which form. */
export function ProcedureFormsSection({ callId, chosen, versions, mayRun, typed }: { callId: string; chosen: ChosenForms; versions: readonly ChosenForm[]; mayRun: boolean; typed?: Typed | undefined }) {
  const options = versions.map(({ versionId, title, number }) => ({ value: versionId, label: `${title}（第${number}版）` }))
  const nameOf = (versionId: string | undefined) => options.find(({ value }) => value === versionId)?.label ?? "（いまは選べない版）"
  return (
    <Section title="交付決定の後の手続で使う様式" id="procedure-forms">
      <p>変更、報告、請求などの手続は、決まった画面で受け付けます。それに加えて聞くことがあれば、手続ごとに様式を選びます。はじめられた記入は、はじめた版のまま提出できます。</p>
      {procedureKinds.some((kind) => chosen[kind]) ? (
        <SummaryList dense rows={procedureKinds.flatMap((kind) => (chosen[kind] ? [{ key: filingWords[kind], value: nameOf(chosen[kind]) }] : []))} />
      ) : (
        <p>どの手続も、決まった画面だけで受け付けます。</p>
      )}
      {mayRun && (
        <Details summary="手続ごとに様式を選ぶ" open={Boolean(typed?.problems.some(({ field }) => field && field in filingWords))}>
          <Form action={procedurePaths.choose(callId)} label="交付決定の後の手続で使う様式">
            {procedureKinds.map((kind) => (
              <SelectField name={kind} label={filingWords[kind]} value={chosen[kind] ?? ""} empty="使わない（決まった画面だけ）" options={options} {...(typed ? { typed } : {})} />
            ))}
            <ButtonGroup>
              <Button kind="secondary">手続の様式を決める</Button>
            </ButtonGroup>
          </Form>
        </Details>
      )}
    </Section>
  )
}
