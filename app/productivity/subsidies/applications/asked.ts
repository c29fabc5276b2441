import { wareki, yenText } from "../../../kernel/ui/index.ts"
import type { Call } from "../programmes/programme.ts"
import { fractionText } from "../rules/money.ts"
import { partyKindOf, partyKindWords } from "../rules/party-kind.ts"
import type { Application } from "./application.ts"
import type { FileRow } from "./files.ts"

/** One question as it was asked, with the answer in the words people read. */
export interface Asked {
  page: string
  /** The step on which it is answered. */
  step: string
  label: string
  /** Names the field for a correction; stable for one form. */
  path: string
  text: string
}

/**
 * All questions of an application with their answers, in the order asked. Written into the application when it is filed:
 * whatever becomes of the form, these are the words the applicant saw.
 */
export function askedOf(it: Application, call: Call, files: readonly FileRow[], form: readonly Asked[]): Asked[] {
  const kind = partyKindOf(it)
  const party = (key: keyof NonNullable<Application["party"]>, label: string): Asked => ({ page: "申請者", step: "party", label, path: `party.${key}`, text: it.party[key]?.trim() ?? "" })
  const project = (path: string, label: string, text: string): Asked => ({ page: "補助事業の概要", step: "project", label, path, text })
  const costs = (path: string, label: string, yen: number): Asked => ({ page: "経費と申請額", step: "costs", label, path, text: yenText(yen) })
  return [
    ...call.eligibility.map(({ key, question }) => ({
      page: "申請できる条件",
      step: "eligibility",
      label: question,
      path: `eligibility.${key}`,
      text: it.eligibility[key] === "yes" ? "はい" : it.eligibility[key] === "no" ? "いいえ" : "",
    })),
    ...(kind ? [{ page: "申請者", step: "party", label: "申請者の区分", path: "party.kind", text: partyKindWords[kind] }] : []),
    party("name", "申請者の名称（氏名）"),
    party("kana", "ふりがな"),
    party("corporateNumber", "法人番号"),
    party("postalCode", "郵便番号"),
    party("municipality", "市町村"),
    party("address", "所在地（住所）"),
    party("representativeTitle", "代表者の職名"),
    party("representative", "代表者の氏名"),
    party("phone", "電話番号"),
    party("email", "メールアドレス"),
    project("title", "補助事業の名称", it.title),
    project("summary", "事業の目的と内容", it.summary),
    project("startsOn", "着手予定日", it.startsOn ? wareki(it.startsOn) : ""),
    project("endsOn", "完了予定日", it.endsOn ? wareki(it.endsOn) : ""),
    ...form,
    ...call.categories.flatMap(({ key, title, rate }, at) => {
      const line = it.costs.find(({ category }) => category === key)
      return [
        costs(`costs.${at}.total`, `${title}：補助事業に要する経費`, line?.total ?? 0),
        costs(`costs.${at}.eligible`, `${title}：補助対象経費（補助率${fractionText(rate)}）`, line?.eligible ?? 0),
      ]
    }),
    costs("income.otherIncome", "寄付金その他の収入", it.income.otherIncome ?? 0),
    costs("income.ownFunds", "自己資金", it.income.ownFunds ?? 0),
    costs("income.loans", "借入金", it.income.loans ?? 0),
    costs("wantedYen", "交付申請額", it.wantedYen ?? 0),
    ...call.attachments.map(({ key, title }) => ({
      page: "添付書類",
      step: "files",
      label: title,
      path: `files.${key}`,
      text: files.filter(({ askedKey }) => askedKey === key).map(({ name }) => name).join("、"),
    })),
  ]
}
