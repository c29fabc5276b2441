import { EmptyState, numberText, Page, Pagination, SearchField, StatusTag, Tabs, wareki } from "../../ui/index.ts"
import type { SearchAnswer, SearchHit } from "../search.ts"
import type { Piece } from "../snippet.ts"
import type { Typed } from "../../http/index.ts"

export interface SearchPageProps {
  path: string
  title: string
  text: string
  kind: string | undefined
  answer: SearchAnswer | undefined
  typed: Typed | undefined
  ms?: number
}

export function SearchPage({ path, title, text, kind, answer, typed }: SearchPageProps) {
  const link = (more: { kind?: string; page?: number }) => {
    const query = new URLSearchParams({ q: text })
    if (more.kind) query.set("kind", more.kind)
    if (more.page && more.page > 1) query.set("page", String(more.page))
    return `${path}?${query}`
  }
  const all = answer?.counts.reduce((sum, { count }) => sum + count, 0) ?? 0
  return (
    <Page title={answer ? `「${text}」の検索結果` : title} width="narrow" {...(typed ? { typed } : {})}>
      <form class="form" action={path} method="get" role="search" aria-label="検索">
        <SearchField
          name="q"
          label="検索する言葉"
          hint="空白で区切るとすべてを含むもの、&quot;…&quot; で囲むとその並びのまま、-を付けると含まないものを探します。"
          value={text}
          typed={typed}
        />
      </form>
      {answer && (
        <>
          <p role="status">
            <strong>{numberText(answer.total)}件</strong>見つかりました{answer.pages > 1 && `（${answer.page} / ${answer.pages}ページ）`}。
          </p>
          {answer.counts.length > 1 && (
            <Tabs
              label="種類"
              tabs={[
                { title: "すべて", href: link({}), current: !kind, count: all },
                ...answer.counts.map((one) => ({ title: one.title, href: link({ kind: one.kind }), current: kind === one.kind, count: one.count })),
              ]}
            />
          )}
          {answer.items.length === 0 ? (
            <EmptyState title="見つかりませんでした">言葉を短くするか、ほかの言い方で試してください。</EmptyState>
          ) : (
            <ol class="search-results">
              {answer.items.map((hit) => (
                <Hit hit={hit} />
              ))}
            </ol>
          )}
          <Pagination
            {...(answer.page > 1 ? { previous: link({ ...(kind ? { kind } : {}), page: answer.page - 1 }) } : {})}
            {...(answer.page < answer.pages ? { next: link({ ...(kind ? { kind } : {}), page: answer.page + 1 }) } : {})}
          />
        </>
      )}
    </Page>
  )
}

function Hit({ hit }: { hit: SearchHit }) {
  return (
    <li class="search-result">
      <h2 class="search-result-title">
        <a href={hit.link}>
          <Marked pieces={hit.title} />
        </a>
      </h2>
      <p class="search-result-text">
        <Marked pieces={hit.snippet} />
      </p>
      <p class="search-result-note">
        <StatusTag>{hit.kindTitle}</StatusTag> {hit.happenedOn && wareki(hit.happenedOn)}
      </p>
    </li>
  )
}

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map((piece) => (piece.hit ? <mark>{piece.text}</mark> : piece.text))}</>
}
