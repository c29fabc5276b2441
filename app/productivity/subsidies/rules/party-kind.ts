export type PartyKind = "company" | "person"

export const partyKindWords: Readonly<Record<PartyKind, string>> = { company: "法人・団体", person: "個人（個人事業主を含む）" }

/**
 * Whether an organisation or a person applies, as they said themselves; a sole trader is a person whatever the shop is called.
 * Where nobody was asked (applications of before), a 法人番号 or acting for a registered company tells. Undefined: nobody knows.
 */
export function partyKindOf(it: { party: { kind?: PartyKind | "" | undefined; corporateNumber?: string | undefined }; companyId: string | null }): PartyKind | undefined {
  if (it.party.kind) return it.party.kind
  return it.party.corporateNumber?.trim() || it.companyId ? "company" : undefined
}
