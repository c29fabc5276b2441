import type { Permission } from "../../kernel/access/index.ts"

export const subsidyPermissions: Record<string, Permission> = {
  // The section that runs the programme; its head may as well.
  "subsidies.run": { title: "所属の補助制度を設定し、申請を扱う", roles: ["staff", "head"], scope: "unit" },
  "subsidies.see-all": { title: "すべての補助制度と申請を見る", roles: ["plan-office", "auditor"], scope: "all" },
}
