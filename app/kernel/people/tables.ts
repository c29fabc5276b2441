import type { Generated } from "kysely"
import type { CivilDate, Stamp } from "../database/tables.ts"

interface UnitTable {
  id: Generated<string>
  code: string
  mail: string | null
}

interface UnitPeriodTable {
  id: Generated<string>
  unit_id: string
  parent_id: string | null
  name: string
  level: Generated<string>
  sort: Generated<number>
  valid_from: CivilDate
  valid_until: CivilDate | null
}

interface UnitSuccessionTable {
  from_unit_id: string
  to_unit_id: string
  on_date: CivilDate
  reason: Generated<string>
}

interface PersonTable {
  id: Generated<string>
  kind: "staff" | "applicant"
  name: string
  kana: Generated<string>
  mail: string | null
  staff_number: string | null
  status: Generated<"active" | "left">
  created_at: Stamp
}

interface StaffPostTable {
  id: Generated<string>
  person_id: string
  unit_id: string
  title: string
  rank: number
  main: Generated<boolean>
  valid_from: CivilDate
  valid_until: CivilDate | null
}

interface RoleGrantTable {
  id: Generated<string>
  person_id: string
  role: string
  unit_id: string | null
  valid_from: CivilDate
  valid_until: CivilDate | null
  granted_by: string | null
  reason: Generated<string>
}

interface CompanyTable {
  id: Generated<string>
  corporate_number: string
  name: string
  kana: Generated<string>
  address: Generated<string>
  created_at: Stamp
}

interface CompanyMemberTable {
  company_id: string
  person_id: string
  title: Generated<string>
  valid_from: CivilDate
  valid_until: CivilDate | null
}

interface SessionTable {
  id: Generated<string>
  token_hash: Buffer
  person_id: string
  company_id: string | null
  method: string
  user_agent: Generated<string>
  address: Generated<string>
  created_at: Stamp
  last_seen_at: Stamp
  expires_at: Date
  revoked_at: Date | null
}

declare module "../database/tables.ts" {
  interface Tables {
    unit: UnitTable
    unit_period: UnitPeriodTable
    unit_succession: UnitSuccessionTable
    person: PersonTable
    staff_post: StaffPostTable
    role_grant: RoleGrantTable
    company: CompanyTable
    company_member: CompanyMemberTable
    session: SessionTable
  }
}
