export { LARGEST_FILE, type OrdinanceFormat, parseOrdinances, readOrdinances } from "./parse-ordinances.ts"
export { UnreadableOrdinance } from "./unreadable-ordinance.ts"
export { type OrdinanceKind, ordinanceKinds, type ParsedOrdinance, type Provision, type ProvisionPart, provisionParts } from "./provision.ts"
