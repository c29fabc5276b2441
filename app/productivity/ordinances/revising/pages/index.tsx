import { z } from "zod"
import { may } from "../../../../kernel/access/index.ts"
import { listSteps } from "../../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { CSV_TYPE, XLSX_TYPE } from "../../../../kernel/documents/index.ts"
import { notFound, type PageContext, parseForm, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { listPlannedAmendments } from "../../findings/index.ts"
import { getOrdinance } from "../../rulebook/index.ts"
import { addressOfPath } from "../../rulebook/paths.ts"
import { abandonBill } from "../abandon-bill.ts"
import { amendingOrdinance } from "../amending-ordinance.ts"
import { startFromText } from "../apply-text.ts"
import { proposeBill } from "../bill-approval.ts"
import { addProvision, changeProvision, removeProvision, restoreProvision } from "../change-provisions.ts"
import { billsCsv, billsXlsx } from "../export-bills.ts"
import { abandonInput, amendingTextInput, billFilterInput, commentInput, promulgationInput, provisionInput, termsInput, versioned } from "../inputs.ts"
import { revisingPaths } from "../paths.ts"
import { promulgateBill } from "../promulgate-bill.ts"
import { proposeWordings } from "../propose-wordings.ts"
import { provisionChanges } from "../provision-changes.ts"
import { type BillFilter, countByState, findRunningBill, getBill, listBills, mayWrite, mustWrite, provisionsOf } from "../read-bills.ts"
import { billIsNotComplete } from "../rules/bill-is-not-complete.ts"
import { saveTerms } from "../save-terms.ts"
import { contentsAreLeft, shiftedReferences } from "../shifted-references.ts"
import { mustStart, startBill } from "../start-bill.ts"
import { BeginPage } from "./begin-page.tsx"
import { BillListPage } from "./bill-list-page.tsx"
import { BillPage } from "./bill-page.tsx"
import { drawnPages } from "./drawn-routes.tsx"
import { AdditionPage, ProvisionPage } from "./provision-page.tsx"
import { TermsPage } from "./terms-page.tsx"

export function revisingPages(site: Site): void {
  site.staff.get(revisingPaths.list, async (work, c) => {
    const filter = filterFrom(c)
    const after = c.query("after")
    const [page, counts] = await Promise.all([listBills(work, filter, { after }), countByState(work, filter)])
    return c.page(<BillListPage items={page.items} next={page.next} later={after !== undefined} filter={filter} counts={counts} />)
  })
  const fileName = (work: Work, ending: string) => `例規の改正案_${civilDateOf(work.now)}.${ending}`
  site.staff.get(revisingPaths.export("csv"), async (work, c) => c.file(await billsCsv(work, filterFrom(c)), fileName(work, "csv"), CSV_TYPE))
  site.staff.get(revisingPaths.export("xlsx"), async (work, c) => c.file(await billsXlsx(work, filterFrom(c)), fileName(work, "xlsx"), XLSX_TYPE))
  beginning(site)
  site.staff.get(revisingPaths.bill(":id"), async (work, c) => c.page(await billPage(work, c)))
  const terms = async (work: Work, c: PageContext, typed?: Typed) => <TermsPage bill={await getBill(work, c.param("id"))} typed={typed} />
  site.staff.get(revisingPaths.terms(":id"), async (work, c) => ((await isOpen(work, c)) ? c.page(await terms(work, c)) : c.redirect(revisingPaths.bill(c.param("id")))))
  site.staff.post(revisingPaths.terms(":id"), { form: termsInput.safeExtend(versioned.shape), again: terms }, async (work, { _version, ...input }, c) => {
    await saveTerms(work, c.param("id"), input, _version)
    return c.redirect(revisingPaths.bill(c.param("id")), "理由と施行期日を保存しました。")
  })
  editing(site)
  drawnPages(site)
  site.staff.post(revisingPaths.proposal(":id"), { form: commentInput.extend(versioned.shape), again: billPage }, async (work, { comment, _version }, c) => {
    await proposeBill(work, c.param("id"), comment, _version)
    return c.redirect(revisingPaths.bill(c.param("id")), "改正案を起案しました。")
  })
  site.staff.post(revisingPaths.promulgation(":id"), { form: promulgationInput, again: billPage }, async (work, input, c) => {
    await promulgateBill(work, c.param("id"), input)
    return c.redirect(revisingPaths.bill(c.param("id")), "公布を記録しました。改正後の条文が例規集の新しい版になりました。")
  })
  site.staff.post(revisingPaths.abandonment(":id"), { form: abandonInput, again: billPage }, async (work, { reason }, c) => {
    await abandonBill(work, c.param("id"), reason)
    return c.redirect(revisingPaths.bill(c.param("id")), "改正案を取りやめました。")
  })
}

function beginning(site: Site): void {
  const begin = async (work: Work, c: PageContext, typed?: Typed) => <BeginPage ordinance={await getOrdinance(work, c.param("id"))} running={await findRunningBill(work, c.param("id"))} typed={typed} />
  site.staff.get(revisingPaths.begin(":id"), async (work, c) => {
    mustStart(work.actor, (await getOrdinance(work, c.param("id"))).unitId)
    return c.page(await begin(work, c))
  })
  site.staff.post(revisingPaths.bills(":id"), { form: z.object({}), again: begin }, async (work, _, c) => {
    const id = await startBill(work, c.param("id"))
    return c.redirect(revisingPaths.bill(id), "改正案をつくりました。直す条を選んでください。")
  })
  site.staff.post(revisingPaths.fromText(":id"), { form: amendingTextInput, again: begin }, async (work, input, c) => {
    const id = await startFromText(work, c.param("id"), input)
    return c.redirect(revisingPaths.bill(id), "改め文をいまの条文に当てて、改正案をつくりました。")
  })
}

/** Refuses who may not write at all; a bill that is fixed by now says on its own page why. */
async function isOpen(work: Work, c: PageContext): Promise<boolean> {
  const bill = await getBill(work, c.param("id"))
  mustWrite(work, { ...bill, state: "draft" })
  return bill.state === "draft"
}

function editing(site: Site): void {
  const at = async (work: Work, c: PageContext) => {
    const bill = await getBill(work, c.param("id"))
    const changes = provisionChanges(await provisionsOf(work, bill.baseVersionId), bill.provisions)
    const it = changes.find(({ provision }) => provision.address === addressOfPath(c.param("address")))
    if (!it) throw notFound("条文")
    return { bill, it }
  }
  const edit = async (work: Work, c: PageContext, typed?: Typed) => {
    const { bill, it } = await at(work, c)
    return <ProvisionPage bill={bill} it={it} proposals={mayWrite(work, bill) ? await proposeWordings(work, bill, it) : []} planned={(await listPlannedAmendments(work, bill.ordinanceId)).find(({ address }) => address === it.provision.address)} typed={typed} />
  }
  const toBill = (c: PageContext, words: string) => c.redirect(`${revisingPaths.bill(c.param("id"))}#provisions`, words)
  site.staff.get(revisingPaths.provision(":id", ":address"), async (work, c) => ((await isOpen(work, c)) ? c.page(await edit(work, c)) : c.redirect(revisingPaths.bill(c.param("id")))))
  site.staff.post(revisingPaths.provision(":id", ":address"), { form: provisionInput.extend(versioned.shape), again: edit }, async (work, { _version, ...words }, c) => {
    await changeProvision(work, c.param("id"), addressOfPath(c.param("address")), words, _version)
    return toBill(c, "条文を保存しました。")
  })
  const add = async (work: Work, c: PageContext, typed?: Typed) => {
    const { bill, it } = await at(work, c)
    return <AdditionPage bill={bill} behind={it} typed={typed} />
  }
  site.staff.get(revisingPaths.addition(":id", ":address"), async (work, c) => ((await isOpen(work, c)) ? c.page(await add(work, c)) : c.redirect(revisingPaths.bill(c.param("id")))))
  site.staff.post(revisingPaths.addition(":id", ":address"), { form: provisionInput.extend(versioned.shape), again: add }, async (work, { _version, ...words }, c) => {
    await addProvision(work, c.param("id"), addressOfPath(c.param("address")), words, _version)
    return toBill(c, "条を加えました。")
  })
  site.staff.post(revisingPaths.removal(":id", ":address"), { form: versioned, again: edit }, async (work, { _version }, c) => {
    await removeProvision(work, c.param("id"), addressOfPath(c.param("address")), _version)
    return toBill(c, "条を削りました。「元に戻す」で戻せます。")
  })
  site.staff.post(revisingPaths.restoration(":id", ":address"), { form: versioned, again: edit }, async (work, { _version }, c) => {
    await restoreProvision(work, c.param("id"), addressOfPath(c.param("address")), _version)
    return toBill(c, "いまの条文に戻しました。")
  })
}

async function billPage(work: Work, c: PageContext, typed?: Typed) {
  const bill = await getBill(work, c.param("id"))
  const base = await provisionsOf(work, bill.baseVersionId)
  const drafted = amendingOrdinance(bill, base)
  const writes = mayWrite(work, bill)
  const manages = may(work.actor, "ordinances.manage")
  return (
    <BillPage
      bill={bill}
      changes={provisionChanges(base, bill.provisions)}
      drafted={drafted}
      steps={await listSteps(work, bill.caseId)}
      mayWrite={writes}
      mayPromulgate={manages && bill.state === "approved"}
      mayAbandon={(bill.state === "draft" || bill.state === "approved") && (manages || may(work.actor, "ordinances.review", bill))}
      missing={billIsNotComplete(bill, drafted)?.message}
      shifted={writes ? await shiftedReferences(work, bill, base) : []}
      contentsLeft={contentsAreLeft(base, bill.provisions)}
      planned={writes ? await listPlannedAmendments(work, bill.ordinanceId) : []}
      onlyChanged={c.query("only") === "changed"}
      typed={typed}
    />
  )
}

function filterFrom(c: PageContext): BillFilter {
  const parsed = parseForm(billFilterInput, c.queries())
  return parsed.ok ? parsed.input : {}
}
