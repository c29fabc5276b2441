import { z } from "zod"
import type { Work } from "../../kernel/database/index.ts"
import type { Api } from "../../kernel/http/index.ts"
import {
  contentShape,
  doneAnswer,
  editionParams,
  editionShape,
  idAnswer,
  indicatorParams,
  issueParams,
  milestoneParams,
  sheetAnswer,
  sheetParams,
  versionAnswer,
} from "./api-shapes.ts"
import { addSheet, removeSheet } from "./arrange-sheets.ts"
import { changeEdition } from "./change-edition.ts"
import { changeSheet } from "./change-sheet.ts"
import { createEdition } from "./create-edition.ts"
import { discardDraft } from "./discard-draft.ts"
import type { SheetIds } from "./draft.ts"
import { addIndicator, changeIndicator, removeIndicator } from "./indicators.ts"
import { editionChanges, editionInput, indicatorInput, issueInput, milestoneInput, milestoneReport, sheetChanges, sheetInput, solutionInput } from "./inputs.ts"
import { importPlanText } from "./import-plan.ts"
import { addIssue, changeIssue, reopenIssue, solveIssue, withdrawIssue } from "./issues.ts"
import { addMilestone, changeMilestone, removeMilestone, reportMilestone } from "./milestones.ts"
import { getEdition, getSheet, listEditions, readEdition } from "./read-edition.ts"

const tag = "推進プラン"
const staff = { who: "staff", tag } as const
const reason = { reason: z.string().max(500).default("").meta({ title: "理由" }) }
const why = z.object({ reason: z.string().trim().min(1).max(500).meta({ title: "理由" }) })
const sheetPath = "/plan/editions/{edition}/initiatives/{initiative}"

const ids = (params: { edition: string; initiative: string }): SheetIds => ({ editionId: params.edition, initiativeId: params.initiative })

/** The same operations and the same schemas as the pages. */
export function editionApi(api: Api): void {
  editionsApi(api)
  importApi(api)
  sheetsApi(api)
  partsApi(api)
}

function editionsApi(api: Api): void {
  api.route(
    { ...staff, method: "get", path: "/plan/editions", summary: "版の一覧", answer: z.object({ items: z.array(z.object({ ...editionShape.shape, sheets: z.number().int() })) }) },
    async (work) => ({ items: await listEditions(work) }),
  )
  api.route(
    { ...staff, method: "post", path: "/plan/editions", summary: "空の版を作る", body: editionInput, answer: z.object({ id: z.uuid(), revision: z.number().int() }) },
    async (work, { body }, c) => {
      const made = await createEdition(work, body)
      c.created(`/plan/editions/${made.id}`)
      return made
    },
  )
  api.route(
    { ...staff, method: "get", path: "/plan/editions/{edition}", summary: "版の全文", params: editionParams, answer: contentShape },
    async (work, { params }, c) => {
      const { sheets: _sheets, ...content } = await readEdition(work, params.edition)
      c.version(content.edition.version)
      return content
    },
  )
  api.route(
    { ...staff, method: "patch", path: "/plan/editions/{edition}", summary: "版の内容を直す（If-Match 必須）", params: editionParams, body: z.object({ ...editionChanges.shape, editReason: reason.reason }), answer: versionAnswer },
    async (work, { params, body: { editReason, ...changes } }, c) => {
      const version = await changeEdition(work, params.edition, changes, { expectedVersion: c.expectedVersion(), reason: editReason })
      c.version(version)
      return { id: params.edition, version }
    },
  )
  api.route(
    { ...staff, method: "delete", path: "/plan/editions/{edition}", summary: "下書きを破棄する", params: editionParams, query: why, answer: doneAnswer },
    async (work, { params, query }) => {
      await discardDraft(work, params.edition, query.reason)
      return { done: true as const }
    },
  )
}

function importApi(api: Api): void {
  api.route(
    {
      ...staff,
      method: "post",
      path: "/plan/import",
      summary: "計画の概要の文から下書きを作る",
      body: z.object({
        text: z.string().min(1).max(5_000_000).meta({ title: "文章" }),
        fiscalYear: editionInput.shape.fiscalYear.optional(),
        title: editionInput.shape.title.optional(),
      }),
      answer: z.object({
        edition: editionShape,
        initiatives: z.number().int(),
        linked: z.array(z.object({ title: z.string(), initiativeId: z.uuid(), likeness: z.number() })),
        unplaced: z.array(z.string()),
      }),
    },
    async (work, { body }, c) => {
      const made = await importPlanText(work, body.text, body)
      c.created(`/plan/editions/${made.editionId}`)
      return {
        edition: await getEdition(work, made.editionId),
        initiatives: made.initiatives,
        linked: made.linked,
        unplaced: made.read.plan.unplaced,
      }
    },
  )
}

