import { z } from "zod"

export const roundInput = z.object({
  title: z.string().min(1).max(200).meta({ title: "件名" }),
  message: z.string().max(4000).default("").meta({ title: "所属へのことば" }),
  dueOn: z.iso.date().meta({ title: "回答期限" }),
  unitIds: z.array(z.uuid()).min(1).max(500).meta({ title: "照会する所属" }),
})
export type RoundInput = z.output<typeof roundInput>

export const extensionInput = z.object({
  unitId: z.uuid().meta({ title: "所属" }),
  dueOn: z.iso.date().meta({ title: "新しい期限" }),
  reason: z.string().min(1).max(1000).meta({ title: "延ばす理由" }),
})
export type ExtensionInput = z.output<typeof extensionInput>

export const answerInput = z.object({
  unitId: z.uuid().meta({ title: "所属" }),
  remark: z.string().max(2000).default("").meta({ title: "申し添えること" }),
})
export type AnswerInput = z.output<typeof answerInput>
