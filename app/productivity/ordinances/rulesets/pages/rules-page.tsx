import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, Details, DownloadLinks, FileField, Form, Section, Table, TextAreaField } from "../../../../kernel/ui/index.ts"
import { categories } from "../../scanner/index.ts"
import { conditionLines } from "../condition-words.ts"
import { rulesetPaths } from "../paths.ts"
import type { Ruleset } from "../ruleset.ts"
import { RulesetFrame } from "./frame.tsx"

interface RulesProps {
  ruleset: Ruleset
  mayManage: boolean
  typed?: Typed | undefined
}

export function RulesPage({ ruleset, mayManage, typed }: RulesProps) {
  const id = ruleset.id ?? "standard"
  const edits = mayManage && ruleset.state === "draft"
  const { rules } = ruleset
  return (
    <RulesetFrame ruleset={ruleset} tab="rules" typed={typed} actions={edits && <ButtonLink href={rulesetPaths.newRule(id)}>規則を加える</ButtonLink>}>
      {edits && (
        <Banner title="作成中の版です">
          <p>
            公開するまで、検出は使用中の版で行われます。公開の前に<a href={rulesetPaths.quality(id)}>「質」</a>で見本の条による点数を比べます。
          </p>
        </Banner>
      )}
      {categories.map((category) => {
        const own = rules.rules.filter((one) => one.category === category)
        return (
          <Section title={category} id={`c${categories.indexOf(category)}`}>
            <Table
              caption={`${category}の規則`}
              captionHidden
              columns={[
                { key: "title", title: "何をさがすか", rowHeader: true, cell: (rule) => (edits ? <a href={rulesetPaths.rule(id, rule.id)}>{rule.title}</a> : rule.title) },
                { key: "kind", title: "類型", nowrap: true, cell: (rule) => rule.kind ?? "－" },
                { key: "find", title: "パターン", cell: (rule) => <Folded text={rule.find.join("\n")} words={`${rule.find.length}通り`} /> },
                { key: "needs", title: "条件", cell: (rule) => <Folded text={conditionLines(rule.needs ?? [])} /> },
                { key: "unless", title: "除外", cell: (rule) => <Folded text={conditionLines(rule.unless ?? [])} /> },
                { key: "id", title: "名前", nowrap: true, cell: (rule) => <code>{rule.id}</code> },
              ]}
              rows={own}
              empty="この区分の規則はありません。"
            />
          </Section>
        )
      })}
      <Section title="すべての規則に共通の除外" id="exclusions">
        <Table
          caption="共通の除外"
          captionHidden
          columns={[
            { key: "title", title: "除くもの", rowHeader: true },
            { key: "reason", title: "理由", cell: ({ reason }) => `${reason} ${rules.reasons[reason] ?? ""}` },
            { key: "words", title: "見るところと語", cell: (one) => <Folded text={conditionLines([one])} /> },
            { key: "categories", title: "区分", cell: (one) => one.categories?.join("、") ?? "すべて" },
          ]}
          rows={rules.exclusions}
        />
      </Section>
      <Section title="ファイルで受け渡す" id="file">
        <p>規則の全体を JSON で保存し、ほかの県と交換したり、表計算や編集ソフトで直して戻したりできます。</p>
        <DownloadLinks label="規則を保存" downloads={[{ format: "json", href: rulesetPaths.file(id) }]} />
        {edits && (
          <Form action={rulesetPaths.upload(id)} version={ruleset.version} enctype="multipart/form-data" label="規則のファイルを入れる">
            <FileField name="file" label="規則のファイル（JSON）" hint="作成中の版の規則が、ファイルの規則に置き換わります。誤りがあれば何も変わりません。" accept=".json" required typed={typed} />
            <ButtonGroup>
              <Button kind="secondary">ファイルを入れる</Button>
            </ButtonGroup>
          </Form>
        )}
      </Section>
      {edits ? <Ending ruleset={ruleset} typed={typed} /> : mayManage && <Again id={id} />}
    </RulesetFrame>
  )
}

function Ending({ ruleset, typed }: { ruleset: Ruleset; typed: Typed | undefined }) {
  const id = ruleset.id!
  return (
    <Section title="公開する" id="publish">
      <Form action={rulesetPaths.publish(id)} version={ruleset.version} label="公開">
        <TextAreaField name="reason" label="公開する理由" hint="使用中の版より点数の下がる区分があるときは、必ず書きます。" rows={2} maxLength={1000} typed={typed} />
        <ButtonGroup>
          <Button>見本の条で測って公開する</Button>
          <ButtonLink href={rulesetPaths.quality(id)} kind="tertiary">
            先に点数を見る
          </ButtonLink>
        </ButtonGroup>
      </Form>
      <Details summary="この版を捨てる">
        <Form action={rulesetPaths.discard(id)} label="版を捨てる">
          <ButtonGroup>
            <Button kind="danger">作成中の版を捨てる</Button>
          </ButtonGroup>
        </Form>
      </Details>
    </Section>
  )
}

function Again({ id }: { id: string }) {
  return (
    <Section title="この版から始める" id="again">
      <Form action={rulesetPaths.drafts} label="この版から新しい版">
        <input type="hidden" name="fromId" value={id} />
        <ButtonGroup>
          <Button kind="secondary">この版から新しい版を作る</Button>
        </ButtonGroup>
      </Form>
    </Section>
  )
}

function Lines({ text }: { text: string }) {
  return <span class="pre-wrap">{text}</span>
}

function Folded({ text, words = `${text.split("\n").length}件` }: { text: string; words?: string }) {
  if (!text) return <>－</>
  return text.length < 60 ? <Lines text={text} /> : <Details summary={words}><Lines text={text} /></Details>
}
