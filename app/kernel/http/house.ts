import type { Config } from "../../config.ts"
import type { Actor } from "../access/actor.ts"
import type { Db } from "../database/connect.ts"

/** What the HTTP layer needs from the rest of the house; handed in by the composition, so that it names no module. */
export interface House {
  config: Config
  db: Db
  /** Who holds this session cookie. A visitor when it is unknown, over or revoked. */
  identify(token: string | undefined, now: Date): Promise<Actor>
  /** Called when an answer changes the session cookie: nobody is remembered from before. */
  forgetActors?(): void
  /** Who holds this API token, and what it may be used for. */
  identifyToken(token: string, now: Date): Promise<{ actor: Actor; scopes: readonly string[] } | undefined>
  /** Whose session this cookie was, even when it is over: typed text goes back to nobody else. */
  personOfToken(token: string): Promise<string | undefined>
  /** How many notices wait for this person. */
  unread(personId: string): Promise<number>
  /** Called after a change by this person: their next page counts anew. */
  forgetUnread?(personId: string): void
  log: Log
}

export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export const SESSION_COOKIE = "hagi_session"
