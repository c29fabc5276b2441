import { Banner, Button, dateTimeShort, EmptyState, Form, HiddenField, Page, Pagination, StatusTag, Table, Tabs, type Tone } from "../../ui/index.ts"
import type { InboxItem, InboxPage as Inbox } from "../inbox.ts"
import { paths } from "../paths.ts"
import type { MailState } from "../tables.ts"

const mailWords: Record<MailState, { words: string; tone: Tone } | undefined> = {
  none: undefined,
  unset: { words: "送信先未設定", tone: "neutral" },
  waiting: { words: "送信待ち", tone: "info" },
  digest: { words: "一日分にまとめて送信", tone: "info" },
  sent: { words: "送信済み", tone: "success" },
  refused: { words: "届きませんでした", tone: "danger" },
}

export interface InboxPageProps {
  inbox: Inbox
  unreadOnly: boolean
  unread: number
  mailConfigured: boolean
  firstPage: boolean
}

export function InboxPage({ inbox, unreadOnly, unread, mailConfigured, firstPage }: InboxPageProps) {
  const { items, next } = inbox
  return (
    <Page
      title="お知らせ"
      lead="あなたに関わる出来事です。開くと既読になります。"
      actions={<a href={paths.preference}>メールの受け取り方</a>}
    >
      {!mailConfigured && (
        <Banner kind="info" title="メールの送信先（メールサーバー）が未設定です">
          お知らせはこの画面にだけ届きます。
        </Banner>
      )}
      <Tabs
        label="お知らせの種類"
        tabs={[
          { title: "すべて", href: paths.inbox, current: !unreadOnly },
          { title: unread >= 100 ? "未読（100件以上）" : "未読", href: `${paths.inbox}?unread=yes`, current: unreadOnly, count: unread },
        ]}
      />
      {items.length === 0 ? (
        <EmptyState title={unreadOnly ? "未読のお知らせはありません" : "お知らせはまだありません"}>
          あなたの提案や所属に動きがあると、ここに届きます。
        </EmptyState>
      ) : (
        <>
          <Table<InboxItem>
            caption={unreadOnly ? "未読のお知らせ" : "お知らせ"}
            captionHidden
            rows={items}
            columns={[
              {
                key: "readAt",
                title: "状態",
                nowrap: true,
                cell: (item) => <StatusTag tone={item.readAt ? "neutral" : "accent"}>{item.readAt ? "既読" : "未読"}</StatusTag>,
              },
              {
                key: "subject",
                title: "内容",
                rowHeader: true,
                cell: (item) => (
                  <>
                    <a href={paths.open(item.id)}>{item.subject}</a>
                    {item.body && <p class="quiet">{item.body}</p>}
                  </>
                ),
              },
              { key: "title", title: "きっかけ" },
              { key: "toldAt", title: "日時", nowrap: true, cell: (item) => dateTimeShort(item.toldAt) },
              {
                key: "mail",
                title: "メール",
                nowrap: true,
                cell: (item) => {
                  const state = mailWords[item.mail]
                  return state ? <StatusTag tone={state.tone}>{state.words}</StatusTag> : "－"
                },
              },
            ]}
          />
          {next && <Pagination next={`${paths.inbox}?${unreadOnly ? "unread=yes&" : ""}after=${next}`} />}
          {unread > 0 && firstPage && (
            <Form action={paths.readAll} label="まとめて既読にする">
              <HiddenField name="upTo" value={items[0]!.id} />
              <Button kind="secondary">ここまでをすべて既読にする</Button>
            </Form>
          )}
        </>
      )}
    </Page>
  )
}
