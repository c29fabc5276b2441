import { documentPaths } from "../../../../kernel/documents/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, DateField, EmailField, EmptyState, FileField, Form, Page, RadioField, Section, Table, TextAreaField, TextField, wareki } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { Application } from "../application.ts"
import type { Member } from "../members.ts"

const roleWords = { colleague: "同僚", agent: "代理人" } as const

export function MembersPage({ it, members, typed }: { it: Application; members: readonly Member[]; typed?: Typed | undefined }) {
  const shared = typed ? { typed } : {}
  return (
    <Page
      title="いっしょに申請する人・代理人"
      kicker={it.title}
      {...shared}
      crumbs={[{ title: "わたしの申請", href: paths.myApplications }, { title: it.title || "下書き", href: paths.mine(it.id) }, { title: "いっしょに申請する人・代理人" }]}
      lead="登録した方は、ご自分のメールアドレスでサインインすると、この申請を開いて入力できます。"
    >
      {members.length === 0 ? (
        <EmptyState title="登録した人はいません" />
      ) : (
        <Table
          caption="登録した人"
          rows={members}
          columns={[
            { key: "name", title: "氏名", rowHeader: true },
            { key: "email", title: "メールアドレス" },
            { key: "role", title: "役割", cell: (row) => roleWords[row.role] },
            {
              key: "scope",
              title: "委任",
              cell: (row) =>
                row.role === "agent" ? (
                  <>
                    {row.scope}（{wareki(row.until)}まで）{row.documentId && <a href={documentPaths.document(row.documentId)}>委任状</a>}
                  </>
                ) : (
                  "－"
                ),
            },
            {
              key: "end",
              title: "操作",
              cell: (row) => (
                <Form action={paths.endMember(it.id, row.id)} class="form-inline" label={`${row.name}さんを外す`}>
                  <Button kind="tertiary" small>
                    外す
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      )}
      <Section title="登録する" id="add">
        <Form action={paths.members(it.id)} enctype="multipart/form-data">
          <RadioField
            name="role"
            label="役割"
            required
            {...shared}
            options={[
              { value: "colleague", label: "同僚（同じ会社や団体の人）" },
              { value: "agent", label: "代理人（行政書士など。委任状が要ります）" },
            ]}
          />
          <TextField name="name" label="氏名" required {...shared} maxLength={100} />
          <EmailField name="email" label="メールアドレス" required {...shared} />
          <TextAreaField name="scope" label="委任する範囲（代理人のとき）" hint="例 申請書の作成と提出、補正への対応" {...shared} maxLength={500} rows={3} />
          <DateField name="until" label="委任の期限（代理人のとき）" {...shared} parts />
          <FileField name="paper" label="委任状の写し（代理人のとき）" {...shared} />
          <Button>登録する</Button>
        </Form>
      </Section>
    </Page>
  )
}