function sheetsApi(api: Api): void {
  api.route(
    { ...staff, method: "post", path: "/plan/editions/{edition}/initiatives", summary: "取組を加える", params: editionParams, body: sheetInput, answer: z.object({ initiativeId: z.uuid() }) },
    async (work, { params, body }, c) => {
      const initiativeId = await addSheet(work, params.edition, body)
      c.created(`/plan/editions/${params.edition}/initiatives/${initiativeId}`)
      return { initiativeId }
    },
  )
  api.route(
    { ...staff, method: "get", path: sheetPath, summary: "取組シート", params: sheetParams, answer: sheetAnswer },
    async (work, { params }, c) => {
      const found = await getSheet(work, params.edition, params.initiative)
      c.version(found.sheet.version)
      return found
    },
  )
  api.route(
    { ...staff, method: "patch", path: sheetPath, summary: "取組シートを直す（If-Match 必須。重なったときは current に相手の文）", params: sheetParams, body: z.object({ ...sheetChanges.shape, ...reason }), answer: versionAnswer },
    async (work, { params, body: { reason, ...changes } }, c) => {
      const version = await changeSheet(work, ids(params), changes, { expectedVersion: c.expectedVersion(), reason })
      c.version(version)
      return { id: params.initiative, version }
    },
  )
  api.route(
    { ...staff, method: "delete", path: sheetPath, summary: "取組を下書きから外す", params: sheetParams, query: why, answer: doneAnswer },
    async (work, { params, query }) => {
      await removeSheet(work, ids(params), query.reason)
      return { done: true as const }
    },
  )
}

function partsApi(api: Api): void {
  const list = <P extends z.ZodType>(kind: "issues" | "milestones" | "indicators", summary: string, body: P, add: (work: Work, at: SheetIds, input: z.output<P>) => Promise<string>) =>
    api.route({ ...staff, method: "post", path: `${sheetPath}/${kind}`, summary, params: sheetParams, body, answer: idAnswer }, async (work, { params, body: input }, c) => {
      const id = await add(work, ids(params), input as z.output<P>)
      c.created(`/plan/editions/${params.edition}/initiatives/${params.initiative}`)
      return { id }
    })
  const done = { done: true as const }

  list("issues", "課題を加える", issueInput, (work, at, { text }) => addIssue(work, at, text))
  const issue = `${sheetPath}/issues/{issue}`
  api.route({ ...staff, method: "patch", path: issue, summary: "課題を書き換える", params: issueParams, body: issueInput, answer: doneAnswer }, async (work, { params, body }) => {
    await changeIssue(work, ids(params), params.issue, body.text)
    return done
  })
  api.route({ ...staff, method: "delete", path: issue, summary: "この版で加えた課題を取り消す", params: issueParams, answer: doneAnswer }, async (work, { params }) => {
    await withdrawIssue(work, ids(params), params.issue)
    return done
  })
  api.route({ ...staff, method: "put", path: `${issue}/solution`, summary: "課題を解決済みにする", params: issueParams, body: solutionInput, answer: doneAnswer }, async (work, { params, body }) => {
    await solveIssue(work, ids(params), params.issue, body.solvedWith)
    return done
  })
  api.route({ ...staff, method: "delete", path: `${issue}/solution`, summary: "課題を未解決に戻す", params: issueParams, answer: doneAnswer }, async (work, { params }) => {
    await reopenIssue(work, ids(params), params.issue)
    return done
  })

  list("milestones", "マイルストーンを加える", milestoneInput, addMilestone)
  const milestone = `${sheetPath}/milestones/{milestone}`
  api.route({ ...staff, method: "patch", path: milestone, summary: "マイルストーンを書き換える", params: milestoneParams, body: milestoneInput, answer: doneAnswer }, async (work, { params, body }) => {
    await changeMilestone(work, ids(params), params.milestone, body)
    return done
  })
  api.route({ ...staff, method: "delete", path: milestone, summary: "マイルストーンを外す", params: milestoneParams, answer: doneAnswer }, async (work, { params }) => {
    await removeMilestone(work, ids(params), params.milestone)
    return done
  })
  api.route({ ...staff, method: "put", path: `${milestone}/report`, summary: "マイルストーンの達成を報告する（施行中も）", params: milestoneParams, body: milestoneReport, answer: doneAnswer }, async (work, { params, body }) => {
    await reportMilestone(work, ids(params), params.milestone, body)
    return done
  })

  list("indicators", "指標を加える", indicatorInput, addIndicator)
  const indicator = `${sheetPath}/indicators/{indicator}`
  api.route({ ...staff, method: "put", path: indicator, summary: "指標を直す", params: indicatorParams, body: indicatorInput, answer: doneAnswer }, async (work, { params, body }) => {
    await changeIndicator(work, ids(params), params.indicator, body)
    return done
  })
  api.route({ ...staff, method: "delete", path: indicator, summary: "指標を外す", params: indicatorParams, answer: doneAnswer }, async (work, { params }) => {
    await removeIndicator(work, ids(params), params.indicator)
    return done
  })
}
