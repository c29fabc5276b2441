import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, CheckboxesField, dateTimeShort, Details, EmptyState, Form, numberText, Page, Pagination, Section, Table, TextAreaField, TextField } from "../../../../kernel/ui/index.ts"
import { categories } from "../../scanner/index.ts"
import type { Label } from "../labels.ts"
import { rulesetPaths } from "../paths.ts"

interface LabelsProps {
  items: readonly Label[]
  next: string | undefined
  later: boolean
  total: number
  shipped: number
  mayManage: boolean
  typed?: Typed | undefined
}

export function LabelsPage({ items, next, later, total, shipped, mayManage, typed }: LabelsProps) {
  return (
    <Page
      title="見本の条"
      lead={`人が読んで区分を付けた条です。規則の点数はこれで測ります。県の見本 ${numberText(total, "条")}のほか、Hagi に付属の見本 ${numberText(shipped, "条")}があります。`}
      typed={typed}
      crumbs={[{ title: "検出の規則", href: rulesetPaths.list }, { title: "見本の条" }]}
    >
      {mayManage && (
        <Section title="見本を加える" id="add">
          <Details summary="条文を貼り付けて区分を付ける" open={typed !== undefined || total === 0}>
            <Form action={rulesetPaths.labels} label="見本を加える">
              <TextField name="title" label="例規名" maxLength={500} typed={typed} />
              <TextField name="no" label="条" width="short" maxLength={200} typed={typed} />
              <TextField name="caption" label="見出し" maxLength={1000} typed={typed} />
              <TextAreaField name="text" label="条文" required rows={6} typed={typed} />
              <CheckboxesField name="categories" label="あてはまる区分" hint="どれにもあてはまらない条も見本になります。" typed={typed} options={categories.map((value) => ({ value, label: value }))} />
              <TextField name="note" label="判断の理由" maxLength={1000} typed={typed} />
              <ButtonGroup>
                <Button>見本に加える</Button>
              </ButtonGroup>
            </Form>
          </Details>
        </Section>
      )}
      <Section title="県の見本" id="own">
        {items.length === 0 ? (
          <EmptyState title={later ? "ここから先はありません" : "県の見本はまだありません"}>
            <p>規則が間違えた条を、正しい区分を付けて加えると、次に規則を直すときの物差しになります。</p>
          </EmptyState>
        ) : (
          <Table
            caption="県の見本"
            captionHidden
            columns={[
              { key: "title", title: "条", rowHeader: true, cell: (row) => `${row.title} ${row.no}${row.caption ? `（${row.caption}）` : ""}` },
              { key: "text", title: "条文", cell: ({ text }) => (text.length > 120 ? `${text.slice(0, 120)}…` : text) },
              { key: "categories", title: "区分", cell: (row) => row.categories.join("、") || "なし" },
              { key: "by", title: "付けた人", nowrap: true, cell: (row) => `${row.labelledBy ?? "－"} ${dateTimeShort(row.updatedAt)}` },
              ...(mayManage
                ? [
                    {
                      key: "remove",
                      title: "操作",
                      nowrap: true,
                      cell: (row: Label) => (
                        <Form action={rulesetPaths.removeLabel(row.id)} class="form-inline" label={`${row.title} ${row.no} を除く`}>
                          <Button kind="tertiary" small label={`${row.title} ${row.no} を除く`}>
                            除く
                          </Button>
                        </Form>
                      ),
                    },
                  ]
                : []),
            ]}
            rows={items}
          />
        )}
        <Pagination {...(later ? { previous: rulesetPaths.labels } : {})} {...(next ? { next: `${rulesetPaths.labels}?after=${next}` } : {})} />
      </Section>
    </Page>
  )
}
