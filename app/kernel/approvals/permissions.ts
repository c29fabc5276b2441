import type { Permission } from "../access/index.ts"

export const permissions: Readonly<Record<string, Permission>> = {
  "approvals.see-unit": { title: "所属の決裁を見る", roles: ["head"], scope: "unit" },
  "approvals.see-all": { title: "すべての決裁を見る", roles: ["auditor"], scope: "all" },
  "approvals.edit-rules": { title: "専決規程を改める", roles: ["administrator"], scope: "all" },
  "approvals.declare-for-others": { title: "所属の職員の不在を届け出る", roles: ["head"], scope: "unit" },
}
