import { mustBeAllowed } from "../../kernel/access/index.ts"
import { civilDateOf } from "../../kernel/database/index.ts"
import { notFound, type PageContext, refusal, type Site, type Typed } from "../../kernel/http/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { getSheet, isId, listEditions, readEdition, unitOptions } from "../editions/index.ts"
import { fieldWords } from "../editions/words.ts"
import { paths } from "../paths.ts"
import { addInitiative, withdrawInitiative } from "./add-initiative.ts"
import { compareEditions } from "./compare-editions.ts"
import { decideFate } from "./decide-fate.ts"
import { fateInput, newInitiativeInput, revisionInput, submissionInput } from "./inputs.ts"
import { ApprovalPage } from "./pages/approval-page.tsx"
import { ComparePage } from "./pages/compare-page.tsx"
import { FatePage } from "./pages/fate-page.tsx"
import { HistoryPage } from "./pages/history-page.tsx"
import { NewInitiativePage } from "./pages/new-initiative-page.tsx"
import { RevisePage } from "./pages/revise-page.tsx"
import { StartRevisionPage } from "./pages/start-page.tsx"
import { fatePath, newInitiativePath, withdrawInitiativePath } from "./paths.ts"
import { countVersions, listTextVersions } from "./read-history.ts"
import { findRevision, listFates, type Revision } from "./read-revision.ts"
import { startRevision } from "./start-revision.ts"
import { submitEdition } from "./submit-edition.ts"
import { z } from "zod"

export function revisionPages(site: Site): void {
  site.staff.get(paths.reviseStart, async (work, c) => c.page(await startPage(work)))
  site.staff.post(paths.reviseStart, { form: revisionInput, again: (work, _, typed) => startPage(work, typed) }, async (work, input, c) => {
    const id = await startRevision(work, input)
    return c.redirect(paths.revise(id), "下書きを作りました。取組ごとに、これからの扱いと理由を決めてください。")
  })

  site.staff.get(paths.revise(":id"), async (work, c) => {
    return c.page(RevisePage({ revision: await getRevision(work, c.param("id")) }))
  })
  site.staff.get(newInitiativePath(":id"), async (work, c) => c.page(await newInitiativePage(work, c)))
  site.staff.post(
    newInitiativePath(":id"),
    { form: newInitiativeInput, again: newInitiativePage },
    async (work, input, c) => {
      await addInitiative(work, c.param("id"), input)
      return c.redirect(paths.revise(c.param("id")), "新しい取組を加えました。")
    },
  )
  site.staff.get(fatePath(":id", ":initiative"), async (work, c) => c.page(await fatePage(work, c)))
  site.staff.post(fatePath(":id", ":initiative"), { form: fateInput, again: fatePage }, async (work, input, c) => {
    await decideFate(work, c.param("id"), c.param("initiative"), input)
    return c.redirect(paths.revise(c.param("id")), "取組の扱いを決めました。")
  })
  site.staff.post(withdrawInitiativePath(":id", ":initiative"), { form: z.object({}), again: fatePage }, async (work, _, c) => {
    await withdrawInitiative(work, c.param("id"), c.param("initiative"))
    return c.redirect(paths.revise(c.param("id")), "新規の取組を取り消しました。")
  })

  site.staff.get(paths.approve(":id"), async (work, c) => c.page(await approvalPage(work, c)))
  site.staff.post(paths.approve(":id"), { form: submissionInput, again: approvalPage }, async (work, input, c) => {
    const approvalId = await submitEdition(work, c.param("id"), input)
    return c.redirect(`/approvals/${approvalId}`, "起案しました。")
  })

  site.staff.get(paths.compare, async (work, c) => c.page(await comparePage(work, c)))
  site.staff.get(paths.initiativeHistory(":id", ":initiative"), async (work, c) => c.page(await historyPage(work, c)))
}

async function startPage(work: Work, typed?: Typed) {
  mustBeAllowed(work.actor, "plan.edit")
  return StartRevisionPage({ editions: await listEditions(work), ...(typed ? { typed } : {}) })
}

async function getRevision(work: Work, id: string): Promise<Revision> {
  mustBeAllowed(work.actor, "plan.edit")
  const revision = await findRevision(work, id)
  if (!revision) throw notFound("見直し中の版")
  return revision
}

async function newInitiativePage(work: Work, c: PageContext, typed?: Typed) {
  mustBeAllowed(work.actor, "plan.edit")
  const content = await readEdition(work, c.param("id"))
  return NewInitiativePage({ content, units: await unitOptions(work), ...(typed ? { typed } : {}) })
}

async function fatePage(work: Work, c: PageContext, typed?: Typed) {
  const revision = await getRevision(work, c.param("id"))
  const initiative = c.param("initiative")
  const sheet =
    revision.before.sheets.find((one) => one.initiativeId === initiative) ??
    revision.after.sheets.find((one) => one.initiativeId === initiative)
  if (!sheet) throw notFound("取組")
  return FatePage({ revision, sheet, ...(typed ? { typed } : {}) })
}

async function approvalPage(work: Work, c: PageContext, typed?: Typed) {
  mustBeAllowed(work.actor, "plan.edit")
  const content = await readEdition(work, c.param("id"))
  const revision = await findRevision(work, c.param("id"))
  return ApprovalPage({ content, revision, today: civilDateOf(work.now), ...(typed ? { typed } : {}) })
}

async function comparePage(work: Work, c: PageContext) {
  const editions = await listEditions(work)
  const [a, b, initiative] = [c.query("a"), c.query("b"), c.query("initiative")]
  if (!a || !b) return ComparePage({ editions })
  if (initiative && !isId(initiative)) throw notFound("取組")
  const before = await readEdition(work, a)
  const after = await readEdition(work, b)
  return ComparePage({
    editions,
    compared: { before, after, difference: compareEditions(before, after), fates: await listFates(work, b) },
    initiativeId: initiative,
  })
}

async function historyPage(work: Work, c: PageContext) {
  const [editionId, initiativeId] = [c.param("id"), c.param("initiative")]
  const found = await getSheet(work, editionId, initiativeId)
  const field = c.query("field") ?? "text"
  if (!(field in fieldWords)) throw refusal("not-found", "plan.no-such-field", "その項目はありません。")
  const versions = await listTextVersions(work, editionId, initiativeId, field)
  const a = versions.find((one) => one.id === c.query("a")) ?? versions.at(-2)
  const b = versions.find((one) => one.id === c.query("b")) ?? versions.at(-1)
  return HistoryPage({
    found,
    field,
    counts: await countVersions(work, editionId, initiativeId),
    versions,
    editions: await listEditions(work),
    pair: a && b && a !== b ? [a, b] : undefined,
  })
}

