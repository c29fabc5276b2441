import type { ColumnType, Generated } from "kysely"
import type { CivilDate, Json, Stamp } from "../database/tables.ts"
import type { Undo } from "./units/cancel-reorganisation.ts"
import type { HandedOver } from "./units/carry-out.ts"

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
  revoked_at: Generated<Date | null>
  revoked_by: Generated<string | null>
  revoke_reason: Generated<string>
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

interface PasswordTable {
  person_id: string
  hash: string
  changed_at: Stamp
}

interface TotpTable {
  person_id: string
  secret: string
  last_step: Generated<number>
  confirmed_at: Stamp
}

interface PasskeyTable {
  id: Generated<string>
  person_id: string
  credential_id: string
  public_key: Buffer
  counter: Generated<number>
  transports: Generated<string[]>
  name: Generated<string>
  created_at: Stamp
  last_used_at: Date | null
}

interface RecoveryCodeTable {
  person_id: string
  code_hash: Buffer
  used_at: Date | null
}

export type FlowKind = "second-factor" | "passkey" | "oidc" | "passkey-registration" | "totp-enrolment"

interface SignInFlowTable {
  token_hash: Buffer
  kind: FlowKind
  person_id: string | null
  held: Json<Record<string, string>>
  return_to: Generated<string>
  expires_at: Date
  used_at: Date | null
}

export type LinkPurpose = "sign-in" | "register" | "password" | "staff-reset" | "setup"

interface SignInLinkTable {
  token_hash: Buffer
  purpose: LinkPurpose
  person_id: string | null
  mail: string | null
  return_to: Generated<string>
  created_at: Stamp
  expires_at: Date
  used_at: Date | null
}

interface SignInAttemptTable {
  id: Generated<string>
  kind: string
  account_hash: Buffer
  address: Generated<string>
  failed: boolean
  at: Stamp
}

interface ApiTokenTable {
  id: Generated<string>
  person_id: string
  name: string
  token_hash: Buffer
  ending: string
  scopes: string[]
  created_at: Stamp
  expires_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}

interface ReorganisationTable {
  id: Generated<string>
  on_date: CivilDate
  changes: Json<unknown[]>
  reason: string
  decided_by: string | null
  decided_at: Stamp
  summary: Json<string[]>
  undo: ColumnType<Partial<Undo>, string | undefined, string>
  carried_out_at: Generated<Date | null>
  handed_over: ColumnType<HandedOver[], string | undefined, string>
  cancelled_at: Generated<Date | null>
  cancelled_by: Generated<string | null>
  cancel_reason: Generated<string>
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
    credential_password: PasswordTable
    credential_totp: TotpTable
    credential_passkey: PasskeyTable
    recovery_code: RecoveryCodeTable
    sign_in_flow: SignInFlowTable
    sign_in_link: SignInLinkTable
    sign_in_attempt: SignInAttemptTable
    api_token: ApiTokenTable
    reorganisation: ReorganisationTable
  }
}
