export { HEAD_RANK, actorOfPerson, expiredSessionPerson, identify, identifyToken } from "./identify.ts"
export { rememberActors } from "./remember-actors.ts"
export { rememberForAll, rememberWith } from "./remembered.ts"
export { holdersOf } from "./staff/holders-of.ts"
export { personas, type Persona } from "./personas.ts"
export { paths as peoplePaths } from "./paths.ts"
export { seedPeople } from "./seed.ts"
export { endSessions, listSessions, revokeOtherSessions, revokeSession, type OwnSession } from "./sessions/list-sessions.ts"
export { startSession, type SignInFrom, type SignInMethod } from "./sessions/start-session.ts"
export {
  findPerson,
  findPersons,
  findStaffByNumber,
  getPerson,
  getPersonName,
  getPersonNames,
  listPosts,
  searchStaff,
  type DirectoryEntry,
  type Person,
  type Post,
} from "./staff/find-people.ts"
export {
  findUnit,
  findUnitByCode,
  flatten,
  getUnit,
  getUnitNames,
  headOf,
  headsOf,
  headsOfThese,
  listUnitsOn,
  membersOf,
  partsOf,
  successorsOf,
  unitsAbove,
  unitsBelow,
  unitTreeOn,
  unitWithParts,
  workersOf,
  type PostHolder,
  type Unit,
  type UnitNode,
} from "./units/unit-tree.ts"
export { reorganise, previewReorganisation, listReorganisations, type Reorganisation, type ReorganisationPreview } from "./units/reorganise.ts"
export { cancelReorganisation } from "./units/cancel-reorganisation.ts"
export { carryOutReorganisations } from "./units/carry-out.ts"
export { countBy, declareHoldings, type HandOver, type Holding, rowsHeld } from "./units/holdings.ts"
export type { UnitChange } from "./units/unit-changes.ts"
export { importStaff, previewStaffImport, type StaffImport } from "./staff/import-staff.ts"
export { grantRole, listGrants, revokeGrant, type HeldRole } from "./staff/grants.ts"
export { registrationPath } from "./sign-in/registration-path.ts"
export { setupLink } from "./sign-in/set-up.ts"
export { sweepSignIn } from "./sign-in/attempts.ts"
export { createApiToken, listApiTokens, revokeApiToken, type ApiToken } from "./tokens/api-tokens.ts"
export { addCompanyMember, companiesOf, findCompany, findCompanyByNumber, registerCompany, type Company } from "./companies/companies.ts"
export { corporateCheckDigit, isCorporateNumber, plainCorporateNumber } from "./rules/corporate-number.ts"
