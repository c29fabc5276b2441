import { z } from "zod"
import { linesOf } from "../import-input.ts"
import { directionInput, editionChanges, sheetPlace, sheetTexts } from "../inputs.ts"
import type { SheetPart } from "./sheet-form-page.tsx"

/** What every form that saves over a version sends beside its fields. An emptied text is an empty text, not "unchanged". */
export const overVersion = {
  _version: z.number().int().min(1),
  _reason: z.string().max(500).default("").meta({ title: "書き換えた理由" }),
}

const emptied = (schema: z.ZodOptional<z.ZodString>) => schema.default("").meta({ title: schema.unwrap().meta()?.title ?? "" })

export const partSchemas = {
  overview: z.object({ ...overVersion, text: emptied(sheetTexts.shape.text) }),
  state: z.object({ ...overVersion, presentState: emptied(sheetTexts.shape.presentState) }),
  actions: z.object({ ...overVersion, actions: emptied(sheetTexts.shape.actions) }),
  proposal: z.object({ ...overVersion, nextYearProposal: emptied(sheetTexts.shape.nextYearProposal) }),
  logic: z.object({ ...overVersion, logicModel: sheetTexts.shape.logicModel.unwrap() }),
  place: z.object({
    ...overVersion,
    title: sheetPlace.shape.title.unwrap(),
    aliases: z.string().max(1000).default("").transform(linesOf).meta({ title: "別の書き方" }),
    directionId: sheetPlace.shape.directionId.unwrap(),
    number: sheetPlace.shape.number.unwrap(),
    ownerUnitId: z.uuid().nullable().default(null).meta({ title: "主管課" }),
    partnerUnitIds: sheetPlace.shape.partnerUnitIds.unwrap(),
  }),
} satisfies Record<SheetPart, z.ZodType>

export const noIndicatorForm = z.object({ ...overVersion, noIndicatorReason: emptied(sheetTexts.shape.noIndicatorReason) })

const directionRow = z.object({
  id: z.uuid().optional(),
  numeral: z.string().max(4).default("").meta({ title: "番号" }),
  title: z.string().max(200).default("").meta({ title: "方向性の名称" }),
  aim: directionInput.shape.aim,
})

export const editionForm = z.object({
  ...overVersion,
  title: editionChanges.shape.title.unwrap(),
  position: emptied(editionChanges.shape.position),
  term: emptied(editionChanges.shape.term),
  reason: z.string().max(2000).optional().meta({ title: "改定の理由" }),
  ideals: z.string().max(10_000).default("").transform(linesOf).meta({ title: "目指す姿" }),
  directions: z
    .array(directionRow)
    .max(12)
    .transform((rows) => rows.filter((row) => row.numeral !== "" || row.title !== ""))
    .refine((rows) => rows.length > 0, "取組の方向性を1つ以上入力してください。")
    .refine((rows) => rows.every((row) => row.numeral !== "" && row.title !== ""), "方向性には番号と名称の両方を入力してください。")
    .meta({ title: "取組の方向性" }),
})
