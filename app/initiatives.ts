import { type InitiativeKey, initiativeKeys } from "./initiative-keys.ts"
import type { Module } from "./module.ts"
import { ordinancesModule } from "./productivity/ordinances/module.ts"
import { subsidiesModule } from "./productivity/subsidies/module.ts"

/** The tool of each initiative, by its key: THE list of modules. One line for each that is built. */
const tools: Readonly<Record<string, Module>> = {
  "productivity.subsidies": subsidiesModule,
  "productivity.ordinances": ordinancesModule,
}

/** An initiative and the module that is its tool, if it is built. */
export interface InitiativeTool extends InitiativeKey {
  module?: Module
}

/** The sixteen in the plan's own order. */
export const initiativeTools: readonly InitiativeTool[] = initiativeKeys.map((one) => {
  const module = tools[one.key]
  return module ? { ...one, module } : one
})
