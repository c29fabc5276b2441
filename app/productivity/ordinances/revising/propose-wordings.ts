import type { Work } from "../../../kernel/database/index.ts"
import type { Bill } from "./bill.ts"
import type { ProvisionChange } from "./provision-changes.ts"

export interface WordingProposal {
  category: string
  text: string
  /** Where the wording comes from. */
  note: string
}

export async function proposeWordings(_work: Work, _bill: Bill, _it: ProvisionChange): Promise<WordingProposal[]> {
  return []
}
