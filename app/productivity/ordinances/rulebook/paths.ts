/** Every URL of the rulebook. Called with ":id" to make the route, with an id to make the link. */
export const rulebookPaths = {
  list: "/ordinances",
  listExport: (format: string) => `/ordinances.${format}`,
  listPrint: "/ordinances/print",
  search: "/ordinances/search",
  searchExport: "/ordinances/search.csv",
  ordinance: (id: string) => `/ordinances/${id}`,
  /** Opens what is typed: 第12条の3第2項. */
  open: (id: string) => `/ordinances/${id}/open`,
  print: (id: string) => `/ordinances/${id}/print`,
  links: (id: string) => `/ordinances/${id}/links`,
  provision: (id: string, address: string) => `/ordinances/${id}/articles/${address.replaceAll("/", "_")}`,
  versions: (id: string) => `/ordinances/${id}/versions`,
  version: (id: string, number: number | string) => `/ordinances/${id}/versions/${number}`,
  compare: (id: string, from: number | string, to: number | string) => `/ordinances/${id}/compare?from=${from}&to=${to}`,
  compareRoute: (id: string) => `/ordinances/${id}/compare`,
  edit: (id: string) => `/ordinances/${id}/edit`,
  imports: "/ordinances/imports",
  newImport: "/ordinances/imports/new",
  import: (id: string) => `/ordinances/imports/${id}`,
  importReport: (id: string) => `/ordinances/imports/${id}/report.csv`,
  units: "/ordinances/units",
  unitsTable: "/ordinances/units.csv",
} as const

/** An article's anchor on the page of its text: 第12条の3第2項 is "a12-3.2"; of the second 附則 "as2_3". */
export function anchorOf(address: string): string {
  return `a${address.replaceAll("/", "_")}`
}

/** An address out of a path: 附則 have a "/" inside, which stands as "_" in a URL. */
export function addressOfPath(part: string): string {
  return part.replaceAll("_", "/")
}
