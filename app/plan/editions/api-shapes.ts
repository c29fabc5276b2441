import { z } from "zod"

const id = z.uuid()
const day = z.iso.date()

export const editionShape = z.object({
  id,
  fiscalYear: z.number().int(),
  revision: z.number().int(),
  title: z.string(),
  position: z.string(),
  term: z.string(),
  status: z.enum(["draft", "in-approval", "in-force", "closed"]),
  basedOnId: id.nullable(),
  reason: z.string(),
  approvalId: id.nullable(),
  inForceOn: day.nullable(),
  closedOn: day.nullable(),
  frozenAt: z.date().nullable(),
  frozenHash: z.string().nullable(),
  version: z.number().int(),
  createdAt: z.date(),
})

export const milestoneShape = z.object({
  id,
  quarter: z.number().int(),
  text: z.string(),
  doneOn: day.nullable(),
  evidence: z.string(),
  sort: z.number().int(),
})

export const indicatorShape = z.object({
  id,
  lineageId: id,
  sort: z.number().int(),
  kind: z.enum(["output", "outcome"]),
  name: z.string(),
  unit: z.string(),
  better: z.enum(["up", "down"]),
  baseline: z.string().nullable(),
  baselineNote: z.string(),
  target: z.string().nullable(),
  noTargetReason: z.string(),
  targetBasis: z.string(),
  measureKey: z.string().nullable(),
})

export const issueShape = z.object({
  id,
  text: z.string(),
  raisedIn: id,
  raisedAt: z.date(),
  isNew: z.boolean(),
  solvedWith: z.string().nullable(),
  solvedAt: z.date().nullable(),
})

export const sheetShape = z.object({
  id,
  editionId: id,
  directionId: id,
  initiativeId: id,
  key: z.string().nullable(),
  numeral: z.string(),
  number: z.number().int(),
  title: z.string(),
  aliases: z.array(z.string()),
  text: z.string(),
  ownerUnitId: id.nullable(),
  ownerUnitName: z.string().nullable(),
  partnerUnits: z.array(z.object({ id, name: z.string() })),
  presentState: z.string(),
  actions: z.string(),
  noIndicatorReason: z.string(),
  logicModel: z.object({
    inputs: z.string().optional(),
    activities: z.string().optional(),
    outputs: z.string().optional(),
    outcomes: z.string().optional(),
  }),
  nextYearProposal: z.string(),
  version: z.number().int(),
  updatedAt: z.date(),
  milestones: z.array(milestoneShape),
  indicators: z.array(indicatorShape),
  issues: z.array(issueShape),
})

export const contentShape = z.object({
  edition: editionShape,
  ideals: z.array(z.object({ id, text: z.string() })),
  directions: z.array(
    z.object({ id, numeral: z.string(), title: z.string(), aim: z.string(), sheets: z.array(sheetShape) }),
  ),
  /** True when only the sheets of the asker's own units are in it. */
  limited: z.boolean(),
})

export const sheetAnswer = z.object({
  edition: editionShape,
  direction: z.object({ id, numeral: z.string(), title: z.string(), aim: z.string() }),
  sheet: sheetShape,
})

export const versionAnswer = z.object({ id, version: z.number().int() })
export const idAnswer = z.object({ id })
export const doneAnswer = z.object({ done: z.literal(true) })

export const editionParams = z.object({ edition: id.meta({ title: "版" }) })
export const sheetParams = z.object({ edition: id.meta({ title: "版" }), initiative: id.meta({ title: "取組" }) })
export const issueParams = z.object({ ...sheetParams.shape, issue: id.meta({ title: "課題" }) })
export const milestoneParams = z.object({ ...sheetParams.shape, milestone: id.meta({ title: "マイルストーン" }) })
export const indicatorParams = z.object({ ...sheetParams.shape, indicator: id.meta({ title: "指標" }) })
