import { Grid, Section } from "../blocks.tsx"
import { BarChart, StackedBar } from "../charts/bar-charts.tsx"
import { LineChart } from "../charts/line-chart.tsx"
import { GalleryPage } from "./gallery-page.tsx"
import { galleryPaths } from "./paths.ts"

const months = ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03"]
const monthly = (values: (number | null)[]) => months.map((month, at) => ({ month, value: values[at] ?? null }))

export function ChartsPage() {
  return (
    <GalleryPage title="図" lead="図はサーバーで描いた SVG です。下に同じ数値の表があります。色だけで見分けるものはありません。">
      <Section title="月ごとの推移" id="lines">
        <Grid large>
        <LineChart
          title="電子契約の割合（全庁）"
          lead="6月は集計を行っていません。"
          unit="%"
          series={[{ name: "割合", points: monthly([31, 38.5, null, 47.2, 52.9, 58, 62.4]) }]}
          target={{ value: 80, label: "年度末の目標" }}
        />
        <LineChart
          title="印刷枚数"
          unit="枚"
          series={[
            { name: "令和8年度", points: monthly([182_000, 174_500, 169_000, 158_200, 140_300, 151_000, 149_800]) },
            { name: "令和7年度", points: monthly([221_000, 214_300, 208_900, 212_400, 188_800, 205_100, 203_700, 199_000, 187_400, 201_300, 214_900, 251_200]) },
          ]}
        />
        <LineChart title="職員の満足度" unit="点" series={[{ name: "全庁", points: [] }]} target={{ value: 4 }} />
        </Grid>
      </Section>
      <Section title="くらべる" id="bars">
        <Grid large>
          <BarChart
            title="部局ごとの電子契約の割合"
            unit="%"
            digits={1}
            max={100}
            target={{ value: 80 }}
            bars={[
              { label: "総務部", value: 84.1, href: galleryPaths.charts },
              { label: "企画部", value: 71.3, href: galleryPaths.charts },
              { label: "土木部", value: 38.6, href: galleryPaths.charts, note: "工事は12月から" },
              { label: "教育庁", value: null, note: "1月から始めます" },
            ]}
          />
          <StackedBar
            title="アナログ規制の見直し"
            unit="件"
            parts={["見直し済み", "作業中", "未着手", "対象外"]}
            bars={[
              { label: "条例", values: [48, 21, 12, 3] },
              { label: "規則", values: [112, 64, 88, 20] },
            ]}
          />
        </Grid>
      </Section>
    </GalleryPage>
  )
}
