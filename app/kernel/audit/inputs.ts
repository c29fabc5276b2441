import { z } from "zod"

export const auditQuery = z.object({
  who: z.string().max(80).optional().meta({ title: "操作した人" }),
  what: z.string().max(100).optional().meta({ title: "操作", description: "操作の名前か、その始まり" }),
  subjectKind: z.string().max(100).optional().meta({ title: "対象の種類" }),
  subjectId: z.string().max(100).optional().meta({ title: "対象のID" }),
  from: z.iso.date().optional().meta({ title: "期間の始まり" }),
  until: z.iso.date().optional().meta({ title: "期間の終わり" }),
  after: z.string().max(500).optional().meta({ title: "カーソル" }),
  limit: z.number().int().min(1).max(100).default(50).meta({ title: "件数" }),
})
export type AuditQuery = z.output<typeof auditQuery>
