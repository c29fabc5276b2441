import type { Starter } from "../../../kernel/forms/index.ts"
import { consumptionTaxReport, disposalApproval } from "./afterwards.ts"
import { budgetStatement, grantApplication, officerList, pledge, projectPlan } from "./applying.ts"
import { changeApproval, discontinuation, invoice, performanceReport, progressReport } from "./carrying-out.ts"

const definitions = {
  "grant-application": grantApplication,
  "project-plan": projectPlan,
  "budget-statement": budgetStatement,
  "officer-list": officerList,
  pledge,
  "change-approval": changeApproval,
  discontinuation,
  "progress-report": progressReport,
  "performance-report": performanceReport,
  invoice,
  "consumption-tax-report": consumptionTaxReport,
  "disposal-approval": disposalApproval,
}

/** The standard documents of a subsidy, for a clerk to begin with and make their own. */
export const starterForms: readonly Starter[] = Object.entries(definitions).map(([key, definition]) => ({ key, title: definition.title, definition }))
