import type { Category } from "../scanner/categories.ts"

/** How a wording is put in place of what was found. */
type Act =
  /** The found words become `text`; where `firstText` is given the first of a provision becomes that (a definition said once). */
  | { kind: "change"; text: string; firstText?: string; /** Neighbouring finds joined by 、又は are one: 「磁気テープ又は光ディスク」. */ joined?: boolean }
  /** `text` goes behind the first `length` characters of what was found: 講習|を受け. */
  | { kind: "insert"; after: number; text: string }
  /** The sentence gets a ただし書, where its 項 has none. */
  | { kind: "proviso"; text: string }

/** A proposal of amended wording. Data: an office exchanges them as it likes. */
export interface WordingPattern {
  id: string
  category: Category
  /** Words, no patterns; the longest that fits is taken. */
  find: readonly string[]
  act: Act
  /** A 項 that says one of these is digital already and is left alone. */
  unless: readonly string[]
  /** Where the wording comes from, as people are told. */
  note: string
}

const DIGITAL = ["インターネット", "電気通信回線", "ウェブサイト", "ホームページ", "情報通信機器", "情報通信技術", "オンライン", "電磁的方法"]
const OURS = "Hagi で起案した案で、国の改正に同じ言い方の例は見つけていません。"
const MEDIUM = "電子的方式、磁気的方式その他人の知覚によっては認識することができない方式で作られる記録に係る記録媒体をいう。"
const BY_DEVICE = "（情報通信機器を用いて行うものを含む。）"

/**
 * Wordings for the eight categories. The figures were counted over amendments of national law since 2022-06 in which an analog
 * wording was replaced (564, e-Gov via legalize-jp) and over 33,759 articles in force 2026-06; see README.md.
 */
