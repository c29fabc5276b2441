import { sql } from "kysely"
import { casesHeld } from "../../kernel/cases/index.ts"
import { type Holding, rowsHeld } from "../../kernel/people/index.ts"
import { applicationStates } from "./application-states.ts"

/** What a section has in hand: it goes to whoever takes the section over. What was paid stays in the name of who paid it. */
export const subsidyHoldings: readonly Holding[] = [
  rowsHeld({ what: "補助金の制度", table: "subsidy_programme" }),
  casesHeld({ what: "補助金の申請（処理中）", table: "subsidy_application", states: applicationStates, column: "unit_id" }),
  rowsHeld({ what: "補助金の支払（途中）", table: "subsidy_payment", where: sql`h.state not in ('paid', 'cancelled')` }),
  rowsHeld({ what: "補助金の支払一括（途中）", table: "subsidy_batch", where: sql`h.state not in ('done', 'dropped')` }),
]
