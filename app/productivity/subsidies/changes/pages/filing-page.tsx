import { dateTime, Page } from "../../../../kernel/ui/index.ts"
import { type Application, filingWords } from "../../applications/application.ts"
import { paths } from "../../paths.ts"
import type { Filing } from "../filings.ts"
import { ChangeComparison } from "./comparison.tsx"
import { FilingBody } from "./office-page.tsx"

/** One paper as it was received, with its files: the applicant's copy. */
export function FilingPage({ it, filing }: { it: Application; filing: Filing }) {
  const title = filingWords[filing.kind]
  return (
    <Page title={title} kicker={it.number ?? ""} width="narrow" lead={`${dateTime(filing.filedAt)}に受け付けました。`} crumbs={[{ title: "わたしの申請", href: paths.myApplications }, { title: it.title, href: paths.mine(it.id) }, { title }]}>
      <ChangeComparison filing={filing} />
      <FilingBody filing={filing} hashes />
    </Page>
  )
}
