import { may } from "../../../../kernel/access/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { CSV_TYPE, XLSX_TYPE } from "../../../../kernel/documents/index.ts"
import { type PageContext, parseForm, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { messageInput } from "../../applications/inputs.ts"
import { sendMessage } from "../../applications/messages.ts"
import { assignClerk } from "../assign-clerk.ts"
import { previewBulk, runBulk } from "../bulk.ts"
import { viewCase } from "../case-view.ts"
import { officeCsv, officeXlsx } from "../export-applications.ts"
import { assignInput, bulkInput } from "../inputs.ts"
import { listOfficeApplications } from "../list-applications.ts"
import { filterFrom } from "../list-filter.ts"
import { officePaths } from "../paths.ts"
import { callsWithApplications, clerksOf, tallyOf } from "../workload.ts"
import { openBundle } from "../../bundle/write-bundle.ts"
import { actPages } from "./act-routes.tsx"
import { BulkPreviewPage, BulkResultPage } from "./bulk-pages.tsx"
import { CasePage } from "./case-page.tsx"
import { OfficeListPage, OfficePrintPage } from "./list-page.tsx"

const MOST_PRINTED = 500

export function officePages(site: Site): void {
  site.staff.get(officePaths.list, listPage)
  site.staff.get(officePaths.print, async (work, c) => {
    const filter = filterFrom(c.queries())
    const { items, next } = await listOfficeApplications(work, filter, { limit: MOST_PRINTED })
    return c.page(<OfficePrintPage items={items} filter={filter} today={civilDateOf(work.now)} more={next !== undefined} />)
  })
  const fileName = (work: Work, ending: string) => `補助金の申請_${civilDateOf(work.now)}.${ending}`
  site.staff.get(officePaths.export("csv"), async (work, c) => c.file(await officeCsv(work, filterFrom(c.queries())), fileName(work, "csv"), CSV_TYPE))
  site.staff.get(officePaths.export("xlsx"), async (work, c) => c.file(await officeXlsx(work, filterFrom(c.queries())), fileName(work, "xlsx"), XLSX_TYPE))
  bulkPages(site)
  // Fixed addresses before /subsidies/office/:id, which would take "print" for an id.
  site.staff.get(officePaths.one(":id"), async (work, c) => c.page(await casePage(work, c)))
  site.staff.get(officePaths.act(":id", "bundle.zip"), async (work, c) => {
    const { bytes, name } = await openBundle(work, c.param("id"))
    return c.file(bytes, name, "application/zip")
  })
  site.staff.post(officePaths.act(":id", "assign"), { form: assignInput, again: casePage }, async (work, { clerkId }, c) => {
    await assignClerk(work, c.param("id"), clerkId)
    return c.redirect(officePaths.one(c.param("id")), "担当者を決めました。")
  })
  site.staff.post(officePaths.act(":id", "messages"), { form: messageInput, again: casePage }, async (work, { text }, c) => {
    await sendMessage(work, c.param("id"), text)
    return c.redirect(`${officePaths.one(c.param("id"))}#messages`, "メッセージを送りました。")
  })
  actPages(site)
}

function bulkPages(site: Site): void {
  const clerks = async (work: Work) => (work.actor.kind === "staff" ? clerksOf(work, work.actor.unitId) : [])
  const again = async (work: Work, c: PageContext, typed: Typed) => listView(work, c, typed)
  site.staff.post(officePaths.bulk, { form: bulkInput, again }, async (work, input, c) =>
    c.page(<BulkPreviewPage act={input.act} lines={await previewBulk(work, input)} clerks={await clerks(work)} />),
  )
  // What was chosen stands in the form of the preview; a fault in it shows the preview again.
  const preview = async (work: Work, c: PageContext, typed: Typed) => {
    const chosen = parseForm(bulkInput.omit({ clerkId: true }), typed.values)
    if (!chosen.ok) return listView(work, c, typed)
    return <BulkPreviewPage act={chosen.input.act} lines={await previewBulk(work, chosen.input)} clerks={await clerks(work)} typed={typed} />
  }
  site.staff.post(officePaths.bulkRun, { form: bulkInput, again: preview }, async (work, input, c) =>
    c.page(<BulkResultPage act={input.act} lines={await runBulk(work, input)} />),
  )
}

async function listPage(work: Work, c: PageContext) {
  return c.page(await listView(work, c))
}

async function listView(work: Work, c: PageContext, typed?: Typed) {
  const filter = filterFrom(c.queries())
  const after = c.query("after")
  const [page, { counts, load }, calls] = await Promise.all([listOfficeApplications(work, filter, { after }), tallyOf(work, filter), callsWithApplications(work)])
  const mayRun = work.actor.kind === "staff" && may(work.actor, "subsidies.run", { unitId: work.actor.unitId })
  const shown = { items: page.items, next: page.next, later: after !== undefined, filter, counts, calls, load, mayRun }
  return <OfficeListPage {...shown} today={civilDateOf(work.now)} typed={typed} />
}

export async function casePage(work: Work, c: PageContext, typed?: Typed) {
  const view = await viewCase(work, c.param("id"))
  return <CasePage view={view} clerks={view.mayRun ? await clerksOf(work, view.it.unitId) : []} typed={typed} />
}
