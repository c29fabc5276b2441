import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { ButtonLink, wareki, yenText } from "../../../kernel/ui/index.ts"
import type { Application } from "../applications/application.ts"
import { listFilings } from "../changes/filings.ts"
import { keptUntil } from "./follow-up.ts"
import { aftercarePaths } from "./paths.ts"

const from: readonly Application["state"][] = ["under-way", "report-due", "in-inspection", "report-in-correction", "correction-ordered", "settled", "payment-claimed", "after-care", "disposal-asked", "repayment-ordered", "closed"]

/** On the applicant's page: assets, and after the payment the reports that are owed. */
export async function myAftercareRoom(work: Work, it: Application) {
  if (!from.includes(it.state)) return undefined
  const [until, filings] = await Promise.all([keptUntil(work, it), it.state === "after-care" ? listFilings(work, it.id) : []])
  // The newest of each.
  const tax = filings.find(({ kind }) => kind === "tax-credit")
  const effect = filings.find(({ kind }) => kind === "effect")
  return (
    <>
      <ul>
        <li>
          <a href={aftercarePaths.assets(it.id)}>取得した財産の台帳</a>
        </li>
        {it.state === "after-care" && (
          <>
            <li>
              {tax && `消費税仕入控除税額は${wareki(civilDateOf(tax.filedAt))}に報告しました（返還額 ${yenText(Number(tax.content.amount ?? 0))}）。`}
              <a href={aftercarePaths.taxReport(it.id)}>{tax ? "報告し直す" : "消費税仕入控除税額を報告する（0円でも必要です）"}</a>
            </li>
            <li>
              {effect && `事業の効果は${wareki(civilDateOf(effect.filedAt))}に報告しました。`}
              <a href={aftercarePaths.effect(it.id)}>{effect ? "次の年度の効果を報告する" : "事業の効果を報告する"}</a>
            </li>
          </>
        )}
      </ul>
      {until && it.settledOn && <p>{`帳簿と証拠書類は、${wareki(until)}まで保存してください。`}</p>}
    </>
  )
}

export async function officeAftercareRoom(_: Work, it: Application) {
  if (!from.includes(it.state)) return undefined
  return (
    <p>
      <ButtonLink href={aftercarePaths.office(it.id)} kind={it.state === "disposal-asked" ? "primary" : "secondary"}>
        事後管理の画面（財産、消費税、効果、検査）
      </ButtonLink>
    </p>
  )
}
