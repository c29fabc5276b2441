import type { Typed } from "../../http/index.ts"
import { Banner, Button, CheckboxField, DateField, dateTimeShort, Form, Page, Section, StatusTag, Table, TextField } from "../../ui/index.ts"
import { paths } from "../paths.ts"
import type { ApiToken } from "../tokens/api-tokens.ts"

export interface TokensPageProps {
  tokens: readonly ApiToken[]
  now: Date
  /** Just made: shown now and never again. */
  fresh?: string
  typed?: Typed | undefined
}

export function TokensPage({ tokens, now, fresh, typed }: TokensPageProps) {
  const more = typed ? { typed } : {}
  return (
    <Page
      title="アクセストークン"
      crumbs={[{ title: "アカウントの設定", href: paths.account }, { title: "アクセストークン" }]}
      lead="ほかのプログラムから API を使うための鍵です。あなたができることを、あなたの名前で行います。"
      {...more}
    >
      {fresh && (
        <Banner kind="warning" title="この鍵は今だけ表示されます。控えてから画面を移ってください。">
          <p>
            <code>{fresh}</code>
          </p>
        </Banner>
      )}
      <Table<ApiToken>
        caption="アクセストークンの一覧"
        captionHidden
        rows={tokens}
        empty="アクセストークンはありません。"
        columns={[
          { key: "name", title: "名前", rowHeader: true, cell: (row) => `${row.name}（…${row.ending}）` },
          { key: "scopes", title: "できること", nowrap: true, cell: (row) => (row.scopes.includes("write") ? "読み書き" : "読むだけ") },
          { key: "expiresAt", title: "有効期限", nowrap: true, cell: (row) => dateTimeShort(row.expiresAt) },
          { key: "usedAt", title: "最後に使った", nowrap: true, cell: (row) => dateTimeShort(row.usedAt) },
          {
            key: "state",
            title: "状態",
            nowrap: true,
            cell: (row) =>
              row.revokedAt ? <StatusTag>取消済み</StatusTag> : row.expiresAt <= now ? <StatusTag>期限切れ</StatusTag> : <StatusTag tone="success">有効</StatusTag>,
          },
          {
            key: "revoke",
            title: "操作",
            cell: (row) =>
              row.revokedAt || row.expiresAt <= now ? (
                "－"
              ) : (
                <Form action={paths.revokeToken(row.id)} class="form-inline">
                  <Button kind="secondary" small label={`「${row.name}」を取り消す`}>
                    取り消す
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      <Section title="新しくつくる">
        <Form action={paths.tokens} submission="" label="アクセストークンをつくる">
          <TextField name="name" label="名前" hint="何に使うかが分かるように。例：統計課の集計" required maxLength={80} {...more} />
          <DateField name="expiresOn" label="有効期限" hint="この日の終わりまで使えます。1年以内。" required {...more} />
          <CheckboxField name="write" label="書き込みも許す" hint="印を付けないと読むだけになります。" {...more} />
          <Button>つくる</Button>
        </Form>
      </Section>
    </Page>
  )
}
