import type { Typed } from "../../../../kernel/http/index.ts"
import { ButtonLink, Page, SearchField, Section, Table } from "../../../../kernel/ui/index.ts"
import type { LinkMark } from "../links/link-mark.ts"
import type { Referrer } from "../links/list-links.ts"
import type { Ordinance, PlacedProvision } from "../ordinance.ts"
import { rulebookPaths } from "../paths.ts"
import { searchAddress } from "../search/search-filter.ts"
import { ProvisionView } from "./provision-view.tsx"
import { RulebookStyle } from "./rulebook-style.tsx"

export interface ProvisionPageProps {
  it: Ordinance
  unitName: string | undefined
  provision: PlacedProvision
  before: PlacedProvision | undefined
  after: PlacedProvision | undefined
  marks: readonly LinkMark[]
  referrers: readonly Referrer[]
}

export function ProvisionPage({ it, unitName, provision, before, after, marks, referrers }: ProvisionPageProps) {
  const name = nameOf(provision)
  const named = [...new Map(marks.map((mark) => [`${mark.href ?? ""}${mark.title}`, mark])).values()]
  return (
    <Page
      title={`${it.title}　${name}`}
      crumbs={[{ title: "例規集", href: rulebookPaths.list }, { title: it.title, href: rulebookPaths.ordinance(it.id) }, { title: provision.no || name }]}
      kicker={[it.kind, it.number, it.national ? "" : (unitName ?? "所管課未定")].filter(Boolean).join("　")}
    >
      <RulebookStyle />
      {provision.headings.length > 0 && <p class="rule-place">{provision.headings.join("　")}</p>}
      <div class="rule-body rule-alone">
        <ProvisionView provision={provision} marks={marks} level={2} />
      </div>
      <nav class="pagination" aria-label="前後の条文">
        {before && <Neighbour it={it} provision={before} words="前へ" />}
        <ButtonLink small href={`${rulebookPaths.ordinance(it.id)}#a${provision.address.replaceAll("/", "_")}`}>
          全文の中で読む
        </ButtonLink>
        {after && <Neighbour it={it} provision={after} words="次へ" />}
      </nav>
      <OpenForm id={it.id} />
      <Section title={`この条文が引いているもの（${named.length}）`} id="named">
        {named.length === 0 ? (
          <p>ほかの条文や法令を引いていません。</p>
        ) : (
          <ul>
            {named.map(({ href, title }) => (
              <li>{href ? <a href={href}>{title}</a> : <span class="rule-unresolved">{title}</span>}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={`この条文を引いているもの（${referrers.length}）`} id="referrers">
        {referrers.length === 0 ? <p>この条文を引いている条文は、例規集の中にはありません。</p> : <ReferrersTable referrers={referrers} />}
      </Section>
    </Page>
  )
}

export function nameOf({ no, caption, address }: PlacedProvision): string {
  const name = no || (address === "p" ? "前文" : address === "toc" ? "目次" : "本文")
  return caption ? `${name}（${caption}）` : name
}

function Neighbour({ it, provision, words }: { it: Ordinance; provision: PlacedProvision; words: string }) {
  return (
    <ButtonLink small href={rulebookPaths.provision(it.id, provision.address)}>
      {words}：{provision.no || nameOf(provision)}
    </ButtonLink>
  )
}

export function OpenForm({ id, typed }: { id: string; typed?: Typed | undefined }) {
  return (
    <form class="rule-open" method="get" action={rulebookPaths.open(id)} role="search" aria-label="条文を開く">
      <SearchField name="at" label="条文を開く" hint="第12条の3第2項、１２条の３、第十二条、附則第2項、別表第1 などと入力します。" button="開く" {...(typed ? { typed } : {})} />
      <p>
        <a href={searchAddress(rulebookPaths.search, { ordinanceId: id })}>この例規の中の言葉をさがす</a>
      </p>
    </form>
  )
}

export function ReferrersTable({ referrers }: { referrers: readonly Referrer[] }) {
  return (
    <Table
      caption="引いている条文"
      captionHidden
      rows={referrers}
      columns={[
        { key: "title", title: "例規", cell: (row) => <a href={rulebookPaths.ordinance(row.ordinanceId)}>{row.title}</a> },
        { key: "kind", title: "種別", nowrap: true },
        {
          key: "no",
          title: "条文",
          rowHeader: true,
          cell: (row) => (
            <a href={rulebookPaths.provision(row.ordinanceId, row.address)}>
              {/^s\d+\//.test(row.address) ? "附則" : ""}
              {row.no || row.address}
              {row.caption && `（${row.caption}）`}
            </a>
          ),
        },
        { key: "words", title: "引いている言葉" },
      ]}
    />
  )
}
