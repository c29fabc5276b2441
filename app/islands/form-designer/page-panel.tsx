import { pagesBefore } from "../../kernel/forms/earlier.ts"
import { changeSections, shiftSection } from "../../kernel/forms/edit-definition.ts"
import { fieldsOf, type FormDefinition, type FormPage } from "../../kernel/forms/form.ts"
import { ConditionEditor } from "./condition-editor.tsx"
import { Press, Text } from "./controls.tsx"
import { patched } from "./field-panel.tsx"

interface PagePanelProps {
  form: FormDefinition
  page: FormPage
  onForm: (form: FormDefinition, words: string, same?: string) => void
}

export function PagePanel({ form, page, onForm }: PagePanelProps) {
  const put = (next: FormPage, words: string, same?: string) => onForm({ ...form, pages: form.pages.map((one) => (one.key === page.key ? next : one)) }, words, same && `${page.key} ${same}`)
  return (
    <>
      <Text label="ページの見出し" id="dz-label" hint="1つのページでは1つのことを聞きます。" value={page.title} onText={(title) => put({ ...page, title }, "ページの見出し", "title")} error={page.title ? undefined : "ページの見出しを入力してください。"} />
      <Text label="説明" rows={3} value={page.help ?? ""} onText={(help) => put(patched(page, { help: help || undefined }), "ページの説明", "help")} />
      <ConditionEditor earlier={pagesBefore(form, page).flatMap(fieldsOf)} when={page.when} onChange={(when) => put(patched(page, { when }), "ページの条件", "when")} />
      {page.sections.map((section, at) => {
        const name = section.title ?? `まとまり${at + 1}`
        const change = (patch: { title?: string | undefined; help?: string | undefined }, same: string) =>
          put({ ...page, sections: page.sections.map((one, index) => (index === at ? patched(one, patch) : one)) }, "まとまり", `${at} ${same}`)
        const gone = () => put(changeSections(page, page.sections.map(({ title, help }, index) => ({ title, help, gone: index === at }))), "まとまりをなくす")
        return (
          <fieldset class="field-row">
            <legend>{`まとまり${at + 1}（項目${section.fields.length}）`}</legend>
            <Text label="まとまりの見出し" value={section.title ?? ""} onText={(title) => change({ title: title || undefined }, "title")} />
            <Text label="まとまりの説明" rows={2} value={section.help ?? ""} onText={(help) => change({ help: help || undefined }, "help")} />
            {page.sections.length > 1 && (
              <div class="dz-row-buttons">
                <Press kind="tertiary" label={`「${name}」を上へ`} disabled={at === 0} onPress={() => onForm(shiftSection(form, page.key, at, -1), "まとまりを動かす")}>
                  ↑
                </Press>
                <Press kind="tertiary" label={`「${name}」を下へ`} disabled={at === page.sections.length - 1} onPress={() => onForm(shiftSection(form, page.key, at, 1), "まとまりを動かす")}>
                  ↓
                </Press>
                <Press kind="tertiary" label={`「${name}」をなくす（項目は前のまとまりに移る）`} onPress={gone}>
                  なくす（項目は残る）
                </Press>
              </div>
            )}
          </fieldset>
        )
      })}
      <Press onPress={() => put({ ...page, sections: [...page.sections, { title: "新しいまとまり", fields: [] }] }, "まとまりを足す")}>まとまりを足す</Press>
    </>
  )
}
