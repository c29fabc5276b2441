import type { ComponentChildren } from "preact"
import type { Typed } from "../../../kernel/http/index.ts"
import { Page } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { SheetInEdition } from "../types.ts"
import { editionName, initiativeNumber } from "../words.ts"
import { PlanStyle } from "./plan-style.tsx"

export interface SheetFrameProps {
  found: SheetInEdition
  title: string
  typed?: Typed | undefined
  lead?: string
  /** Between the sheet and this page. */
  above?: { title: string; href: string }
  children: ComponentChildren
}

/** Around every page that changes one part of a sheet. */
export function SheetFrame({ found, title, typed, lead, above, children }: SheetFrameProps) {
  const { edition, sheet } = found
  return (
    <Page
      title={title}
      kicker={`${initiativeNumber(sheet)} ${sheet.title}`}
      typed={typed}
      lead={lead}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: editionName(edition), href: paths.edition(edition.id) },
        { title: initiativeNumber(sheet), href: paths.initiative(edition.id, sheet.initiativeId) },
        ...(above ? [above] : []),
        { title },
      ]}
    >
      <PlanStyle />
      {children}
    </Page>
  )
}
