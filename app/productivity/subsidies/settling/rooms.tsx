import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { ButtonLink, yenText } from "../../../kernel/ui/index.ts"
import type { Application } from "../applications/application.ts"
import { claimOf } from "./claim.ts"
import { reporting } from "./evidence.ts"
import { StatementTable } from "./pages/settling-page.tsx"
import { settlingPaths } from "./paths.ts"
import { statementOf } from "./repayment.ts"

/** On the applicant's page: report, claim, and what is to be paid back. */
export async function mySettlingRoom(work: Work, it: Application) {
  const [offer, statement] = await Promise.all([claimOf(work, it), statementOf(work, it.id, civilDateOf(work.now))])
  const reports = reporting.includes(it.state)
  if (!reports && !offer && !statement) return undefined
  return (
    <>
      {reports && (
        <p>
          <ButtonLink href={settlingPaths.report(it.id)} kind={it.state === "under-way" ? "secondary" : "primary"}>
            実績を報告する
          </ButtonLink>
        </p>
      )}
      {offer && (
        <p>
          <ButtonLink href={settlingPaths.claim(it.id)} kind="primary">
            {offer.kind === "final" ? `${yenText(offer.amount)}を請求する` : `概算払を請求する（${yenText(offer.amount)}まで）`}
          </ButtonLink>
        </p>
      )}
      {statement && <StatementTable statement={statement} />}
    </>
  )
}

const later: readonly Application["state"][] = ["formal-check", "in-correction", "in-review", "in-committee", "in-decision", "decided", "draft", "rejected", "dismissed"]

/** On the office's page: the way to report, settlement, cancellation and repayment once there is a decision. */
export async function officeSettlingRoom(_: Work, it: Application) {
  if (later.includes(it.state) || !it.notifiedOn) return undefined
  return (
    <p>
      <ButtonLink href={settlingPaths.settling(it.id)} kind={it.state === "in-inspection" ? "primary" : "secondary"}>
        実績報告・額の確定・返還の画面
      </ButtonLink>
      {it.settledYen !== null && `　確定した額 ${yenText(it.settledYen)}`}
    </p>
  )
}
