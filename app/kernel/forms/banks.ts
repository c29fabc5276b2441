export interface BranchFound {
  bankCode: string
  bankName: string
  branchCode: string
  branchName: string
}

type BankLookup = (bank: string, branch: string) => BranchFound[]

let lookup: BankLookup | undefined

/** Whoever keeps the list of banks hands over how to find a branch in it. Without one an account is typed by its codes. */
export function declareBanks(find: BankLookup): void {
  lookup = find
}

/** Branches that fit what was typed: by code, name or kana; none where nothing was typed. */
export function lookUpBranch(bank: string, branch: string): BranchFound[] {
  if (!bank.trim() || !branch.trim()) return []
  return lookup?.(bank, branch) ?? []
}
