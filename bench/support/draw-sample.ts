import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"

/**
 * Draws the articles that were labelled by reading, the same ones each time:
 *
 *     node bench/support/draw-sample.ts ../shared/corpora sample.jsonl
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
if (!corpora || !target) throw new Error("bench/support/draw-sample.ts CORPORA TARGET")

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

const drawn = new Set<string>()

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
    const eligible = source.articles
      .map((article, i) => ({ article, i }))
      .filter(({ article, i }) => (article.supplementary ?? false) === supplementary && article.text.length > 0 && article.text.length <= MAX_LENGTH && !drawn.has(`${source.id}#${i}`))
    const first = Math.floor(random() * Math.max(1, eligible.length - run + 1))
    for (const { article, i } of eligible.slice(first, first + Math.min(run, wanted - count))) {
      drawn.add(`${source.id}#${i}`)
      taken.push({ id: `${source.id}#${i}`, title: source.title, no: article.no, caption: article.caption, text: article.text })
      count++
    }
  }
}

interface Ordinance { url: string; title: string; type: string; category: string; articles: { no: string; caption: string; text: string }[] }
interface Law { law_id: string; title: string; law_type: string; category: string; articles: { section: string; heading: string; no: string; caption: string; text: string }[] }
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
    return { id: law.law_id, title: law.title, weight: weight(law), articles: law.articles.map(({ section, heading: _, ...article }) => ({ ...article, supplementary: section !== "本則" })) }
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

// Second part: among 730 articles drawn so too few hold a provision to measure eight categories. Chapters and documents are
// drawn by the headings of the chapters and the names of the documents, where such provisions are likely; still no word of a text.
function chapters(law: RegExp, heading: RegExp): Source[] {
  return laws.flatMap((one) => {
    if (!law.test(one.title)) return []
    const groups = new Map<string, Source["articles"][number][]>()
    // A place in the law, so that an article keeps its id.
    for (const { section, heading: name, ...article } of one.articles) {
      const list = groups.get(name) ?? groups.set(name, one.articles.map(() => ({ no: "", caption: "", text: "" }))).get(name)!
      if (section === "本則") list[one.articles.findIndex((other) => other.no === article.no && other.text === article.text)] = article
    }
    return [...groups].filter(([name]) => heading.test(name)).map(([name, articles]) => ({ id: one.law_id, title: one.title, weight: 1, articles: name === "" ? [] : articles }))
  })
}
draw(chapters(/./, /人員|従業者|職員|管理体制|主任者|取引士|施工技術|資格者|管理者/), 64, 4)
draw(chapters(/./, /講習|研修|養成|資格|警備業|教育|訓練/), 64, 4)
draw(chapters(/業法|業者|営業|規制|保護|採石|砂利|道路|公園|火薬|旅館|鳥獣|動物/, /業務|営業|旅行業|制限|規制|保護|保全|危険|取締/), 56, 4)
draw(chapters(/./, /決定|施行|収用|換地|裁定|計算書類|財務|台帳|名簿|投票|手続/), 64, 4)
draw(chapters(/./, /監督|雑則|保安|検査|維持|点検|取締|まん延|衛生|設備|機械|危険物|粉じん|管理/), 120, 4)
draw(chapters(/住民基本台帳|住宅|マンション|選挙|書面の保存|公証人|作業環境|産業/, /情報|登録|雑則|業務|選挙|保存|手続/), 40, 4)
const managed = /管理規程|管理規則|維持|検査|監査|安全衛生|給水|水道|消防|防火|火災|庁舎|公園|道路|図書館|公開|個人情報|会館|物品|会計|電子計算|保育|介護|浄化槽|廃棄物|下水道|要領|指導/
const known = new Set(taken.map(({ id }) => id.split("#")[0]))
draw(
  ordinances.map((one) => ({ id: one.url.split("/").at(-1)!.replace(".html", ""), title: one.title, weight: 1, articles: one.articles })).filter(({ id, title }) => managed.test(title) && !known.has(id)),
  112,
  6,
)
draw(asSources("before").filter(({ id }) => !known.has(id)), 20, 1)

// Third part, a pool: the two before gave 14 articles of 目視 and three of 定期検査・点検. Articles with any of a category's wide words
// (the kind of words an office searches first, of which most articles hold nothing) are drawn at random, at most two of a
// document. The words are wider than the rules' and the rules play no part; still, what none of them catches is not measured here.
const pools: readonly (readonly [words: RegExp, ordinances: number, laws: number])[] = [
  [/検査|点検|巡視|巡回|監視|見回|立会|立ち会|確認|調査|目視|外観|現地|実地|現場/, 26, 36],
  [/(?=[^]*(?:定期|毎日|毎週|毎月|毎年|毎学|ごとに|回以上|一回|1回))[^]*(?:検|点検|測|調|巡|確|査|監|清)/, 26, 52],
  [/専任|専ら|もつぱら|常駐|常勤|専従|常時|駐在|宿直|当直|兼ね/, 10, 50],
  [/立入|立ち入|実地|現地|臨検|監査|職員に/, 10, 16],
  [/講習|研修|教習|教育|訓練|養成/, 6, 26],
  [/掲示|標識|見やすい|掲出|公示|公告|表示|張り/, 10, 20],
  [/閲覧|縦覧|備え置|備え付|備付|公開|謄写/, 18, 20],
]
const ordinaryLaws = laws.map((law) => ({ id: law.law_id, title: law.title, weight: 1, articles: law.articles.map(({ section, heading: _, ...article }) => ({ ...article, supplementary: section !== "本則" })) }))
const ordinaryOrdinances = ordinances.map((one) => ({ id: one.url.split("/").at(-1)!.replace(".html", ""), title: one.title, weight: 1, articles: one.articles }))
const withWords = (sources: readonly Source[], words: RegExp): Source[] =>
  sources.flatMap((source) => {
    const articles = source.articles.map((article) => (words.test(article.text) && !article.supplementary ? article : { no: "", caption: "", text: "" }))
    return articles.some(({ text }) => text !== "") ? [{ ...source, weight: 1, articles }] : []
  })
for (const [words, fromOrdinances, fromLaws] of pools) {
  draw(withWords(ordinaryOrdinances, words), fromOrdinances, 2)
  draw(withWords(ordinaryLaws, words), fromLaws, 2)
}

// Fourth part: 定期検査・点検 and 常駐・専任 were still too rare (16 each), so their pools are drawn from again with words closer to the act.
draw(withWords(ordinaryOrdinances, /(?:定期|毎日|毎週|毎月|毎年|ごとに|回以上).{0,40}(?:検査|点検|測定|巡視|巡回|調査|監視)/), 16, 1)
draw(withWords(ordinaryLaws, /(?:定期|毎日|毎週|毎月|毎年|ごとに|回以上|一回).{0,40}(?:検査|点検|測定|巡視|巡回|調査|監視)/), 38, 1)
draw(withWords(ordinaryLaws, /専任の|専ら.{0,12}(?:職務|従事|任)|常駐|常勤の|常時勤務|宿直/), 26, 1)

writeFileSync(target, taken.map((one) => `${JSON.stringify(one)}\n`).join(""))
process.stdout.write(`${taken.length} articles\n`)
