import { z } from "zod"

const reason = (title: string) => z.string().min(1).max(2000).meta({ title })

export const revisionInput = z
  .object({
    editionId: z.uuid().meta({ title: "もとにする版" }),
    kind: z.enum(["yearly", "mid-year"]).meta({ title: "作る版" }),
    reason: z.string().max(2000).default("").meta({ title: "改定の理由" }),
  })
  .refine((input) => input.kind === "yearly" || input.reason !== "", {
    path: ["reason"],
    message: "年度の途中で改定する理由を入力してください。",
  })
export type RevisionInput = z.infer<typeof revisionInput>

export const fateInput = z
  .object({
    change: z.enum(["continue", "expand", "shrink", "merge", "split", "end"]).meta({ title: "今後の扱い" }),
    reason: reason("理由"),
    /** 統合: the initiative that takes this one in. */
    intoInitiativeId: z.uuid().optional().meta({ title: "統合先の取組" }),
    /** 分割: the titles of the parts beside the one that keeps its name, one a line. */
    partTitles: z.string().max(1000).default("").meta({ title: "分割してできる取組の名称" }),
  })
  .refine((input) => input.change !== "merge" || input.intoInitiativeId, {
    path: ["intoInitiativeId"],
    message: "統合先の取組を選んでください。",
  })
  .refine((input) => input.change !== "split" || input.partTitles.trim() !== "", {
    path: ["partTitles"],
    message: "分割してできる取組の名称を、1行に1つ入力してください。",
  })
export type FateInput = z.infer<typeof fateInput>

export const newInitiativeInput = z.object({
  directionId: z.uuid().meta({ title: "取組の方向性" }),
  title: z.string().min(1).max(200).meta({ title: "取組の名称" }),
  text: z.string().max(10_000).default("").meta({ title: "取組の概要" }),
  ownerUnitId: z.uuid().optional().meta({ title: "主管課" }),
  reason: reason("新たに始める理由"),
})
export type NewInitiativeInput = z.infer<typeof newInitiativeInput>

export const submissionInput = z.object({
  inForceOn: z.iso.date().meta({ title: "施行日" }),
  note: z.string().max(2000).default("").meta({ title: "決裁者への説明" }),
})
export type SubmissionInput = z.infer<typeof submissionInput>
