import { documentPaths } from "../../../../kernel/documents/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { Table, wareki } from "../../../../kernel/ui/index.ts"
import type { Application } from "../../applications/application.ts"
import { fundingHints } from "../double-funding.ts"
import { listSiteChecks, outcomeWords } from "../site-check.ts"
import { Hints } from "./check-page.tsx"

/** The office's own rooms on its page. */
export async function siteChecksRoom(work: Work, it: Application) {
  const checks = await listSiteChecks(work, it.id)
  if (checks.length === 0) return undefined
  return (
    <Table
      caption="現地調査の一覧"
      captionHidden
      rows={checks}
      columns={[
        { key: "day", title: "調査した日", rowHeader: true, nowrap: true, cell: (row) => wareki(row.day) },
        { key: "outcome", title: "結果", nowrap: true, cell: (row) => outcomeWords[row.outcome] },
        { key: "findings", title: "確かめたこと", cell: (row) => <span class="pre-wrap">{row.findings}</span> },
        { key: "by", title: "調査した人", nowrap: true, cell: (row) => row.by ?? "－" },
        {
          key: "photos",
          title: "写真・書類",
          cell: (row) =>
            row.photos.length === 0 ? (
              "－"
            ) : (
              <ul>
                {row.photos.map(({ id, name }) => (
                  <li>
                    <a href={documentPaths.document(id)}>{name}</a>
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  )
}

export async function doubleFundingRoom(work: Work, it: Application) {
  const hints = await fundingHints(work, it)
  return hints.length === 0 ? undefined : <Hints hints={hints} />
}
