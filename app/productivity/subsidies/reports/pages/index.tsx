import { csvFile, CSV_TYPE, type FileColumn } from "../../../../kernel/documents/index.ts"
import { civilDateOf } from "../../../../kernel/database/index.ts"
import type { PageContext, Site } from "../../../../kernel/http/index.ts"
import { dateTime } from "../../../../kernel/ui/index.ts"
import { allAwards, awardWords, cutWords, listAwards, type PublicAward } from "../awards.ts"
import { reportsPaths } from "../paths.ts"
import { type CallStatistics, statisticsOf } from "../statistics.ts"
import { AwardsPage } from "./awards-page.tsx"
import { StatisticsPage } from "./statistics-page.tsx"

/** A year somebody made up is no filter. */
const yearOf = (c: PageContext) => {
  const year = Number((c.query("fiscalYear") ?? "").normalize("NFKC"))
  return Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : undefined
}
const filterOf = (c: PageContext) => ({ q: (c.query("q") ?? "").slice(0, 100), fiscalYear: yearOf(c) })

const awardColumns: FileColumn<PublicAward>[] = [
  { title: "fiscal_year", value: ({ fiscalYear }) => fiscalYear },
  { title: "programme", value: ({ programme }) => programme },
  { title: "call", value: ({ call }) => call },
  { title: "office", value: ({ office }) => office },
  { title: "recipient", value: ({ recipient }) => recipient },
  { title: "corporate_number", value: ({ corporateNumber }) => corporateNumber },
  { title: "municipality", value: ({ municipality }) => municipality },
  { title: "project", value: ({ project }) => project },
  { title: "amount_yen", value: ({ amountYen }) => amountYen },
  { title: "decided_on", value: ({ decidedOn }) => decidedOn },
  { title: "status", value: ({ status }) => awardWords[status] },
]
const callColumns: FileColumn<CallStatistics>[] = [
  { title: "年度", value: ({ fiscalYear }) => fiscalYear },
  { title: "制度", value: ({ programme }) => programme },
  { title: "公募", value: ({ call }) => call },
  { title: "申請（件）", value: ({ filed }) => filed },
  { title: "決定（件）", value: ({ decided }) => decided },
  { title: "交付（件）", value: ({ awarded }) => awarded },
  { title: "交付決定額（円）", value: ({ awardedYen }) => awardedYen },
  { title: "予算額（円）", value: ({ budgetYen }) => budgetYen },
  { title: "確定額（円）", value: ({ settledYen }) => settledYen },
  { title: "決定までの開庁日（中央値）", value: ({ medianDays }) => medianDays },
  { title: "標準処理期間内の割合", value: ({ withinStandard }) => withinStandard },
]

type Awards = Awaited<ReturnType<typeof allAwards>>

/** A file that had to be cut says so in its last row: nobody must take it for the whole. */
export function awardsCsv({ items, cut }: Awards): string {
  const rows = csvFile(awardColumns, items)
  return cut ? `${rows}${csvFile([{ title: cutWords(items.length), value: () => "" }], []).replace(/^\uFEFF/, "")}` : rows
}

export function awardsJson({ items, cut }: Awards): string {
  const head = { title: "補助金の交付決定", license: "https://creativecommons.org/licenses/by/4.0/deed.ja", complete: !cut, ...(cut ? { note: cutWords(items.length) } : {}) }
  return JSON.stringify({ ...head, items: items.map(({ id: _, ...award }) => award) })
}

export function reportsPages(site: Site): void {
  site.anyone.get(reportsPaths.awards, async (work, c) => {
    const filter = filterOf(c)
    const after = c.query("after")
    const page = await listAwards(work, filter, { after })
    return c.page(<AwardsPage {...page} {...filter} later={after !== undefined} />)
  })
  site.anyone.get(reportsPaths.awardsFile("csv"), async (work, c) => c.text(awardsCsv(await allAwards(work, filterOf(c))), CSV_TYPE, open))
  site.anyone.get(reportsPaths.awardsFile("json"), async (work, c) => c.text(awardsJson(await allAwards(work, filterOf(c))), "application/json; charset=utf-8", open))
  site.staff.get(reportsPaths.statistics, async (work, c) => {
    const fiscalYear = yearOf(c)
    return c.page(<StatisticsPage statistics={await statisticsOf(work, { fiscalYear })} fiscalYear={fiscalYear} />)
  })
  site.staff.get(reportsPaths.statisticsFile, async (work, c) => {
    const { calls, countedAt } = await statisticsOf(work, { fiscalYear: yearOf(c) })
    const [day, time] = inJapan(countedAt)
    return c.file(csvFile(callColumns, calls), `補助金の集計_${day}_${time}現在.csv`, CSV_TYPE)
  })
}

/** The day and the minute, as a file name may have them. */
function inJapan(instant: Date): string[] {
  return [civilDateOf(instant), `${dateTime(instant).split(" ")[1]!.replace(":", "時")}分`]
}

/** Open data: any site's script may read it, and it may be kept a minute on the way. */
const open = { "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=60" }
