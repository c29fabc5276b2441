import { Button, dateTimeShort, Form, Page, StatusTag, Table } from "../../ui/index.ts"
import { paths } from "../paths.ts"
import type { OwnSession } from "../sessions/list-sessions.ts"

const methodWords: Record<string, string> = {
  oidc: "職員認証",
  gbizid: "GビズID",
  password: "パスワード",
  "password+totp": "パスワード＋認証アプリ",
  "password+passkey": "パスワード＋パスキー",
  "password+recovery-code": "パスワード＋回復コード",
  passkey: "パスキー",
  "mail-link": "メールのリンク",
  setup: "初期設定",
  demo: "デモ",
}

export function SessionsPage({ sessions }: { sessions: readonly OwnSession[] }) {
  return (
    <Page
      title="サインイン中の端末"
      crumbs={[{ title: "アカウントの設定", href: paths.account }, { title: "サインイン中の端末" }]}
      lead="身に覚えのないものがあれば終わらせて、パスワードを変えてください。"
    >
      <Table<OwnSession>
        caption="サインイン中の端末"
        captionHidden
        rows={sessions}
        columns={[
          {
            key: "device",
            title: "端末",
            rowHeader: true,
            cell: (row) => (
              <>
                {deviceOf(row.userAgent)} {row.current && <StatusTag tone="success">この端末</StatusTag>}
              </>
            ),
          },
          { key: "address", title: "接続元", cell: (row) => row.address || "－" },
          { key: "method", title: "方法", cell: (row) => methodWords[row.method] ?? row.method },
          { key: "startedAt", title: "サインイン", nowrap: true, cell: (row) => dateTimeShort(row.startedAt) },
          { key: "seenAt", title: "最後の操作", nowrap: true, cell: (row) => dateTimeShort(row.seenAt) },
          {
            key: "end",
            title: "操作",
            cell: (row) =>
              row.current ? (
                "－"
              ) : (
                <Form action={paths.endSession(row.id)} class="form-inline">
                  <Button kind="secondary" small label={`${deviceOf(row.userAgent)}（${dateTimeShort(row.startedAt)}）のサインインを終わらせる`}>
                    終わらせる
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      {sessions.some((session) => !session.current) && (
        <Form action={paths.endOthers}>
          <Button kind="danger">この端末以外をすべて終わらせる</Button>
        </Form>
      )}
    </Page>
  )
}

/** In rough words; what is not recognised stays as the browser said it. */
export function deviceOf(userAgent: string): string {
  const browser = /Edg\//.test(userAgent) ? "Edge" : /Firefox\//.test(userAgent) ? "Firefox" : /Chrome\//.test(userAgent) ? "Chrome" : /Safari\//.test(userAgent) ? "Safari" : ""
  const system = /Android/.test(userAgent) ? "Android" : /iPhone|iPad/.test(userAgent) ? "iOS" : /Windows/.test(userAgent) ? "Windows" : /Mac OS/.test(userAgent) ? "Mac" : /Linux/.test(userAgent) ? "Linux" : ""
  return [system, browser].filter(Boolean).join("・") || userAgent.slice(0, 60) || "不明な端末"
}
