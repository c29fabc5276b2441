import type { RulesData } from "../rules-schema.ts"

/** Why what looked like a provision is none: the numbers of the measured pitfalls of keyword search, and two more. */
export const reasons: RulesData["reasons"] = {
  "②": "別の語の一部",
  "③": "官職名・機関名・所掌事務",
  "④": "金銭・試験・報告・会議の周期",
  "⑤": "講習機関などの手続",
  "⑥": "定義",
  "⑦": "デジタル化対応済み",
  "⑧": "対象外の分野（刑事手続など）",
  "⑨": "罰則",
  "⑩": "人が現地で確かめることを求めていない",
}

/** Longer words in which a searched word means nothing of its own. */
export const lookAlikes: RulesData["lookAlikes"] = [
  { id: "look-alike.parking", reason: "②", words: ["非常駐車", "常駐車"] },
  { id: "look-alike.deputy", reason: "②", words: ["副本部長", "副本"] },
  { id: "look-alike.listed", reason: "②", words: ["次に掲げる", "各号に掲げる", "号に掲げる", "表に掲げる", "項に掲げる", "条に掲げる", "左に掲げる", "掲げる者", "掲げる事項", "掲げる書類", "掲げる場合"] },
  { id: "look-alike.officer", reason: "③", words: ["巡視員", "監視員", "交通巡視員", "実地監査官", "監査委員", "監査役", "監査法人", "監査等委員", "会計監査", "監査人", "監視委員会", "検査員", "検査役", "検査官", "調査員", "調査官", "調査会", "研修員", "監査事務局", "監視カメラ", "監視装置", "監視制御", "監視設備", "監視伝染病", "監視指導", "監視区域"] },
  { id: "look-alike.election", reason: "③", words: ["投票立会人", "開票立会人", "選挙立会人", "審査分会立会人", "立会演説"] },
  { id: "look-alike.body", reason: "⑤", words: ["指定検査機関", "登録検査機関", "検査機関", "検査所", "検査証", "検査済証", "検査手数料", "検査済", "検査業者", "点検業者", "検定機関", "講習機関", "登録講習機関", "指定講習機関", "研修機関", "試験機関", "調査機関", "調査研究", "国勢調査", "統計調査", "世論調査", "調査審議", "研修所", "教習所", "講習会場", "講習業務", "講習事務", "研修センター"] },
  { id: "look-alike.sign", reason: "②", words: ["道路標識", "標識票", "標識番号", "区画線", "標識及び", "耳標"] },
]

const money = ["「給料」", "「手当」", "「報酬」", "「料金」", "「使用料」", "「支払」", "「支給」", "「納付」", "「納入」", "「徴収」", "「利息」", "「利子」", "「賃金」", "「会議」", "「総会」", "「理事会」", "「試験」", "「決算」", "「予算」", "「会計年度」", "「議会」", "「国会」", "「償還」", "「貸付」", "「賦課」", "「税」", "「選挙」", "「更新」", "「公表」", "「統計」"]

export const exclusions: RulesData["exclusions"] = [
  { id: "penalty", title: "罰則の文", reason: "⑨", in: "own", any: ["「罰金」", "「過料」", "「懲役」", "「拘禁刑」", "「科料」", "「拘留」"] },
  { id: "definition", title: "定義の文", reason: "⑥", in: "own", any: ["「とは、」 …60 「をいう」", "「とは」 …60 「をいう。」"], categories: ["目視", "実地監査", "定期検査・点検", "常駐・専任", "対面講習", "書面掲示", "往訪閲覧・縦覧"] },
  { id: "affairs", title: "所掌事務", reason: "③", in: "own", any: ["「に関すること」", "「に関する事務」", "「に係る事務」", "「の事務を」", "「つかさどる」", "「所掌」", "「分掌」"], categories: ["目視", "実地監査", "定期検査・点検", "常駐・専任", "対面講習", "書面掲示", "往訪閲覧・縦覧"] },
  { id: "affairs.caption", title: "所掌事務の条", reason: "③", in: "caption", any: ["「所掌」", "「分掌」", "「事務分担」", "「罰則」", "「過料」", "「定義」", "「用語」", "「手数料」", "「専決」"], categories: ["目視", "実地監査", "定期検査・点検", "常駐・専任", "対面講習", "書面掲示", "往訪閲覧・縦覧"] },
  { id: "digital", title: "デジタルによることができる", reason: "⑦", in: "article", any: ["デジタル"], categories: ["書面掲示", "往訪閲覧・縦覧", "対面講習"] },
  { id: "digital.watch", title: "遠隔・自動による監視", reason: "⑦", in: "own", any: ["「自動」", "「遠隔」", "「カメラ」", "「警報装置」"], categories: ["目視"] },
  { id: "criminal", title: "刑事手続", reason: "⑧", in: "own", any: ["「裁判所」", "「裁判官」", "「検察官」", "「捜索」", "「差押」", "「被疑者」", "「刑事」"], categories: ["目視", "実地監査", "往訪閲覧・縦覧"] },
  { id: "money", title: "金銭などの周期", reason: "④", in: "own", any: money, categories: ["定期検査・点検"] },
]
