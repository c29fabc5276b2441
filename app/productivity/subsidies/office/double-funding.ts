import { sql } from "kysely"
import type { Work } from "../../../kernel/database/index.ts"
import type { Application } from "../applications/application.ts"
import { visibleTo } from "../applications/read-application.ts"
import { type FundingMatch, type FundingRecord, fundedTwice, type SameThing } from "../rules/funded-twice.ts"

export const sameWords: Readonly<Record<SameThing, string>> = {
  invoice: "請求書",
  asset: "財産",
  "corporate-number": "法人番号",
  account: "口座",
  address: "所在地",
}

export interface FundingHint extends FundingMatch {
  /** Only where the asking person may see that application, too. */
  number: string | undefined
}

interface Candidate {
  id: string
  number: string
  programme: string
  party: Application["party"]
  seen: boolean
}

/**
 * Other applications in hand or awarded with the same 法人番号 or address, in any section's programmes: of those that the
 * asking person does not see, only the programme's public name is told.
 */
export async function fundingHints(work: Work, it: Application): Promise<FundingHint[]> {
  const { corporateNumber = "", postalCode = "" } = it.party
  const own = (await costsOf(work, [it.id])).get(it.id) ?? nothing
  const shared = await sharingCosts(work, it.id)
  if (!corporateNumber && !postalCode && shared.length === 0) return []
  const { rows } = await sql<Candidate>`select a.id, a.number, c.title as programme, a.party, ${visibleTo(work)} as seen
    from subsidy_application a join subsidy_call c on c.id = a.call_id
    where a.filed_at is not null and a.state not in ('withdrawn', 'dismissed', 'rejected', 'cancelled') and a.id <> ${it.id}::uuid
      and ((a.party->>'corporateNumber' = ${corporateNumber} and a.party->>'corporateNumber' <> '')
        or (a.party->>'postalCode' = ${postalCode} and a.party->>'postalCode' <> '')
        or a.id = any(${shared}::uuid[]))
    order by a.filed_at desc limit 200`.execute(work.db)
  const costs = await costsOf(work, rows.map(({ id }) => id))
  const matches = fundedTwice(recordOf({ id: it.id, programme: "", party: it.party }, own), rows.map((row) => recordOf(row, costs.get(row.id) ?? nothing)))
  return matches.map((match) => {
    const row = rows.find(({ id }) => id === match.applicationId)
    return { ...match, number: row?.seen ? row.number : undefined }
  })
}

type Costs = Pick<FundingRecord, "invoices" | "assets">
const nothing: Costs = { invoices: [], assets: [] }

/** Others that were paid for the same invoice, with or without the T of a registration number, or bought the same thing. */
async function sharingCosts(work: Work, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select o.application_id as id from subsidy_evidence m
      join subsidy_evidence o on o.invoice_number = m.invoice_number and o.issuer in (m.issuer, 'T' || m.issuer, ltrim(m.issuer, 'T')) and o.issuer <> '' and o.invoice_number <> ''
      where m.application_id = ${id}::uuid and m.issuer <> '' and m.invoice_number <> '' and o.application_id <> m.application_id
    union select o.application_id from subsidy_asset m join subsidy_asset o on o.mark_kind = m.mark_kind and o.mark_number = m.mark_number and o.mark_number <> ''
      where m.application_id = ${id}::uuid and m.mark_number <> '' and o.application_id <> m.application_id limit 200`.execute(work.db)
  return rows.map((row) => row.id)
}

async function costsOf(work: Work, ids: readonly string[]): Promise<Map<string, Costs>> {
  const { rows } = await sql<{ id: string; asset: boolean; kind: string; number: string }>`select application_id as id, false as asset, issuer as kind, invoice_number as number
      from subsidy_evidence where application_id = any(${ids}::uuid[]) and issuer <> '' and invoice_number <> ''
    union all select application_id, true, mark_kind, mark_number from subsidy_asset where application_id = any(${ids}::uuid[]) and mark_number <> ''`.execute(work.db)
  const costs = new Map<string, { invoices: { issuer: string; number: string }[]; assets: { kind: string; number: string }[] }>()
  for (const { id, asset, kind, number } of rows) {
    const one = costs.get(id) ?? { invoices: [], assets: [] }
    if (asset) one.assets.push({ kind, number })
    else one.invoices.push({ issuer: kind, number })
    costs.set(id, one)
  }
  return costs
}

function recordOf({ id, programme, party }: Pick<Candidate, "id" | "programme" | "party">, costs: Costs): FundingRecord {
  const address = party.address ? `${party.municipality ?? ""}${party.address}` : ""
  return { applicationId: id, programme, ...(party.corporateNumber ? { corporateNumber: party.corporateNumber } : {}), ...(address ? { address } : {}), ...costs }
}
