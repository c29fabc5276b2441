import { numberText, Page, Table } from "../../ui/index.ts"
import type { Measure, MeasureValue } from "../measure.ts"
import { paths } from "../paths.ts"
import { denominatorText } from "./measure-page.tsx"

export interface MeasuresPageProps {
  rows: readonly { measure: Measure; live: MeasureValue | undefined }[]
}

export function MeasuresPage({ rows }: MeasuresPageProps) {
  return (
    <Page title="実測値の一覧" lead="業務の記録からシステムが数えている値です。人が入力した値はここにはありません。">
      <Table
        caption="実測値"
        captionHidden
        rows={rows}
        empty="実測値を数える業務はまだありません。"
        columns={[
          { key: "title", title: "名前", rowHeader: true, cell: ({ measure }) => <a href={paths.measure(measure.key)}>{measure.title}</a> },
          { key: "value", title: "いまの値", align: "right", nowrap: true, cell: ({ measure, live }) => numberText(live?.value, live ? measure.unit : "", measure.digits) },
          { key: "denominator", title: "分母", cell: ({ measure, live }) => denominatorText(measure, live?.denominator) },
          { key: "evidence", title: "根拠", nowrap: true, cell: ({ measure }) => measure.evidence },
          { key: "formula", title: "計算のしかた", cell: ({ measure }) => measure.formula },
          { key: "initiative", title: "取組", cell: ({ measure }) => measure.initiative ?? "共通" },
        ]}
      />
    </Page>
  )
}
