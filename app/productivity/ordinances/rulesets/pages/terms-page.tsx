import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, Form, Table, TextAreaField, TextField } from "../../../../kernel/ui/index.ts"
import { lookAlikeLines, termLines } from "../edit-rules.ts"
import { rulesetPaths } from "../paths.ts"
import type { Ruleset } from "../ruleset.ts"
import { RulesetFrame } from "./frame.tsx"

interface TermsProps {
  ruleset: Ruleset
  mayManage: boolean
  typed?: Typed | undefined
}

const lead = "全角・半角、ひらがな・カタカナ、旧字、長音や中黒の有無は自動で同じに読みます。「立(ち)会(い)」の括弧は、あってもなくてもよい字、「{備え|備}置」はどれか、です。"

export function TermsPage({ ruleset, mayManage, typed }: TermsProps) {
  const { rules } = ruleset
  if (!mayManage || ruleset.state !== "draft") {
    return (
      <RulesetFrame ruleset={ruleset} tab="terms" lead={lead}>
        <Table
          caption="語の組"
          captionHidden
          columns={[
            { key: "name", title: "組", rowHeader: true, nowrap: true },
            { key: "words", title: "語" },
          ]}
          rows={Object.entries(rules.terms).map(([name, words]) => ({ name, words: words.join("、") }))}
        />
        <Table
          caption="紛らわしい語（中の語を数えない）"
          columns={[
            { key: "reason", title: "理由", rowHeader: true, nowrap: true, cell: ({ reason }) => `${reason} ${rules.reasons[reason] ?? ""}` },
            { key: "words", title: "語", cell: ({ words }) => words.join("、") },
          ]}
          rows={rules.lookAlikes}
        />
      </RulesetFrame>
    )
  }
  return (
    <RulesetFrame ruleset={ruleset} tab="terms" lead={lead} typed={typed}>
      <Form action={rulesetPaths.terms(ruleset.id!)} version={ruleset.version} label="語">
        <TextField name="title" label="版の名称" required maxLength={80} typed={typed} value={rules.title} />
        <TextField name="version" label="版の記号" hint="検出の結果に残ります。例：2026-12" required width="short" maxLength={40} typed={typed} value={rules.version} />
        <TextAreaField name="terms" label="語の組" hint="1行に1組、「組の名前： 語、語、語」と書きます。読点を含む語は「 」で囲みます。" required rows={24} typed={typed} value={termLines(rules.terms)} />
        <TextAreaField name="lookAlikes" label="紛らわしい語" hint="1行に1まとまり、「②： 語、語」と書きます。この語の中にある語は数えません。" rows={8} typed={typed} value={lookAlikeLines(rules.lookAlikes)} />
        <ButtonGroup>
          <Button>保存する</Button>
        </ButtonGroup>
      </Form>
    </RulesetFrame>
  )
}
