import type { Permission } from "../../kernel/access/index.ts"

export const subsidyPermissions: Record<string, Permission> = {
  // The section that runs the programme; its head may as well.
  "subsidies.run": { title: "所属の補助制度を設定し、申請を扱う", roles: ["staff", "head"], scope: "unit" },
  // 支払と債主: the section pays what it has decided; the file leaves only by an approval.
  "subsidies.pay": { title: "所属の補助金の支払を扱い、債主の口座を確かめる", roles: ["staff", "head"], scope: "unit" },
  "subsidies.set-payment-terms": { title: "県の支払口座を定める", roles: ["administrator"], scope: "all" },
  "subsidies.keep-national-list": { title: "国の補助金の公開一覧を取り込む", roles: ["plan-office", "administrator"], scope: "all" },
  "subsidies.see-all": { title: "すべての補助制度と申請を見る", roles: ["plan-office", "auditor"], scope: "all" },
}
