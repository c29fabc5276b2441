import { may } from "../../../../kernel/access/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { CSV_TYPE, XLSX_TYPE } from "../../../../kernel/documents/index.ts"
import { type PageContext, parseForm, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { type BulkAct, bulkInput, previewBulk, runBulk } from "../list/bulk.ts"
import { allFindings, findingsCsv, findingsXlsx } from "../list/export-findings.ts"
import { listClerks } from "../list/list-clerks.ts"
import { filterFrom } from "../list/list-filter.ts"
import { countByState, listFindings, listOwningUnits, listPlannedMonths } from "../list/list-findings.ts"
import { paths } from "../paths.ts"
import { findFinding } from "../read-finding.ts"
import { listScans } from "../scanning/list-scans.ts"
import { unitNames } from "../unit-names.ts"
import { BulkPreviewPage, BulkResultPage } from "./bulk-pages.tsx"
import { mayManage } from "./frame.tsx"
import { FindingListPage, FindingPrintPage } from "./list-page.tsx"

const MOST_PRINTED = 500

export function listRoutes(site: Site): void {
  site.staff.get(paths.list, async (work, c) => c.page(await listView(work, c)))
  site.staff.get(paths.print, async (work, c) => {
    const filter = filterFrom(c.queries())
    const items = await allFindings(work, filter, MOST_PRINTED + 1)
    const nameOf = await unitNames(work, items.map(({ unitId }) => unitId))
    return c.page(<FindingPrintPage items={items.slice(0, MOST_PRINTED)} filter={filter} today={civilDateOf(work.now)} more={items.length > MOST_PRINTED} nameOf={nameOf} />)
  })
  const fileName = (work: Work, ending: string) => `アナログ規制の該当候補_${civilDateOf(work.now)}.${ending}`
  site.staff.get(paths.export("csv"), async (work, c) => c.file(await findingsCsv(work, filterFrom(c.queries())), fileName(work, "csv"), CSV_TYPE))
  site.staff.get(paths.export("xlsx"), async (work, c) => c.file(await findingsXlsx(work, filterFrom(c.queries())), fileName(work, "xlsx"), XLSX_TYPE))

  const again = async (work: Work, c: PageContext, typed: Typed) => listView(work, c, typed)
  site.staff.post(paths.bulk, { form: bulkInput, again }, async (work, input, c) => c.page(await previewView(work, input)))
  const preview = async (work: Work, c: PageContext, typed: Typed) => {
    const chosen = parseForm(bulkInput.pick({ ids: true, act: true }), typed.values)
    return chosen.ok ? previewView(work, chosen.input, typed) : listView(work, c, typed)
  }
  site.staff.post(paths.bulkRun, { form: bulkInput, again: preview }, async (work, input, c) => c.page(<BulkResultPage act={input.act} lines={await runBulk(work, input)} />))
}

async function previewView(work: Work, input: { ids: string[]; act: BulkAct }, typed?: Typed) {
  const lines = await previewBulk(work, input)
  const first = input.act === "assign" ? await findFinding(work, input.ids[0]!) : undefined
  return <BulkPreviewPage act={input.act} lines={lines} clerks={await listClerks(work, first?.unitId)} typed={typed} />
}

async function listView(work: Work, c: PageContext, typed?: Typed) {
  const filter = filterFrom(c.queries())
  const after = c.query("after")
  const [page, counts, owning, months, scans] = await Promise.all([listFindings(work, filter, { after }), countByState(work, filter), listOwningUnits(work), listPlannedMonths(work), listScans(work, { limit: 1 })])
  const nameOf = await unitNames(work, [...owning.map(({ id }) => id), ...page.items.map(({ unitId }) => unitId)])
  const mayDecide = mayManage(work.actor) || (work.actor.kind === "staff" && may(work.actor, "ordinances.review", { unitId: work.actor.unitId }))
  return (
    <FindingListPage
      items={page.items}
      next={page.next}
      later={after !== undefined}
      filter={filter}
      counts={counts}
      units={owning.map(({ id, n }) => ({ id, n, name: nameOf(id) })).sort((a, b) => a.name.localeCompare(b.name, "ja"))}
      months={months}
      nameOf={nameOf}
      mayDecide={mayDecide}
      mayScan={mayManage(work.actor)}
      hasScans={scans.items.length > 0}
      typed={typed}
    />
  )
}
