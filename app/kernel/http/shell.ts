import { createContext } from "preact"
import type { Actor } from "../access/actor.ts"

/** What every page shows around its own matter; given once per answer, so that pages pass only their own facts. */
export interface Shell {
  actor: Actor
  path: string
  flash: string | undefined
  /** Unread notices of the person. */
  unread: number
  demo: boolean
  /** Typed text came back after a sign-in, a refusal or a conflict: the title says so. */
  problems: boolean
}

export const ShellContext = createContext<Shell>({
  actor: { kind: "visitor" },
  path: "/",
  flash: undefined,
  unread: 0,
  demo: false,
  problems: false,
})
