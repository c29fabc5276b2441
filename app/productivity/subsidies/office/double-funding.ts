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
  if (!corporateNumber && !postalCode) return []
  const { rows } = await sql<Candidate>`select a.id, a.number, c.title as programme, a.party, ${visibleTo(work)} as seen
    from subsidy_application a join subsidy_call c on c.id = a.call_id
    where a.filed_at is not null and a.state not in ('withdrawn', 'dismissed', 'rejected', 'cancelled') and a.id <> ${it.id}::uuid
      and ((a.party->>'corporateNumber' = ${corporateNumber} and a.party->>'corporateNumber' <> '')
        or (a.party->>'postalCode' = ${postalCode} and a.party->>'postalCode' <> ''))
    order by a.filed_at desc limit 200`.execute(work.db)
  const matches = fundedTwice(recordOf({ id: it.id, programme: "", party: it.party }), rows.map(recordOf))
  return matches.map((match) => {
    const row = rows.find(({ id }) => id === match.applicationId)
    return { ...match, number: row?.seen ? row.number : undefined }
  })
}

function recordOf({ id, programme, party }: Pick<Candidate, "id" | "programme" | "party">): FundingRecord {
  const address = party.address ? `${party.municipality ?? ""}${party.address}` : ""
  return { applicationId: id, programme, ...(party.corporateNumber ? { corporateNumber: party.corporateNumber } : {}), ...(address ? { address } : {}), invoices: [], assets: [] }
}
