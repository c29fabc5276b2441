import type { Module } from "../../module.ts"
import { defineJob } from "../jobs/index.ts"
import { peopleApi } from "./api.ts"
import { accountPages } from "./pages/account-pages.tsx"
import { demoPages } from "./pages/demo-pages.tsx"
import { importPages } from "./pages/import-pages.tsx"
import { linkPages } from "./pages/link-pages.tsx"
import { oidcPages } from "./pages/oidc-pages.tsx"
import { passwordPages } from "./pages/password-pages.tsx"
import { peoplePages } from "./pages/people-pages.tsx"
import { signInPages } from "./pages/sign-in-pages.tsx"
import { unitPages } from "./pages/units-pages.tsx"
import { paths } from "./paths.ts"
import { seedPeople } from "./seed.ts"
import { reorganisationApi } from "./units/api.ts"
import { carryOutJob } from "./units/carry-out.ts"
import { sweepSignIn } from "./sign-in/attempts.ts"

const sweepJob = defineJob({ name: "people.sweep-sign-in", title: "期限の過ぎたサインインの記録を片付ける", run: (work) => sweepSignIn(work) })

export const peopleModule: Module = {
  name: "people",
  title: "人と組織",
  migrations: "app/kernel/people/migrations",
  permissions: {
    "people.see-directory": { title: "職員名簿と組織を見る", roles: ["staff"], scope: "all" },
    "people.grant": { title: "役割を付与・取消しする", roles: ["administrator"], scope: "all" },
    "people.reorganise": { title: "組織改正を行う", roles: ["administrator"], scope: "all" },
    "people.import": { title: "職員を登録・異動させる", roles: ["administrator"], scope: "all" },
    "people.register-company": { title: "法人と、その法人のために申請できる人を登録する", roles: ["administrator"], scope: "all" },
    "people.reset-credentials": { title: "職員のサインイン手段を再設定する", roles: ["administrator"], scope: "all" },
  },
  menu: [
    { group: "people", title: "職員名簿", href: paths.people, note: "氏名・フリガナ・職員番号・所属から探す", permission: "people.see-directory" },
    { group: "people", title: "組織", href: paths.units, note: "いつの日の組織でも見られる", permission: "people.see-directory" },
    { group: "system", title: "役割", href: paths.roles, note: "だれが、どの範囲で、いつまで何をできるか", permission: "people.grant" },
    { group: "system", title: "職員の登録・異動", href: paths.importStaff, note: "人事担当の一覧をまとめて取り込む", permission: "people.import" },
    { group: "system", title: "組織改正", href: paths.reorganise, note: "新設・改称・移管・廃止を計画する", permission: "people.reorganise" },
  ],
  pages(site) {
    demoPages(site)
    signInPages(site)
    passwordPages(site)
    linkPages(site)
    oidcPages(site)
    accountPages(site)
    // Before /people/:id, which would take their last words for ids.
    importPages(site)
    peoplePages(site)
    unitPages(site)
  },
  api(api) {
    peopleApi(api)
    reorganisationApi(api)
  },
  jobs: [sweepJob, carryOutJob],
  schedules: [{ job: sweepJob, cron: "17 * * * *", title: "毎時17分に期限の過ぎたサインインの記録を片付ける" }],
  seed: seedPeople,
}
