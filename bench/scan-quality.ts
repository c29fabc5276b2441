import { readFileSync } from "node:fs"
import { categories, type Category, loadStandardRules, measureQuality, type Score } from "../app/productivity/ordinances/scanner/index.ts"
import { line } from "./support/report.ts"

// What the standard rules find of what people found by reading, on the labelled articles that come with the scanner. They are the
// part that the rules were tuned on; what an article holds that nobody tuned on is in scanner/quality/README.md.
interface Labelled {
  id: string
  title: string
  no: string
  caption: string
  text: string
  labels: Category[]
  readers: { a: Category[]; b?: Category[] }
}

const labelled = readFileSync("app/productivity/ordinances/scanner/quality/development-set.jsonl", "utf8").trim().split("\n").map((text) => JSON.parse(text) as Labelled)
const quality = measureQuality(labelled, loadStandardRules())
console.log(`${quality.articles.toLocaleString("en")} articles, ${quality.positive} with a category`)
for (const category of categories) scored(category, quality.categories[category], 0.7)
scored("all together", quality.overall, 0.85)
const both = labelled.flatMap(({ readers: { a, b } }) => (b ? [{ a, b }] : []))
if (both.length > 0) for (const category of categories) line(`  two readers, ${category}`, `kappa ${kappa(both.map(({ a, b }) => [a.includes(category), b.includes(category)])).toFixed(2)}`, "", undefined)

function scored(label: string, { tp, fp, fn, precision, recall }: Score, goal: number): void {
  const [p, r] = [precision ?? 1, recall ?? 1]
  line(label, `precision ${p.toFixed(2)}, recall ${r.toFixed(2)} (${tp} found, ${fp} too many, ${fn} missed)`, `≥ ${goal}`, p >= goal && r >= goal)
}

/** Cohen's kappa: agreement beyond what chance gives. */
function kappa(pairs: readonly (readonly [boolean, boolean])[]): number {
  const share = (holds: (pair: readonly [boolean, boolean]) => boolean) => pairs.filter(holds).length / pairs.length
  const [first, second] = [share(([a]) => a), share(([, b]) => b)]
  const byChance = first * second + (1 - first) * (1 - second)
  return byChance === 1 ? 1 : (share(([a, b]) => a === b) - byChance) / (1 - byChance)
}
