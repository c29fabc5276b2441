import type { Typed } from "../../../kernel/http/index.ts"
import { Button, Form, Section, StatusTag, Table, TextAreaField, warekiShort } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { Issue, SheetInEdition } from "../types.ts"
import { SheetFrame } from "./sheet-frame.tsx"

export function IssuesPage({ found, typed }: { found: SheetInEdition; typed?: Typed }) {
  const { edition, sheet } = found
  const path = (issue: Issue) => paths.issue(edition.id, sheet.initiativeId, issue.id)
  return (
    <SheetFrame found={found} title="課題" typed={typed} lead="前の版から残る課題と、この版で挙げた課題です。解決した課題は、何で解決したかとともに次の版から外れます。">
      <Table
        caption="課題"
        captionHidden
        rows={sheet.issues}
        empty="挙げられている課題はありません。"
        columns={[
          { key: "text", title: "課題", rowHeader: true },
          { key: "raisedAt", title: "挙げた日", nowrap: true, cell: (issue) => warekiShort(issue.raisedAt) },
          {
            key: "state",
            title: "状態",
            cell: (issue) =>
              issue.solvedWith !== null ? (
                <>
                  <StatusTag tone="success">解決</StatusTag> {issue.solvedWith}
                </>
              ) : (
                <StatusTag tone={issue.isNew ? "accent" : "neutral"}>{issue.isNew ? "この版で追加" : "継続"}</StatusTag>
              ),
          },
          {
            key: "change",
            title: "操作",
            nowrap: true,
            cell: (issue) =>
              edition.status === "draft" && (
                <a href={path(issue)}>
                  {issue.isNew ? "直す・解決する" : "解決する"}
                  <span class="vh">：{issue.text}</span>
                </a>
              ),
          },
        ]}
      />
      {edition.status === "draft" && (
        <Section title="課題を加える" id="add">
          <Form action={paths.issues(edition.id, sheet.initiativeId)}>
            <TextAreaField name="text" label="課題" hint="1件ずつ、何が困っているかを書きます。" required rows={3} maxLength={2000} typed={typed} />
            <Button>加える</Button>
          </Form>
        </Section>
      )}
    </SheetFrame>
  )
}

export function IssuePage({ found, issue, typed }: { found: SheetInEdition; issue: Issue; typed?: Typed }) {
  const { edition, sheet } = found
  const list = paths.issues(edition.id, sheet.initiativeId)
  const own = paths.issue(edition.id, sheet.initiativeId, issue.id)
  return (
    <SheetFrame found={found} title="課題を解決する・直す" typed={typed} above={{ title: "課題", href: list }}>
      <p class="prose">{issue.text}</p>
      {issue.solvedWith === null ? (
        <Section title="解決した" id="solve">
          <Form action={`${own}/solve`}>
            <TextAreaField
              name="solvedWith"
              label="何によって解決したか"
              hint="制度、仕組み、運用の変更などを書きます。次の版では、この課題は外れます。"
              required
              rows={3}
              maxLength={2000}
              typed={typed}
            />
            <Button>解決済みにする</Button>
          </Form>
        </Section>
      ) : (
        <Section title="解決済み" id="solved">
          <p class="prose">{issue.solvedWith}</p>
          <Form action={`${own}/reopen`}>
            <Button kind="secondary">未解決に戻す</Button>
          </Form>
        </Section>
      )}
      {issue.isNew && (
        <Section title="文を直す" id="change">
          <Form action={own}>
            <TextAreaField name="text" label="課題" required rows={3} maxLength={2000} typed={typed} value={issue.text} />
            <Button>保存する</Button>
          </Form>
          <Form action={`${own}/withdraw`}>
            <Button kind="danger">この課題を取り消す</Button>
          </Form>
        </Section>
      )}
    </SheetFrame>
  )
}
