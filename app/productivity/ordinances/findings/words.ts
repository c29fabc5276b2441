import type { Attention, GoneWhy, Method, NationalReview, Origin, Verdict } from "./finding.ts"

export const verdictWords: Record<Verdict, string> = { applicable: "該当", "not-applicable": "非該当" }
export const originWords: Record<Origin, string> = { own: "独自", national: "国の法令" }
export const methodWords: Record<Method, string> = { none: "不要", notice: "通知", amend: "改正", wait: "国待ち" }
export const methodHints: Record<Method, string> = {
  none: "見直しは要りません。運用を知らせるか、理由を公開します。",
  notice: "通知・要領・マニュアルで、デジタルでもよいことを明らかにします。",
  amend: "条例・規則・要綱の条文を改めます。",
  wait: "国の法令の見直しを待って、同じ方法で対応します。",
}
export const nationalReviewWords: Record<NationalReview, string> = {
  unknown: "わからない（確かめる）",
  planned: "国が見直しを予定している",
  clarified: "国が解釈を明らかにした（通知など）",
  amended: "国の法令が改正された",
  none: "国は見直しをしないとしている",
}
export const attentionWords: Record<Exclude<Attention, "">, string> = {
  "text-changed": "条文が変わりました",
  "category-added": "区分が加わりました",
  moved: "条番号が変わりました",
}
export const goneWords: Record<Exclude<GoneWhy, "">, string> = {
  rules: "いまの検出の規則では候補になりません",
  text: "条文が変わり、候補でなくなりました",
  repealed: "この条文は、いまの例規にありません",
}
/** As the scanner names the parts of a sentence. */
export const slotWords = { who: "だれが", act: "行為", object: "対象", place: "場所", frequency: "頻度", medium: "媒体" } as const

/** Why a candidate is none: the numbers that the standard rules of detection use (the measured pitfalls of keyword search first), and two that only people can say. */
export const reasonCodes = {
  "①": "次の条の見出し",
  "②": "別の語の一部",
  "③": "官職名・機関名・所掌事務",
  "④": "金銭・試験・報告・会議の周期",
  "⑤": "講習機関などの手続で、講習の方法ではない",
  "⑥": "定義",
  "⑦": "デジタル化対応済み",
  "⑧": "対象外の分野（刑事手続など）",
  "⑨": "罰則",
  "⑩": "人が現地で確かめることを求めていない",
  "⑪": "様式・書類・委任・準用だけの定め",
  "⑫": "語が出てくるだけで、それを求めていない",
  "⑬": "規定が使われていない・役目を終えている",
  "⑭": "その他（メモに書く）",
} as const
export type ReasonCode = keyof typeof reasonCodes

export const kindsOfText = ["条例", "規則", "訓令", "要綱", "規程", "告示", "その他"] as const
