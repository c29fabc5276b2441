import { comparedNever } from "../../kernel/forms/condition-faults.ts"
import { type ConditionRow, conditionOfRows, type How, hows, howWords, isNested, rowsOfCondition } from "../../kernel/forms/condition-rows.ts"
import { conditionWords } from "../../kernel/forms/condition-words.ts"
import type { Condition, Field } from "../../kernel/forms/form.ts"
import { Checks, Press, Select, Text, Whole } from "./controls.tsx"

const MOST_ROWS = 6

interface ConditionEditorProps {
  /** What is asked before: only that can be a condition. */
  earlier: readonly Field[]
  when: Condition | undefined
  onChange: (when: Condition | undefined) => void
}

export function ConditionEditor({ earlier, when, onChange }: ConditionEditorProps) {
  const fields = earlier.filter(({ kind }) => !comparedNever.has(kind))
  const { join, rows } = rowsOfCondition(when)
  const put = (next: ConditionRow[], by = join) => onChange(conditionOfRows({ join: by, rows: next }))
  const first = fields.at(-1)
  return (
    <fieldset class="field-group">
      <legend>表示の条件</legend>
      <p class="field-hint">{when ? `${conditionWords(earlier, when)}に聞きます。` : "いつも聞きます。"}</p>
      {isNested(when) ? (
        <Press onPress={() => onChange(undefined)}>この条件をやめて、いつも聞く</Press>
      ) : (
        <>
          {rows.map((row, at) => (
            <Row
              fields={fields}
              row={row}
              at={at}
              onRow={(next) => put(rows.map((one, index) => (index === at ? next : one)))}
              onGone={() => put(rows.filter((_, index) => index !== at))}
            />
          ))}
          {rows.length > 1 && (
            <Select
              label="2つ以上の条件があるとき"
              value={join}
              onValue={(value) => put(rows, value === "any" ? "any" : "all")}
              options={[
                { value: "all", label: "すべてに当てはまるときに聞く" },
                { value: "any", label: "どれかに当てはまるときに聞く" },
              ]}
            />
          )}
          {first && rows.length < MOST_ROWS && <Press onPress={() => put([...rows, begun(first)])}>条件を足す</Press>}
          {!first && <p class="field-hint">条件にできる項目が、これより前にありません。</p>}
        </>
      )}
    </fieldset>
  )
}

/** A row that means something at once: the first option, or "answered". */
function begun(on: Field): ConditionRow {
  const [option] = optionsOf(on) ?? []
  return option ? { field: on.key, how: "is", values: [option.value] } : { field: on.key, how: "answered", values: [] }
}

interface RowProps {
  fields: readonly Field[]
  row: ConditionRow
  at: number
  onRow: (row: ConditionRow) => void
  onGone: () => void
}

function Row({ fields, row, at, onRow, onGone }: RowProps) {
  const on = fields.find(({ key }) => key === row.field)
  const measured = on?.kind === "yen" || on?.kind === "number" || on?.kind === "sum"
  const options = on && optionsOf(on)
  const possible = hows.filter((how) => (how === "atLeast" || how === "below" ? measured : on?.kind !== "sum"))
  const compares = row.how === "is" || row.how === "isNot"
  const turn = (how: How) => {
    const sized = how === "atLeast" || how === "below"
    onRow({ field: row.field, how, values: how === "is" || how === "isNot" ? row.values : [], ...(sized ? { amount: row.amount ?? 0 } : {}) })
  }
  return (
    <fieldset class="field-row">
      <legend>{`条件${at + 1}`}</legend>
      <Select label="前の項目" value={row.field} onValue={(key) => onRow(begun(fields.find((field) => field.key === key)!))} options={fields.map(({ key, label }) => ({ value: key, label }))} />
      <Select label="比べ方" value={row.how} onValue={(how) => turn(how as How)} options={possible.map((value) => ({ value, label: howWords[value] }))} />
      {compares && options && <Checks label={`「${on!.label}」の答え`} values={row.values} onValues={(values) => onRow({ ...row, values })} options={options} />}
      {compares && !options && <Text label={`「${on?.label ?? row.field}」の答え`} value={row.values[0] ?? ""} onText={(text) => onRow({ ...row, values: [text] })} />}
      {(row.how === "atLeast" || row.how === "below") && <Whole label={`「${on?.label ?? row.field}」と比べる数`} decimal value={row.amount} onValue={(amount) => onRow({ ...row, amount })} />}
      <Press kind="tertiary" label={`条件${at + 1}を消す`} onPress={onGone}>
        この条件を消す
      </Press>
    </fieldset>
  )
}

function optionsOf(field: Field): readonly { value: string; label: string }[] | undefined {
  if (field.kind === "choice") return field.options
  return field.kind === "yes-no" ? [{ value: "yes", label: "はい" }, { value: "no", label: "いいえ" }] : undefined
}
