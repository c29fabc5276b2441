/** What a reviewer has told of themselves; by record, as with double funding. */
export interface Reviewer {
  id: string
  /** Companies the reviewer works for, leads, advises or holds shares of. */
  corporateNumbers: readonly string[]
  /** People of the reviewer's household and family, the reviewer included. */
  personIds: readonly string[]
  /** Applications the reviewer has stepped back from, with the reason they gave. */
  steppedBack: readonly { applicationId: string; reason: string }[]
}

export interface Reviewed {
  applicationId: string
  corporateNumber?: string
  /** Applicant, officers and helpers (支援機関 included). */
  personIds: readonly string[]
  partnerCorporateNumbers: readonly string[]
}

/**
 * 利害関係: a reviewer does not score an application of their own company, its partners, themselves or their family, nor one
 * they stepped back from (除斥・忌避・回避; the committee's own rules [M]). Answers every ground; an empty list lets them score.
 */
export function reviewerHasConflict(reviewer: Reviewer, it: Reviewed): string[] {
  const grounds: string[] = []
  if (it.corporateNumber && reviewer.corporateNumbers.includes(it.corporateNumber)) grounds.push("申請者の関係者")
  if (it.partnerCorporateNumbers.some((number) => reviewer.corporateNumbers.includes(number))) grounds.push("共同事業者の関係者")
  if (it.personIds.some((id) => reviewer.personIds.includes(id))) grounds.push("本人または親族")
  for (const { applicationId, reason } of reviewer.steppedBack) if (applicationId === it.applicationId) grounds.push(`回避：${reason}`)
  return grounds
}
