/** What a row of the public jGrants list is. Only calls are shown to people who look for a subsidy. */
export type JgrantsProcedure = "call" | "follow-up" | "practice" | "withdrawn"

const withdrawn = /^\s*[×✕✖❌]/
const practice = /練習用|申請練習|^[【（(]?練習[】）)]|ダミー|テスト用|動作確認/

/** The forms that follow an award, and 事前着手届出, which comes before it and is no call either. */
const forms = [
  "事前着手届出?",
  "(?:交付)?実績報告",
  "(?:遂行)?状況報告",
  "事業化状況報告",
  "(?:年次|終了|効果|実施)報告",
  "(?:概算払|精算払|支払)?請求書?",
  "(?:計画)?変更(?:承認)?申請",
  "計画変更",
  "変更届",
  "取下げ?届?",
  "中止・廃止",
  "(?:中止|廃止)(?:届|承認)",
  "財産処分(?:申請)?",
  "額の確定",
  "消費税[^)】\\]]*報告",
  "仕入控除税額[^)】\\]]*",
].join("|")
const bracketed = new RegExp(`[(【\\[][^()【】\\[\\]]*(?:${forms})[^()【】\\[\\]]*[)】\\]]`)
const atTheEnd = new RegExp(`(?:${forms})(?:書|届|申請書?|報告書)?(?:の?(?:提出|手続き?|様式))?等?(?:について)?$`)
const anywhere = /仕入れに係る消費税|仕入控除税額|に係る状況報告/

/**
 * Post-award forms, practice entries and crossed-out titles stand in the public list as if they were subsidies
 * ([V] seen in the list itself). The name of a form in brackets or at the end is what the row is; in the middle it may be
 * a subject: 休廃止鉱山…, …審査請求 and 事業化可能性調査 are calls. Told by the title alone, so the operator sees what was left
 * out and may overrule it.
 */
export function jgrantsProcedure(title: string): JgrantsProcedure {
  const plain = title.normalize("NFKC").trim()
  if (withdrawn.test(plain)) return "withdrawn"
  if (practice.test(plain)) return "practice"
  const without = plain.replaceAll("審査請求", "")
  return bracketed.test(without) || atTheEnd.test(without) || anywhere.test(without) ? "follow-up" : "call"
}
