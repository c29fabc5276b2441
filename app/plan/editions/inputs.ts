import { z } from "zod"

const line = (title: string, max: number) => z.string().trim().min(1).max(max).meta({ title })
const prose = (title: string, max = 10_000) => z.string().max(max).meta({ title })
const decimal = (title: string) =>
  z
    .string()
    .trim()
    .transform((text) => text.normalize("NFKC").replace(/[,\s]/g, ""))
    .pipe(z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, `${title}は数字で入力してください（小数は6桁まで）。`))
    .meta({ title })

/** One schema per input; pages and REST take the same. */
export const editionInput = z.object({
  fiscalYear: z.number().int().min(2000).max(2100).meta({ title: "年度" }),
  title: line("名称", 200),
  position: prose("位置付け", 2000).default(""),
  term: prose("有効期間", 500).default(""),
})
export type EditionInput = z.infer<typeof editionInput>

export const directionInput = z.object({
  id: z.uuid().optional().meta({ title: "方向性" }),
  numeral: line("番号", 4),
  title: line("方向性の名称", 200),
  aim: prose("ねらい", 2000).default(""),
})
export type DirectionInput = z.infer<typeof directionInput>

export const editionChanges = z.object({
  title: line("名称", 200).optional(),
  position: prose("位置付け", 2000).optional(),
  term: prose("有効期間", 500).optional(),
  reason: prose("改定の理由", 2000).optional(),
  ideals: z.array(line("目指す姿", 1000)).max(10).optional().meta({ title: "目指す姿" }),
  directions: z.array(directionInput).min(1).max(10).optional().meta({ title: "取組の方向性" }),
})
export type EditionChanges = z.infer<typeof editionChanges>

export const logicModelInput = z.object({
  inputs: prose("投入", 2000).default(""),
  activities: prose("活動", 2000).default(""),
  outputs: prose("直接の結果", 2000).default(""),
  outcomes: prose("成果", 2000).default(""),
})

/** What the owner unit writes. */
export const sheetTexts = z.object({
  text: prose("取組の概要").optional(),
  presentState: prose("現状").optional(),
  actions: prose("今年度の取組").optional(),
  noIndicatorReason: prose("指標を置かない理由", 1000).optional(),
  logicModel: logicModelInput.optional().meta({ title: "ロジックモデル" }),
  nextYearProposal: prose("次年度への提案").optional(),
})

/** What only the plan office decides. */
export const sheetPlace = z.object({
  title: line("取組の名称", 200).optional(),
  aliases: z.array(line("別の書き方", 200)).max(10).optional().meta({ title: "別の書き方" }),
  ownerUnitId: z.uuid().nullable().optional().meta({ title: "主管課" }),
  partnerUnitIds: z.array(z.uuid()).max(20).optional().meta({ title: "関係課" }),
  directionId: z.uuid().optional().meta({ title: "取組の方向性" }),
  number: z.number().int().min(1).max(99).optional().meta({ title: "番号" }),
})

export const sheetChanges = z.object({ ...sheetTexts.shape, ...sheetPlace.shape })
export type SheetChanges = z.infer<typeof sheetChanges>

export const sheetInput = z.object({
  directionId: z.uuid().meta({ title: "取組の方向性" }),
  title: line("取組の名称", 200),
  text: prose("取組の概要").default(""),
  ownerUnitId: z.uuid().optional().meta({ title: "主管課" }),
  /** An initiative of another edition that this one continues. */
  initiativeId: z.uuid().optional().meta({ title: "前の版の取組" }),
})
export type SheetInput = z.input<typeof sheetInput>

export const issueInput = z.object({ text: line("課題", 2000) })
export const solutionInput = z.object({ solvedWith: line("何によって解決したか", 2000) })

export const milestoneInput = z.object({
  quarter: z.number().int().min(1).max(4).meta({ title: "四半期" }),
  text: line("マイルストーン", 500),
})
export type MilestoneInput = z.infer<typeof milestoneInput>

export const milestoneReport = z.object({
  doneOn: z.iso.date().nullable().default(null).meta({ title: "達成した日" }),
  evidence: prose("根拠", 2000).default(""),
})
export type MilestoneReport = z.input<typeof milestoneReport>

export const indicatorInput = z
  .object({
    kind: z.enum(["output", "outcome"]).meta({ title: "指標の種類" }),
    name: line("指標の名称", 200),
    unit: prose("単位", 20).default(""),
    better: z.enum(["up", "down"]).default("up").meta({ title: "良い向き" }),
    baseline: decimal("基準値").nullable().optional(),
    baselineNote: prose("基準値の時点", 200).default(""),
    target: decimal("目標値").nullable().optional(),
    noTargetReason: prose("目標値を置かない理由", 1000).default(""),
    targetBasis: prose("目標値の設定根拠", 1000).default(""),
    measureKey: z.string().max(100).nullable().optional().meta({ title: "実測値の出所" }),
  })
  // 目標値のない指標は、なぜ置かないかを書く. Nothing is invented.
  .refine((indicator) => indicator.target != null || indicator.noTargetReason !== "", {
    path: ["noTargetReason"],
    message: "目標値を入力するか、置かない理由を入力してください。",
  })
export type IndicatorInput = z.input<typeof indicatorInput>
