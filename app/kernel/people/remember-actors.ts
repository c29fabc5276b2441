import { createHash } from "node:crypto"
import pg from "pg"
import type { Actor } from "../access/actor.ts"
import { civilDateOf } from "../database/index.ts"
import { cameBack, changeIsUnderWay } from "./announce-change.ts"
import { beginMemory } from "./remembered.ts"

export type Identify = (token: string | undefined, now: Date) => Promise<Actor>

export interface Remembering {
  identify: Identify
  /** Forgets everybody: for changes made by this very process that must show in its next answer. */
  forget(): void
  stop(): Promise<void>
}

/** A session is looked at again after this long even if nobody said anything, so that its idle time keeps running. */
const REMEMBERED_MS = 30_000
const MOST = 10_000

interface Known {
  actor: Actor
  until: number
  /** Posts and roles are dated: midnight in Japan ends what was known. */
  day: string
}

/**
 * Remembers who is behind a session between requests. It listens to the database, which announces every change of
 * sessions, people, posts, roles, units and the plan in force (people_changed); while it cannot listen it remembers nothing, so a revoked
 * session is over in every process as soon as its revocation is committed and told.
 */
export function rememberActors(url: string, identify: Identify): Remembering {
  let known = new Map<string, Known>()
  let shared = new Map<string, unknown>()
  let listening: pg.Client | undefined
  let stopped = false
  /** Counts the announcements: an answer asked for before one must not be remembered after it. */
  let changes = 0

  const forget = () => {
    changes++
    known = new Map()
    shared = new Map()
  }
  const connect = async () => {
    const client = new pg.Client({ connectionString: url, application_name: "hagi-listen", keepAlive: true })
    let over = false
    const lost = () => {
      if (over) return
      over = true
      if (listening === client) listening = undefined
      forget()
      client.end().catch(() => {})
      if (!stopped) setTimeout(() => void connect(), 1000).unref()
    }
    // Always heard: an error after the first would end the process.
    client.on("error", lost)
    client.once("end", () => {
      if (listening === client) lost()
    })
    client.on("notification", ({ payload }) => {
      cameBack(payload)
      forget()
    })
    try {
      await client.connect()
      await client.query("listen hagi_people")
      if (stopped) return void client.end().catch(() => {})
      forget()
      listening = client
    } catch {
      lost()
    }
  }
  void connect()

  return {
    async identify(token, now) {
      if (!token || !listening || changeIsUnderWay()) return identify(token, now)
      const key = createHash("sha256").update(token).digest("base64")
      const day = civilDateOf(now)
      const kept = known.get(key)
      if (kept && kept.until > now.getTime() && kept.day === day) return kept.actor
      const before = changes
      const common = shared
      const actor = await identify(token, now)
      if (actor.kind !== "visitor" && listening && before === changes) {
        if (known.size >= MOST) known.clear()
        beginMemory(actor, common)
        known.set(key, { actor, until: now.getTime() + REMEMBERED_MS, day })
      }
      return actor
    },
    forget,
    async stop() {
      stopped = true
      const client = listening
      listening = undefined
      await client?.end().catch(() => {})
    },
  }
}
