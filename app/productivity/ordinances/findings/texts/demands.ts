/** What a guideline or a form asks for by hand, on paper or in person. */
export const demandNames = ["押印", "書面", "持参", "原本", "記録媒体"] as const
export type DemandName = (typeof demandNames)[number]

export interface Demand {
  demand: DemandName
  word: string
  sentence: string
}

interface DemandRule {
  words: readonly string[]
  /** Longer words in which the searched one means nothing of its own. */
  lookAlikes?: readonly string[]
  /** Said in the same sentence, it is asked for no more: another way stands beside it. */
  unless?: readonly string[]
}

const digital = ["電磁的", "電子データ", "電子申請", "電子メール", "オンライン", "画面から", "アップロード", "PDF", "インターネット"]

/** Ours: assembled from what 要綱 and 様式 say. */
const rules: Readonly<Record<DemandName, DemandRule>> = {
  押印: { words: ["押印", "捺印", "記名押印", "実印", "代表者印", "印鑑証明", "印鑑登録証明", "印を押", "認印", "㊞"] },
  書面: { words: ["書面", "紙で", "紙媒体", "印刷して", "用紙に"], lookAlikes: ["書面等の交付を要しない"], unless: digital },
  持参: { words: ["持参", "来庁", "窓口に提出", "窓口へ提出", "窓口まで", "郵送", "送付してください"], unless: digital },
  原本: { words: ["原本", "正本", "副本"], lookAlikes: ["副本部", "原本の写し", "原本証明は不要"] },
  記録媒体: { words: ["フロッピー", "フレキシブルディスク", "磁気ディスク", "CD-R", "CD-ROM", "シー・ディー・ロム", "光ディスク", "USBメモリ", "DVD"], unless: ["オンライン", "電子申請"] },
}

const negated = ["不要", "要りません", "要らない", "必要ありません", "必要はありません", "必要としない", "求めません", "求めない", "省略", "しなくて", "なくても", "廃止"]

/** Every demand in a text, with the sentence it stands in; what says that it is not asked for is left out. */
export function demandsIn(text: string): Demand[] {
  const demands: Demand[] = []
  for (const sentence of sentencesOf(text)) {
    const folded = sentence.normalize("NFKC").replace(/[‐‑–—―ー－−](?=R(?:OM)?\b)/g, "-")
    for (const demand of demandNames) {
      const { words, lookAlikes = [], unless = [] } = rules[demand]
      const plain = lookAlikes.reduce((said, longer) => said.replaceAll(longer, ""), folded)
      const word = words.find((one) => plain.includes(one.normalize("NFKC")))
      if (!word || unless.some((other) => plain.includes(other))) continue
      if (isNegated(plain, plain.indexOf(word.normalize("NFKC")) + word.length)) continue
      demands.push({ demand, word, sentence })
    }
  }
  return demands
}

function isNegated(sentence: string, from: number): boolean {
  const after = sentence.slice(from, from + 24)
  return negated.some((word) => after.includes(word))
}

function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=。)|\n/)
    .map((sentence) => sentence.trim())
    .filter(Boolean)
}
