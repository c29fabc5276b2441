import { Tabs } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { fiscalHalf } from "../half.ts"

export type InitiativeTab = "sheet" | "measures" | "review" | "questions" | "improvements" | "history"

export interface InitiativeTabsProps {
  editionId: string
  initiativeId: string
  current: InitiativeTab
  /** Civil date: which half-year's review is due. */
  today: string
  counts?: Partial<Record<InitiativeTab, number>>
}

/** The pages about one initiative, side by side; every part of the plan shows the same row. */
export function InitiativeTabs({ editionId, initiativeId, current, today, counts = {} }: InitiativeTabsProps) {
  const tabs: [InitiativeTab, string, string][] = [
    ["sheet", "取組シート", paths.initiative(editionId, initiativeId)],
    ["measures", "指標と実測値", paths.measures(initiativeId)],
    ["review", "評価", paths.review(editionId, initiativeId, fiscalHalf(today))],
    ["questions", "質問と回答", paths.questions(initiativeId)],
    ["improvements", "改善提案", `${paths.improvements}?initiative=${initiativeId}`],
    ["history", "変更履歴", paths.initiativeHistory(editionId, initiativeId)],
  ]
  return (
    <Tabs
      label="この取組のページ"
      tabs={tabs.map(([key, title, href]) => ({ title, href, current: key === current, count: counts[key] }))}
    />
  )
}
