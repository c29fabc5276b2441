import { firstValue, type Typed } from "../../http/typed.ts"
import { Button, CheckboxesField, CheckboxField, FieldGroup, NumberField, RadioField, SelectField, TextField } from "../../ui/index.ts"
import { comparedNever } from "../condition-faults.ts"
import { conditionWords } from "../condition-words.ts"
import type { Condition, Field } from "../form.ts"
import { hows, howWords, isNested } from "../condition-rows.ts"

interface ConditionFieldsProps {
  /** What is asked before: only that can be a condition. */
  earlier: readonly Field[]
  when: Condition | undefined
  typed: Typed
}

const MOST = 4

/** Which earlier answers let it be asked: a question, and what its answer must be, as choices. */
export function ConditionFields({ earlier, when, typed }: ConditionFieldsProps) {
  const fields = earlier.filter(({ kind }) => !comparedNever.has(kind))
  if (isNested(when)) {
    return (
      <FieldGroup title="表示の条件" hint={`${conditionWords(earlier, when!)}に聞く。組み合わせた条件は、書き出した様式で変えられます。`}>
        <CheckboxField name="dropWhen" label="この条件をやめて、いつも聞く" typed={typed} />
      </FieldGroup>
    )
  }
  if (fields.length === 0) return null
  const given = Array.from({ length: MOST }, (_, at) => firstValue(typed, `when.${at}.field`)).filter(Boolean).length
  const rows = Math.min(MOST, given + 1)
  return (
    <FieldGroup title="表示の条件" hint="前の項目の答えによって、聞くかどうかを決めます。項目を選ばなければ、いつも聞きます。">
      {Array.from({ length: rows }, (_, at) => (
        <ConditionRow fields={fields} at={at} typed={typed} />
      ))}
      <Button kind="secondary" small name="_again" value="condition">
        選んだ項目の答えを選ぶ
      </Button>
      {given > 1 && (
        <RadioField
          name="whenJoin"
          label="2つ以上の条件があるとき"
          inline
          typed={typed}
          options={[
            { value: "all", label: "すべてに当てはまるときに聞く" },
            { value: "any", label: "どれかに当てはまるときに聞く" },
          ]}
        />
      )}
    </FieldGroup>
  )
}

function ConditionRow({ fields, at, typed }: { fields: readonly Field[]; at: number; typed: Typed }) {
  const name = `when.${at}`
  const on = fields.find(({ key }) => key === firstValue(typed, `${name}.field`))
  const how = firstValue(typed, `${name}.how`) || "is"
  const measured = on?.kind === "yen" || on?.kind === "number" || on?.kind === "sum"
  const possible = hows.filter((one) => (one === "atLeast" || one === "below" ? measured : on?.kind !== "sum"))
  const options = on?.kind === "choice" ? on.options : on?.kind === "yes-no" ? yesNo : undefined
  return (
    <fieldset class="field-row">
      <legend>{`条件${at + 1}`}</legend>
      <SelectField name={`${name}.field`} label="前の項目" typed={typed} empty="選ばない" options={fields.map(({ key, label }) => ({ value: key, label }))} />
      {on && <SelectField name={`${name}.how`} label="比べ方" typed={typed} empty={false} options={possible.map((value) => ({ value, label: howWords[value] }))} />}
      {options && how !== "answered" && how !== "unanswered" && <CheckboxesField name={`${name}.values`} label={`「${on!.label}」の答え`} typed={typed} options={options} />}
      {on && !options && !measured && <TextField name={`${name}.values`} label={`「${on.label}」の答え`} typed={typed} maxLength={200} />}
      {measured && <NumberField name={`${name}.amount`} label={`「${on.label}」と比べる数`} typed={typed} decimal />}
    </fieldset>
  )
}

const yesNo = [
  { value: "yes", label: "はい" },
  { value: "no", label: "いいえ" },
]
