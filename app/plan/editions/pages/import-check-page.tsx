import type { Typed } from "../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, Details, FieldGroup, Form, HiddenField, NumberField, Page, Section, Table, TextAreaField, TextField } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { rowsIn } from "../import-input.ts"
import type { PlanText } from "../insert-plan.ts"
import { circled } from "../words.ts"
import { PlanStyle } from "./plan-style.tsx"

export interface LineRead {
  line: number
  text: string
  /** In words; undefined: it could not be placed. */
  readAs?: string | undefined
}

export interface ImportCheckProps {
  plan: PlanText
  fiscalYear: number
  lines: readonly LineRead[]
  /** The text as it was given, to begin again with. */
  source: string
  /** On how the file was decoded. */
  warnings?: readonly string[]
  typed?: Typed
}

/** What was read, to be corrected by hand, beside what could not be placed. */
export function ImportCheckPage({ plan, fiscalYear, lines, source, warnings = [], typed }: ImportCheckProps) {
  const unplaced = lines.filter((line) => line.readAs === undefined && line.text.trim() !== "")
  const rows = typed ? rowsIn(typed.values) : plan.directions.map((direction) => direction.initiatives.length)
  const initiatives = rows.reduce((sum, count) => sum + count, 0)
  return (
    <Page
      title="読み取った内容を確かめる"
      typed={typed}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: "取り込む", href: paths.import },
        { title: "確かめる" },
      ]}
      lead={`目指す姿 ${plan.ideals.length}件、方向性 ${rows.length}件、取組 ${initiatives}件を読み取りました。違うところは直してください。名称と文を空にした取組は取り込みません。`}
    >
      <PlanStyle />
      {warnings.map((warning) => (
        <Banner kind="warning" title={warning} />
      ))}
      {unplaced.length > 0 ? (
        <Banner kind="warning" title={`どこにも入れられなかった行が ${unplaced.length} 行あります。`}>
          <p>必要な文は、下の欄に書き写してください。ほかの行は取り込んでいます。</p>
          <ul class="unplaced">
            {unplaced.slice(0, 200).map((line) => (
              <li>
                <span class="muted">{line.line > 0 ? `${line.line}行目` : ""}</span> {line.text.slice(0, 300)}
              </li>
            ))}
          </ul>
        </Banner>
      ) : (
        <Banner kind="success" title="すべての行の行き先が決まりました。" />
      )}
      <Form action={paths.importConfirm} enctype="multipart/form-data">
        <HiddenField name="source" value={source} />
        <div class="plan-row">
          <NumberField name="fiscalYear" label="年度（西暦）" required unit="年度" typed={typed} value={fiscalYear} hint="すでに版のある年度なら、その改定版の下書きになります。" />
          <TextField name="title" label="名称" required typed={typed} value={plan.title ?? ""} />
        </div>
        <TextAreaField name="position" label="位置付け" rows={2} typed={typed} value={plan.position ?? ""} />
        <TextField name="term" label="有効期間" typed={typed} value={plan.term ?? ""} />
        <TextAreaField name="ideals" label="目指す姿" hint="1行に1つ。" rows={4} typed={typed} value={plan.ideals.join("\n")} />
        {rows.map((count, at) => (
          <DirectionFields plan={plan} at={at} count={count} typed={typed} />
        ))}
        <ButtonGroup>
          <Button>この内容で下書きを作る</Button>
          <a href={paths.import}>はじめからやり直す</a>
        </ButtonGroup>
      </Form>
      {lines.length > 0 && (
        <Section title="どの行をどう読んだか" id="lines">
          <Details summary={`元の ${lines.length} 行を見る`}>
            <Table
              caption="元の行と読み取り先"
              captionHidden
              rows={lines.slice(0, 1000)}
              columns={[
                { key: "line", title: "行", align: "right", cell: (line) => (line.line > 0 ? line.line : "－") },
                { key: "text", title: "元の文", cell: (line) => line.text.slice(0, 300) },
                { key: "readAs", title: "読み取り先", nowrap: true, cell: (line) => line.readAs ?? <strong>入れられず</strong> },
              ]}
            />
          </Details>
        </Section>
      )}
    </Page>
  )
}

function DirectionFields({ plan, at, count, typed }: { plan: PlanText; at: number; count: number; typed: Typed | undefined }) {
  const direction = plan.directions[at]
  const name = `directions.${at}`
  return (
    <FieldGroup title={`方向性 ${direction?.numeral ?? at + 1}`}>
      <div class="plan-row">
        <TextField name={`${name}.numeral`} label="番号" width="short" typed={typed} value={direction?.numeral ?? ""} />
        <TextField name={`${name}.title`} label="方向性の名称" typed={typed} value={direction?.title ?? ""} />
      </div>
      <TextAreaField name={`${name}.aim`} label="ねらい" rows={2} typed={typed} value={direction?.aim ?? ""} />
      {Array.from({ length: count }, (_, n) => {
        const one = direction?.initiatives[n]
        const own = `${name}.initiatives.${n}`
        return (
          <fieldset class="import-initiative">
            <legend>取組 {circled(one?.number ?? n + 1)}</legend>
            <div class="plan-row plan-row-initiative">
              <NumberField name={`${own}.number`} label="番号" typed={typed} value={one?.number ?? ""} />
              <TextField name={`${own}.title`} label="名称" typed={typed} value={one?.title ?? ""} />
              <TextAreaField name={`${own}.aliases`} label="別の書き方" rows={1} typed={typed} value={one?.aliases.join("\n") ?? ""} />
            </div>
            <TextAreaField name={`${own}.text`} label="概要" rows={3} typed={typed} value={one?.text ?? ""} />
          </fieldset>
        )
      })}
    </FieldGroup>
  )
}
