export const categories = ["目視", "実地監査", "定期検査・点検", "常駐・専任", "対面講習", "書面掲示", "往訪閲覧・縦覧", "記録媒体"] as const
export type Category = (typeof categories)[number]

interface Kind {
  code: string
  category: Category
  title: string
}

/** 類型. 1-① to 3-② are the manual's own numbers as 宇土市 restates them; the others are numbered here. */
export const kinds: readonly Kind[] = [
  { code: "1-①", category: "目視", title: "検査・点検" },
  { code: "1-②", category: "目視", title: "調査" },
  { code: "1-③", category: "目視", title: "巡視・見張り" },
  { code: "2-①", category: "実地監査", title: "実地監査" },
  { code: "3-①", category: "定期検査・点検", title: "第三者検査・自主検査" },
  { code: "3-②", category: "定期検査・点検", title: "調査・測定" },
  { code: "4-①", category: "常駐・専任", title: "常駐" },
  { code: "4-②", category: "常駐・専任", title: "専任" },
  { code: "5-①", category: "対面講習", title: "講習・研修の受講" },
  { code: "6-①", category: "書面掲示", title: "掲示・標識" },
  { code: "7-①", category: "往訪閲覧・縦覧", title: "申請による閲覧" },
  { code: "7-②", category: "往訪閲覧・縦覧", title: "縦覧・備置き" },
  { code: "8-①", category: "記録媒体", title: "媒体の指定" },
]
