interface BranchFound {
  bankCode: string
  bankName: string
  branchCode: string
  branchName: string
}

export const accountTypes = [
  { value: "ordinary", label: "普通" },
  { value: "current", label: "当座" },
  { value: "savings", label: "貯蓄" },
] as const

export type BankLookup = (bank: string, branch: string) => BranchFound[]

let lookup: BankLookup | undefined

/** Whoever keeps the list of banks hands over how to find a branch in it. Without one an account is typed by its codes. */
export function declareBanks(find: BankLookup): void {
  lookup = find
}

/** Branches that fit what was typed: by code, name or kana; none where nothing was typed. */
export function lookUpBranch(bank: string, branch: string): BranchFound[] {
  if (!bank.trim() || !branch.trim()) return []
  if (lookup) return lookup(bank, branch)
  const [bankCode, branchCode] = [bank, branch].map((text) => text.normalize("NFKC").trim())
  if (!/^\d{4}$/.test(bankCode!) || !/^\d{3}$/.test(branchCode!)) return []
  return [{ bankCode: bankCode!, bankName: bankCode!, branchCode: branchCode!, branchName: branchCode! }]
}
