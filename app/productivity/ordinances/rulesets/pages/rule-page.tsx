import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, ButtonLink, CheckboxField, Details, Form, Page, SelectField, TextAreaField, TextField } from "../../../../kernel/ui/index.ts"
import { categories, kinds, type RulesData } from "../../scanner/index.ts"
import { conditionLines, placeWords } from "../condition-words.ts"
import { rulesetPaths } from "../paths.ts"
import { nameOfRuleset, type Ruleset } from "../ruleset.ts"

interface RuleProps {
  ruleset: Ruleset
  rule: RulesData["rules"][number] | undefined
  typed?: Typed | undefined
}

export function RulePage({ ruleset, rule, typed }: RuleProps) {
  const id = ruleset.id!
  return (
    <Page
      title={rule ? rule.title : "規則を加える"}
      kicker={nameOfRuleset(ruleset)}
      typed={typed}
      crumbs={[{ title: "検出の規則", href: rulesetPaths.list }, { title: nameOfRuleset(ruleset), href: rulesetPaths.one(id) }, { title: rule ? rule.title : "規則を加える" }]}
    >
      <Details summary="書き方">
        <ul>
          <li>パターンは、語の組の名前か「 」で囲んだ語を、空白で区切って並べます。例：<code>「窓口に」 …12 act=「持参」</code>。間に「…12」と書くと12文字まで、「‥12」は読点を越えずに12文字まで空けられます。組の名前は「<a href={rulesetPaths.terms(id)}>語</a>」にあります。</li>
          <li>「検査|点検」はどちらか。「act=検査」のように枠（who act object place frequency medium）を付けると、当たった語が画面に出ます。「数」は数字です。</li>
          <li>条件と除外は1行に1つ、「場所： パターン ／ パターン」と書きます。場所は {Object.values(placeWords).join("、")} です。「語の後 14字以内」のように近さを限れます。</li>
          <li>除外には理由の番号を付けます：{Object.entries(ruleset.rules.reasons).map(([mark, words]) => `${mark} ${words}`).join("、")}。</li>
        </ul>
      </Details>
      <Form action={rule ? rulesetPaths.rule(id, rule.id) : rulesetPaths.newRule(id)} version={ruleset.version} label="規則">
        <TextField name="title" label="何をさがすか" required maxLength={80} typed={typed} value={rule?.title ?? ""} />
        <TextField name="id" label="規則の名前" hint="英小文字・数字・ハイフン・ピリオド。結果と記録に残る名前です。" required width="medium" maxLength={60} typed={typed} value={rule?.id ?? ""} />
        <SelectField name="category" label="区分" required typed={typed} value={rule?.category ?? ""} options={categories.map((value) => ({ value, label: value }))} />
        <SelectField name="kind" label="類型" typed={typed} value={rule?.kind ?? ""} empty="なし" options={kinds.map(({ code, category, title }) => ({ value: code, label: `${code} ${category}：${title}` }))} />
        <TextAreaField name="find" label="さがすパターン" hint="1行に1つ。どれか一つが文にあれば当たりです。" required rows={5} typed={typed} value={rule?.find.join("\n") ?? ""} />
        <TextAreaField name="needs" label="条件" hint="すべての行が成り立つときだけ当たりになります。" rows={4} typed={typed} value={conditionLines(rule?.needs ?? [])} />
        <TextAreaField name="unless" label="除外" hint="どれかの行が成り立てば、理由を示して除きます。" rows={5} typed={typed} value={conditionLines(rule?.unless ?? [])} />
        <CheckboxField name="brackets" label="括弧の中の語も数える" typed={typed} checked={rule?.brackets ?? false} />
        <ButtonGroup>
          <Button>保存する</Button>
          <ButtonLink href={rulesetPaths.one(id)} kind="tertiary">
            やめる
          </ButtonLink>
        </ButtonGroup>
      </Form>
      {rule && (
        <Form action={rulesetPaths.removeRule(id, rule.id)} version={ruleset.version} class="form-inline" label="規則を除く">
          <Button kind="danger" small>
            この規則を除く
          </Button>
        </Form>
      )}
    </Page>
  )
}
