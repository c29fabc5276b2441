import type { RulesData } from "../rules-schema.ts"

/** Why what looked like a provision is none: the numbers of the measured pitfalls of keyword search, and three more. */
export const reasons: RulesData["reasons"] = {
  "①": "次の条の見出し",
  "②": "別の語の一部",
  "③": "官職名・機関名・所掌事務",
  "④": "金銭・試験・報告・会議の周期",
  "⑤": "講習機関などの手続",
  "⑥": "定義",
  "⑦": "デジタル化対応済み",
  "⑧": "対象外の分野（刑事手続など）",
  "⑨": "罰則",
  "⑩": "人が現地で確かめることを求めていない",
  "⑪": "様式・書類・委任・準用だけの定め",
  "⑫": "語が出てくるだけで、それを求めていない",
}

/** Longer words in which a searched word means nothing of its own. */
export const lookAlikes: RulesData["lookAlikes"] = [
  { id: "look-alike.parking", reason: "②", words: ["非常駐車", "常駐車"] },
  { id: "look-alike.part-time", reason: "②", words: ["非常勤", "常勤換算"] },
  { id: "look-alike.deputy", reason: "②", words: ["副本部長", "副本"] },
  { id: "look-alike.listed", reason: "②", words: ["次に掲げる", "各号に掲げる", "号に掲げる", "表に掲げる", "項に掲げる", "条に掲げる", "左に掲げる", "掲げる者", "掲げる事項", "掲げる書類", "掲げる場合", "欄に掲げる", "を掲げる条例", "を掲げる規則"] },
  {
    id: "look-alike.officer",
    reason: "③",
    words: ["巡視員", "監視員", "交通巡視員", "実地監査官", "監査役", "監査法人", "監査等委員", "会計監査", "監査人", "監視委員会", "検査役", "検査官", "調査員", "調査官", "調査会", "研修員", "監査事務局", "監視カメラ", "監視装置", "監視制御", "監視設備", "監視伝染病", "監視指導", "監視区域", "監視計画", "検査員は", "監査委員事務局", "外部監査", "監督官", "駐在所", "駐在する日本", "駐在する地", "定期巡回・随時", "定期巡回"],
  },
  { id: "look-alike.election", reason: "③", words: ["{投票|開票|選挙|審査分会|国民投票分会}立会人", "立会演説", "投票の調査"] },
  {
    id: "look-alike.body",
    reason: "⑤",
    words: ["指定検査機関", "登録検査機関", "検査所", "検査証", "検査済証", "検査手数料", "検査済", "検査業者", "点検業者", "検定機関", "講習機関", "登録講習機関", "指定講習機関", "研修機関", "試験機関", "調査機関", "調査研究", "国勢調査", "統計調査", "実態統計", "世論調査", "調査審議", "研修所", "教習所", "講習会場", "講習業務", "講習事務", "研修センター", "実習", "講習実施機関", "研修業務", "臨床研修", "測定士", "測定機関", "分析機関", "確認検査", "検査組織", "検査記録", "検査結果", "検査成績", "点検記録", "検査基準", "検査方法", "検査規程", "研修修了証", "講習修了証", "研修の業務", "講習の業務", "検査の業務", "調査票", "アンケート調査", "意識調査", "家計調査", "教育訓練施設", "教育訓練給付", "臨床検査", "試験検査", "試験研究"],
  },
  { id: "look-alike.sign", reason: "②", words: ["道路標識", "標識票", "標識番号", "区画線", "耳標", "境界標", "量水標"] },
  { id: "look-alike.person", reason: "⑩", words: ["身体検査", "健康検査", "体力検査", "適性検査", "視力検査", "血液検査", "聴覚検査", "抗体検査", "便検査", "検便", "精密検査", "不妊検査", "不育症検査", "スクリーニング検査", "妊婦健康"] },
  { id: "look-alike.read", reason: "②", words: ["縦覧期間", "縦覧等", "閲覧者", "閲覧対象", "閲覧手数料", "閲覧履歴", "縦覧の期間", "閲覧ファイル"] },
]

const words = ["目視", "実地監査", "定期検査・点検", "常駐・専任", "対面講習", "書面掲示", "往訪閲覧・縦覧"] as const
const allButMedia = [...words]

/** Between how often and what: pay, meetings, reports come again, not the inspection. */
const money = [
  "「給料」", "「手当」", "「報酬」", "「料金」", "「使用料」", "「支払」", "「支給」", "「納付」", "「納入」", "「徴収」", "「利息」", "「利子」", "「賃金」", "「会議」", "「総会」", "「理事会」", "「試験を」", "「試験は」", "「決算」", "「予算」", "「議会」", "「国会」", "「償還」", "「貸付」", "「賦課」", "「選挙」", "「更新を」", "「公表」", "「報告し」", "「報告を」", "「提出」",
  "「届け出」", "「届出」", "「開催」", "「招集」", "「策定」", "「評価」", "「計画を」", "「計画について」", "「計画の」", "「研修」", "「訓練」", "「講習」", "「通知」", "「送付」", "「の実績」",
]

