/** A role people can hold. Modules say in their permissions what it carries. */
export interface Role {
  name: string
  title: string
  /** One sentence for whoever grants it. */
  what: string
  /** Follows from being staff or from the post. */
  implicit?: boolean
  /** Granted for a unit and what lies below it; the others for the whole prefecture. */
  byUnit?: boolean
}

export const roles: readonly Role[] = [
  { name: "administrator", title: "システム管理者", what: "役割の付与、組織と職員の登録、ジョブの管理をします。業務の決裁はできません。" },
  { name: "plan-office", title: "推進プラン担当", what: "推進プランの年度版をつくり、改定をとりまとめます（行政経営担当課）。" },
  { name: "rulebook-office", title: "例規担当", what: "例規集を取り込み、アナログ規制の検出の規則と見直しの一覧を管理し、改正をとりまとめます（文書法制担当課）。" },
  { name: "plan-reviewer", title: "評価者", what: "取組の自己評価を読み、判定します。" },
  { name: "auditor", title: "監査", what: "操作の記録を読み、改ざんの有無を確かめます。" },
  { name: "head", title: "所属長", what: "所属とその下の所属の長です。課長級以上の職に就くと自動で付き、長の不在の間は代理の人に付与できます。", implicit: true, byUnit: true },
  { name: "staff", title: "職員", what: "すべての職員です。", implicit: true },
]

/** Those that can be given by hand: a stand-in for an absent head, but nobody is made staff. */
export function grantableRoles(): readonly Role[] {
  return roles.filter((role) => !role.implicit || role.byUnit)
}

export function findRole(name: string): Role | undefined {
  return roles.find((role) => role.name === name)
}

/** Its Japanese title; a role that no longer exists is called by its name. */
export function roleTitle(name: string): string {
  return findRole(name)?.title ?? name
}
