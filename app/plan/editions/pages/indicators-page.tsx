import type { Typed } from "../../../kernel/http/index.ts"
import { Button, ButtonGroup, Form, NumberField, RadioField, Section, SelectField, Table, TextAreaField, TextField } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { MeasureOption } from "../measure-options.ts"
import type { Indicator, SheetInEdition } from "../types.ts"
import { indicatorKindWords } from "../words.ts"
import { SheetFrame } from "./sheet-frame.tsx"
import { formVersion, sideBySide } from "./typed-version.ts"

interface IndicatorPageProps {
  found: SheetInEdition
  measures: readonly MeasureOption[]
  typed?: Typed
}

export function IndicatorsPage({ found, measures, typed }: IndicatorPageProps) {
  const { edition, sheet } = found
  const draft = edition.status === "draft"
  // Two forms stand here; what was typed belongs to one of them.
  const reasonTyped = typed && "noIndicatorReason" in typed.values ? typed : undefined
  return (
    <SheetFrame found={found} title="指標" typed={typed} lead="0～3つ置きます。置かないときは、その理由を書いて「指標なし」とします。">
      <Table
        caption="指標"
        captionHidden
        rows={sheet.indicators}
        empty="指標はありません。"
        columns={[
          { key: "name", title: "指標", rowHeader: true },
          { key: "kind", title: "種類", nowrap: true, cell: (one) => indicatorKindWords[one.kind] },
          { key: "target", title: "目標", cell: (one) => (one.target === null ? `なし（${one.noTargetReason}）` : `${one.target}${one.unit}`) },
          { key: "source", title: "出所", cell: (one) => measures.find((measure) => measure.key === one.measureKey)?.title ?? one.measureKey ?? "手入力" },
          {
            key: "change",
            title: "操作",
            nowrap: true,
            cell: (one) => (
              <>
                {draft && (
                  <a href={paths.indicator(edition.id, sheet.initiativeId, one.id)}>
                    直す<span class="vh">：{one.name}</span>
                  </a>
                )}{" "}
                {one.measureKey === null && (
                  <a href={paths.indicatorValues(edition.id, sheet.initiativeId, one.id)}>
                    実績を入力<span class="vh">：{one.name}</span>
                  </a>
                )}
              </>
            ),
          },
        ]}
      />
      {draft && sheet.indicators.length === 0 && (
        <Section title="指標なしとする" id="none">
          <Form
            action={`${paths.indicators(edition.id, sheet.initiativeId)}/none`}
            version={formVersion(reasonTyped, sheet.version)}
            class={sideBySide(reasonTyped)}
          >
            <TextAreaField name="noIndicatorReason" label="指標を置かない理由" rows={3} maxLength={1000} typed={reasonTyped} value={sheet.noIndicatorReason} />
            <Button>保存する</Button>
          </Form>
        </Section>
      )}
      {draft && sheet.indicators.length < 3 && (
        <Section title="指標を加える" id="add">
          <Form action={paths.indicators(edition.id, sheet.initiativeId)}>
            <IndicatorFields typed={reasonTyped ? undefined : typed} measures={measures} />
            <Button>加える</Button>
          </Form>
        </Section>
      )}
    </SheetFrame>
  )
}

export function IndicatorPage({ found, measures, indicator, typed }: IndicatorPageProps & { indicator: Indicator }) {
  const { edition, sheet } = found
  const list = paths.indicators(edition.id, sheet.initiativeId)
  const own = paths.indicator(edition.id, sheet.initiativeId, indicator.id)
  return (
    <SheetFrame found={found} title="指標を直す" typed={typed} above={{ title: "指標", href: list }}>
      <Form action={own}>
        <IndicatorFields typed={typed} stored={indicator} measures={measures} />
        <ButtonGroup>
          <Button>保存する</Button>
          <a href={list}>やめる</a>
        </ButtonGroup>
      </Form>
      <Section title="外す" id="remove">
        <p>これまでの実績値は残ります。</p>
        <Form action={`${own}/remove`}>
          <Button kind="danger">この指標を外す</Button>
        </Form>
      </Section>
    </SheetFrame>
  )
}

function IndicatorFields({ typed, stored, measures }: { typed: Typed | undefined; stored?: Indicator; measures: readonly MeasureOption[] }) {
  return (
    <>
      <TextField name="name" label="指標の名称" required maxLength={200} typed={typed} value={stored?.name} />
      <RadioField
        name="kind"
        label="種類"
        required
        inline
        typed={typed}
        value={stored?.kind ?? "outcome"}
        options={[
          { value: "outcome", label: "成果指標（変化を測る）" },
          { value: "output", label: "活動指標（行った量を測る）" },
        ]}
      />
      <TextField name="unit" label="単位" width="short" typed={typed} value={stored?.unit} />
      <RadioField
        name="better"
        label="良い向き"
        inline
        typed={typed}
        value={stored?.better ?? "up"}
        options={[
          { value: "up", label: "多いほど良い" },
          { value: "down", label: "少ないほど良い" },
        ]}
      />
      <div class="plan-row">
        <NumberField name="baseline" label="基準値" decimal typed={typed} value={stored?.baseline} />
        <TextField name="baselineNote" label="基準値の時点" hint="例：令和7年度末" width="medium" typed={typed} value={stored?.baselineNote} />
      </div>
      <div class="plan-row">
        <NumberField name="target" label="目標値" decimal hint="置かないときは空のままにします。" typed={typed} value={stored?.target} />
        <TextField name="targetBasis" label="目標値の設定根拠" typed={typed} value={stored?.targetBasis} />
      </div>
      <TextAreaField name="noTargetReason" label="目標値を置かない理由" hint="目標値が空のときに必要です。" rows={2} maxLength={1000} typed={typed} value={stored?.noTargetReason} />
      <SelectField
        name="measureKey"
        label="実測値の出所"
        hint="日々の案件から数えられるものを選びます。なければ、根拠を添えて手で入力します。"
        empty="手で入力する（根拠付き）"
        typed={typed}
        value={stored?.measureKey}
        options={measures.map((measure) => ({ value: measure.key, label: measure.title }))}
      />
    </>
  )
}
