import type { Typed } from "../../../../kernel/http/index.ts"
import type { Piece } from "../../../../kernel/search/index.ts"
import { DownloadLinks, EmptyState, HiddenField, numberText, type Option, Page, Pagination, SearchField, SelectField, Tabs } from "../../../../kernel/ui/index.ts"
import { NO_UNIT, origins, originWords } from "../list/list-filter.ts"
import type { Ordinance } from "../ordinance.ts"
import { rulebookPaths } from "../paths.ts"
import { type ProvisionFilter, places, placeWords, searchAddress } from "../search/search-filter.ts"
import type { ProvisionSearch } from "../search/search-provisions.ts"
import { RulebookStyle } from "./rulebook-style.tsx"

export interface SearchPageProps {
  filter: ProvisionFilter
  /** The one text it is looked for in. */
  inside: Ordinance | undefined
  units: readonly Option[]
  answer: ProvisionSearch | undefined
  later: boolean
  typed?: Typed | undefined
}

export function ProvisionSearchPage({ filter, inside, units, answer, later, typed }: SearchPageProps) {
  const here = (more: Partial<ProvisionFilter>) => searchAddress(rulebookPaths.search, { ...filter, ...more })
  const shared = typed ? { typed } : {}
  const all = answer?.counts.reduce((sum, { count }) => sum + count, 0) ?? 0
  return (
    <Page title="条文をさがす" crumbs={[{ title: "例規集", href: rulebookPaths.list }, { title: "条文をさがす" }]} lead={inside ? `「${inside.title}」の中をさがします。` : undefined} {...shared}>
      <RulebookStyle />
      <form class="filter-bar" action={rulebookPaths.search} method="get" role="search" aria-label="条文をさがす">
        <SearchField
          name="q"
          label="さがす言葉"
          hint="空白で区切るとすべてを含むもの、&quot;…&quot; で囲むとその並びのまま、-を付けると含まないものをさがします。"
          value={filter.q ?? ""}
          button="さがす"
          {...shared}
        />
        <SelectField name="where" label="さがす場所" empty={false} value={filter.where} options={places.map((value) => ({ value, label: placeWords[value] }))} />
        <SelectField name="origin" label="県と国" empty={false} value={filter.origin} options={origins.map((value) => ({ value, label: originWords[value] }))} />
        <SelectField name="unitId" label="所管課" empty="すべて" value={filter.unitId ?? ""} options={[{ value: NO_UNIT, label: "未定" }, ...units]} />
        {filter.ordinanceId && <HiddenField name="ordinanceId" value={filter.ordinanceId} />}
      </form>
      {inside && (
        <p>
          <a href={here({ ordinanceId: undefined })}>例規集のすべてからさがす</a>
        </p>
      )}
      {answer && (
        <>
          <p role="status">
            <strong>{numberText(answer.total, "の条文")}</strong>（{numberText(answer.texts, "の例規")}）が見つかりました。
          </p>
          {answer.counts.length > 1 && (
            <Tabs
              label="種別"
              tabs={[
                { title: "すべて", href: here({ kind: undefined }), current: !filter.kind, count: all },
                ...answer.counts.map(({ kind, count }) => ({ title: kind, href: here({ kind }), current: filter.kind === kind, count })),
              ]}
            />
          )}
          {answer.items.length === 0 ? (
            <EmptyState title="見つかりませんでした">言葉を短くするか、ほかの言い方で試してください。</EmptyState>
          ) : (
            <ol class="search-results">
              {answer.items.map((item) => (
                <li class="search-result">
                  <a class="search-result-title" href={rulebookPaths.provision(item.ordinanceId, item.address)}>
                    {item.title}　{item.no || "本文"}
                    {item.caption.length > 0 && (
                      <>
                        （<Pieces pieces={item.caption} />）
                      </>
                    )}
                  </a>
                  <p class="search-result-text">
                    <Pieces pieces={item.snippet} />
                  </p>
                  <p class="muted">
                    {item.kind}
                    {item.unitName ? `　${item.unitName}` : ""}　<a href={here({ ordinanceId: item.ordinanceId })}>この例規の中だけ</a>
                  </p>
                </li>
              ))}
            </ol>
          )}
          <Pagination {...(later ? { previous: here({}) } : {})} {...(answer.next ? { next: searchAddress(rulebookPaths.search, filter, { after: answer.next }) } : {})} />
          {answer.items.length > 0 && <DownloadLinks label="見つかった条文を保存" downloads={[{ format: "csv", href: searchAddress(rulebookPaths.searchExport, filter) }]} />}
        </>
      )}
    </Page>
  )
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</>
}
