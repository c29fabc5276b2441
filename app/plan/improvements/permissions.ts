import type { Permission } from "../../kernel/access/index.ts"

export const improvementPermissions: Record<string, Permission> = {
  "improvements.file": { title: "業務改善を提案する", roles: ["staff"], scope: "all" },
  // What the author's head sees and says, for their own unit and those below it.
  "improvements.head": { title: "自所属の提案に所属長として意見する", roles: ["head"], scope: "unit" },
  // The initiative's owner unit: every member sees and may draft the decision; deciding is the approval's matter.
  "improvements.own": { title: "担当する取組への提案を扱う", roles: ["staff", "head"], scope: "unit" },
  "improvements.all": { title: "すべての提案を見る", roles: ["plan-office"], scope: "all" },
}
