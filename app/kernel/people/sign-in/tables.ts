import type { GbizidAccountType } from "../../../config.ts"

interface GbizidAccountTable {
  issuer: string
  subject: string
  person_id: string
  account_type: GbizidAccountType
  company_id: string | null
  corporate_number: string | null
  company_name: string
  first_at: Date
  last_at: Date
}

declare module "../../database/tables.ts" {
  interface Tables {
    gbizid_account: GbizidAccountTable
  }
}
