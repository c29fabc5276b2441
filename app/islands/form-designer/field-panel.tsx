import { addableBefore, earlierThan } from "../../kernel/forms/earlier.ts"
import { exampleProblems } from "../../kernel/forms/example-problems.ts"
import { type Field, fieldKindWords, type FormDefinition, partKinds, partsOf, type ScalarField, type SumFraction } from "../../kernel/forms/form.ts"
import { linesOf, optionLines, optionsOf } from "../../kernel/forms/option-lines.ts"
import { ConditionEditor } from "./condition-editor.tsx"
import { Check, Checks, Day, Press, Read, Select, Text, Whole } from "./controls.tsx"

/** Changes some settings; undefined takes one away. */
export type Patch<T> = { [K in keyof T]?: T[K] | undefined }

export function patched<T extends object>(it: T, patch: Patch<T>): T {
  const next = { ...it, ...patch } as T
  for (const key of Object.keys(patch) as (keyof T)[]) if (patch[key] === undefined) delete next[key]
  return next
}

interface FieldPanelProps {
  form: FormDefinition
  field: Field
  /** `same` names the box that was typed in: letters in a row are one step of undo. */
  onField: (field: Field, same: string) => void
  onKey: (key: string) => void
}

export function FieldPanel({ form, field, onField, onKey }: FieldPanelProps) {
  const set = (patch: object, same: string) => onField(patched(field, patch as Patch<Field>), `${field.key} ${same}`)
  const errors = exampleProblems(field)
  return (
    <>
      <Text label="項目の見出し" id="dz-label" value={field.label} onText={(label) => set({ label }, "label")} error={field.label ? undefined : "見出しを入力してください。"} />
      <Text label="説明" hint="答えるときに要ることだけを書きます。" rows={3} value={field.help ?? ""} onText={(help) => set({ help: help || undefined }, "help")} />
      {field.kind !== "sum" && field.kind !== "declaration" && <Check label="必ず答えてもらう" checked={field.required ?? false} onCheck={(on) => set({ required: on || undefined }, "required")} />}
      <Settings form={form} field={field} set={set} />
      <ConditionEditor earlier={earlierThan(form, field.key)} when={field.when} onChange={(when) => set({ when }, "when")} />
      <Read
        label="記号"
        hint="書き出したときの名前。英小文字で始まる英数字とハイフン。条件や合計の中でも、いっしょに変わります。"
        value={field.key}
        write={(key) => key}
        read={(text) => (/^[a-z][a-zA-Z0-9-]{0,39}$/.test(text) ? { value: text } : undefined)}
        onValue={onKey}
        error="英小文字で始まる40文字までの英数字とハイフンにしてください。"
        short
      />
      {errors.length > 0 && (
        <details class="dz-errors">
          <summary>{`答えがないときや誤ったときに出る文（${errors.length}）`}</summary>
          <ul>
            {errors.map((message) => (
              <li>{message}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

type Set = (patch: object, same: string) => void

function Settings({ form, field, set }: { form: FormDefinition; field: Field; set: Set }) {
  switch (field.kind) {
    case "text":
      return (
        <div class="dz-pair">
          <Whole label="入力欄の行の数" value={field.lines} onValue={(lines) => set({ lines }, "lines")} />
          <Whole label="文字数の上限" value={field.maxLength} onValue={(maxLength) => set({ maxLength }, "maxLength")} />
        </div>
      )
    case "yen":
    case "number":
      return (
        <>
          <div class="dz-pair">
            <Whole label="最小" decimal={field.kind === "number"} value={field.min} onValue={(min) => set({ min }, "min")} />
            <Whole label="最大" decimal={field.kind === "number"} value={field.max} onValue={(max) => set({ max }, "max")} />
          </div>
          {field.kind === "number" && (
            <div class="dz-pair">
              <Text label="単位" short value={field.unit ?? ""} onText={(unit) => set({ unit: unit || undefined }, "unit")} />
              <Whole label="小数の桁" value={field.decimals} onValue={(decimals) => set({ decimals }, "decimals")} />
            </div>
          )}
        </>
      )
    case "date":
      return (
        <div class="dz-pair">
          <Day label="この日以後" value={field.min} onValue={(min) => set({ min }, "min")} />
          <Day label="この日以前" value={field.max} onValue={(max) => set({ max }, "max")} />
        </div>
      )
    case "choice":
      return (
        <>
          <Read label="選択肢" hint="1行に1つ。記号を付けるときは「記号=見出し」。" rows={6} value={field.options} write={optionLines} read={(text) => ({ value: optionsOf(text) })} onValue={(options) => set({ options }, "options")} error="" />
          <Check label="いくつでも選べる" checked={field.many ?? false} onCheck={(on) => set({ many: on || undefined }, "many")} />
          {!field.many && (
            <Select
              label="選択肢の見せ方"
              value={field.shownAs ?? ""}
              onValue={(value) => set({ shownAs: value || undefined }, "shownAs")}
              empty="数に応じて（8つ以上は一覧）"
              options={[
                { value: "buttons", label: "ボタン" },
                { value: "list", label: "一覧から選ぶ" },
              ]}
            />
          )}
        </>
      )
    case "file":
      return (
        <>
          <div class="dz-pair">
            <Whole label="ファイルの数の上限（件）" value={field.maxFiles} onValue={(maxFiles) => set({ maxFiles }, "maxFiles")} />
            <Whole
              label="1件の大きさの上限（MB）"
              value={field.maxBytes === undefined ? undefined : Math.ceil(field.maxBytes / MEGABYTE)}
              onValue={(size) => set({ maxBytes: size === undefined ? undefined : size * MEGABYTE }, "maxBytes")}
            />
          </div>
          <Read
            label="ファイルの種類"
            hint="例 pdf, jpg。空欄なら受け付けられる種類すべて。"
            value={field.accept ?? []}
            write={(accept) => accept.join(", ")}
            read={(text) => ({ value: text.split(/[\s,、]+/).filter(Boolean).map((end) => end.replace(/^\./, "").toLowerCase()) })}
            onValue={(accept) => set({ accept: accept.length > 0 ? accept : undefined }, "accept")}
            error=""
          />
        </>
      )
    case "declaration":
      return <Text label="誓約・同意の文" rows={8} value={field.text} onText={(text) => set({ text }, "text")} error={field.text ? undefined : "誓約の文を入力してください。"} />
    case "sum":
      return <SumSettings form={form} field={field} set={set} />
    case "table":
      return (
        <>
          <Read label="行の見出し" hint="1行に1つ。" rows={5} value={field.rows} write={(rows) => rows.join("\n")} read={(text) => ({ value: linesOf(text) })} onValue={(rows) => set({ rows }, "rows")} error="" />
          <Parts parts={field.columns} name="列" onParts={(columns) => set({ columns }, "columns")} />
        </>
      )
    case "group":
      return (
        <>
          <div class="dz-pair">
            <Whole label="行の最小" value={field.min} onValue={(min) => set({ min }, "min")} />
            <Whole label="行の最大" value={field.max} onValue={(max) => set({ max }, "max")} />
          </div>
          <Parts parts={field.fields} name="くり返す項目" onParts={(fields) => set({ fields }, "fields")} />
        </>
      )
    default:
      return null
  }
}

const MEGABYTE = 1024 * 1024
const STEPS = [10, 100, 1000, 10_000] as const

function SumSettings({ form, field, set }: { form: FormDefinition; field: Extract<Field, { kind: "sum" }>; set: Set }) {
  const addable = addableBefore(form, field.key)
  const fraction = field.fraction ?? { numerator: 1, denominator: 1 }
  const put = (patch: Patch<SumFraction>) => {
    const next = patched(fraction, patch)
    const plain = next.numerator === next.denominator && (next.floorTo ?? 1) === 1
    set({ fraction: plain ? undefined : next }, "fraction")
  }
  if (addable.length === 0) return <p class="field-hint">足せる項目（金額・整数）が、この項目より前にありません。</p>
  return (
    <>
      <Checks label="足す項目" values={field.of} onValues={(of) => set({ of }, "of")} options={addable} />
      <div class="dz-pair">
        <Whole label="割合の分子" value={fraction.numerator} onValue={(numerator) => put({ numerator: numerator ?? 1 })} />
        <Whole label="割合の分母" value={fraction.denominator} onValue={(denominator) => put({ denominator: denominator ?? 1 })} />
      </div>
      <Select
        label="端数"
        value={fraction.floorTo && fraction.floorTo > 1 ? String(fraction.floorTo) : ""}
        onValue={(value) => put({ floorTo: value ? Number(value) : undefined })}
        empty="1円未満切捨て"
        options={STEPS.map((yen) => ({ value: String(yen), label: `${yen.toLocaleString("ja-JP")}円未満切捨て` }))}
      />
    </>
  )
}

/** The questions of a row, in their order. */
function Parts({ parts, name, onParts }: { parts: readonly ScalarField[]; name: string; onParts: (parts: ScalarField[]) => void }) {
  const put = (at: number, part: ScalarField) => onParts(parts.map((one, index) => (index === at ? part : one)))
  const shift = (at: number, by: -1 | 1) => {
    const next = [...parts]
    ;[next[at], next[at + by]] = [next[at + by]!, next[at]!]
    onParts(next)
  }
  const add = () => {
    let n = parts.length + 1
    while (parts.some(({ key }) => key === `part${n}`)) n++
    onParts([...parts, { key: `part${n}`, kind: "text", label: "内容" }])
  }
  return (
    <>
      {parts.map((part, at) => (
        <fieldset class="field-row" key={part.key}>
          <legend>{`${name}${at + 1}`}</legend>
          <Text label="見出し" value={part.label} onText={(label) => put(at, { ...part, label })} error={part.label ? undefined : "見出しを入力してください。"} />
          <Select label="種類" value={part.kind} onValue={(kind) => put(at, turned(part, kind as ScalarField["kind"]))} options={partKinds.map((kind) => ({ value: kind, label: fieldKindWords[kind] }))} />
          {part.kind === "choice" && <Read label="選択肢" hint="1行に1つ。" rows={4} value={part.options} write={optionLines} read={(text) => ({ value: optionsOf(text) })} onValue={(options) => put(at, { ...part, options })} error="" />}
          {part.kind === "number" && <Text label="単位" short value={part.unit ?? ""} onText={(unit) => put(at, patched(part, { unit: unit || undefined }))} />}
          <Check label="必ず答えてもらう" checked={part.required ?? false} onCheck={(on) => put(at, patched(part, { required: on || undefined }))} />
          <div class="dz-row-buttons">
            <Press kind="tertiary" label={`「${part.label}」を上へ`} disabled={at === 0} onPress={() => shift(at, -1)}>
              ↑
            </Press>
            <Press kind="tertiary" label={`「${part.label}」を下へ`} disabled={at === parts.length - 1} onPress={() => shift(at, 1)}>
              ↓
            </Press>
            <Press kind="tertiary" label={`「${part.label}」を消す`} disabled={parts.length === 1} onPress={() => onParts(parts.filter((_, index) => index !== at))}>
              消す
            </Press>
          </div>
        </fieldset>
      ))}
      {parts.length < 12 && <Press onPress={add}>{`${name}を足す`}</Press>}
    </>
  )
}

function turned(part: ScalarField, kind: ScalarField["kind"]): ScalarField {
  const { key, label, help, required, when } = part
  const base = patched({ key, label }, { help, required, when } as object)
  return (kind === "choice" ? { ...base, kind, options: [{ value: "選択肢1", label: "選択肢1" }] } : { ...base, kind }) as ScalarField
}

/** What a kind of question is about, for the outline: 「選択・必須」. */
export function kindWords(field: Field): string {
  const parts = partsOf(field).length
  return `${fieldKindWords[field.kind]}${parts > 0 ? `・${parts}項目` : ""}${field.required ? "・必須" : ""}`
}
