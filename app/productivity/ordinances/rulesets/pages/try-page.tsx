import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, EmptyState, Form, Section, Table, TextAreaField, TextField } from "../../../../kernel/ui/index.ts"
import type { Scan } from "../../scanner/index.ts"
import { rulesetPaths } from "../paths.ts"
import type { Ruleset } from "../ruleset.ts"
import { RulesetFrame } from "./frame.tsx"

interface TryProps {
  ruleset: Ruleset
  scan?: Scan | undefined
  tried?: { text: string; caption: string; title: string } | undefined
  typed?: Typed | undefined
}

const slotWords: Readonly<Record<string, string>> = { who: "だれが", act: "行為", object: "何を", place: "どこで", frequency: "どれほど", medium: "媒体" }

export function TryPage({ ruleset, scan, tried, typed }: TryProps) {
  return (
    <RulesetFrame ruleset={ruleset} tab="try" typed={typed} lead="条文を貼り付けて、この版の規則が何を見つけ、何をなぜ除くかを見ます。何も保存しません。">
      <Form action={rulesetPaths.attempt(ruleset.id ?? "standard")} label="条文を試す">
        <TextAreaField name="text" label="条文" required rows={8} typed={typed} value={tried?.text ?? ""} />
        <TextField name="caption" label="見出し" maxLength={1000} typed={typed} value={tried?.caption ?? ""} />
        <TextField name="title" label="例規名" maxLength={500} typed={typed} value={tried?.title ?? ""} />
        <ButtonGroup>
          <Button>試す</Button>
        </ButtonGroup>
      </Form>
      {scan && (
        <Section title={scan.categories.length > 0 ? `見つかった区分：${scan.categories.join("、")}` : "どの区分も見つかりませんでした"} id="found">
          {scan.hits.length > 0 && (
            <Table
              caption="見つけたところ"
              columns={[
                { key: "category", title: "区分", rowHeader: true, nowrap: true },
                { key: "rule", title: "規則", nowrap: true, cell: ({ rule }) => ruleset.rules.rules.find(({ id }) => id === rule)?.title ?? rule },
                { key: "sentence", title: "文" },
                { key: "slots", title: "当たった語", cell: ({ slots }) => Object.entries(slots).map(([name, word]) => `${slotWords[name] ?? name}：${word}`).join("、") || "－" },
              ]}
              rows={scan.hits}
            />
          )}
          {scan.excluded.length > 0 && (
            <Table
              caption="除いたところ"
              columns={[
                { key: "reason", title: "理由", rowHeader: true },
                { key: "rule", title: "規則", nowrap: true, cell: ({ rule }) => ruleset.rules.rules.find(({ id }) => id === rule)?.title ?? rule },
                { key: "sentence", title: "文・語" },
              ]}
              rows={scan.excluded}
            />
          )}
          {scan.hits.length === 0 && scan.excluded.length === 0 && <EmptyState title="当たる語もありませんでした" />}
        </Section>
      )}
    </RulesetFrame>
  )
}
