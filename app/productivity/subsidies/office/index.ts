import { officeApi } from "./api.ts"
import { officePages } from "./pages/index.tsx"

export type { OfficeSection } from "./office-sections.ts"

/** 補助金の申請を扱う所属の側. */
export const officePart = { pages: officePages, api: officeApi }
