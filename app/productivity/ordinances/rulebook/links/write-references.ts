import type { Work } from "../../../../kernel/database/index.ts"
import type { Provision } from "../../structure/provision.ts"

/** The references of a text as it stands now, in the place of those it had. */
export async function writeReferences(_work: Work, _ordinance: { id: string }, _provisions: readonly Provision[], _replaces: boolean): Promise<void> {}
