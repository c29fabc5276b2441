import { PDF_TYPE } from "../../../../kernel/documents/pdf/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { type PageContext, refusal, type Site } from "../../../../kernel/http/index.ts"
import { amendingOrdinanceDocx, comparisonDocx, comparisonPdf, comparisonTable, DOCX_TYPE } from "../../drafting/index.ts"
import { amendingOrdinance } from "../amending-ordinance.ts"
import { amendingPdf } from "../amending-pdf.ts"
import { revisingPaths } from "../paths.ts"
import { getBill, provisionsOf } from "../read-bills.ts"
import { ComparisonPage, type Left } from "./comparison-page.tsx"
import { TextPage } from "./text-page.tsx"

/** What is drawn from a bill: 改め文 and 新旧対照表, to read and as files. */
export function drawnPages(site: Site): void {
  site.staff.get(revisingPaths.text(":id"), async (work, c) => {
    const { bill, drafted } = await draw(work, c)
    return c.page(<TextPage bill={bill} drafted={drafted} />)
  })
  site.staff.get(revisingPaths.textFile(":id", "docx"), async (work, c) => {
    const { bill, drafted } = await drawText(work, c)
    return c.file(await amendingOrdinanceDocx({ title: bill.title, number: bill.promulgatedNumber, lead: drafted.lead, text: drafted.text, supplementary: drafted.supplementary, reason: bill.reason }), `${bill.title}.docx`, DOCX_TYPE)
  })
  site.staff.get(revisingPaths.textFile(":id", "pdf"), async (work, c) => {
    const { bill, drafted } = await drawText(work, c)
    return c.file(await amendingPdf(bill, drafted, work.now), `${bill.title}.pdf`, PDF_TYPE)
  })
  site.staff.get(revisingPaths.comparison(":id"), async (work, c) => {
    const { bill, base, drafted } = await draw(work, c)
    return c.page(<ComparisonPage bill={bill} table={comparisonTable(base, drafted.after)} left={leftOf(c)} />)
  })
  site.staff.get(revisingPaths.comparisonFile(":id", "pdf"), async (work, c) => {
    const { table, print, name } = await drawTable(work, c)
    return c.file(await comparisonPdf(table, print), `${name}.pdf`, PDF_TYPE)
  })
  site.staff.get(revisingPaths.comparisonFile(":id", "docx"), async (work, c) => {
    const { table, print, name } = await drawTable(work, c)
    return c.file(await comparisonDocx(table, print), `${name}.docx`, DOCX_TYPE)
  })
}

async function draw(work: Work, c: PageContext) {
  const bill = await getBill(work, c.param("id"))
  const base = await provisionsOf(work, bill.baseVersionId)
  return { bill, base, drafted: amendingOrdinance(bill, base) }
}

/** A file of words that do not lead to the edited text would be taken for the real ones. */
async function drawText(work: Work, c: PageContext) {
  const drawn = await draw(work, c)
  if (drawn.drafted.text === "" || drawn.drafted.problems.length > 0) {
    throw refusal("conflict", "ordinances.nothing-drafted", drawn.drafted.problems[0] ?? "まだどの条も変わっていないため、改め文はありません。")
  }
  return drawn
}

async function drawTable(work: Work, c: PageContext) {
  const { bill, base, drafted } = await draw(work, c)
  return {
    table: comparisonTable(base, drafted.after),
    print: { title: bill.ordinanceTitle, left: leftOf(c), madeAt: work.now },
    name: `${bill.ordinanceTitle}_新旧対照表`,
  }
}

function leftOf(c: PageContext): Left {
  return c.query("left") === "before" ? "before" : "after"
}
