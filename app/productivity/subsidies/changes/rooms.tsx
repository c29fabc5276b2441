import type { Work } from "../../../kernel/database/index.ts"
import { Button, ButtonLink, Details, Form } from "../../../kernel/ui/index.ts"
import { applicationMove } from "../application-states.ts"
import type { Application } from "../applications/application.ts"
import { paths } from "../paths.ts"
import { listFilings } from "./filings.ts"
import { FilingList } from "./pages/office-page.tsx"
import { changesPaths } from "./paths.ts"

/** On the applicant's page: what may be asked for or told now, and what was. */
export async function myChangesRoom(work: Work, it: Application) {
  const filings = await listFilings(work, it.id)
  const links = ([
    ["ask-change", changesPaths.change, "変更の承認を申請する"],
    ["ask-discontinuation", changesPaths.discontinuation, "中止・廃止の承認を申請する"],
    ["report-accident", changesPaths.accident, "事故（遅延）を報告する"],
    ["report-progress", changesPaths.progress, "遂行状況を報告する"],
  ] as const).filter(([move]) => applicationMove(it.state, move)?.by.includes("applicant"))
  const mayResume = it.state === "suspended"
  if (filings.length === 0 && links.length === 0 && !mayResume) return undefined
  return (
    <>
      {links.length > 0 && (
        <ul>
          {links.map(([, path, title]) => (
            <li>
              <a href={path(it.id)}>{title}</a>
            </li>
          ))}
        </ul>
      )}
      {mayResume && (
        <Form action={changesPaths.resume(it.id)}>
          <Button kind="secondary">事業を再開する</Button>
        </Form>
      )}
      {filings.length > 0 && (
        <Details summary={`提出した書類（${filings.length}件）`}>
          <FilingList filings={filings} link={(filingId) => paths.filing(it.id, filingId)} />
        </Details>
      )}
    </>
  )
}

/** On the office's page: the way to what was sent in. */
export async function officeChangesRoom(work: Work, it: Application) {
  if (!it.notifiedOn) return undefined
  const filings = await listFilings(work, it.id)
  const waits = filings.filter(({ state, kind }) => state === "filed" && ["change", "discontinuation", "accident"].includes(kind)).length
  return (
    <p>
      <ButtonLink href={changesPaths.office(it.id)} kind={waits > 0 ? "primary" : "secondary"}>
        {waits > 0 ? `承認・指示を待つ書類 ${waits}件` : `実施中の手続の画面（書類 ${filings.length}件）`}
      </ButtonLink>
    </p>
  )
}
