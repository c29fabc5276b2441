import { z } from "zod"
import { categories } from "../../scanner/categories.ts"

/** What a language model said about one provision: an opinion, never a decision. */
export const opinionSchema = z.object({
  categories: z.array(z.object({ category: z.enum(categories), applicable: z.boolean(), reason: z.string().max(500) })).max(8),
  remark: z.string().max(1000).default(""),
})
export type Opinion = z.output<typeof opinionSchema>
