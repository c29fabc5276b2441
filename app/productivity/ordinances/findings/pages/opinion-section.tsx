import type { Typed } from "../../../../kernel/http/index.ts"
import type { FindingView } from "../view-finding.ts"

export function OpinionSection(_: { view: FindingView; typed?: Typed | undefined; modelIsConnected: boolean }) {
  return null
}
