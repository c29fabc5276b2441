import { paths } from "../paths.ts"

/** The office's own addresses beside those of ../paths.ts. Fixed second segments stand before :id. */
export const officePaths = {
  list: paths.officeList,
  print: `${paths.officeList}/print`,
  bulk: `${paths.officeList}/bulk`,
  bulkRun: `${paths.officeList}/bulk/run`,
  export: paths.officeExport,
  one: paths.office,
  act: paths.officeAct,
} as const
