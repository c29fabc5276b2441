import { z } from "zod"
import { Details, Page, Table } from "../ui/index.ts"
import { API_BASE, type ApiRoute } from "./api.ts"
import type { InputSchema } from "./input.ts"

/** /api: the REST routes for people to read, from the same values that serve them. Nothing is loaded from elsewhere. */
export function ApiPage({ routes }: { routes: readonly ApiRoute[] }) {
  const tags = [...new Set(routes.map((route) => route.tag))]
  return (
    <Page title="API の使い方" lead="画面でできることは、同じ規則で REST からもできます。" width="wide">
      <section>
        <h2>はじめに</h2>
        <ul>
          <li>
            アクセストークンは <a href="/account/tokens">アカウントの設定</a> で作り、<code>Authorization: Bearer …</code>
            で送ります。サインイン中の画面からはそのまま使えます。
          </li>
          <li>
            登録には <code>Idempotency-Key</code>（UUID）を付けると、何度送っても一度だけ行われます。
          </li>
          <li>
            編集には、読んだときの <code>ETag</code> を <code>If-Match</code> に付けます。ほかの人が先に直していれば 409 と
            いまの内容が返ります。
          </li>
          <li>
            一覧は <code>limit</code>（1～100）と、前の答えの <code>next</code> を <code>after</code> に入れて続きを読みます。
          </li>
          <li>
            画面で保存できる一覧と文書（CSV・Excel・PDF）は、画面の URL の前に <code>/api/v1</code> を付けると同じ条件・同じ範囲で返ります。
          </li>
          <li>誤りは RFC 9457 の problem で、日本語の一文と項目ごとの理由が入ります。</li>
          <li>
            機械向けの説明：<a href="/api/openapi.json">OpenAPI 3.1（JSON）</a>
          </li>
        </ul>
      </section>
      {tags.map((tag) => (
        <section>
          <h2>{tag}</h2>
          {routes.filter((route) => route.tag === tag).map((route) => <RouteEntry route={route} />)}
        </section>
      ))}
    </Page>
  )
}

const AUDIENCE = { anyone: "だれでも", staff: "職員", applicant: "申請者", signedIn: "サインインした人" } as const

function RouteEntry({ route }: { route: ApiRoute }) {
  return (
    <Details summary={`${route.method.toUpperCase()} ${API_BASE}${route.path} － ${route.summary}`}>
      <p>使える人：{AUDIENCE[route.who]}</p>
      <FieldTable caption="パス" schema={route.params} />
      <FieldTable caption="検索条件" schema={route.query} />
      <FieldTable caption="送る内容（JSON）" schema={route.body} />
      {route.file ? <p>返る内容：{route.file}</p> : <FieldTable caption="返る内容（JSON）" schema={route.answer} output />}
    </Details>
  )
}

interface Described {
  type?: string | string[]
  title?: string
  description?: string
  enum?: unknown[]
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  items?: Described
  anyOf?: Described[]
}

function FieldTable({ caption, schema, output }: { caption: string; schema?: InputSchema | undefined; output?: boolean }) {
  if (!schema) return null
  const made = z.toJSONSchema(schema, { io: output ? "output" : "input", unrepresentable: "any" }) as {
    properties?: Record<string, Described>
    required?: string[]
  }
  const fields = Object.entries(made.properties ?? {})
  if (fields.length === 0) return null
  return (
    <Table
      caption={caption}
      columns={[
        { key: "name", title: "名前" },
        { key: "type", title: "型" },
        { key: "needed", title: "必須" },
        { key: "meaning", title: "意味" },
      ]}
      rows={fields.map(([name, field]) => ({
        name: <code>{name}</code>,
        type: typeText(field),
        needed: made.required?.includes(name) ? "必須" : "任意",
        meaning: [field.title, field.description].filter(Boolean).join("："),
      }))}
    />
  )
}

function typeText(field: Described): string {
  if (field.enum) return field.enum.map(String).join(" / ")
  if (field.anyOf) return field.anyOf.map(typeText).join(" または ")
  if (field.items) return `${typeText(field.items)} の並び`
  const limits = [
    field.minLength !== undefined || field.maxLength !== undefined
      ? `${field.minLength ?? 0}～${field.maxLength ?? ""}文字`
      : "",
    // zod bounds every integer; only the bounds that somebody chose say anything.
    field.minimum !== undefined && field.minimum > Number.MIN_SAFE_INTEGER ? `${field.minimum}以上` : "",
    field.maximum !== undefined && field.maximum < Number.MAX_SAFE_INTEGER ? `${field.maximum}以下` : "",
  ]
  const type = Array.isArray(field.type) ? field.type.join("/") : (field.type ?? "")
  return [field.format ?? type, ...limits.filter(Boolean)].join(" ")
}
