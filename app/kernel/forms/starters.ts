import type { FormDefinition } from "./form.ts"

export interface Starter {
  key: string
  title: string
  definition: FormDefinition
}

let declared: readonly Starter[] = []

/** Forms to begin with, handed over by the modules that know them. */
export function declareStarters(starters: readonly Starter[]): void {
  declared = [...declared.filter(({ key }) => !starters.some((one) => one.key === key)), ...starters]
}

export function listStarters(): readonly Starter[] {
  return declared
}
