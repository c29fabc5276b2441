import type { Permission } from "../../kernel/access/index.ts"

/** What editions need; the other parts declare their own beside their pages. */
export const editionPermissions: Record<string, Permission> = {
  "plan.edit": { title: "推進プランを編集する", roles: ["plan-office"], scope: "all" },
  "plan.see-drafts": { title: "下書きの版を見る", roles: ["plan-office"], scope: "all" },
  // Between submission and decision: those who decide are heads of units, wherever the route leads.
  "plan.see-submitted": { title: "決裁中の版を見る", roles: ["head", "plan-office"], scope: "all" },
  // "staff" with scope unit: the members of the owner unit; heads of units above it through their grant.
  "plan.edit-sheet": { title: "自所属の取組シートを書く", roles: ["staff", "head", "plan-office"], scope: "unit" },
}
