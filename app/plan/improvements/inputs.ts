import { z } from "zod"
import { pageQuery } from "../../kernel/http/index.ts"
import { minutesOf } from "./durations.ts"
import { filedStates } from "./improvement-states.ts"

/** 「1.5」「1時間30分」「90分」「1:30」, as whole minutes. */
const duration = z
  .string()
  .min(1)
  .max(20)
  .transform((text, context) => {
    const minutes = minutesOf(text)
    if (minutes !== undefined && minutes <= 6_000_000) return minutes
    context.addIssue({
      code: "custom",
      message: "時間は「1.5」「1時間30分」「90分」のように、10万時間以内で入力してください。",
    })
    return z.NEVER
  })

const title = z.string().min(1).max(100).meta({ title: "題名" })
const initiativeId = z.uuid().meta({ title: "対象の取組" })
const presentWay = z.string().min(1).max(4000).meta({ title: "現在のやり方" })
const proposedWay = z.string().min(1).max(4000).meta({ title: "改善後のやり方" })
const per = z.enum(["occurrence", "month"]).meta({ title: "時間の数え方", description: "occurrence: 1回あたり、month: 1か月あたり" })
const hoursNow = duration.meta({ title: "現在の時間", description: "「1.5」「1時間30分」「90分」「1:30」。1分未満四捨五入" })
const hoursAfter = duration.meta({ title: "改善後の時間", description: "「1.5」「1時間30分」「90分」「1:30」。1分未満四捨五入" })
const timesAYear = z.number().int().min(1).max(1_000_000).meta({ title: "1年の回数（月あたりのときは月数）" })
const people = z.number().int().min(1).max(100_000).meta({ title: "人数" })
const evidence = z.string().min(1).max(4000).meta({ title: "時間の根拠" })
const copiedFromId = z.uuid().optional().meta({ title: "元の提案" })
const files = z.array(z.custom<File>((value) => value instanceof File)).max(5).optional().meta({ title: "添付ファイル" })

/** Everything a filing needs. Files come with the form only; over REST they are documents of their own. */
export const improvementInput = z.object({
  initiativeId,
  title,
  presentWay,
  proposedWay,
  per: per.default("occurrence"),
  hoursNow,
  hoursAfter,
  timesAYear,
  people,
  evidence,
  copiedFromId,
})
export type ImprovementInput = z.output<typeof improvementInput>

/** A draft is worth keeping with a title alone. */
export const draftInput = z.object({
  initiativeId,
  title,
  presentWay: presentWay.optional(),
  proposedWay: proposedWay.optional(),
  per: per.default("occurrence"),
  hoursNow: hoursNow.optional(),
  hoursAfter: hoursAfter.optional(),
  timesAYear: timesAYear.optional(),
  people: people.optional(),
  evidence: evidence.optional(),
  copiedFromId,
})
export type DraftInput = z.output<typeof draftInput>

export const draftChanges = draftInput.omit({ copiedFromId: true }).partial().meta({ title: "変更する項目" })
export type DraftChanges = z.output<typeof draftChanges>

const versionField = { _version: z.number().int().optional().meta({ title: "版" }) }
export const improvementForm = improvementInput.extend({ ...versionField, files })
export const draftForm = draftInput.extend({ ...versionField, files })
export const refileForm = improvementForm.extend({ answer: z.string().max(2000).optional().meta({ title: "差戻しへの回答" }) })
export const refileInput = improvementInput
  .omit({ copiedFromId: true })
  .extend({ answer: z.string().max(2000).optional().meta({ title: "差戻しへの回答" }) })

export const commentInput = z.object({ text: z.string().min(1).max(2000).meta({ title: "コメント" }) })
export const askBackInput = z.object({ text: z.string().min(1).max(2000).meta({ title: "聞き返すこと" }) })
export const withdrawInput = z.object({ reason: z.string().max(1000).optional().meta({ title: "取下げの理由" }) })

export const proposalInput = z
  .object({
    verdict: z.enum(["adopt", "decline"]).meta({ title: "採否の案" }),
    reason: z.string().max(2000).optional().meta({ title: "理由" }),
    plannedOn: z.iso.date().optional().meta({ title: "実施予定日" }),
    cost: z.number().int().min(0).max(1_000_000_000_000).optional().meta({ title: "実施に要る経費", description: "円。決裁者は専決規程の金額で決まる" }),
  })
  .superRefine((input, context) => {
    if (input.verdict === "decline" && !input.reason) {
      context.addIssue({ code: "custom", path: ["reason"], message: "不採用とする理由を入力してください。" })
    }
    if (input.verdict === "adopt" && !input.plannedOn) {
      context.addIssue({ code: "custom", path: ["plannedOn"], message: "実施予定日を入力してください。" })
    }
  })
export type ProposalInput = z.output<typeof proposalInput>

export const planInput = z.object({ plannedOn: z.iso.date().meta({ title: "実施予定日" }) })
export const doneInput = z.object({
  doneOn: z.iso.date().meta({ title: "実施日" }),
  note: z.string().max(2000).optional().meta({ title: "実施した内容" }),
})
export const measurementInput = z.object({
  measuredOn: z.iso.date().meta({ title: "測定日" }),
  hoursNow: duration.meta({ title: "実際にかかっている時間", description: "「1.5」「1時間30分」「90分」「1:30」。1分未満四捨五入" }),
  timesAYear,
  people,
  evidence: z.string().min(1).max(4000).meta({ title: "測定の根拠" }),
})
export type MeasurementInput = z.output<typeof measurementInput>

export const whose = ["all", "mine", "unit", "owned"] as const
export const sorts = ["filed", "saved"] as const

/** The conditions of the list, as its address carries them. */
export const listFilter = z.object({
  state: z.enum(filedStates).optional().meta({ title: "状態" }),
  initiativeId: z.uuid().optional().meta({ title: "対象の取組" }),
  unitId: z.uuid().optional().meta({ title: "提案した所属" }),
  whose: z.enum(whose).default("all").meta({ title: "範囲", description: "all すべて、mine 自分の提案、unit 自所属の提案、owned 自所属が担当する取組への提案" }),
  fiscalYear: z.number().int().min(2000).max(2100).optional().meta({ title: "年度" }),
  q: z.string().max(100).optional().meta({ title: "言葉" }),
  sort: z.enum(sorts).default("filed").meta({ title: "並べ方", description: "filed 受付順、saved 見込みの効果順" }),
  direction: z.enum(["ascending", "descending"]).default("descending").meta({ title: "向き" }),
})
export type ListFilter = z.output<typeof listFilter>
export const listQuery = listFilter.extend(pageQuery.shape)

/** A list's address with something odd in it is the list without that condition, not an error. */
export function filterFrom(values: Record<string, unknown>): ListFilter {
  const filter: Record<string, unknown> = {}
  for (const [key, schema] of Object.entries(listFilter.shape)) {
    const raw = Array.isArray(values[key]) ? values[key][0] : values[key]
    const text = typeof raw === "string" ? raw.replaceAll("\u0000", "").trim() : undefined
    const given = text === undefined || text === "" ? undefined : key === "fiscalYear" ? Number(text) : text.slice(0, 100)
    const parsed = schema.safeParse(given)
    filter[key] = parsed.success ? parsed.data : schema.safeParse(undefined).data
  }
  return filter as ListFilter
}
