import { EmptyState, Page, Section, StatusTag, Table } from "../../../../kernel/ui/index.ts"
import type { NamedText, Referrer } from "../links/list-links.ts"
import type { Ordinance } from "../ordinance.ts"
import { rulebookPaths } from "../paths.ts"
import { ReferrersTable } from "./provision-page.tsx"
import { RulebookStyle } from "./rulebook-style.tsx"

/** 規則 → 条例 → 法律, both ways. */
export function LinksPage({ it, named, referrers }: { it: Ordinance; named: readonly NamedText[]; referrers: readonly Referrer[] }) {
  return (
    <Page
      title="ほかの例規とのつながり"
      kicker={it.title}
      crumbs={[{ title: "例規集", href: rulebookPaths.list }, { title: it.title, href: rulebookPaths.ordinance(it.id) }, { title: "つながり" }]}
    >
      <RulebookStyle />
      <Section title={`この例規が引いているもの（${named.length}）`} id="named">
        {named.length === 0 ? (
          <EmptyState title="ほかの例規や法令を引いていません" />
        ) : (
          <Table
            caption="引いている例規と法令"
            captionHidden
            rows={named}
            columns={[
              {
                key: "title",
                title: "例規・法令",
                rowHeader: true,
                cell: (row) =>
                  row.id ? (
                    <a href={rulebookPaths.ordinance(row.id)}>{row.title}</a>
                  ) : (
                    <>
                      {row.title} <StatusTag tone="warning">例規集にない</StatusTag>
                    </>
                  ),
              },
              { key: "kind", title: "種別", nowrap: true, cell: (row) => row.kind ?? "－" },
              { key: "number", title: "番号", cell: (row) => row.number || "－" },
              { key: "count", title: "箇所", align: "right" },
            ]}
          />
        )}
      </Section>
      <Section title={`この例規を引いているもの（${referrers.length}か所）`} id="referrers">
        {referrers.length === 0 ? <EmptyState title="この例規を引いている例規はありません" /> : <ReferrersTable referrers={referrers} />}
      </Section>
    </Page>
  )
}
