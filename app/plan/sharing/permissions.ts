import type { Permission } from "../../kernel/access/index.ts"

export const sharingPermissions: Record<string, Permission> = {
  "plan.ask": { title: "取組について質問する", roles: ["staff"], scope: "all" },
  // The owner unit's members, the heads above them, and the plan office for whatever nobody owns.
  "plan.answer-question": { title: "取組への質問に答える", roles: ["staff", "head", "plan-office"], scope: "unit" },
  "plan.hide-question": { title: "質問を非表示にする", roles: ["plan-office"], scope: "all" },
  "plan.see-reader-counts": { title: "版を読んだ人数をすべての所属について見る", roles: ["plan-office"], scope: "all" },
  // Names: only for whoever leads the person's unit. Holding plan-office is not enough.
  "plan.see-reader-names": { title: "自所属のだれが版を読んだかを見る", roles: ["head"], scope: "unit" },
}
