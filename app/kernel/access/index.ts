export {
  actorName,
  personOf,
  system,
  unitsOf,
  visitor,
  type Actor,
  type ApplicantActor,
  type Grant,
  type StaffActor,
  type SystemActor,
  type Visitor,
} from "./actor.ts"
export { declarePermissions, listPermissions, may, mustBeAllowed, scopeOf, type Owned, type Permission } from "./may.ts"
export { findRole, grantableRoles, roles, roleTitle, type Role } from "./roles.ts"
