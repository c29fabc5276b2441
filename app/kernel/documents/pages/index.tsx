import { mustBeAllowed } from "../../access/index.ts"
import { notFound, type Site } from "../../http/index.ts"
import { readDocument } from "../find-documents.ts"
import { listFaults } from "../list-faults.ts"
import { paths } from "../paths.ts"
import { DocumentsPage } from "./documents-page.tsx"

export function documentPages(site: Site): void {
  site.staff.get(paths.checks, async (work, c) => {
    mustBeAllowed(work.actor, "documents.check")
    return c.page(<DocumentsPage {...await listFaults(work)} />)
  })
  // Always a download, never shown in our own origin; the rule of the subject says who may.
  site.anyone.get(paths.document(":id"), async (work, c) => {
    const id = c.param("id")
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw notFound("ファイル")
    const { name, mediaType, bytes } = await readDocument(work, id)
    return c.file(bytes, name, mediaType)
  })
}
