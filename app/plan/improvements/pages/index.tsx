import { civilDateOf, readTogether, type Work } from "../../../kernel/database/index.ts"
import { CSV_TYPE, XLSX_TYPE } from "../../../kernel/documents/index.ts"
import type { PageContext, Site } from "../../../kernel/http/index.ts"
import { improvementsAsCsv, improvementsAsXlsx } from "../export-improvements.ts"
import { listOwnDrafts } from "../get-improvement.ts"
import { improvementStatistics, yearsOfFiling } from "../improvement-statistics.ts"
import { initiativeNames } from "../initiatives.ts"
import { filterFrom, type ListFilter } from "../inputs.ts"
import { countImprovements, listImprovements } from "../list-improvements.ts"
import { paths } from "../paths.ts"
import { unitsToday } from "../people.ts"
import { formPages } from "./form-routes.tsx"
import { deedPages } from "./deed-routes.tsx"
import { ListPage, PrintPage } from "./list-page.tsx"
import { improvementPage } from "./show-improvement.tsx"
import { StatisticsPage } from "./statistics-page.tsx"

const MOST_PRINTED = 500

export function improvementPages(site: Site): void {
  site.staff.get(paths.list, async (work, c) => c.page(await listPage(work, filterFrom(c.queries()), c.query("after"))))
  site.staff.get(paths.print, async (work, c) => c.page(await printPage(work, filterFrom(c.queries()))))
  site.staff.get(paths.export("csv"), async (work, c) =>
    c.file(await improvementsAsCsv(work, filterFrom(c.queries())), fileName(work, "csv"), CSV_TYPE),
  )
  site.staff.get(paths.export("xlsx"), async (work, c) =>
    c.file(await improvementsAsXlsx(work, filterFrom(c.queries())), fileName(work, "xlsx"), XLSX_TYPE),
  )
  site.staff.get(paths.statistics, statisticsPage)
  // Fixed addresses before /improvements/:id, which would take "new" for an id.
  formPages(site)
  site.staff.get(paths.one(":id"), async (work, c) => c.page(await improvementPage(work, c.param("id"))))
  deedPages(site)
}

async function listPage(work: Work, filter: ListFilter, after: string | undefined) {
  const [[page, drafts], count, names, units, years] = await Promise.all([
    readTogether(work, (together) => Promise.all([listImprovements(together, filter, { after }), listOwnDrafts(together)])),
    countImprovements(work, filter),
    initiativeNames(work),
    unitsToday(work),
    yearsOfFiling(work),
  ])
  return (
    <ListPage
      items={page.items}
      next={page.next}
      count={count}
      later={after !== undefined}
      filter={filter}
      names={names}
      units={units}
      years={years}
      drafts={drafts}
    />
  )
}

async function printPage(work: Work, filter: ListFilter) {
  const [page, count, names] = await Promise.all([
    listImprovements(work, filter, { limit: MOST_PRINTED }),
    countImprovements(work, filter),
    initiativeNames(work),
  ])
  return <PrintPage items={page.items} names={names} filter={filter} count={count} today={civilDateOf(work.now)} />
}

async function statisticsPage(work: Work, c: PageContext) {
  const { fiscalYear } = filterFrom(c.queries())
  const [statistics, names, years] = await Promise.all([
    improvementStatistics(work, fiscalYear),
    initiativeNames(work),
    yearsOfFiling(work),
  ])
  return c.page(<StatisticsPage statistics={statistics} names={names} years={years} fiscalYear={fiscalYear} />)
}

function fileName(work: Work, ending: string): string {
  return `業務改善提案_${civilDateOf(work.now)}.${ending}`
}