export const analogPatterns: readonly WordingPattern[] = [
  {
    id: "medium-recording",
    category: "記録媒体",
    find: [
      "磁気ディスク、シー・ディー・ロムその他これらに準ずる方法により一定の事項を確実に記録しておくことができる物",
      "磁気ディスク、シー・ディー・ロムその他これらに準ずる方法により一定の情報を確実に記録しておくことができる物",
      "磁気ディスクその他これに準ずる方法により一定の事項を確実に記録しておくことができる物",
      "磁気ディスクその他これに準ずる方法により一定の情報を確実に記録しておくことができる物",
      "磁気ディスク、シー・ディー・ロムその他の記録媒体",
      "フレキシブルディスク等",
      "磁気ディスク等",
      "フレキシブルディスクカートリッジ",
      "フレキシブルディスク",
      "フロッピーディスケット",
      "フロッピー・ディスク",
      "フロッピーディスク",
      "光磁気ディスク",
      "磁気ディスク",
      "光ディスク",
      "磁気テープ",
      "シー・ディー・ロム",
      "シー・ディー－ロム",
      "ＣＤ－ＲＯＭ",
      "ＣＤ―ＲＯＭ",
      "CD－ROM",
      "CD-ROM",
      "ＤＶＤ",
      "DVD",
      "ＵＳＢメモリ",
      "USBメモリ",
    ],
    act: { kind: "change", text: "電磁的記録媒体", firstText: `電磁的記録媒体（${MEDIUM}）`, joined: true },
    unless: ["電磁的記録媒体"],
    note: "2022年6月以降の国の改正381件（150法令）が媒体の名を「電磁的記録媒体」に改めています。うち46件が「電子的方式、磁気的方式その他人の知覚によっては…」と定義を添えました。",
  },
  { id: "posting-must", category: "書面掲示", find: ["掲示しなければならない"], act: { kind: "change", text: "掲示するとともに、インターネットの利用により公衆の閲覧に供しなければならない" }, unless: DIGITAL, note: "国の改正では「掲示するとともに、…公衆の閲覧に供しなければならない」とした例が多くあります（掲示の改正176件のうち「公衆の閲覧に供しなければならない」57件・40法令。手段は「電気通信回線に接続して行う自動公衆送信」44件、「ウェブサイトに掲載」79件）。手段の言い方は短くしました。" },
  { id: "posting-keep", category: "書面掲示", find: ["掲示しておかなければならない"], act: { kind: "change", text: "掲示しておくとともに、インターネットの利用により公衆の閲覧に供しなければならない" }, unless: DIGITAL, note: "国の改正の「掲示するとともに、…公衆の閲覧に供しなければならない」（57件・40法令）にならいました。" },
  { id: "posting-shall", category: "書面掲示", find: ["掲示するものとする"], act: { kind: "change", text: "掲示するとともに、インターネットの利用により公衆の閲覧に供するものとする" }, unless: DIGITAL, note: "国の改正の「掲示するとともに、…公衆の閲覧に供する」（39件・17法令）にならいました。" },
  { id: "posting-done-by", category: "書面掲示", find: ["掲示して行うものとする", "掲示して行う", "掲示してする"], act: { kind: "change", text: "掲示するとともに、インターネットを利用して公衆の閲覧に供する方法により行うものとする" }, unless: DIGITAL, note: "国の改正の「掲示してするとともに、…インターネットを利用して公衆の閲覧に供する方法を併せて行う」（12件・3法令）にならいました。" },
  { id: "sign-must", category: "書面掲示", find: ["標識を掲げなければならない", "標識を掲示しなければならない"], act: { kind: "change", text: "標識を掲げるとともに、その記載事項をインターネットの利用により公衆の閲覧に供しなければならない" }, unless: DIGITAL, note: "国の改正の「掲示するとともに、…公衆の閲覧に供しなければならない」（57件・40法令）にならいました。" },
  { id: "inspection-open", category: "往訪閲覧・縦覧", find: ["公衆の縦覧に供", "一般の縦覧に供", "関係者の縦覧に供", "縦覧に供", "公衆の閲覧に供", "一般の閲覧に供", "閲覧に供"], act: { kind: "insert", after: 0, text: "インターネットの利用その他の方法により" }, unless: DIGITAL, note: "「インターネットの利用その他の方法により」「…適切な方法により」は国の改正8件（5法令）で加えられ、現行の25法令48条で使われています。" },
  { id: "inspection-show", category: "往訪閲覧・縦覧", find: ["縦覧させ", "閲覧させ"], act: { kind: "insert", after: 0, text: "インターネットの利用その他の方法により" }, unless: DIGITAL, note: "「インターネットの利用その他の方法により」「…適切な方法により」は国の改正8件（5法令）で加えられ、現行の25法令48条で使われています。" },
  { id: "inspection-ask", category: "往訪閲覧・縦覧", find: ["閲覧を請求", "縦覧を請求", "閲覧の請求"], act: { kind: "insert", after: 2, text: "（インターネットの利用その他の方法によるものを含む。）" }, unless: DIGITAL, note: OURS },
  { id: "sight-by", category: "目視", find: ["目視により", "目視による", "目視で"], act: { kind: "insert", after: 2, text: BY_DEVICE }, unless: DIGITAL, note: `${OURS}「情報通信機器」の語は建設業法施行規則第17条の3（映像及び音声の送受信が可能な情報通信機器）にあります。` },
  ...["巡視", "巡回", "監視"].flatMap((word): WordingPattern[] => {
    const shared = { category: "目視" as const, unless: DIGITAL, note: `${OURS}「情報通信機器」の語は建設業法施行規則第17条の3（映像及び音声の送受信が可能な情報通信機器）にあります。` }
    return [
      { ...shared, id: `watch-${word}-noun`, find: [`${word}を`], act: { kind: "insert", after: 2, text: BY_DEVICE } },
      { ...shared, id: `watch-${word}-must`, find: [`${word}しなければ`], act: { kind: "change", text: `${word}${BY_DEVICE}を行わなければ` } },
      { ...shared, id: `watch-${word}-do`, find: [`${word}する`], act: { kind: "change", text: `${word}${BY_DEVICE}を行う` } },
      { ...shared, id: `watch-${word}-and`, find: [`${word}し、`], act: { kind: "change", text: `${word}${BY_DEVICE}を行い、` } },
    ]
  }),
  { id: "presence", category: "目視", find: ["立会いを", "立会いの", "立会いに", "立会いが"], act: { kind: "insert", after: 3, text: BY_DEVICE }, unless: DIGITAL, note: OURS },
  { id: "on-site-check", category: "実地監査", find: ["実地監査を", "実地検査を", "実地調査を", "立入検査を", "現地調査を", "現地確認を"], act: { kind: "insert", after: 4, text: BY_DEVICE }, unless: DIGITAL, note: OURS },
  { id: "on-site-by", category: "実地監査", find: ["実地に"], act: { kind: "insert", after: 0, text: "情報通信機器を用いて、又は" }, unless: DIGITAL, note: OURS },
  { id: "periodic", category: "定期検査・点検", find: ["点検しなければならない。", "点検を行わなければならない。", "検査を行わなければならない。", "検査しなければならない。", "点検を行うものとする。", "点検するものとする。", "検査を行うものとする。", "検査を受けなければならない。", "測定しなければならない。", "測定を行わなければならない。"], act: { kind: "proviso", text: "ただし、情報通信技術を利用する方法によりその状態を常時確認することができるときは、この限りでない。" }, unless: DIGITAL, note: `${OURS}「情報通信技術を利用する方法」は現行の15法令25条で使われています（建設業法第26条第3項第1号ほか）。` },
  { id: "stationed", category: "常駐・専任", find: ["常駐しなければならない。", "常駐させなければならない。", "常駐させるものとする。", "常駐するものとする。", "専任の者を置かなければならない。", "専任でなければならない。"], act: { kind: "proviso", text: "ただし、情報通信技術を利用する方法によりその職務を行うため必要な措置が講じられているときは、この限りでない。" }, unless: DIGITAL, note: "建設業法第26条第3項第1号（職務を情報通信技術を利用する方法により行うため必要な措置）の言い方にならいました。" },
  { id: "lecture", category: "対面講習", find: ["講習を受け", "研修を受け", "講習を受講", "研修を受講", "講習を行", "研修を行", "講習を実施", "研修を実施"], act: { kind: "insert", after: 2, text: BY_DEVICE }, unless: DIGITAL, note: `${OURS}国土交通省関係住宅宿泊事業法施行規則第9条の6は、講習の「一部を通信の方法により行う」ことを認めています。` },
]