export const exclusions: RulesData["exclusions"] = [
  { id: "penalty", title: "罰則の文", reason: "⑨", in: "sentence", any: ["「罰金」", "「過料」", "「懲役」", "「拘禁刑」", "「科料」", "「拘留」"] },
  { id: "definition", title: "定義の文", reason: "⑥", in: "own", any: ["「とは、」 …60 「をいう」", "「とは」 …60 「をいう。」", "「の意義は」", "「用語の意義」"], categories: allButMedia },
  { id: "definition.list", title: "定義の号", reason: "⑥", in: "stem", any: ["「用語の意義」", "「用語は」 …60 「による」", "「とは、次」"], categories: allButMedia },
  { id: "affairs", title: "所掌事務", reason: "③", in: "own", any: ["「に関すること」 末", "「に関することを」", "「に関する事務」", "「に係る事務」", "「つかさどる」", "「所掌」", "「分掌」", "「に関する事項」 末", "「の決定に関する」"], categories: allButMedia },
  { id: "affairs.caption", title: "所掌事務の条", reason: "③", in: "caption", any: ["「所掌」", "「分掌」", "「事務分担」", "「専決」", "「代決」"], categories: allButMedia },
  { id: "form", title: "様式・証明書の定め", reason: "⑪", in: "own", any: ["「様式第」 ‥6 「によるもの」|「とする」|「のとおり」", "「様式によるもの」", "「様式は」", "「様式とする」", "「証明書は」", "「証票は」"], categories: allButMedia },
  { id: "form.caption", title: "様式・委任・経過措置の条", reason: "⑪", in: "caption", any: ["「の様式」", "「様式等」", "「身分証」", "「身分を示す」", "「立入検査の証」", "「立入検査証」", "「権限の委任」", "「権限又は事務の委任」", "「添付書類」", "「欠格」", "「経過措置」", "「罰則」", "「過料」", "「定義」", "「用語」", "「手数料」", "「引継ぎ」", "「休廃止」", "「記載事項」", "「趣旨」", "「目的」"], categories: allButMedia },
  { id: "delegation", title: "権限の委任", reason: "⑪", in: "sentence", any: ["「権限」 …60 「委任する」", "「権限」 …60 「委任される」", "「の権限は」", "「の権限のうち」"], categories: allButMedia },
  { id: "application", title: "申請・届出の書類", reason: "⑪", in: "sentence", any: ["「添付しなければ」", "「添えなければ」", "「書類を添え」", "「書類を添付」", "「添付書類」", "「申請書に」 …40 「記載」", "「届出書に」 …30 「記載」", "「記載した申請書」", "「次に掲げる書類」 …30 「提出」"], categories: ["目視", "実地監査", "定期検査・点検", "常駐・専任", "対面講習", "往訪閲覧・縦覧"] },
  { id: "application.items", title: "記載事項の号", reason: "⑪", in: "stem", any: ["「記載した」", "「記載しなければ」", "「記載する」", "「記載事項」", "「省令で定める事項」", "「府令で定める事項」", "「規則で定める事項」", "「次に掲げる事項を定め」", "「事項を定めなければ」", "「規程で定めるべき」", "「記録しなければ」", "「次の書類」", "「届け出なければ」", "「次に掲げる権限」", "「該当するときは、その」 …40 「取り消」", "「取り消すことができる」", "「命ずることができる」", "「取り消さなければ」"], categories: ["目視", "実地監査", "定期検査・点検", "常駐・専任", "対面講習", "往訪閲覧・縦覧"] },
  { id: "borrowed", title: "準用・読替え", reason: "⑪", in: "own", any: ["「の規定は」 …60 「準用する」", "「について準用する」", "「と読み替え」", "「の例による」", "「とあるのは」", "「の規定を準用する」"], categories: allButMedia },
  { id: "web", title: "ウェブサイトなどによる", reason: "⑦", in: "article", any: ["ウェブ"], categories: ["書面掲示", "往訪閲覧・縦覧"] },
  { id: "web.course", title: "通信・オンラインによる講習", reason: "⑦", in: "own", any: ["ウェブ", "通信"], categories: ["対面講習", "往訪閲覧・縦覧", "書面掲示"] },
  { id: "digital.watch", title: "遠隔・自動による監視", reason: "⑦", in: "own", any: ["「自動的に」", "「自動計測」", "「自動測定」", "「自動監視」", "「遠隔」", "「カメラ」", "「警報装置」", "「常時監視装置」"], categories: ["目視"] },
  { id: "criminal", title: "刑事手続", reason: "⑧", in: "own", any: ["「裁判所」", "「裁判官」", "「検察官」", "「捜索」", "「差押」", "「差し押」", "「被疑者」", "「刑事」", "「犯則」"], categories: ["目視", "実地監査", "往訪閲覧・縦覧"] },
  { id: "money", title: "金銭・会議・報告などの周期", reason: "④", in: "between", any: money, categories: ["定期検査・点検"] },
]

/** The words an office would search for first. Each hit of them is either counted by a rule or explained. */
export const mentions: RulesData["mentions"] = [
  { id: "mention.eyes", title: "検査・点検・監視などの語", category: "目視", find: ["検査", "点検", "巡視", "監視", "立会", "実地調査"], reason: "⑫" },
  { id: "mention.site", title: "立入・実地・監査の語", category: "実地監査", find: ["立入検査", "立入る", "実地検査", "監査"], reason: "⑫" },
  { id: "mention.cycle", title: "周期の語", category: "定期検査・点検", find: ["毎", "定期", "数 期間 ‥8 ごと", "定期の検査"], reason: "④" },
  { id: "mention.stay", title: "専任・常勤の語", category: "常駐・専任", find: ["専任", "専ら", "常勤", "「常駐」"], reason: "⑫" },
  { id: "mention.course", title: "講習・研修の語", category: "対面講習", find: ["講習"], reason: "⑤" },
  { id: "mention.post", title: "掲示・標識の語", category: "書面掲示", find: ["「掲示」", "標識", "見やすい場所"], reason: "⑫" },
  { id: "mention.visit", title: "閲覧・縦覧・備置の語", category: "往訪閲覧・縦覧", find: ["読む", "備置"], reason: "⑫" },
]
