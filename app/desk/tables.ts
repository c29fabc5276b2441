import type { Stamp } from "../kernel/database/index.ts"

interface DeskFollowTable {
  person_id: string
  kind: string
  subject_id: string
  title: string
  link: string
  since: Stamp
}

declare module "../kernel/database/tables.ts" {
  interface Tables {
    desk_follow: DeskFollowTable
  }
}
