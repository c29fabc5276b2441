import { z } from "zod"
import { type Api, notFound } from "../../kernel/http/index.ts"
import { publicImprovements } from "../improvements/public-improvements.ts"
import { type PublishedGrade, publishedGrades } from "../review/index.ts"
import { listPublicChanges } from "./list-changes.ts"
import { publicMeasures } from "./public-measures.ts"
import { findPublicInitiative, findPublicPlan, type PublicInitiative } from "./public-plan.ts"

const tag = "公開"

const gradeShape = z.object({ grade: z.string(), title: z.string(), period: z.string(), reason: z.string(), verdict: z.string() })
const initiativeShape = z.object({
  initiativeId: z.uuid(),
  numeral: z.string(),
  number: z.number().int(),
  title: z.string(),
  text: z.string(),
  actions: z.string(),
  ownerUnitName: z.string().nullable(),
  milestones: z.array(z.object({ quarter: z.number().int(), text: z.string(), doneOn: z.string().nullable() })),
  indicators: z.array(
    z.object({
      indicatorId: z.uuid(),
      kind: z.enum(["output", "outcome"]),
      name: z.string(),
      unit: z.string(),
      better: z.enum(["up", "down"]),
      baseline: z.string().nullable(),
      target: z.string().nullable(),
      noTargetReason: z.string(),
      value: z.string().nullable(),
      month: z.string().nullable(),
    }),
  ),
  noIndicatorReason: z.string(),
  grade: gradeShape.nullable(),
})

function plain(one: PublicInitiative, grade: PublishedGrade | undefined): z.infer<typeof initiativeShape> {
  const { key: _key, indicators, ...rest } = one
  return {
    ...rest,
    indicators: indicators.map(({ lineageId, measureKey: _measure, ...indicator }) => ({ indicatorId: lineageId, ...indicator })),
    grade: grade ?? null,
  }
}

export function publicationApi(api: Api): void {
  api.route(
    {
      method: "get",
      path: "/public/plan",
      summary: "施行中の推進プラン（公開する項目だけ）",
      who: "anyone",
      tag,
      answer: z.object({
        fiscalYear: z.number().int(),
        revision: z.number().int(),
        title: z.string(),
        position: z.string(),
        term: z.string(),
        inForceOn: z.string().nullable(),
        ideals: z.array(z.string()),
        directions: z.array(z.object({ numeral: z.string(), title: z.string(), aim: z.string(), initiatives: z.array(initiativeShape) })),
      }),
    },
    async (work, _input, c) => {
      const plan = await findPublicPlan(work)
      if (!plan) throw notFound("公開中の推進プラン")
      const grades = await publishedGrades(work, plan.editionId)
      c.open(60)
      return {
        fiscalYear: plan.fiscalYear,
        revision: plan.revision,
        title: plan.title,
        position: plan.position,
        term: plan.term,
        inForceOn: plan.inForceOn,
        ideals: plan.ideals,
        directions: plan.directions.map(({ initiatives, ...direction }) => ({
          ...direction,
          initiatives: initiatives.map((one) => plain(one, grades.get(one.initiativeId))),
        })),
      }
    },
  )
  api.route(
    {
      method: "get",
      path: "/public/initiatives/{id}",
      summary: "取組の進み具合",
      who: "anyone",
      tag,
      params: z.object({ id: z.uuid() }),
      answer: initiativeShape.extend({
        measures: z.array(
          z.object({
            key: z.string(),
            title: z.string(),
            unit: z.string(),
            digits: z.number().int().nullable(),
            formula: z.string(),
            evidence: z.string(),
            denominator: z.string(),
            denominatorValue: z.number().nullable(),
            value: z.number().nullable(),
          }),
        ),
        improvements: z.array(
          z.object({
            title: z.string(),
            adoptedOn: z.string(),
            doneOn: z.string().nullable(),
            estimatedHours: z.number(),
            measuredHours: z.number().nullable(),
          }),
        ),
      }),
    },
    async (work, { params }, c) => {
      const { plan, one } = await findPublicInitiative(work, params.id)
      const grade = (await publishedGrades(work, plan.editionId)).get(one.initiativeId)
      const improvements = await publicImprovements(work, one.initiativeId)
      c.open(60)
      return {
        ...plain(one, grade),
        measures: await publicMeasures(work, one),
        improvements: improvements.map(({ title, adoptedOn, doneOn, estimatedHours, measuredHours }) => ({
          title,
          adoptedOn,
          doneOn,
          estimatedHours,
          measuredHours,
        })),
      }
    },
  )
  api.route(
    {
      method: "get",
      path: "/public/changes",
      summary: "公開した版の変更（新しい順、最大50件）",
      who: "anyone",
      tag,
      answer: z.object({
        items: z.array(
          z.object({
            id: z.uuid(),
            at: z.string(),
            edition: z.string(),
            initiativeId: z.uuid().nullable(),
            title: z.string(),
            fields: z.string(),
          }),
        ),
      }),
    },
    async (work, _input, c) => {
      const changes = await listPublicChanges(work)
      c.open(60)
      return { items: changes.map(({ editionTitle, at, ...one }) => ({ ...one, edition: editionTitle, at: at.toISOString() })) }
    },
  )
}
