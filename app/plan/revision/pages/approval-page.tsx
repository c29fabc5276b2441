import type { Typed } from "../../../kernel/http/index.ts"
import { Banner, Button, DateField, Form, Page, SummaryList, TextAreaField, dateTime, wareki } from "../../../kernel/ui/index.ts"
import { type EditionContent, editionName, hashOf, statusText } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import { fatePath } from "../paths.ts"
import type { Revision } from "../read-revision.ts"

/** Where an edition stands on its way into force, and the form that sends a draft for decision. */
export function ApprovalPage({
  content,
  revision,
  today,
  typed,
}: {
  content: EditionContent
  revision: Revision | undefined
  today: string
  typed?: Typed
}) {
  const { edition } = content
  const gaps = revision?.gaps ?? []
  const yearStart = `${edition.fiscalYear}-04-01`
  return (
    <Page
      title={`${editionName(edition)}の決裁`}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: editionName(edition), href: paths.edition(edition.id) },
      ]}
      typed={typed}
      width="narrow"
    >
      <SummaryList
        rows={[
          { key: "版", value: editionName(edition) },
          { key: "状態", value: statusText(edition) },
          { key: "施行日", value: edition.inForceOn ? wareki(edition.inForceOn) : "－" },
          ...(edition.frozenAt
            ? [
                { key: "凍結", value: dateTime(edition.frozenAt) },
                {
                  key: "凍結時との一致",
                  value: hashOf(content) === edition.frozenHash ? "一致しています" : "一致しません（内容が変わっています）",
                },
                { key: "凍結した内容の指紋（SHA-256）", value: <code class="wrap">{edition.frozenHash}</code> },
              ]
            : []),
        ]}
      />
      {edition.approvalId && (
        <p>
          <a href={`/approvals/${edition.approvalId}`}>決裁の経過を見る</a>
        </p>
      )}
      {edition.status === "draft" && gaps.length > 0 && (
        <Banner kind="warning" title={`決裁に出す前に決めることが${gaps.length}件あります`}>
          <ul>
            {gaps.map((gap) => (
              <li>
                <a href={fatePath(edition.id, gap.initiativeId)}>{gap.message}</a>
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {edition.status === "draft" && (
        <Form action={paths.approve(edition.id)}>
          <DateField
            name="inForceOn"
            label="施行日"
            required
            hint="この日から、この版が全職員と県民に示されます。"
            typed={typed}
            value={yearStart > today ? yearStart : today}
          />
          <TextAreaField name="note" label="決裁者への説明" rows={3} maxLength={2000} typed={typed} />
          <Button>起案する</Button>
        </Form>
      )}
    </Page>
  )
}
