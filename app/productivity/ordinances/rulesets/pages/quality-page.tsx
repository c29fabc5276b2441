import { BarChart, ButtonLink, EmptyState, FilterBar, numberText, percentText, Section, SelectField, Table } from "../../../../kernel/ui/index.ts"
import { categories, type Category, type Disagreement, type Score } from "../../scanner/index.ts"
import { rulesetPaths } from "../paths.ts"
import type { Comparison } from "../publish-ruleset.ts"
import type { Ruleset } from "../ruleset.ts"
import { RulesetFrame } from "./frame.tsx"

interface QualityProps extends Comparison {
  ruleset: Ruleset
  category: Category | undefined
}

const MOST = 100

export function QualityPage({ ruleset, now, before, category }: QualityProps) {
  const id = ruleset.id ?? "standard"
  if (now.articles === 0) {
    return (
      <RulesetFrame ruleset={ruleset} tab="quality">
        <EmptyState title="見本の条がありません" action={<ButtonLink href={rulesetPaths.labels}>見本の条を加える</ButtonLink>}>
          <p>人が読んで区分を付けた条があると、規則がどれほど正しく見つけるかを測れます。</p>
        </EmptyState>
      </RulesetFrame>
    )
  }
  const rows = [...categories.map((name) => ({ name, now: now.categories[name], before: before.categories[name] })), { name: "全体", now: now.overall, before: before.overall }]
  const shown = now.disagreements.filter((one) => !category || one.category === category)
  return (
    <RulesetFrame
      ruleset={ruleset}
      tab="quality"
      lead={`人が読んで区分を付けた見本の条 ${numberText(now.articles)}条（うち区分のあるもの ${numberText(now.positive)}条）で測りました。`}
    >
      <Section title="区分ごとの点数" id="scores">
        <BarChart title="区分ごとの F1" unit="%" bars={rows.map((row) => ({ label: row.name, value: percent(row.now.f1) }))} />
        <Table
          caption="適合率・再現率・F1"
          columns={[
            { key: "name", title: "区分", rowHeader: true, nowrap: true },
            { key: "wanted", title: "見本にある数", align: "right", cell: (row) => numberText(row.now.tp + row.now.fn) },
            { key: "found", title: "見つけた数", align: "right", cell: (row) => numberText(row.now.tp + row.now.fp) },
            { key: "precision", title: "適合率", align: "right", cell: (row) => percentText(row.now.precision) },
            { key: "recall", title: "再現率", align: "right", cell: (row) => percentText(row.now.recall) },
            { key: "f1", title: "F1", align: "right", cell: (row) => percentText(row.now.f1) },
            { key: "before", title: "使用中の版の F1", align: "right", cell: (row) => percentText(row.before.f1) },
            { key: "change", title: "差", align: "right", cell: (row) => difference(row.now, row.before) },
          ]}
          rows={rows}
        />
        <p class="muted">適合率は見つけたもののうち正しいもの、再現率は見本にあるもののうち見つけたものの割合、F1 はその調和平均です。見本がないものは「－」です。</p>
        {/* The figures of the third nobody tuned on: scanner/quality/README.md. */}
        <p class="muted">
          付属の見本は、付属の規則をつくるときに読んだ条です。ここの点数は、規則を直して悪くなっていないかを見るためのもので、はじめて読む条文での値ではありません。つくるときに使わなかった585条で一度だけ測った値は、適合率96%、再現率93%でした。県の例規での値は、<a href={rulesetPaths.labels}>県の見本</a>を加えて確かめてください。
        </p>
      </Section>
      <Section title={`人の読み方と違うところ（${numberText(shown.length, "件")}）`} id="disagreements">
        <FilterBar action={`${rulesetPaths.quality(id)}#disagreements`} {...(category ? { clear: rulesetPaths.quality(id) } : {})} label="違いのしぼり込み">
          <SelectField name="category" label="区分" empty="すべて" value={category ?? ""} options={categories.map((value) => ({ value, label: value }))} />
        </FilterBar>
        <Table
          caption="人の読み方と違うところ"
          captionHidden
          columns={[
            { key: "category", title: "区分", rowHeader: true, nowrap: true },
            { key: "kind", title: "違い", nowrap: true },
            { key: "where", title: "条", cell: ({ article }) => `${article.title ?? ""} ${article.no ?? ""}${article.caption ? `（${article.caption}）` : ""}` },
            { key: "text", title: "文", cell: (one) => sentenceOf(one) },
          ]}
          rows={shown.slice(0, MOST)}
          empty="違いはありません。"
        />
        {shown.length > MOST && <p>{`${numberText(shown.length, "件")}のうち${MOST}件を表示しています。区分でしぼり込んでください。`}</p>}
      </Section>
    </RulesetFrame>
  )
}

function sentenceOf({ kind, category, article, scan }: Disagreement): string {
  if (kind === "余計") return scan.hits.find((hit) => hit.category === category)?.sentence ?? ""
  return article.text.length > 200 ? `${article.text.slice(0, 200)}…` : article.text
}

/** One digit, for a bar; a category nobody labelled has none. */
function percent(share: number | undefined): number {
  return share === undefined ? 0 : Math.round(share * 1000) / 10
}

function difference(now: Score, before: Score): string {
  if (now.f1 === undefined || before.f1 === undefined) return "－"
  const points = Math.round((now.f1 - before.f1) * 1000) / 10
  return points === 0 ? "0" : `${points > 0 ? "+" : "−"}${Math.abs(points)}`
}
