import { may, mustBeAllowed } from "../../../../kernel/access/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { CSV_TYPE, XLSX_TYPE } from "../../../../kernel/documents/index.ts"
import type { PageContext, Site, Typed } from "../../../../kernel/http/index.ts"
import { z } from "zod"
import { ordinancesCsv, ordinancesXlsx } from "../list/export-ordinances.ts"
import { filterFrom } from "../list/list-filter.ts"
import { countOrdinances, listChoices, listOrdinances } from "../list/list-ordinances.ts"
import { rulebookPaths } from "../paths.ts"
import { assignInput, assignUnit } from "../units/assign-units.ts"
import { takeUnitsTable } from "../units/units-table.ts"
import { OrdinanceListPage, OrdinancePrintList } from "./list-page.tsx"
import { unitOptions } from "./unit-options.ts"
import { UnitsPage } from "./units-page.tsx"

const MOST_PRINTED = 1000

const pickInput = assignInput.extend({ back: z.string().max(1000).optional().meta({ title: "一覧" }) })
const tableInput = z.object({ file: z.custom<File>((value) => value instanceof File, "CSV のファイルを選んでください。").meta({ title: "CSV のファイル" }) })

export function listPages(site: Site): void {
  site.staff.get(rulebookPaths.list, async (work, c) => c.page(await listView(work, c.queries())))
  site.staff.get(rulebookPaths.listPrint, async (work, c) => {
    const filter = filterFrom(c.queries())
    const { items, next } = await listOrdinances(work, filter, { limit: MOST_PRINTED })
    return c.page(<OrdinancePrintList items={items} filter={filter} today={civilDateOf(work.now)} more={next !== undefined} />)
  })
  const fileName = (work: Work, ending: string) => `例規集_${civilDateOf(work.now)}.${ending}`
  site.staff.get(rulebookPaths.listExport("csv"), async (work, c) => c.file(await ordinancesCsv(work, filterFrom(c.queries())), fileName(work, "csv"), CSV_TYPE))
  site.staff.get(rulebookPaths.listExport("xlsx"), async (work, c) => c.file(await ordinancesXlsx(work, filterFrom(c.queries())), fileName(work, "xlsx"), XLSX_TYPE))

  const unitsPage = async (work: Work, typed?: Typed) => {
    mustBeAllowed(work.actor, "ordinances.manage")
    return <UnitsPage counts={await countOrdinances(work, filterFrom({}))} typed={typed} />
  }
  site.staff.get(rulebookPaths.units, async (work, c) => c.page(await unitsPage(work)))
  // What was chosen on the list comes here, and goes back to the list as it was.
  const listAgain = (work: Work, _c: PageContext, typed: Typed) => listView(work, queriesOf(typed.values.back), typed)
  site.staff.post(rulebookPaths.units, { form: pickInput, again: listAgain }, async (work, { ids, unitId, back }, c) => {
    const changed = await assignUnit(work, ids, unitId ?? null)
    return c.redirect(back?.startsWith(`${rulebookPaths.list}?`) ? back : rulebookPaths.list, `${changed}件の所管課を変えました。`)
  })
  site.staff.post(rulebookPaths.unitsTable, { form: tableInput, again: (work, _c, typed) => unitsPage(work, typed) }, async (work, { file }, c) => {
    const { lines, changed } = await takeUnitsTable(work, new Uint8Array(await file.arrayBuffer()))
    return c.redirect(rulebookPaths.units, `${lines}行を読み、${changed}件の所管課を変えました。`)
  })
}

async function listView(work: Work, queries: Record<string, string | string[]>, typed?: Typed) {
  const filter = filterFrom(queries)
  const after = Array.isArray(queries.after) ? queries.after[0] : queries.after || undefined
  const mayManage = may(work.actor, "ordinances.manage")
  const [page, counts, choices, units] = await Promise.all([
    listOrdinances(work, filter, { after }),
    countOrdinances(work, filter),
    listChoices(work),
    mayManage ? unitOptions(work) : [],
  ])
  return <OrdinanceListPage items={page.items} next={page.next} later={after !== undefined} filter={filter} counts={counts} choices={choices} units={units} mayManage={mayManage} typed={typed} />
}

function queriesOf(back: string | string[] | undefined): Record<string, string> {
  const text = Array.isArray(back) ? back[0] : back
  return Object.fromEntries(new URLSearchParams(text?.split("?")[1] ?? ""))
}
