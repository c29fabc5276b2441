import { z } from "zod"
import { may, mustBeAllowed } from "../../../../kernel/access/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { CSV_TYPE } from "../../../../kernel/documents/index.ts"
import { isDayText, notFound, type PageContext, Refusal, refusal, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { getPersonNames, getUnitNames } from "../../../../kernel/people/index.ts"
import { editOrdinance, ordinanceInput } from "../edit-ordinance.ts"
import { countReferrers, listNamed, listReferrers } from "../links/list-links.ts"
import type { LinkMark } from "../links/link-mark.ts"
import { deepAnchor, marksOf } from "../links/marks-of.ts"
import { provisionOf } from "../links/references-of.ts"
import { listChoices } from "../list/list-ordinances.ts"
import type { Ordinance, OrdinanceVersion } from "../ordinance.ts"
import { addressOfPath, rulebookPaths } from "../paths.ts"
import { findOrdinance, getOrdinance, getVersion, getVersionByNumber, listProvisions, listVersions, versionOn } from "../read-ordinance.ts"
import { placeTyped } from "../reading/place-typed.ts"
import { provisionsCsv } from "../search/export-provisions.ts"
import { searchFilterFrom } from "../search/search-filter.ts"
import { type ProvisionSearch, searchProvisions } from "../search/search-provisions.ts"
import { compareProvisions } from "../versions/compare-provisions.ts"
import { EditOrdinancePage } from "./edit-page.tsx"
import { LinksPage } from "./links-page.tsx"
import { isTooLong, OrdinancePage, PrintPage } from "./ordinance-page.tsx"
import { ProvisionPage } from "./provision-page.tsx"
import { ProvisionSearchPage } from "./search-page.tsx"
import { unitOptions } from "./unit-options.ts"
import { ComparePage, VersionsPage } from "./version-pages.tsx"

export function readingPages(site: Site): void {
  site.staff.get(rulebookPaths.search, searchPage)
  site.staff.get(rulebookPaths.searchExport, async (work, c) => c.file(await provisionsCsv(work, searchFilterFrom(c.queries())), `条文の検索_${civilDateOf(work.now)}.csv`, CSV_TYPE))
  // Fixed addresses before /ordinances/:id, which would take "search" for an id.
  site.staff.get(rulebookPaths.ordinance(":id"), async (work, c) => c.page(await readingView(work, await getOrdinance(work, c.param("id")))))
  site.staff.get(rulebookPaths.print(":id"), async (work, c) => {
    const it = await getOrdinance(work, c.param("id"))
    const [version, provisions] = await Promise.all([getVersion(work, it.currentVersionId), listProvisions(work, it.currentVersionId)])
    if (isTooLong(provisions)) throw refusal("invalid", "ordinances.too-long-to-print", "長いため、一度には印刷できません。条文を1つずつ開いて印刷してください。")
    return c.page(<PrintPage it={it} unitName={await unitNameOf(work, it)} version={version} provisions={provisions} today={civilDateOf(work.now)} />)
  })
  site.staff.get(rulebookPaths.open(":id"), openPage)
  site.staff.get(rulebookPaths.provision(":id", ":address"), provisionPage)
  site.staff.get(rulebookPaths.links(":id"), async (work, c) => {
    const it = await getOrdinance(work, c.param("id"))
    const [named, referrers] = await Promise.all([listNamed(work, it.id), listReferrers(work, it.id)])
    return c.page(<LinksPage it={it} named={named} referrers={referrers} />)
  })
  site.staff.get(rulebookPaths.versions(":id"), versionsPage)
  site.staff.get(rulebookPaths.version(":id", ":number"), async (work, c) => {
    const it = await getOrdinance(work, c.param("id"))
    return c.page(await readingView(work, it, await getVersionByNumber(work, it.id, Number(c.param("number")))))
  })
  site.staff.get(rulebookPaths.compareRoute(":id"), async (work, c) => {
    const it = await getOrdinance(work, c.param("id"))
    const [from, to] = await Promise.all([getVersionByNumber(work, it.id, Number(c.query("from"))), getVersionByNumber(work, it.id, Number(c.query("to")))])
    const [before, after] = await Promise.all([listProvisions(work, from.id), listProvisions(work, to.id)])
    return c.page(<ComparePage it={it} from={from} to={to} rows={compareProvisions(before, after)} />)
  })
  const editPage = async (work: Work, c: PageContext, typed?: Typed) => {
    mustBeAllowed(work.actor, "ordinances.manage")
    return <EditOrdinancePage it={await getOrdinance(work, c.param("id"))} units={await unitOptions(work)} typed={typed} />
  }
  site.staff.get(rulebookPaths.edit(":id"), async (work, c) => c.page(await editPage(work, c)))
  const changed = ordinanceInput.extend({ _version: z.number().int().min(1).max(2_147_483_647).meta({ title: "版" }) })
  site.staff.post(rulebookPaths.edit(":id"), { form: changed, again: editPage }, async (work, { _version, ...input }, c) => {
    await editOrdinance(work, c.param("id"), input, _version)
    return c.redirect(rulebookPaths.ordinance(c.param("id")), "登録の内容を保存しました。")
  })
}

async function unitNameOf(work: Work, it: Ordinance): Promise<string | undefined> {
  return it.unitId ? (await getUnitNames(work.db, [it.unitId], civilDateOf(work.now))).get(it.unitId) : undefined
}

async function readingView(work: Work, it: Ordinance, asked?: OrdinanceVersion, typed?: Typed) {
  const version = asked ?? (await getVersion(work, it.currentVersionId))
  const provisions = await listProvisions(work, version.id)
  const onPage = new Set(provisions.map(({ address }) => address))
  const [current, marks, unitName, referredFrom] = await Promise.all([
    version.id === it.currentVersionId ? version : getVersion(work, it.currentVersionId),
    isTooLong(provisions) ? new Map<string, LinkMark[]>() : marksOf(work, { id: it.id, title: it.title, provisions }, { onPage }),
    unitNameOf(work, it),
    countReferrers(work, it.id),
  ])
  return (
    <OrdinancePage
      it={it}
      unitName={unitName}
      version={version}
      current={current}
      provisions={provisions}
      marks={marks}
      referredFrom={referredFrom}
      mayManage={may(work.actor, "ordinances.manage")}
      mayAmend={!it.national && !it.repealedOn && (may(work.actor, "ordinances.manage") || may(work.actor, "ordinances.review", it))}
      today={civilDateOf(work.now)}
      typed={typed}
    />
  )
}

async function provisionPage(work: Work, c: PageContext): Promise<Response> {
  const it = await getOrdinance(work, c.param("id"))
  const asked = addressOfPath(c.param("address"))
  const provisions = await listProvisions(work, it.currentVersionId)
  const at = provisions.findIndex(({ address }) => address === asked)
  if (at < 0) {
    // 「第12条の3」 written into the address bar is that article.
    const place = placeTyped(asked, provisions)
    if (place) return c.redirect(placePath(it, place))
    throw notFound("条文")
  }
  const provision = provisions[at]!
  const [marks, referrers, unitName] = await Promise.all([
    marksOf(work, { id: it.id, title: it.title, provisions }, { of: provision.address, onPage: new Set([provision.address]) }),
    listReferrers(work, it.id, provision.address),
    unitNameOf(work, it),
  ])
  return c.page(
    <ProvisionPage
      it={it}
      unitName={unitName}
      provision={provision}
      before={provisions[at - 1]}
      after={provisions[at + 1]}
      marks={marks.get(provision.address) ?? []}
      referrers={referrers}
    />,
  )
}

function placePath(it: Ordinance, place: string): string {
  const provision = provisionOf(place) ?? place
  const path = rulebookPaths.provision(it.id, provision)
  return provision === place ? path : `${path}#${deepAnchor(place)}`
}

async function openPage(work: Work, c: PageContext): Promise<Response> {
  const it = await getOrdinance(work, c.param("id"))
  const at = c.query("at") ?? ""
  const place = at ? placeTyped(at, await listProvisions(work, it.currentVersionId)) : undefined
  if (place) return c.redirect(placePath(it, place))
  const message = at ? `「${at.slice(0, 60)}」という条文は、この例規にありません。` : "開く条文を入力してください。"
  return c.page(await readingView(work, it, undefined, { values: { at }, problems: [{ field: "at", message }] }), 422)
}

async function versionsPage(work: Work, c: PageContext): Promise<Response> {
  const it = await getOrdinance(work, c.param("id"))
  const versions = await listVersions(work, it.id)
  const names = await getPersonNames(work.db, versions.flatMap(({ createdBy }) => createdBy ?? []))
  const on = c.query("on")
  const readable = on === undefined || isDayText(on)
  const typed = readable ? undefined : { values: { on }, problems: [{ field: "on", message: "ある日の版は実在する日付を入力してください（例 2026-04-01）。" }] }
  const asked = on !== undefined && readable ? { on, version: versionOn(versions, on, civilDateOf) } : undefined
  return c.page(<VersionsPage it={it} versions={versions} names={names} asked={asked} today={civilDateOf(work.now)} typed={typed} />, typed ? 422 : 200)
}

async function searchPage(work: Work, c: PageContext): Promise<Response> {
  const filter = searchFilterFrom(c.queries())
  const after = c.query("after")
  let answer: ProvisionSearch | undefined
  let typed: Typed | undefined
  if (filter.q) {
    try {
      answer = await searchProvisions(work, filter, { after })
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== "invalid") throw error
      typed = { values: { q: filter.q }, problems: [{ field: "q", message: error.message }] }
    }
  }
  const [inside, choices] = await Promise.all([filter.ordinanceId ? findOrdinance(work, filter.ordinanceId) : undefined, listChoices(work)])
  const units = choices.units.map(({ id, name }) => ({ value: id, label: name }))
  return c.page(<ProvisionSearchPage filter={filter} inside={inside} units={units} answer={answer} later={after !== undefined} typed={typed} />, typed ? 422 : 200)
}
