import { civilDateOf } from "../../../kernel/database/index.ts"
import { defineNotice } from "../../../kernel/notices/index.ts"
import { holdersOf, workersOf } from "../../../kernel/people/index.ts"
import type { Bill } from "./bill.ts"
import { revisingPaths } from "./paths.ts"

const link = (bill: Bill) => revisingPaths.bill(bill.id)

/** The author, and those who promulgate it. */
export const billApproved = defineNotice<Bill>({
  name: "ordinances.bill-approved",
  title: "例規の改正案が決裁されたとき",
  to: async (work, bill) => [...authorOf(bill), ...(await holdersOf(work.db, "rulebook-office", civilDateOf(work.now)))],
  subject: ({ title }) => `改正案「${title}」が決裁されました`,
  body: () => "公布の日と例規番号を記録すると、改正後の条文が例規集の新しい版になります。",
  link,
})

export const billReturned = defineNotice<Bill>({
  name: "ordinances.bill-returned",
  title: "例規の改正案が戻されたとき",
  to: (_, bill) => authorOf(bill),
  subject: ({ title }) => `改正案「${title}」が作成中に戻りました`,
  link,
})

export const billAbandoned = defineNotice<Bill>({
  name: "ordinances.bill-abandoned",
  title: "例規の改正案が取りやめになったとき",
  to: (_, bill) => authorOf(bill),
  subject: ({ title }) => `改正案「${title}」は取りやめになりました`,
  link,
})

/** Everybody of the owning section works by the new words. */
export const billPromulgated = defineNotice<Bill>({
  name: "ordinances.bill-promulgated",
  title: "所管する例規の改正が公布されたとき",
  to: async (work, bill) => [...authorOf(bill), ...(await workersOf(work.db, bill.unitId, civilDateOf(work.now))).map(({ personId }) => personId)],
  subject: ({ title }) => `「${title}」が公布されました`,
  link,
})

function authorOf({ createdBy }: Bill): string[] {
  return createdBy ? [createdBy] : []
}
