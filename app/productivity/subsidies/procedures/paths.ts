import { paths } from "../paths.ts"

/** Every URL of a procedure's own form. */
export const procedurePaths = {
  own: paths.procedure,
  page: (id: string, kind: string, page: string) => `${paths.procedure(id, kind)}/pages/${page}`,
  choose: (callId: string) => `/subsidies/own-calls/${callId}/procedure-forms`,
} as const
