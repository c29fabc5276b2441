export { NATIONAL_SOURCE } from "./finder/national.ts"
export { importNational, type NationalImport } from "./national/take-list.ts"
export { listWordings, type Wording } from "./programmes/list-wordings.ts"
