/** The units of the demo prefecture 萩野県: code, name, level, what hangs below. All of it is made up. */
export type SeedUnit = readonly [code: string, name: string, level: string, below?: readonly SeedUnit[]]

export const seedUnits: SeedUnit = ["HAGINO", "萩野県", "県", [
  ["SOMU", "総務部", "部", [
    ["SOMU-KANRI", "総務課", "課"],
    ["SOMU-GYOKEI", "行政経営課", "課", [
      ["SOMU-GYOKEI-1", "行政経営班", "班"],
      ["SOMU-GYOKEI-2", "働き方改革班", "班"],
    ]],
    ["SOMU-JINJI", "人事課", "課"],
    ["SOMU-ZAISEI", "財政課", "課"],
    ["SOMU-ZEIMU", "税務課", "課"],
    ["SOMU-KANZAI", "管財課", "課"],
    ["SOMU-KEIYAKU", "契約課", "課"],
    ["SOMU-SHICHOSON", "市町村課", "課"],
    ["SOMU-BUNSHO", "文書法制課", "課"],
    ["SOMU-KENZEI-T", "東部県税事務所", "地方機関"],
    ["SOMU-KENZEI-S", "南部県税事務所", "地方機関"],
    ["SOMU-KENZEI-N", "北部県税事務所", "地方機関"],
  ]],
  ["KIKAKU", "企画部", "部", [
    ["KIKAKU-CHOSEI", "企画調整課", "課"],
    ["KIKAKU-DIGITAL", "デジタル推進課", "課", [
      ["KIKAKU-DIGITAL-1", "業務改革班", "班"],
      ["KIKAKU-DIGITAL-2", "基盤班", "班"],
    ]],
    ["KIKAKU-CHIIKI", "地域振興課", "課"],
    ["KIKAKU-KOTSU", "交通政策課", "課"],
    ["KIKAKU-TOKEI", "統計課", "課"],
    ["KIKAKU-KOHO", "広報広聴課", "課"],
  ]],
  ["KIKI", "危機管理部", "部", [
    ["KIKI-TAISAKU", "危機対策課", "課"],
    ["KIKI-SHOBO", "消防保安課", "課"],
  ]],
  ["KANKYO", "環境生活部", "部", [
    ["KANKYO-SEISAKU", "環境政策課", "課"],
    ["KANKYO-SHIZEN", "自然保護課", "課"],
    ["KANKYO-SEIKATSU", "県民生活課", "課"],
    ["KANKYO-JUNKAN", "資源循環課", "課"],
  ]],
  ["FUKUSHI", "保健福祉部", "部", [
    ["FUKUSHI-SOMU", "保健福祉総務課", "課"],
    ["FUKUSHI-CHOJU", "長寿社会課", "課"],
    ["FUKUSHI-SHOGAI", "障害福祉課", "課"],
    ["FUKUSHI-KODOMO", "こども家庭課", "課"],
    ["FUKUSHI-IRYO", "医療政策課", "課"],
    ["FUKUSHI-HOKEN-T", "東部保健福祉事務所", "地方機関"],
    ["FUKUSHI-HOKEN-S", "南部保健福祉事務所", "地方機関"],
  ]],
  ["SHOKO", "商工観光部", "部", [
    ["SHOKO-SEISAKU", "商工政策課", "課"],
    ["SHOKO-CHUSHO", "中小企業支援課", "課"],
    ["SHOKO-RICCHI", "産業立地課", "課"],
    ["SHOKO-KOYO", "雇用対策課", "課"],
    ["SHOKO-KANKO", "観光課", "課"],
  ]],
  ["NOSEI", "農林水産部", "部", [
    ["NOSEI-SEISAKU", "農政課", "課"],
    ["NOSEI-NOSON", "農村整備課", "課"],
    ["NOSEI-RINGYO", "林業振興課", "課"],
    ["NOSEI-SUISAN", "水産課", "課"],
    ["NOSEI-JIMUSHO-N", "北部農林事務所", "地方機関"],
  ]],
  ["DOBOKU", "土木部", "部", [
    ["DOBOKU-SOMU", "土木総務課", "課"],
    ["DOBOKU-DORO", "道路課", "課"],
    ["DOBOKU-KASEN", "河川課", "課"],
    ["DOBOKU-TOSHI", "都市計画課", "課"],
    ["DOBOKU-EIZEN", "営繕課", "課"],
    ["DOBOKU-JIMUSHO-T", "東部土木事務所", "地方機関"],
    ["DOBOKU-JIMUSHO-S", "南部土木事務所", "地方機関"],
  ]],
  ["SUITO", "出納局", "部", [
    ["SUITO-KAIKEI", "会計課", "課"],
    ["SUITO-KENSA", "検査課", "課"],
  ]],
  ["KYOIKU", "教育庁", "部", [
    ["KYOIKU-SOMU", "教育総務課", "課"],
    ["KYOIKU-SHOGAI", "生涯学習課", "課"],
  ]],
  ["KANSA", "監査委員事務局", "局"],
  ["HYOKA", "行政活動評価委員会", "委員会"],
]]

/** What デジタル推進課 was called until it was renamed on 1 April 2024. */
export const formerName = { code: "KIKAKU-DIGITAL", name: "情報政策課", until: "2024-04-01" }
