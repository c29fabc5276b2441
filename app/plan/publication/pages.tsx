import { csvFile } from "../../kernel/documents/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { notFound, type PageContext, type Site } from "../../kernel/http/index.ts"
import { publicImprovements } from "../improvements/public-improvements.ts"
import { paths } from "../paths.ts"
import { gradeScale, halfEnd, indicatorSeries, publishedGrades } from "../review/index.ts"
import { atomFeed } from "./atom.ts"
import { exportEdition, EXPORT_FORMATS } from "./export-edition.ts"
import { publicText } from "./fresh.ts"
import { listPublicChanges } from "./list-changes.ts"
import { DATASETS, type Dataset } from "./open-data.ts"
import { DataPage } from "./pages/data-page.tsx"
import { PublicInitiativePage } from "./pages/initiative-page.tsx"
import { ProgressPage } from "./pages/progress-page.tsx"
import { publicationPaths } from "./paths.ts"
import { publicMeasures } from "./public-measures.ts"
import { findPublicInitiative, findPublicPlan, type PublicPlan } from "./public-plan.ts"

export function publicationPages(site: Site): void {
  site.anyone.get(paths.publicHome, async (work, c) => {
    const plan = await findPublicPlan(work)
    const grades = plan ? await publishedGrades(work, plan.editionId) : new Map()
    const scale = plan ? await gradeScale(work, halfEnd(plan.fiscalYear, "second")) : []
    return c.page(
      <ProgressPage plan={plan} grades={grades} scale={scale.map((grade) => grade.title)} today={civilDateOf(work.now)} />,
    )
  })
  site.anyone.get(paths.publicInitiative(":i"), async (work, c) => {
    const { plan, one } = await findPublicInitiative(work, c.param("i"))
    return c.page(
      <PublicInitiativePage
        plan={plan}
        one={one}
        today={civilDateOf(work.now)}
        grade={(await publishedGrades(work, plan.editionId)).get(one.initiativeId)}
        history={await indicatorSeries(work, one, civilDateOf(work.now))}
        measures={await publicMeasures(work, one)}
        improvements={await publicImprovements(work, one.initiativeId)}
      />,
    )
  })
  site.anyone.get(paths.publicData, (_work, c) => c.page(<DataPage />))
  for (const dataset of DATASETS) {
    site.anyone.get(publicationPaths.dataset(dataset.name, "csv"), (work, c) => sendCsv(work, c, dataset))
    site.anyone.get(publicationPaths.dataset(dataset.name, "json"), (work, c) => sendJson(work, c, dataset))
  }
  site.anyone.get(paths.publicFeed, async (work, c) =>
    publicText(c, { body: atomFeed(await listPublicChanges(work), c.config.origin), mediaType: "application/atom+xml; charset=utf-8", open: true }),
  )
  for (const format of EXPORT_FORMATS) {
    site.staff.get(paths.editionExport(":id", format), async (work, c) => {
      const { bytes, name, mediaType } = await exportEdition(work, c.param("id"), format)
      return c.file(bytes, name, mediaType)
    })
  }
}

async function planOrNothing(work: Work): Promise<PublicPlan> {
  const plan = await findPublicPlan(work)
  if (!plan) throw notFound("公開中の推進プラン")
  return plan
}

async function sendCsv(work: Work, c: PageContext, dataset: Dataset): Promise<Response> {
  const columns = dataset.columns.map(({ key }) => ({ title: key, value: (row: Record<string, string | number | null>) => row[key] }))
  return publicText(c, { body: csvFile(columns, await dataset.rows(await planOrNothing(work), work)), mediaType: "text/csv; charset=utf-8", open: true })
}

async function sendJson(work: Work, c: PageContext, dataset: Dataset): Promise<Response> {
  const plan = await planOrNothing(work)
  const body = {
    title: dataset.title,
    source: `${c.config.origin}${paths.publicHome}`,
    license: "https://creativecommons.org/licenses/by/4.0/deed.ja",
    fiscalYear: plan.fiscalYear,
    revision: plan.revision,
    columns: dataset.columns,
    items: await dataset.rows(plan, work),
  }
  return publicText(c, { body: JSON.stringify(body), mediaType: "application/json; charset=utf-8", open: true })
}
