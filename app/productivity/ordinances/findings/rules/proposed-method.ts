import type { Method, NationalReview, Origin } from "../finding.ts"

/** The questions of the decision model, in the order in which they are asked. */
export type Question = "origin" | "nationalReview" | "digitalAlready" | "physicalInterest" | "excludesDigital"

export interface Answers {
  origin: Origin | null
  nationalReview: NationalReview | null
  digitalAlready: boolean | null
  physicalInterest: boolean | null
  excludesDigital: boolean | null
}

export type Proposed = { method: Method; because: string } | { next: Question }

const proposed = (method: Method, because: string): Proposed => ({ method, because })

/**
 * 該当 → own or national → already digital? → is the physical act what the law protects? → does the text exclude a digital way?
 * What follows from 国の見直しが「しない」 or 「改正された」 is ours; the rest is the published way of deciding.
 */
export function proposedMethod(answers: Answers): Proposed {
  if (answers.origin === null) return { next: "origin" }
  if (answers.origin === "national") return followingTheNation(answers.nationalReview)
  if (answers.digitalAlready === null) return { next: "digitalAlready" }
  if (answers.digitalAlready) return proposed("none", "いまの条文のままデジタルでもできます。できることを運用で知らせます。")
  if (answers.physicalInterest === null) return { next: "physicalInterest" }
  if (answers.physicalInterest) return proposed("none", "人や物がそこにあること自体が守りたいものです。見直さない理由を公開します。")
  if (answers.excludesDigital === null) return { next: "excludesDigital" }
  if (answers.excludesDigital) return proposed("amend", "条文がデジタルの方法を許していないため、条文を改めます。")
  return proposed("notice", "条文はデジタルの方法を許していないわけではないため、通知・要領・マニュアルで明らかにします。")
}

function followingTheNation(review: NationalReview | null): Proposed {
  switch (review) {
    case null:
      return { next: "nationalReview" }
    case "clarified":
      return proposed("notice", "国が解釈を明らかにしているため、同じ通知で対応します。")
    case "amended":
      return proposed("amend", "国の法令が改正されたため、これに合わせて改めます。")
    case "none":
      return proposed("none", "国の法令に従う定めで、国が見直しをしないとしています。")
    default:
      return proposed("wait", "国の法令に従う定めのため、国の見直しを待ちます。")
  }
}

/** What an earlier answer makes meaningless is dropped: a national provision has no question of ours after it. */
export function prunedAnswers(answers: Answers): Answers {
  if (answers.origin === null) return { origin: null, nationalReview: null, digitalAlready: null, physicalInterest: null, excludesDigital: null }
  if (answers.origin === "national") return { ...answers, digitalAlready: null, physicalInterest: null, excludesDigital: null }
  const physicalInterest = answers.digitalAlready === false ? answers.physicalInterest : null
  const excludesDigital = physicalInterest === false ? answers.excludesDigital : null
  return { ...answers, nationalReview: null, physicalInterest, excludesDigital }
}
