import type { Permission } from "../../kernel/access/index.ts"

export const ordinancePermissions: Record<string, Permission> = {
  // 例規集 is public law: every member of staff reads it. What is changed in it is the office's.
  "ordinances.read": { title: "例規集を読み、条文をさがす", roles: ["staff", "head"], scope: "all" },
  "ordinances.manage": { title: "例規集を取り込み、検出の規則と見直しの一覧を管理する", roles: ["rulebook-office"], scope: "all" },
  // The owning section decides on its own provisions.
  "ordinances.review": { title: "所属の所管する例規のアナログ規制を判定し、改正案をつくる", roles: ["staff", "head"], scope: "unit" },
  "ordinances.see-all": { title: "すべての見直しの状況を見る", roles: ["rulebook-office", "plan-office", "auditor"], scope: "all" },
}
