import { z } from "zod"
import { type Api, pageOf, pageQuery } from "../../../kernel/http/index.ts"
import { roundsApi } from "./api-rounds.ts"
import { addFinding } from "./decide/add-finding.ts"
import { assignFinding } from "./decide/assign-finding.ts"
import { completeFinding } from "./decide/complete-finding.ts"
import { decideFinding } from "./decide/decide-finding.ts"
import { addInput, clerkInput, completeInput, decisionInput, reopenInput } from "./decide/inputs.ts"
import { reopenFinding } from "./decide/reopen-finding.ts"
import { type BulkLine, bulkInput, previewBulk, runBulk, setPublic } from "./list/bulk.ts"
import { findingFilter } from "./list/list-filter.ts"
import { listFindings } from "./list/list-findings.ts"
import { paths } from "./paths.ts"
import { phasesOn, phaseTextInput, setPhaseText } from "./phases/phases.ts"
import { listPublicRules, publicFilter } from "./progress/public-rules.ts"
import { exclusionFilter, listExclusions } from "./scanning/list-exclusions.ts"
import { getScan, listScans, type ScanRow } from "./scanning/list-scans.ts"
import { retryScan, scanInput, startScan } from "./scanning/start-scan.ts"
import { applyDecision, applyInput } from "./siblings/apply-decision.ts"
import { listLikeProvisions } from "./siblings/list-like-provisions.ts"
import { listSiblings } from "./siblings/list-siblings.ts"
import { scanInside } from "./texts/inside-texts.ts"
import { getFinding } from "./read-finding.ts"
import { progressOf } from "./progress/progress.ts"
import { viewFinding } from "./view-finding.ts"

const staff = { who: "staff", tag: "アナログ規制の見直し" } as const
const ofFinding = z.object({ id: z.uuid().meta({ title: "該当候補のID" }) })
const ofScan = z.object({ id: z.uuid().meta({ title: "検出のID" }) })
const moment = z.string().nullable().meta({ format: "date-time" })
const done = z.object({})
const iso = (at: Date | null) => at?.toISOString() ?? null

const row = z.object({
  id: z.string(),
  no: z.number(),
  ordinanceId: z.string(),
  ordinanceTitle: z.string(),
  ordinanceNumber: z.string(),
  ordinanceKind: z.string(),
  unitId: z.string().nullable(),
  address: z.string(),
  articleNo: z.string(),
  caption: z.string(),
  sentence: z.string(),
  categories: z.array(z.object({ category: z.string(), kind: z.string(), verdict: z.string().nullable(), presentPhase: z.number().nullable(), targetPhase: z.number().nullable() })),
  state: z.string(),
  attention: z.string(),
  method: z.string().nullable(),
  plannedMonth: z.string().nullable(),
  clerkName: z.string().nullable(),
  decidedByName: z.string(),
  decidedAt: moment,
  public: z.boolean(),
  version: z.number(),
})
const one = row.omit({ sentence: true, categories: true }).extend({
  text: z.string(),
  textSha256: z.string(),
  rulesVersion: z.string(),
  categories: z.array(
    z.object({
      category: z.string(),
      kind: z.string(),
      byHand: z.boolean(),
      hits: z.array(z.object({ rule: z.string(), sentence: z.string(), slots: z.record(z.string(), z.string()), start: z.number(), end: z.number() })),
      verdict: z.string().nullable(),
      reasonCode: z.string(),
      note: z.string(),
      presentPhase: z.number().nullable(),
      targetPhase: z.number().nullable(),
    }),
  ),
  excluded: z.array(z.object({ rule: z.string(), reason: z.string(), sentence: z.string() })),
  origin: z.string().nullable(),
  lawName: z.string(),
  lawArticle: z.string(),
  nationalReview: z.string().nullable(),
  digitalAlready: z.boolean().nullable(),
  physicalInterest: z.boolean().nullable(),
  excludesDigital: z.boolean().nullable(),
  methodReason: z.string(),
  technologies: z.array(z.string()),
  suggestedTechnologies: z.array(z.object({ type: z.string(), score: z.number(), rows: z.number(), needs: z.array(z.string()), why: z.string() })),
  draft: z.string(),
  remark: z.string(),
  publicNote: z.string(),
  doneOn: z.string().nullable(),
  doneHow: z.string(),
})
const scanAnswer = z.object({
  id: z.string(),
  scope: z.string(),
  unitId: z.string().nullable(),
  ordinanceId: z.string().nullable(),
  rulesVersion: z.string(),
  state: z.string(),
  textsTotal: z.number(),
  textsDone: z.number(),
  articles: z.number(),
  provisions: z.number(),
  fresh: z.number(),
  changed: z.number(),
  gone: z.number(),
  hits: z.number(),
  excluded: z.number(),
  fault: z.string(),
  startedByName: z.string(),
  createdAt: moment,
  startedAt: moment,
  endedAt: moment,
})
const scanOf = (scan: ScanRow) => ({ ...scan, createdAt: iso(scan.createdAt), startedAt: iso(scan.startedAt), endedAt: iso(scan.endedAt) })

