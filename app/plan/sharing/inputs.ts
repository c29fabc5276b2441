import { z } from "zod"

export const questionInput = z.object({
  text: z.string().trim().min(1).max(2000).meta({ title: "質問" }),
})
export type QuestionInput = z.infer<typeof questionInput>

export const questionEdit = questionInput.extend({
  expectedVersion: z.number().int().positive().optional().meta({ title: "版" }),
})
export type QuestionEdit = z.infer<typeof questionEdit>

export const answerInput = z.object({
  answer: z.string().trim().min(1).max(4000).meta({ title: "回答" }),
  expectedVersion: z.number().int().positive().optional().meta({ title: "版" }),
})
export type AnswerInput = z.infer<typeof answerInput>

export const hideInput = z.object({
  reason: z.string().trim().min(1).max(500).meta({ title: "非表示にする理由" }),
})
export type HideInput = z.infer<typeof hideInput>
