import type { Work } from "../../database/index.ts"
import { visitor } from "../../access/index.ts"
import { type PageContext, Refusal, type Site, type Typed } from "../../http/index.ts"
import { paths } from "../paths.ts"
import { search, type SearchAnswer } from "../search.ts"
import { SearchPage } from "./search-page.tsx"

export function searchPages(site: Site): void {
  site.staff.get(paths.search, (work, c) => answer(work, c, paths.search, "検索"))
  // The public's page shows what is public to everybody, whoever is signed in.
  site.anyone.get(paths.find, (work, c) => answer({ ...work, actor: visitor }, c, paths.find, "このサイトを検索"))
}

async function answer(work: Work, c: PageContext, path: string, title: string): Promise<Response> {
  const text = (c.query("q") ?? "").trim()
  const kind = c.query("kind")
  let found: SearchAnswer | undefined
  let typed: Typed | undefined
  if (text) {
    try {
      found = await search(work, { text, page: Number(c.query("page")) || 1, ...(kind ? { kinds: [kind] } : {}) })
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== "invalid") throw error
      typed = { values: { q: text }, problems: [{ field: "q", message: error.message }] }
    }
  }
  const page = <SearchPage path={path} title={title} text={text} kind={kind} answer={found} typed={typed} />
  return c.page(page, typed ? 422 : 200)
}
