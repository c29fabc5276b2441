export interface PhaseText {
  category: string
  phase: number
  text: string
  /** Read in a published source; otherwise assembled from general knowledge and shown as 「未確認」. */
  confirmed: boolean
  source: string
}

const march = "第3回デジタル臨時行政調査会（2022年3月30日）の区分として公表されたもの"
const none = "公表された表を確かめていません"

/** What Hagi comes with; an office puts its own in their place. 記録媒体 has no phases. */
export const standardPhases: readonly PhaseText[] = [
  ...["目視", "実地監査"].flatMap((category): PhaseText[] => [
    { category, phase: 1, text: "従来の目視・実地監査", confirmed: true, source: march },
    { category, phase: 2, text: "情報収集の遠隔化、人による評価", confirmed: true, source: march },
    { category, phase: 3, text: "判断の精緻化、自動化・無人化", confirmed: true, source: march },
  ]),
  { category: "定期検査・点検", phase: 1, text: "従来の定期検査・点検", confirmed: true, source: march },
  { category: "定期検査・点検", phase: 2, text: "デジタル技術の活用による規制目的の達成", confirmed: true, source: march },
  { category: "定期検査・点検", phase: 3, text: "定期の検査・調査・測定の撤廃", confirmed: true, source: march },
  { category: "常駐・専任", phase: 1, text: "常駐・専任を求める", confirmed: false, source: none },
  { category: "常駐・専任", phase: 2, text: "遠隔での対応や兼任を認める", confirmed: false, source: none },
  { category: "常駐・専任", phase: 3, text: "常駐・専任の撤廃", confirmed: false, source: none },
  ...["対面講習", "書面掲示", "往訪閲覧・縦覧"].flatMap((category): PhaseText[] => [
    { category, phase: 1, text: "紙・人による", confirmed: false, source: none },
    { category, phase: 2, text: "申込みや閲覧など一部をオンラインで", confirmed: false, source: none },
    { category, phase: 3, text: "申込みから完了まで全工程をデジタルで", confirmed: false, source: none },
  ]),
]
