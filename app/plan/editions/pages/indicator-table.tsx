import { Banner, numberText, NONE, Table, warekiMonth } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { LatestValue } from "../latest-values.ts"
import type { Sheet } from "../types.ts"
import { indicatorKindWords } from "../words.ts"

export function IndicatorTable({ sheet, values }: { sheet: Sheet; values: ReadonlyMap<string, LatestValue> }) {
  if (sheet.indicators.length === 0) {
    return sheet.noIndicatorReason ? (
      <Banner title="指標なし">
        <p class="prose">{sheet.noIndicatorReason}</p>
      </Banner>
    ) : (
      <p class="muted">指標も「指標なし」の理由も、まだ書かれていません。</p>
    )
  }
  return (
    <Table
      caption="指標の基準・最新・目標"
      captionHidden
      rows={sheet.indicators}
      columns={[
        {
          key: "name",
          title: "指標",
          rowHeader: true,
          cell: (one) => (
            <>
              <a href={`${paths.measures(sheet.initiativeId)}#${one.lineageId}`}>{one.name}</a>
              <small class="muted cell-note">
                {indicatorKindWords[one.kind]}・{one.better === "up" ? "多いほど良い" : "少ないほど良い"}
              </small>
            </>
          ),
        },
        {
          key: "baseline",
          title: "基準",
          align: "right",
          nowrap: true,
          cell: (one) => (
            <>
              {numberText(one.baseline, one.baseline === null ? "" : one.unit)}
              {one.baselineNote && <small class="muted cell-note">{one.baselineNote}</small>}
            </>
          ),
        },
        {
          key: "latest",
          title: "最新",
          align: "right",
          nowrap: true,
          cell: (one) => {
            const latest = values.get(one.lineageId)
            return latest ? (
              <>
                <strong>{numberText(latest.value, one.unit)}</strong>
                <small class="muted cell-note">{warekiMonth(latest.month)}</small>
              </>
            ) : (
              NONE
            )
          },
        },
        {
          key: "target",
          title: "目標",
          align: "right",
          nowrap: true,
          cell: (one) => (one.target === null ? "目標値なし" : numberText(one.target, one.unit)),
        },
        {
          key: "basis",
          title: "根拠・理由",
          cell: (one) => (one.target === null ? one.noTargetReason : one.targetBasis || NONE),
        },
        { key: "source", title: "出所", nowrap: true, cell: (one) => (one.measureKey ? "計測" : "手入力（根拠付き）") },
      ]}
    />
  )
}
