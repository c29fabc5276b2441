import type { VNode } from "preact"
import type { Work } from "../../../kernel/database/index.ts"
import { myAftercareRoom } from "../aftercare/rooms.tsx"
import { myChangesRoom } from "../changes/rooms.tsx"
import { myPaymentsRoom } from "../paying/index.ts"
import { myOwnFormsRoom } from "../procedures/rooms.tsx"
import { mySettlingRoom } from "../settling/rooms.tsx"
import type { Application } from "./application.ts"

/** A part of the applicant's page that another part of subsidies answers for: reports, claims, payments. */
export interface MySection {
  key: string
  title: string
  load(work: Work, it: Application): Promise<VNode | undefined>
}

export const mySections: readonly MySection[] = [
  { key: "changes", title: "実施中の手続", load: myChangesRoom },
  { key: "own-forms", title: "手続の様式", load: myOwnFormsRoom },
  { key: "settling", title: "実績報告と請求", load: mySettlingRoom },
  { key: "aftercare", title: "財産と事後の報告", load: myAftercareRoom },
  { key: "payments", title: "支払", load: myPaymentsRoom },
]
