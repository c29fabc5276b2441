import { may, unitsOf } from "../../../../kernel/access/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import type { PageContext, Site, Typed } from "../../../../kernel/http/index.ts"
import { z } from "zod"
import { listOwnTexts } from "../list/list-texts.ts"
import { paths } from "../paths.ts"
import { countExclusions, exclusionFilter, listExclusions } from "../scanning/list-exclusions.ts"
import { getScan, listScans, type ScanRow } from "../scanning/list-scans.ts"
import { listOwners } from "../scanning/list-owners.ts"
import { reasonWordsOf, rulesInForce } from "../scanning/rules-in-force.ts"
import { retryScan, scanInput, startScan } from "../scanning/start-scan.ts"
import { unitNames } from "../unit-names.ts"
import { mayManage } from "./frame.tsx"
import { ExcludedPage, ScanPage, ScansPage } from "./scan-pages.tsx"

export function scanRoutes(site: Site): void {
  const page = async (work: Work, c: PageContext, typed?: Typed) => {
    const after = c.query("after")
    const mayAll = mayManage(work.actor)
    const own = [...unitsOf(work.actor)].filter((unitId) => may(work.actor, "ordinances.review", { unitId }))
    const [scans, owners, texts, rules] = await Promise.all([listScans(work, { after }), mayAll ? listOwners(work) : own, mayAll ? textFor(work, c) : listOwnTexts(work, 300), rulesInForce(work)])
    const nameOf = await unitNames(work, [...owners, ...scans.items.map(({ unitId }) => unitId)])
    const units = owners.map((id) => ({ id, name: nameOf(id) })).sort((a, b) => a.name.localeCompare(b.name, "ja"))
    return <ScansPage {...scans} later={after !== undefined} nameOf={nameOf} units={units} mayAll={mayAll} mayOwn={own.length > 0} rulesVersion={rules.version} texts={texts} typed={typed} />
  }
  site.staff.get(paths.scans, async (work, c) => c.page(await page(work, c)))
  site.staff.post(paths.scans, { form: scanInput, again: page }, async (work, input, c) => {
    const id = await startScan(work, input)
    return c.redirect(paths.scan(id), "検出を始めました。")
  })
  const showing = async (work: Work, scan: ScanRow) => <ScanPage scan={scan} nameOf={await unitNames(work, [scan.unitId])} mayRetry={mayManage(work.actor)} />
  const one = async (work: Work, c: PageContext) => showing(work, await getScan(work, c.param("id")))
  site.staff.get(paths.scan(":id"), async (work, c) => {
    const scan = await getScan(work, c.param("id"))
    const answer = await c.page(await showing(work, scan))
    // Works without scripts; ends by itself.
    if (scan.state === "waiting" || scan.state === "running") answer.headers.set("Refresh", "3")
    return answer
  })
  site.staff.post(paths.retryScan(":id"), { form: z.object({}), again: one }, async (work, _, c) => {
    await retryScan(work, c.param("id"))
    return c.redirect(paths.scan(c.param("id")), "続きから検出します。")
  })
  site.staff.get(paths.excluded, async (work, c) => {
    const filter = exclusionFilter.parse(Object.fromEntries(Object.entries(c.queries()).map(([name, value]) => [name, [value].flat()[0] || undefined])))
    const after = c.query("after")
    const [list, counts, words] = await Promise.all([listExclusions(work, filter, { after }), countExclusions(work, filter), reasonWordsOf(work)])
    const nameOf = await unitNames(work, list.items.map(({ unitId }) => unitId))
    const mayAdd = mayManage(work.actor) || (work.actor.kind === "staff" && may(work.actor, "ordinances.review", { unitId: work.actor.unitId }))
    return c.page(<ExcludedPage {...list} later={after !== undefined} filter={filter} reasons={counts.map((one) => ({ ...one, words: words[one.reason] ?? "" }))} nameOf={nameOf} mayAdd={mayAdd} />)
  })
}

/** 例規担当 comes here from one text; choosing among thousands in a list is no choice. */
async function textFor(work: Work, c: PageContext): Promise<{ id: string; title: string }[]> {
  const id = c.query("ordinanceId")
  return id ? (await listOwnTexts(work)).filter((text) => text.id === id) : []
}

