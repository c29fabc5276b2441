import { z } from "zod"
import type { Work } from "../../../../kernel/database/index.ts"
import { type Answers, readTyped, withFoundAddress } from "../../../../kernel/forms/index.ts"
import { notFound, type PageContext, type Site, type Typed } from "../../../../kernel/http/index.ts"
import type { FilingKind } from "../../applications/application.ts"
import { getApplication } from "../../applications/read-application.ts"
import { sentFiles } from "../../changes/sent-files.ts"
import { beginOwnForm, findOwnForm, getOwnForm, saveOwnFormPage } from "../own-form.ts"
import { procedurePaths } from "../paths.ts"
import { OwnFormPage, OwnFormStep } from "./own-form-pages.tsx"

const anyValues = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** Whoever comes to a fixed page whose own form is not complete is led there first, so that nothing typed on it is lost. */
export async function toOwnForm(work: Work, c: PageContext, kind: FilingKind): Promise<Response | undefined> {
  const it = await getApplication(work, c.param("id"))
  const own = await findOwnForm(work, it, kind)
  return own?.asked && !own.complete ? c.redirect(procedurePaths.own(it.id, kind)) : undefined
}

export function procedurePages(site: Site): void {
  const overview = async (work: Work, c: PageContext) => {
    const it = await getApplication(work, c.param("id"))
    return <OwnFormPage it={it} own={await getOwnForm(work, it, c.param("kind"))} />
  }
  site.applicant.get(procedurePaths.own(":id", ":kind"), async (work, c) => c.page(await overview(work, c)))
  site.applicant.post(procedurePaths.own(":id", ":kind"), { form: z.object({}), again: overview }, async (work, _, c) => {
    const own = await beginOwnForm(work, c.param("id"), c.param("kind"))
    return c.redirect(procedurePaths.page(c.param("id"), own.kind, own.pages[0]!.key))
  })
  const step = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getApplication(work, c.param("id"))
    const own = await getOwnForm(work, it, c.param("kind"))
    const page = own.form.pages.find(({ key }) => key === c.param("page"))
    const before = own.draft?.answers
    if (!page || !before) throw notFound("ページ")
    const sent = typed && (await withFoundAddress(work, typed.values))
    const answers: Answers = sent ? readTyped(own.form, page.key, sent, before) : before
    const left = own.pages.find(({ key }) => key === page.key)?.problems ?? []
    const problems = typed?.problems ?? (c.query("check") ? left.map(({ path, message }) => ({ field: path, message })) : [])
    return <OwnFormStep it={it} own={own} page={page} answers={answers} problems={problems} typed={sent ?? {}} files={c.files} />
  }
  site.applicant.get(procedurePaths.page(":id", ":kind", ":page"), async (work, c) => c.page(await step(work, c)))
  site.applicant.post(procedurePaths.page(":id", ":kind", ":page"), { form: anyValues, again: step, maxBytes: 52 * 1024 * 1024 }, async (work, values, c) => {
    const [id, kind, page] = [c.param("id"), c.param("kind"), c.param("page")]
    const files = Object.fromEntries(await Promise.all(Object.keys(c.files).map(async (name) => [name, await sentFiles(c, name)] as const)))
    const version = Number(values._version)
    await saveOwnFormPage(work, id, kind, page, values, files, values._version && Number.isInteger(version) ? version : undefined)
    const { pages } = await getOwnForm(work, await getApplication(work, id), kind)
    const next = pages[pages.findIndex(({ key }) => key === page) + 1]
    return c.redirect(values.go === "list" || !next ? procedurePaths.own(id, kind) : procedurePaths.page(id, kind, next.key), "保存しました。")
  })
}
