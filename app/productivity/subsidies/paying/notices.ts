import { defineNotice } from "../../../kernel/notices/index.ts"
import { payingPaths } from "./paths.ts"

interface AccountTold {
  person: string
  what: string
  /** On the page only. */
  body?: string
}

export const accountAnswered = defineNotice<AccountTold>({
  name: "subsidies.account-answered",
  title: "届け出た口座を確認したとき、直してほしいとき（申請者）",
  to: (_, { person }) => [person],
  subject: ({ what }) => `補助金の受取口座：${what}`,
  body: ({ body }) => body ?? "",
  link: () => payingPaths.myAccounts,
})
