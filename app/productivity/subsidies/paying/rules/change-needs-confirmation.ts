export interface Identity {
  name: string
  kana: string
  representativeTitle: string
  representative: string
}

/**
 * Which changes of a creditor put the account names in doubt, so that the accounts are compared with the passbook again.
 * A new representative of the same title is no change of the creditor; another title is, because account names carry it
 * (広島県 債主登録 [V]); so is another name or another kana. The words say what to compare.
 */
export function changeNeedsConfirmation(before: Identity, after: Identity): string | undefined {
  const changed = [
    before.name !== after.name && "名称",
    before.kana !== after.kana && "カナ名称",
    before.representativeTitle !== after.representativeTitle && "代表者の職名",
  ].filter((one) => one !== false)
  return changed.length > 0 ? `${changed.join("・")}が変わったため、口座名義を通帳の写しで確かめ直します。` : undefined
}
