import type { Generated } from "kysely"
import type { Json } from "../database/tables.ts"

declare module "../database/tables.ts" {
  interface Tables {
    http_submission: { key: string; person_id: string | null; location: string; flash: Generated<string>; at: Stamp; content: Buffer | null }
    http_unsent: {
      token_hash: Buffer
      person_id: string | null
      path: string
      typed: Json<Record<string, string | string[]>>
      at: Stamp
    }
  }
}
