import { isCivilDate } from "../../../kernel/cases/index.ts"
import type { Problem } from "../../../kernel/http/index.ts"
import { isMailAddress } from "../../../kernel/notices/index.ts"
import { isCorporateNumber, plainCorporateNumber } from "../../../kernel/people/index.ts"
import type { Call } from "../programmes/programme.ts"
import { budgetDoesNotBalance } from "../rules/budget-does-not-balance.ts"
import type { PartyKind } from "../rules/party-kind.ts"
import type { Application } from "./application.ts"
import { computeAward, totalCost } from "./award-terms.ts"
import type { FileRow } from "./files.ts"

type Draft = Pick<Application, "party" | "title" | "summary" | "startsOn" | "endsOn" | "costs" | "income">

const wanted = (value: string | undefined, field: string, title: string): Problem[] => (value?.trim() ? [] : [{ field, message: `${title}を入力してください。` }])

/** 申請者: who applies and how they are reached. A company gives its 法人番号 and who represents it. */
export function partyProblems({ party }: Pick<Draft, "party">, kind: PartyKind | undefined): Problem[] {
  const isCompany = kind === "company"
  const problems = [
    ...(kind ? [] : [{ field: "kind", message: "申請者が法人・団体か個人かを選んでください。" }]),
    ...wanted(party.name, "name", isCompany ? "申請者の名称" : "申請者の氏名"),
    ...wanted(party.postalCode, "postalCode", "郵便番号"),
    ...wanted(party.municipality, "municipality", "市町村"),
    ...wanted(party.address, "address", isCompany ? "所在地" : "住所"),
    ...wanted(party.phone, "phone", "電話番号"),
    ...wanted(party.email, "email", "メールアドレス"),
  ]
  if (isCompany) problems.push(...wanted(party.representativeTitle, "representativeTitle", "代表者の職名"), ...wanted(party.representative, "representative", "代表者の氏名"))
  const plain = (text: string) => text.normalize("NFKC").replace(/[\s‐-―−-]/g, "")
  if (party.postalCode?.trim() && !/^\d{7}$/.test(plain(party.postalCode))) problems.push({ field: "postalCode", message: "郵便番号は7桁の数字で入力してください（例 980-8570）。" })
  if (party.phone?.trim() && !/^0\d{9,10}$/.test(plain(party.phone).replace(/[()]/g, ""))) problems.push({ field: "phone", message: "電話番号は、市外局番から10桁か11桁の数字で入力してください。" })
  if (party.email?.trim() && !isMailAddress(party.email.trim())) problems.push({ field: "email", message: "メールアドレスの形が正しくありません（例 name@example.jp）。" })
  const number = party.corporateNumber?.trim()
  if (number && kind === "person") problems.push({ field: "corporateNumber", message: "個人のときは、法人番号を空欄にしてください。" })
  if (number && !isCorporateNumber(plainCorporateNumber(number))) problems.push({ field: "corporateNumber", message: "法人番号が正しくありません。13桁の数字を確かめてください。" })
  return problems
}

export function projectProblems(it: Pick<Draft, "title" | "summary" | "startsOn" | "endsOn">, today: string): Problem[] {
  const problems = [...wanted(it.title, "title", "補助事業の名称"), ...wanted(it.summary, "summary", "事業の目的と内容")]
  if (!it.startsOn || !isCivilDate(it.startsOn)) problems.push({ field: "startsOn", message: "着手予定日を入力してください。" })
  if (!it.endsOn || !isCivilDate(it.endsOn)) problems.push({ field: "endsOn", message: "完了予定日を入力してください。" })
  if (it.startsOn && it.endsOn && it.endsOn < it.startsOn) problems.push({ field: "endsOn", message: "完了予定日は、着手予定日より後の日にしてください。" })
  if (it.endsOn && it.endsOn < today) problems.push({ field: "endsOn", message: "完了予定日が過ぎています。" })
  return problems
}

/** 経費の配分 and 収支: per category no more eligible than spent, income and spending the same sum. */
export function costProblems(it: Pick<Draft, "costs" | "income">, call: Pick<Call, "categories" | "capYen" | "rounding">): Problem[] {
  const problems: Problem[] = []
  call.categories.forEach(({ key, title }, at) => {
    const line = it.costs.find(({ category }) => category === key)
    if (line && line.eligible > line.total) problems.push({ field: `lines.${at}.eligible`, message: `${title}の補助対象経費は、補助事業に要する経費までの額にしてください。` })
  })
  const total = totalCost(it.costs)
  if (total === 0) return [{ field: "lines.0.total", message: "補助事業に要する経費を入力してください。" }]
  const { amount } = computeAward(call, it.costs, it.income)
  if (amount === 0) problems.push({ field: "lines.0.eligible", message: "計算した補助金の額が0円です。補助対象経費を確かめてください。" })
  const income = [
    { name: "寄付金その他の収入", amount: it.income.otherIncome ?? 0 },
    { name: "自己資金", amount: it.income.ownFunds ?? 0 },
    { name: "借入金", amount: it.income.loans ?? 0 },
  ]
  const faults = budgetDoesNotBalance({ income, spending: [{ name: "補助事業に要する経費", amount: total }], subsidy: amount }, amount)
  problems.push(...faults.map(({ message }) => ({ field: "ownFunds", message })))
  return problems
}

/** 添付書類: every paper the call asks for. */
export function fileProblems(call: Pick<Call, "attachments">, files: readonly Pick<FileRow, "askedKey">[]): Problem[] {
  return call.attachments
    .filter(({ key, required }) => required && !files.some(({ askedKey }) => askedKey === key))
    .map(({ key, title }) => ({ field: `file-${key}`, message: `「${title}」を添付してください。` }))
}
