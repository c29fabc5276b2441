import type { Module } from "../../module.ts"
import { rowsHeld } from "../people/index.ts"
import { formsApi } from "./api.ts"
import { formPages } from "./pages/index.tsx"
import { paths } from "./paths.ts"
import { demoAreas } from "./postal/demo-areas.ts"
import { seedPostalCodes } from "./postal/import-postal-codes.ts"

/** 様式: what is asked of applicants, as data. */
export const formsModule: Module = {
  name: "forms",
  title: "様式",
  migrations: "app/kernel/forms/migrations",
  permissions: {
    "forms.design": { title: "所属の様式をつくる", roles: ["staff", "head"], scope: "unit" },
    "forms.import-postal-codes": { title: "郵便番号の一覧を取り込む", roles: ["administrator"], scope: "all" },
  },
  pages: formPages,
  api: formsApi,
  menu: [
    { group: "work", title: "様式", href: paths.list, note: "申請や報告で聞くことを組み立て、版を公開する", permission: "forms.design" },
    { group: "system", title: "郵便番号の一覧", href: paths.postalCodes, note: "日本郵便の一覧を取り込み、住所の欄で使う", permission: "forms.import-postal-codes" },
  ],
  holdings: [rowsHeld({ what: "様式", table: "form" })],
  seed: (work) => seedPostalCodes(work, demoAreas),
}
