import type { Module } from "../../module.ts"
import { formsApi } from "./api.ts"
import { formPages } from "./pages/index.tsx"
import { paths } from "./paths.ts"

/** 様式: what is asked of applicants, as data. */
export const formsModule: Module = {
  name: "forms",
  title: "様式",
  migrations: "app/kernel/forms/migrations",
  permissions: { "forms.design": { title: "所属の様式をつくる", roles: ["staff", "head"], scope: "unit" } },
  pages: formPages,
  api: formsApi,
  menu: [{ group: "work", title: "様式", href: paths.list, note: "申請や報告で聞くことを組み立て、版を公開する", permission: "forms.design" }],
}
