import { mustBeAllowed } from "../../../../kernel/access/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { CSV_TYPE } from "../../../../kernel/documents/index.ts"
import type { PageContext, Site, Typed } from "../../../../kernel/http/index.ts"
import { beginImport, importInput, MOST_IMPORT_BYTES } from "../imports/begin-import.ts"
import { getImport, importReport, type LineFilter, listImports, listLines, outcomes } from "../imports/read-imports.ts"
import { rulebookPaths } from "../paths.ts"
import { ImportListPage, ImportPage, NewImportPage } from "./import-pages.tsx"
import { unitOptions } from "./unit-options.ts"

/** Seconds between two looks at an import under way, for browsers without scripts as well. */
const REFRESH = "3"

export function importPages(site: Site): void {
  site.staff.get(rulebookPaths.imports, async (work, c) => {
    const after = c.query("after")
    return c.page(<ImportListPage {...await listImports(work, { after })} later={after !== undefined} />)
  })
  const freshPage = async (work: Work, _c: PageContext, typed?: Typed) => {
    mustBeAllowed(work.actor, "ordinances.manage")
    return <NewImportPage units={await unitOptions(work)} typed={typed} />
  }
  site.staff.get(rulebookPaths.newImport, async (work, c) => c.page(await freshPage(work, c)))
  site.staff.post(rulebookPaths.imports, { form: importInput, again: freshPage, maxBytes: MOST_IMPORT_BYTES }, async (work, input, c) => {
    const id = await beginImport(work, input)
    return c.redirect(rulebookPaths.import(id), "ファイルを受け付けました。取込みを始めます。")
  })
  site.staff.get(rulebookPaths.import(":id"), async (work, c) => {
    const filter = lineFilter(c.query("outcome"))
    const after = c.query("after")
    const it = await getImport(work, c.param("id"))
    const { items, next } = await listLines(work, it.id, filter, { after })
    const answer = await c.page(<ImportPage it={it} lines={items} next={next} later={after !== undefined} filter={filter} />)
    if (it.state === "waiting" || it.state === "running") answer.headers.set("Refresh", REFRESH)
    return answer
  })
  site.staff.get(rulebookPaths.importReport(":id"), async (work, c) => c.file(await importReport(work, c.param("id")), `例規の取込み_${civilDateOf(work.now)}.csv`, CSV_TYPE))
}

function lineFilter(asked: string | undefined): LineFilter {
  if (asked === "remarked") return { remarked: true }
  return { outcome: outcomes.find((one) => one === asked) }
}
