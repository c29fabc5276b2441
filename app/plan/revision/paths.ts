import { paths } from "../paths.ts"

/** Addresses below the revision of one draft. */
export const fatePath = (editionId: string, initiativeId: string) => `${paths.revise(editionId)}/initiatives/${initiativeId}`
export const newInitiativePath = (editionId: string) => `${paths.revise(editionId)}/new`
export const withdrawInitiativePath = (editionId: string, initiativeId: string) => `${fatePath(editionId, initiativeId)}/withdraw`

export function compareEditionsPath(a: string, b: string, initiativeId?: string): string {
  return `${paths.compare}?a=${a}&b=${b}${initiativeId ? `&initiative=${initiativeId}` : ""}`
}
