import type { VNode } from "preact"
import type { Work } from "../../../kernel/database/index.ts"
import type { Application } from "../applications/application.ts"
import { officePaymentsRoom } from "../paying/index.ts"
import { officeAftercareRoom } from "../aftercare/rooms.tsx"
import { officeChangesRoom } from "../changes/rooms.tsx"
import { officeSettlingRoom } from "../settling/rooms.tsx"
import { doubleFundingRoom, siteChecksRoom } from "./pages/office-rooms.tsx"

/** A part's room on the office's page of an application. Nothing to show: undefined, and no heading stands there. */
export interface OfficeSection {
  key: string
  title: string
  load(work: Work, it: Application): Promise<VNode | undefined>
}

/** In the order of the page, after the decisions and before the messages. */
export const officeSections: readonly OfficeSection[] = [
  { key: "double-funding", title: "ほかの補助金との重なり", load: doubleFundingRoom },
  { key: "site-checks", title: "現地調査", load: siteChecksRoom },
  { key: "changes", title: "実施中の手続", load: officeChangesRoom },
  { key: "settling", title: "実績報告・額の確定・返還", load: officeSettlingRoom },
  { key: "aftercare", title: "事後管理", load: officeAftercareRoom },
  { key: "payments", title: "支払と出納簿", load: officePaymentsRoom },
]
