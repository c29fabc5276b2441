export { importNational, type NationalImport, NATIONAL_SOURCE } from "./finder/national.ts"
