import type { ComponentChildren } from "preact"
import type { Typed } from "../../../../kernel/http/index.ts"
import { Page, Tabs } from "../../../../kernel/ui/index.ts"
import { rulesetPaths } from "../paths.ts"
import { nameOfRuleset, type Ruleset } from "../ruleset.ts"

interface FrameProps {
  ruleset: Ruleset
  tab: "rules" | "terms" | "try" | "quality"
  typed?: Typed | undefined
  actions?: ComponentChildren
  lead?: string
  children: ComponentChildren
}

/** One version under its four tabs. */
export function RulesetFrame({ ruleset, tab, typed, actions, lead, children }: FrameProps) {
  const id = ruleset.id ?? "standard"
  return (
    <Page title={nameOfRuleset(ruleset)} kicker="検出の規則" typed={typed} crumbs={[{ title: "検出の規則", href: rulesetPaths.list }, { title: nameOfRuleset(ruleset) }]} actions={actions} {...(lead ? { lead } : {})}>
      <Tabs
        label="この版"
        tabs={[
          { title: "規則", href: rulesetPaths.one(id), current: tab === "rules", count: ruleset.rules.rules.length },
          { title: "語", href: rulesetPaths.terms(id), current: tab === "terms", count: Object.keys(ruleset.rules.terms).length },
          { title: "試す", href: rulesetPaths.attempt(id), current: tab === "try" },
          { title: "質", href: rulesetPaths.quality(id), current: tab === "quality" },
        ]}
      />
      {children}
    </Page>
  )
}
