import { sql } from "kysely"
import { casesHeld } from "../../kernel/cases/index.ts"
import { type Holding, rowsHeld } from "../../kernel/people/index.ts"
import { findingHoldings } from "./findings/holdings.ts"
import { billStates } from "./revising/bill.ts"

/** What a section owns in the rulebook: it goes to whoever takes the section over. */
export const ordinanceHoldings: readonly Holding[] = [
  rowsHeld({ what: "所管する例規", table: "ordinance", where: sql`h.repealed_on is null` }),
  casesHeld({ what: "例規の改正案（公布前）", table: "ordinance_bill", states: billStates, column: "unit_id" }),
  ...findingHoldings,
]