export function findingsApi(api: Api): void {
  roundsApi(api)
  api.route({ ...staff, method: "get", path: "/analog-findings", summary: "アナログ規制の該当候補の一覧", query: pageQuery.extend(findingFilter.shape), answer: pageOf(row) }, async (work, { query: { after, limit, ...filter } }, c) => {
    const { items, next } = await listFindings(work, filter, { after, limit })
    c.next(next)
    return { items: items.map((it) => ({ ...it, categories: [...it.categories], decidedAt: iso(it.decidedAt) })), next: next ?? null }
  })
  api.route({ ...staff, method: "get", path: "/analog-findings/{id}", summary: "該当候補1件：条文、当たった文、判定", params: ofFinding, answer: one }, async (work, { params }, c) => {
    const { it, categories, excluded, suggested } = await viewFinding(work, params.id)
    c.version(it.version)
    return {
      ...it,
      categories: categories.map((each) => ({ ...each, hits: each.hits.map(({ rule, sentence, slots, start, end }) => ({ rule, sentence, slots: slots as Record<string, string>, start, end })) })),
      excluded: [...excluded],
      technologies: [...it.technologies],
      suggestedTechnologies: suggested.map((each) => ({ ...each, needs: [...each.needs] })),
      decidedAt: iso(it.decidedAt),
    }
  })
  api.route({ ...staff, method: "post", path: "/analog-findings", summary: "人が読んで見つけた条文を該当候補に加える", body: addInput, answer: z.object({ id: z.string() }), status: 201 }, async (work, { body }, c) => {
    const id = await addFinding(work, body)
    c.created(paths.finding(id))
    return { id }
  })
  api.route({ ...staff, method: "put", path: "/analog-findings/{id}/decision", summary: "該非と見直しの方針を決める（If-Match）", params: ofFinding, body: decisionInput, answer: done }, async (work, { params, body }, c) => {
    await decideFinding(work, params.id, body, c.expectedVersion())
    return {}
  })
  const change = <B>(method: "post" | "put", path: string, summary: string, body: z.ZodType<B>, act: (work: Parameters<typeof setPublic>[0], id: string, input: B) => Promise<void>) =>
    api.route({ ...staff, method, path: `/analog-findings/{id}/${path}`, summary, params: ofFinding, body, answer: done }, async (work, input) => {
      await act(work, input.params.id, input.body)
      return {}
    })
  change("post", "reopening", "判定を開き直す", reopenInput, (work, id, { reason }) => reopenFinding(work, id, reason))
  change("post", "completion", "見直しを終える", completeInput, (work, id, input) => completeFinding(work, id, input))
  change("put", "clerk", "担当者を決める", clerkInput, (work, id, { clerkId }) => assignFinding(work, id, clerkId))
  change("put", "public", "公開する・やめる", z.object({ public: z.boolean().meta({ title: "公開する" }) }), (work, id, input) => setPublic(work, id, input.public))

  api.route(
    {
      ...staff,
      method: "get",
      path: "/analog-findings/{id}/siblings",
      summary: "ほかの例規にある似た条文",
      params: ofFinding,
      answer: z.object({ items: z.array(z.object({ id: z.string(), ordinanceTitle: z.string(), address: z.string(), articleNo: z.string(), caption: z.string(), state: z.string(), sentence: z.string(), categories: z.array(z.string()), score: z.number() })), notFound: z.array(z.object({ ordinanceId: z.string(), ordinanceTitle: z.string(), address: z.string(), articleNo: z.string(), sentence: z.string(), score: z.number() })).meta({ title: "候補になっていない似た条文" }) }),
    },
    async (work, { params }) => {
      const finding = await getFinding(work, params.id)
      return { items: (await listSiblings(work, finding)).map((it) => ({ ...it, categories: [...it.categories] })), notFound: await listLikeProvisions(work, finding) }
    },
  )
  const bulkAnswer = z.object({ items: z.array(z.object({ id: z.string(), title: z.string(), place: z.string(), state: z.string(), refused: z.string().nullable() })) })
  const linesOf = (lines: readonly BulkLine[]) => ({ items: lines.map((line) => ({ ...line, refused: line.refused ?? null })) })
  api.route({ ...staff, method: "post", path: "/analog-findings/bulk-preview", summary: "まとめて行う操作の前に、行えるものを確かめる", body: bulkInput, answer: bulkAnswer }, async (work, { body }) => linesOf(await previewBulk(work, body)))
  api.route({ ...staff, method: "post", path: "/analog-findings/bulk", summary: "選んだ該当候補にまとめて行う", body: bulkInput, answer: bulkAnswer }, async (work, { body }) => linesOf(await runBulk(work, body)))

  api.route({ ...staff, method: "post", path: "/analog-findings/{id}/siblings", summary: "似た条文に同じ判定を当てる", params: ofFinding, body: applyInput, answer: bulkAnswer }, async (work, { params, body }) => linesOf(await applyDecision(work, params.id, body.ids)))
  const counts = z.record(z.string(), z.number())
  api.route(
    {
      ...staff,
      method: "get",
      path: "/analog-progress",
      summary: "所属・区分・PHASEごとの進み具合",
      answer: z.object({
        total: counts,
        units: z.array(z.object({ unitId: z.string().nullable(), name: z.string(), counts })),
        categories: z.array(z.object({ category: z.string(), counts })),
        phases: z.array(z.object({ category: z.string(), present: z.array(z.number()), target: z.array(z.number()) })),
        methods: counts,
        months: z.array(z.object({ month: z.string(), planned: z.number(), done: z.number() })),
        excluded: z.array(z.object({ reason: z.string(), n: z.number() })),
      }),
    },
    async (work) => {
      const { phases, ...progress } = await progressOf(work)
      return { ...progress, units: [...progress.units], categories: [...progress.categories], months: [...progress.months], excluded: [...progress.excluded], phases: phases.map(({ category, present, target }) => ({ category, present: [...present], target: [...target] })) }
    },
  )
  api.route(
    {
      ...staff,
      method: "get",
      path: "/analog-inside",
      summary: "補助金の制度・公募・様式と要綱の中の、押印・書面・持参・原本・記録媒体など",
      answer: z.object({ texts: z.number(), items: z.array(z.object({ unitId: z.string(), unitName: z.string(), place: z.string(), link: z.string(), published: z.boolean(), flags: z.array(z.object({ flag: z.string(), word: z.string(), sentence: z.string() })) })) }),
    },
    async (work) => {
      const { texts, items } = await scanInside(work)
      return { texts, items: items.map((it) => ({ ...it, flags: [...it.flags] })) }
    },
  )
  api.route({ ...staff, method: "get", path: "/analog-scans", summary: "検出の記録", query: pageQuery, answer: pageOf(scanAnswer) }, async (work, { query }, c) => {
    const { items, next } = await listScans(work, query)
    c.next(next)
    return { items: items.map(scanOf), next: next ?? null }
  })
  api.route({ ...staff, method: "get", path: "/analog-scans/{id}", summary: "検出の進み具合と結果", params: ofScan, answer: scanAnswer }, async (work, { params }) => scanOf(await getScan(work, params.id)))
  api.route({ ...staff, method: "post", path: "/analog-scans", summary: "検出を始める", body: scanInput, answer: z.object({ id: z.string() }), status: 201 }, async (work, { body }, c) => {
    const id = await startScan(work, body)
    c.created(`/analog-scans/${id}`)
    return { id }
  })
  api.route({ ...staff, method: "post", path: "/analog-scans/{id}/retry", summary: "止まった検出を続きから行う", params: ofScan, answer: done }, async (work, { params }) => {
    await retryScan(work, params.id)
    return {}
  })
  api.route(
    {
      ...staff,
      method: "get",
      path: "/analog-exclusions",
      summary: "候補にしなかった文と理由",
      query: pageQuery.extend(exclusionFilter.shape),
      answer: pageOf(z.object({ ordinanceId: z.string(), ordinanceTitle: z.string(), address: z.string(), articleNo: z.string(), caption: z.string(), items: z.array(z.object({ rule: z.string(), reason: z.string(), sentence: z.string() })), findingId: z.string().nullable() })),
    },
    async (work, { query: { after, limit, ...filter } }, c) => {
      const { items, next } = await listExclusions(work, filter, { after, limit })
      c.next(next)
      return { items: items.map((it) => ({ ...it, items: [...it.items] })), next: next ?? null }
    },
  )
  const rule = z.object({
    no: z.number(),
    ordinance: z.string(),
    ordinanceNumber: z.string(),
    kind: z.string(),
    address: z.string(),
    article: z.string(),
    caption: z.string(),
    office: z.string(),
    categories: z.array(z.object({ category: z.string(), presentPhase: z.number().nullable(), targetPhase: z.number().nullable() })),
    state: z.string(),
    method: z.string(),
    plannedMonth: z.string(),
    doneOn: z.string(),
    explanation: z.string(),
  })
  api.route({ who: "anyone", tag: "アナログ規制の見直し状況", method: "get", path: "/analog-rules", summary: "公開している見直しの一覧（オープンデータ）", query: pageQuery.extend(publicFilter.shape), answer: pageOf(rule) }, async (work, { query: { after, limit, ...filter } }, c) => {
    const { items, next } = await listPublicRules(work, filter, { after, limit })
    c.open(60)
    c.next(next)
    return { items: items.map(({ ordinanceId: _, ...it }) => ({ ...it, categories: [...it.categories] })), next: next ?? null }
  })
  const phase = z.object({ category: z.string(), phase: z.number(), text: z.string(), confirmed: z.boolean(), source: z.string(), validFrom: z.string().nullable() })
  api.route({ ...staff, method: "get", path: "/analog-phases", summary: "いまのPHASEの説明", answer: z.object({ items: z.array(phase) }) }, async (work) => ({ items: await phasesOn(work) }))
  api.route({ ...staff, method: "put", path: "/analog-phases", summary: "PHASEの説明を日付から置き換える", body: phaseTextInput, answer: done }, async (work, { body }) => {
    await setPhaseText(work, body)
    return {}
  })
}
