import type { ComponentChildren } from "preact"
import { type Actor, may } from "../../../../kernel/access/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import { type Crumb, Page, Tabs } from "../../../../kernel/ui/index.ts"
import { anchorOf, rulebookPaths } from "../../rulebook/paths.ts"
import { paths } from "../paths.ts"

export type Room = "list" | "progress" | "rounds" | "results" | "scans" | "excluded" | "inside" | "try" | "phases"

const rooms: readonly { room: Room; title: string; href: string }[] = [
  { room: "list", title: "該当候補", href: paths.list },
  { room: "progress", title: "進み具合", href: paths.progress },
  { room: "rounds", title: "照会", href: paths.rounds },
  { room: "results", title: "結果一覧表", href: paths.results },
  { room: "scans", title: "検出", href: paths.scans },
  { room: "excluded", title: "除外したもの", href: paths.excluded },
  { room: "inside", title: "要綱・様式", href: paths.inside },
  { room: "try", title: "文章をためす", href: paths.tryScan },
  { room: "phases", title: "PHASEと技術", href: paths.phases },
]

export interface RoomPageProps {
  room: Room
  title: string
  lead?: ComponentChildren
  crumbs?: readonly Crumb[]
  typed?: Typed | undefined
  actions?: ComponentChildren
  kicker?: ComponentChildren
  children?: ComponentChildren
}

/** Every page of the findings, under the same row of rooms. */
export function RoomPage({ room, title, crumbs, lead, typed, actions, kicker, children }: RoomPageProps) {
  return (
    <Page title={title} lead={lead} typed={typed} kicker={kicker} width="wide" {...(crumbs ? { crumbs: [{ title: "アナログ規制の見直し", href: paths.list }, ...crumbs] } : {})} actions={actions}>
      <Tabs label="アナログ規制の見直し" tabs={rooms.map((one) => ({ title: one.title, href: one.href, current: one.room === room }))} />
      {children}
    </Page>
  )
}

/** Where a provision stands in the reading view. */
export function readingLink(ordinanceId: string, address: string): string {
  return `${rulebookPaths.ordinance(ordinanceId)}#${anchorOf(address)}`
}

export function mayManage(actor: Actor): boolean {
  return may(actor, "ordinances.manage")
}
