import { Button, ButtonGroup, ButtonLink, dateTime, Form, Page, percentText, Section, StatusTag, Table } from "../../../../kernel/ui/index.ts"
import { rulesetPaths } from "../paths.ts"
import { nameOfRuleset, type Ruleset, rulesetStateWords } from "../ruleset.ts"

interface ListProps {
  items: readonly Omit<Ruleset, "rules">[]
  mayManage: boolean
}

export function RulesetListPage({ items, mayManage }: ListProps) {
  const draft = items.find(({ state }) => state === "draft")
  return (
    <Page
      title="検出の規則"
      lead="例規の条文から、目視・書面掲示などを求める条を見つける規則です。語とパターンはデータで、県の例規に合わせて直し、版として残せます。"
      actions={
        <>
          {mayManage &&
            (draft ? (
              <ButtonLink href={rulesetPaths.one(draft.id!)} kind="primary">
                作成中の版を開く
              </ButtonLink>
            ) : null)}
          <ButtonLink href={rulesetPaths.labels}>見本の条</ButtonLink>
        </>
      }
    >
      {mayManage && !draft && (
        <Form action={rulesetPaths.drafts} label="新しい版">
          <ButtonGroup>
            <Button>使用中の版から新しい版を作る</Button>
          </ButtonGroup>
        </Form>
      )}
      <Section title="版の一覧" id="list">
        <Table
          caption="検出の規則の版"
          captionHidden
          columns={[
            { key: "title", title: "版", rowHeader: true, cell: (row) => <a href={rulesetPaths.one(row.id ?? "standard")}>{nameOfRuleset(row)}</a> },
            { key: "state", title: "状態", nowrap: true, cell: ({ state }) => <StatusTag tone={state === "in-force" ? "success" : state === "draft" ? "info" : "neutral"}>{rulesetStateWords[state]}</StatusTag> },
            { key: "precision", title: "適合率", align: "right", cell: ({ quality }) => percentText(quality?.overall.precision) },
            { key: "recall", title: "再現率", align: "right", cell: ({ quality }) => percentText(quality?.overall.recall) },
            { key: "f1", title: "F1", align: "right", cell: ({ quality }) => percentText(quality?.overall.f1) },
            { key: "publishedAt", title: "公開", nowrap: true, cell: ({ publishedAt }) => (publishedAt ? dateTime(publishedAt) : "－") },
            { key: "author", title: "作成・公開した人", cell: ({ authorName, id }) => authorName ?? (id ? "－" : "Hagi に付属") },
            { key: "reason", title: "理由", cell: ({ reason }) => reason || "－" },
          ]}
          rows={items}
        />
        <p class="muted">適合率・再現率・F1 は、公開したときに見本の条で測った値です。いまの値は各版の「質」にあります。</p>
      </Section>
    </Page>
  )
}
