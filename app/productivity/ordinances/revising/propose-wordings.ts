import type { Work } from "../../../kernel/database/index.ts"
import { type ProposedWording, proposeWording } from "../drafting/index.ts"
import { rulesInForce } from "../rulesets/index.ts"
import { type Category, scanArticle } from "../scanner/index.ts"
import type { Bill } from "./bill.ts"
import type { ProvisionChange } from "./provision-changes.ts"

export interface WordingProposal extends ProposedWording {
  category: Category
}

/** For each analog category the text as it stands in the bill still holds: a wording that has served elsewhere, for a person to edit. */
export async function proposeWordings(work: Work, bill: Bill, { provision, change }: ProvisionChange): Promise<WordingProposal[]> {
  if (change === "removed") return []
  const { rules } = await rulesInForce(work.db)
  const { categories } = scanArticle({ title: bill.ordinanceTitle, no: provision.no, caption: provision.caption, text: provision.text }, rules)
  return categories.flatMap((category) => {
    const proposed = proposeWording(provision, category)
    return proposed ? [{ category, ...proposed }] : []
  })
}
