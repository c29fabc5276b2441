/** A person of the demo prefecture to sign in as. */
export interface Persona {
  key: string
  /** For staff; applicants are known by mail. */
  staffNumber?: string
  mail?: string
  name: string
  kana: string
  /** Shown beside the name: post or who they are. */
  who: string
  /** 日本語: what can be done as this person. */
  what: string
  group: string
}

const PLAN = "推進プランをつくる・進める"
const DAILY = "所属の仕事をする"
const CHECK = "確かめる・評価する"
const RUN = "システムを支える"
const PUBLIC = "県民・事業者として使う"

export const personas: readonly Persona[] = [
  {
    key: "planner",
    staffNumber: "100101",
    name: "髙橋 萌",
    kana: "タカハシ モエ",
    who: "総務部 行政経営課 主幹（推進プラン担当）",
    what: "推進プランの年度版をつくり、取組を編集し、改定を起案します。",
    group: PLAN,
  },
  {
    key: "plan-head",
    staffNumber: "100102",
    name: "佐伯 誠一",
    kana: "サエキ セイイチ",
    who: "総務部 行政経営課長",
    what: "推進プランの改定や、課の取組への改善提案を決裁します。",
    group: PLAN,
  },
  {
    key: "director",
    staffNumber: "100103",
    name: "八重樫 隆",
    kana: "ヤエガシ タカシ",
    who: "総務部長",
    what: "部長専決の案件を決裁します。",
    group: PLAN,
  },
  {
    key: "digital-head",
    staffNumber: "100104",
    name: "𠮷田 恵子",
    kana: "ヨシダ ケイコ",
    who: "企画部 デジタル推進課長",
    what: "取組を所管する課の長として、自己評価を書き、改善提案を採否します。",
    group: PLAN,
  },
  {
    key: "clerk",
    staffNumber: "100105",
    name: "﨑山 千夏",
    kana: "サキヤマ チナツ",
    who: "商工観光部 中小企業支援課 主事",
    what: "日々の仕事で気づいた業務改善を提案し、プランを読み、質問します。",
    group: DAILY,
  },
  {
    key: "clerk-head",
    staffNumber: "100106",
    name: "大沼 修",
    kana: "オオヌマ オサム",
    who: "商工観光部 中小企業支援課長",
    what: "部下の改善提案に意見を付け、課の仕事を見渡します。",
    group: DAILY,
  },
  {
    key: "digital-clerk",
    staffNumber: "100110",
    name: "今野 翔太",
    kana: "コンノ ショウタ",
    who: "企画部 デジタル推進課 主査",
    what: "取組の担当者として、採用された改善提案を実行し、進みを記録します。",
    group: DAILY,
  },
  {
    key: "reviewer",
    staffNumber: "100107",
    name: "早川 由紀",
    kana: "ハヤカワ ユキ",
    who: "行政活動評価委員会 委員",
    what: "取組の自己評価を読み、適切か要検討かを判定します。",
    group: CHECK,
  },
  {
    key: "auditor",
    staffNumber: "100108",
    name: "菅野 徹",
    kana: "カンノ トオル",
    who: "監査委員事務局 主任主査",
    what: "操作の記録を読み、改ざんがないかを確かめます。",
    group: CHECK,
  },
  {
    key: "administrator",
    staffNumber: "100109",
    name: "小野寺 光",
    kana: "オノデラ ヒカル",
    who: "企画部 デジタル推進課 技師（システム管理者）",
    what: "役割を付与し、組織改正を取り込み、職員を登録し、ジョブの失敗を直します。",
    group: RUN,
  },
  {
    key: "resident",
    mail: "aoki@resident.example",
    name: "青木 さくら",
    kana: "アオキ サクラ",
    who: "萩野県の住民",
    what: "申請できるものを探し、自分の申請を見ます。",
    group: PUBLIC,
  },
  {
    key: "company-owner",
    mail: "murata@hagi-seisakusho.example",
    name: "村田 健",
    kana: "ムラタ ケン",
    who: "株式会社はぎの製作所 代表取締役",
    what: "会社として申請します。",
    group: PUBLIC,
  },
  {
    key: "company-clerk",
    mail: "endo@tsukimi-foods.example",
    name: "遠藤 美咲",
    kana: "エンドウ ミサキ",
    who: "つきみ食品株式会社 総務担当",
    what: "会社の担当者として申請します。",
    group: PUBLIC,
  },
  {
    key: "finance-head",
    staffNumber: "100111",
    name: "熊谷 理",
    kana: "クマガイ オサム",
    who: "総務部 財政課長",
    what: "推進プランの年度版の合議に、予算の面から同意するかを決めます。",
    group: PLAN,
  },
  {
    key: "rulebook-clerk",
    staffNumber: "100112",
    name: "千田 亮",
    kana: "チダ リョウ",
    who: "総務部 文書法制課 主任主査（例規担当）",
    what: "例規集を取り込み、アナログ規制をさがす規則を管理し、各課の見直しと改正をとりまとめます。",
    group: DAILY,
  },
  {
    key: "rulebook-head",
    staffNumber: "100113",
    name: "及川 直子",
    kana: "オイカワ ナオコ",
    who: "総務部 文書法制課長",
    what: "例規の改正案を審査し、決裁します。",
    group: DAILY,
  },
  {
    key: "road-clerk",
    staffNumber: "100114",
    name: "佐竹 浩",
    kana: "サタケ ヒロシ",
    who: "土木部 道路課 主査",
    what: "課の所管する例規のアナログ規制を判定し、見直しの方法と時期を決め、改正案をつくります。",
    group: DAILY,
  },
]
