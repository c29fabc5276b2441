import { useState } from "preact/hooks"
import type { FormDefinition } from "../../kernel/forms/form.ts"
import { paths } from "../../kernel/forms/paths.ts"
import { Press, Text } from "./controls.tsx"
import { faultsOfForm } from "./server.ts"

interface ExchangeProps {
  id: string
  unsaved: boolean
  onImport: (form: FormDefinition) => void
}

/** The form as a file, and a file as the form; what is imported is one step that can be undone. */
export function Exchange({ id, unsaved, onImport }: ExchangeProps) {
  const [json, setJson] = useState("")
  const [faults, setFaults] = useState<readonly string[]>([])
  const take = async () => {
    let given: unknown
    try {
      given = JSON.parse(json)
    } catch {
      return setFaults(["JSON として読めません。書き出したファイルの内容を、そのまま貼り付けてください。"])
    }
    const found = await faultsOfForm(given)
    setFaults(found)
    if (found.length > 0) return
    setJson("")
    onImport(given as FormDefinition)
  }
  return (
    <details class="dz-exchange">
      <summary>書き出しと取り込み</summary>
      <p>
        <a href={paths.json(id)}>様式を書き出す（JSON）</a>　<a href={paths.jsonSchema(id)}>答えの形を書き出す（JSON Schema）</a>
      </p>
      {unsaved && <p class="field-hint">書き出されるのは、最後に保存した内容です。</p>}
      <Text label="取り込む様式（JSON）" hint="いまの内容と入れ替わります。「元に戻す」で戻せます。" rows={5} value={json} onText={setJson} />
      {faults.length > 0 && (
        <ul class="field-error" role="alert">
          {faults.map((fault) => (
            <li>{fault}</li>
          ))}
        </ul>
      )}
      <Press onPress={() => void take()}>取り込む</Press>
    </details>
  )
}
