import type { Typed } from "../../../kernel/http/index.ts"
import { Button, ButtonGroup, CheckboxesField, Details, Form, NumberField, Page, Section, SelectField, TextAreaField, TextField } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { LogicModel } from "../../tables.ts"
import type { Direction, SheetInEdition } from "../types.ts"
import type { UnitOption } from "../units.ts"
import { editionName, initiativeNumber, logicModelWords } from "../words.ts"
import { LogicModelFlow } from "./logic-model.tsx"
import { PlanStyle } from "./plan-style.tsx"
import { formVersion, sideBySide } from "./typed-version.ts"

export const partTitles = {
  overview: "概要を書く",
  state: "現状を書く",
  actions: "今年度の取組を書く",
  logic: "ロジックモデルを書く",
  proposal: "次年度への提案を書く",
  place: "名称・位置・主管課を直す",
} as const
export type SheetPart = keyof typeof partTitles

export interface SheetFormProps {
  found: SheetInEdition
  part: SheetPart
  typed?: Typed
  /** For "place" only. */
  units?: readonly UnitOption[]
  directions?: readonly Direction[]
}

export function SheetFormPage({ found, part, typed, units = [], directions = [] }: SheetFormProps) {
  const { edition, sheet } = found
  const back = paths.initiative(edition.id, sheet.initiativeId)
  return (
    <Page
      title={partTitles[part]}
      kicker={`${initiativeNumber(sheet)} ${sheet.title}`}
      typed={typed}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: editionName(edition), href: paths.edition(edition.id) },
        { title: initiativeNumber(sheet), href: back },
        { title: partTitles[part] },
      ]}
    >
      <PlanStyle />
      <Form
        action={paths.initiativePart(edition.id, sheet.initiativeId, part)}
        version={formVersion(typed, sheet.version)}
        class={sideBySide(typed)}
      >
        <Fields part={part} found={found} typed={typed} units={units} directions={directions} />
        <TextField name="_reason" label="書き換えた理由" hint="変更履歴に残ります。書かなくても保存できます。" typed={typed} />
        <ButtonGroup>
          <Button>保存する</Button>
          <a href={back}>やめる</a>
        </ButtonGroup>
      </Form>
      {part === "place" && (
        <Details summary="この取組を版から外す" open={typed !== undefined && "removalReason" in typed.values}>
          <Form action={paths.initiativeRemove(edition.id, sheet.initiativeId)} label="取組を版から外す">
            <p>この版の取組シートを削除します。ほかの版の取組シートと実績値は残ります。前の版から引き継いだ取組の終了・統合は、「前の版からの見直し」で理由とともに決めます。</p>
            <TextField name="removalReason" label="外す理由" required typed={typed} />
            <Button kind="danger">版から外す</Button>
          </Form>
        </Details>
      )}
    </Page>
  )
}

const prose = {
  overview: { name: "text", label: "概要", hint: "何のために何をするかを、1～2文で書きます。", max: 10_000, rows: 5 },
  state: { name: "presentState", label: "現状", hint: "数字があれば、いつの何の数字かを添えます。課題は1件ずつ別に挙げます。", max: 10_000, rows: 8 },
  actions: { name: "actions", label: "今年度の取組", hint: "今年度に行うことを、行う順に書きます。", max: 10_000, rows: 8 },
  proposal: { name: "nextYearProposal", label: "次年度への提案", hint: "継続・拡充・縮小・統合・終了のどれが良いか、その理由。", max: 10_000, rows: 6 },
} as const

function Fields({ part, found, typed, units, directions }: SheetFormProps & { units: readonly UnitOption[]; directions: readonly Direction[] }) {
  const { sheet } = found
  if (part === "logic") return <LogicFields model={sheet.logicModel} typed={typed} />
  if (part === "place") return <PlaceFields found={found} typed={typed} units={units} directions={directions} />
  const field = prose[part]
  return (
    <TextAreaField
      name={field.name}
      label={field.label}
      hint={field.hint}
      rows={field.rows}
      maxLength={field.max}
      typed={typed}
      value={sheet[field.name]}
    />
  )
}

const logicHints: Record<keyof LogicModel, string> = {
  inputs: "人・お金・仕組み",
  activities: "行うこと",
  outputs: "行ったことで直接できるもの",
  outcomes: "県民や職員に起きる変化",
}

function LogicFields({ model, typed }: { model: LogicModel; typed: Typed | undefined }) {
  return (
    <>
      <Section title="いまのロジックモデル" id="logic-now">
        <LogicModelFlow model={model} />
      </Section>
      {(["inputs", "activities", "outputs", "outcomes"] as const).map((step) => (
        <TextAreaField
          name={`logicModel.${step}`}
          label={logicModelWords[step]}
          hint={logicHints[step]}
          rows={4}
          maxLength={2000}
          typed={typed}
          value={model[step] ?? ""}
        />
      ))}
    </>
  )
}

function PlaceFields({ found, typed, units, directions }: Omit<SheetFormProps, "part"> & { units: readonly UnitOption[]; directions: readonly Direction[] }) {
  const { sheet } = found
  const options = units.map((unit) => ({ value: unit.id, label: unit.name }))
  return (
    <>
      <TextField name="title" label="取組の名称" required maxLength={200} typed={typed} value={sheet.title} />
      <TextAreaField name="aliases" label="別の書き方" hint="1行に1つ。資料によって表記が違うときに書きます。" rows={2} typed={typed} value={sheet.aliases.join("\n")} />
      <SelectField
        name="directionId"
        label="取組の方向性"
        required
        empty={false}
        typed={typed}
        value={sheet.directionId}
        options={directions.map((direction) => ({ value: direction.id, label: `${direction.numeral} ${direction.title}` }))}
      />
      <NumberField name="number" label="番号" required typed={typed} value={sheet.number} hint="ほかの取組の番号は順に付け直されます。" />
      <SelectField name="ownerUnitId" label="主管課" empty="（未定）" typed={typed} value={sheet.ownerUnitId} options={options} />
      <div class="many-choices">
        <CheckboxesField
          name="partnerUnitIds"
          label="関係課"
          typed={typed}
          values={sheet.partnerUnits.map((unit) => unit.id)}
          options={options}
        />
      </div>
    </>
  )
}

export function NewSheetPage({ edition, directions, units, typed }: { edition: { id: string; title: string }; directions: readonly Direction[]; units: readonly UnitOption[]; typed?: Typed }) {
  return (
    <Page
      title="取組を加える"
      kicker={edition.title}
      typed={typed}
      crumbs={[{ title: "推進プラン", href: paths.home }, { title: edition.title, href: paths.edition(edition.id) }, { title: "取組を加える" }]}
    >
      <Form action={paths.sheetNew(edition.id)}>
        <SelectField
          name="directionId"
          label="取組の方向性"
          required
          typed={typed}
          options={directions.map((direction) => ({ value: direction.id, label: `${direction.numeral} ${direction.title}` }))}
        />
        <TextField name="title" label="取組の名称" required maxLength={200} typed={typed} />
        <TextAreaField name="text" label="概要" rows={4} maxLength={10_000} typed={typed} />
        <SelectField name="ownerUnitId" label="主管課" empty="（未定）" typed={typed} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} />
        <ButtonGroup>
          <Button>加える</Button>
          <a href={paths.edition(edition.id)}>やめる</a>
        </ButtonGroup>
      </Form>
    </Page>
  )
}
