import type { Context } from "hono"
import type { Actor } from "../access/actor.ts"
import { Page } from "../ui/index.ts"
import type { House } from "./house.ts"
import { contextOf } from "./page-context.ts"
import { Refusal, statusOf } from "./refusal.ts"

const HEADINGS = {
  invalid: "受け付けられませんでした",
  forbidden: "この画面を開く権限がありません",
  "not-found": "ページが見つかりません",
  conflict: "ほかの人の更新と重なりました",
  unavailable: "いまは利用できません",
} as const

/** The page for a refusal; for a fault of ours a number people can give to whoever mends it. */
export async function errorPage(c: Context, house: House, actor: Actor, requestId: string, error: unknown): Promise<Response> {
  const context = contextOf(c, { house, actor })
  if (error instanceof Refusal) {
    return context.page(<ErrorPage heading={HEADINGS[error.kind]} message={error.message} />, statusOf[error.kind])
  }
  if (isOutage(error)) {
    house.log.error({ requestId, err: error }, "database unavailable")
    return new Response(OUTAGE, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8", "Retry-After": "5" } })
  }
  house.log.error({ requestId, err: error, path: c.req.path }, "fault")
  return context.page(
    <ErrorPage
      heading="処理中に問題が起きました"
      message="入力した内容は保存されていません。時間をおいてもう一度お試しください。続くときは下の番号をシステム管理者に伝えてください。"
      requestId={requestId}
    />,
    500,
  )
}

/** The database is away: a connection that cannot be made, was cut, or of which there are too many. */
export function isOutage(error: unknown): boolean {
  const { code = "", message = "" } = (error ?? {}) as { code?: string; message?: string }
  // What pg says of its own about a connection that is gone carries no code.
  return /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|57P0|08|53300|25P03)/.test(code) || /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/.test(message)
}

// Without a database no page can be composed; this one stands alone.
const OUTAGE = `<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>いまは利用できません - Hagi</title>
<link rel="stylesheet" href="/assets/hagi.css"><main id="main"><h1>いまは利用できません</h1>
<p>データベースに接続できません。数秒おいて画面を読み込み直してください。送信した内容は受け付けられていません。</p></main></html>`

function ErrorPage({ heading, message, requestId }: { heading: string; message: string; requestId?: string }) {
  return (
    <Page title={heading} width="narrow">
      <p>{message}</p>
      {requestId && <p>問い合わせ番号：{requestId}</p>}
      <p>
        <a href="/">トップへ戻る</a>
      </p>
    </Page>
  )
}
