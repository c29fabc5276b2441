import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"

/**
 * Draws the articles that were labelled by reading, the same ones each time:
 *
 *     node draw-sample.ts ../shared/corpora sample.jsonl
 *
 * Documents are drawn at random within strata, then consecutive articles from a place drawn at random. A document's weight
 * is its kind, its field of law or its name; no word of an article's text decides whether it is drawn. Strata, not the whole
 * corpus in proportion: most articles of a rulebook hold no analog provision and would measure nothing.
 */
interface Source {
  id: string
  title: string
  weight: number
  articles: readonly { no: string; caption: string; text: string; supplementary?: boolean }[]
}

const MAX_LENGTH = 1_500
const [corpora, target] = process.argv.slice(2)
if (!corpora || !target) throw new Error("draw-sample.ts CORPORA TARGET")

let seed = 20261130
/** mulberry32: the sample must be the same on every machine. */
function random(): number {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

function read<T>(path: string): T[] {
  const text = gunzipSync(readFileSync(join(corpora!, path))).toString("utf8")
  return text.trim().split("\n").map((line) => JSON.parse(line) as T)
}

const taken: { id: string; title: string; no: string; caption: string; text: string }[] = []

/** Documents drawn without return until the stratum has its articles; a run of `run` neighbours from each. */
function draw(sources: readonly Source[], wanted: number, run: number): void {
  const left = [...sources]
  let count = 0
  while (count < wanted && left.length > 0) {
    let at = random() * left.reduce((sum, { weight }) => sum + weight, 0)
    let index = 0
    while (index < left.length - 1 && (at -= left[index]!.weight) > 0) index++
    const [source] = left.splice(index, 1) as [Source]
    const supplementary = random() < 0.08
    const eligible = source.articles.map((article, i) => ({ article, i })).filter(({ article }) => (article.supplementary ?? false) === supplementary && article.text.length > 0 && article.text.length <= MAX_LENGTH)
    const first = Math.floor(random() * Math.max(1, eligible.length - run + 1))
    for (const { article, i } of eligible.slice(first, first + Math.min(run, wanted - count))) {
      taken.push({ id: `${source.id}#${i}`, title: source.title, no: article.no, caption: article.caption, text: article.text })
      count++
    }
  }
}

interface Ordinance { url: string; title: string; type: string; category: string; articles: { no: string; caption: string; text: string }[] }
interface Law { law_id: string; title: string; law_type: string; category: string; articles: { section: string; no: string; caption: string; text: string }[] }
interface Amendment { law_id: string; law_title: string; article: string; caption: string; before: string; after: string; effective: string }

const ordinances = read<Ordinance>("ordinances/misato.jsonl.gz")
const regulatory = /消防|火災|水道|浄化槽|公園|道路|河川|水路|管理|建築|開発|環境|廃棄|衛生|斎場|墓地|動物|工事|給食|保育|介護|児童|福祉|図書館|文化財|情報公開|個人情報|選挙|財務|会計|物品|検査|監査|電算|文書|住民/
const ofKind = (type: string): Source[] =>
  ordinances.filter((one) => one.type === type).map((one) => ({ id: one.url.split("/").at(-1)!.replace(".html", ""), title: one.title, weight: regulatory.test(one.title) ? 4 : 1, articles: one.articles }))
for (const [type, wanted] of [["条例", 56], ["規則", 56], ["要綱", 40], ["規程", 32], ["その他", 16]] as const) draw(ofKind(type), wanted, 8)

const laws = read<Law>("laws/laws300.jsonl.gz").sort((a, b) => (a.law_id < b.law_id ? -1 : 1))
const used = new Set<string>()
function lawsWhere(test: (law: Law) => boolean, weight: (law: Law) => number = () => 1): Source[] {
  return laws.filter((law) => !used.has(law.law_id) && test(law)).map((law) => {
    used.add(law.law_id)
    return { id: law.law_id, title: law.title, weight: weight(law), articles: law.articles.map(({ section, ...article }) => ({ ...article, supplementary: section !== "本則" })) }
  })
}
const order = ({ law_type }: Law) => law_type === "MinisterialOrdinance" || law_type === "Rule"
const inFields = (fields: string) => ({ category }: Law) => fields.split(" ").includes(category)
// Staffing standards; businesses with qualified persons; safety and health; orders on information technology and finance; land and works; the rest.
draw(lawsWhere((law) => order(law) && inFields("社会福祉 社会保険")(law)), 66, 6)
draw(lawsWhere(inFields("建築・住宅 警察 観光 陸運 海運"), (law) => (order(law) ? 2 : 1)), 126, 6)
draw(lawsWhere(inFields("工業 消防 労働 厚生 鉱業 環境保全")), 126, 6)
draw(lawsWhere((law) => inFields("行政手続 金融・保険 民事 司法 電気通信 商業 憲法")(law)), 54, 6)
draw(lawsWhere(inFields("土地 都市計画 河川 道路 林業 水産業 農業 国土開発 災害対策")), 66, 6)
draw(lawsWhere(() => true), 36, 6)

// Articles that were amended lately, as they stood before and as they stand: media are named almost nowhere else by now.
const amendments = read<Amendment>("amendments/analog-reform.jsonl.gz")
const asSources = (side: "before" | "after"): Source[] => amendments.map((one, i) => ({ id: `reform-${i}-${side}`, title: one.law_title, weight: 1, articles: [{ no: one.article, caption: one.caption.replace(/[（）]/g, ""), text: one[side] }] }))
draw(asSources("before"), 42, 1)
draw(asSources("after"), 14, 1)

writeFileSync(target, taken.map((one) => `${JSON.stringify(one)}\n`).join(""))
process.stdout.write(`${taken.length} articles\n`)
