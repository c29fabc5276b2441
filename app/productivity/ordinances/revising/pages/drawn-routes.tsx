import type { Work } from "../../../../kernel/database/index.ts"
import type { PageContext, Site } from "../../../../kernel/http/index.ts"
import { amendingOrdinance } from "../amending-ordinance.ts"
import { revisingPaths } from "../paths.ts"
import { getBill, provisionsOf } from "../read-bills.ts"
import { TextPage } from "./text-page.tsx"

/** What is drawn from a bill: 改め文 and 新旧対照表, to read and as files. */
export function drawnPages(site: Site): void {
  site.staff.get(revisingPaths.text(":id"), async (work, c) => {
    const { bill, drafted } = await draw(work, c)
    return c.page(<TextPage bill={bill} drafted={drafted} />)
  })
}

async function draw(work: Work, c: PageContext) {
  const bill = await getBill(work, c.param("id"))
  const base = await provisionsOf(work, bill.baseVersionId)
  return { bill, base, drafted: amendingOrdinance(bill, base) }
}
