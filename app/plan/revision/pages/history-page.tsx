import { dateTime, EmptyState, Page, Table, Tabs, TextDiff } from "../../../kernel/ui/index.ts"
import { blame, compareText } from "../../compare/index.ts"
import { editionName, fieldWords, initiativeNumber, type EditionListed, type SheetInEdition } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import type { TextVersion } from "../read-history.ts"

export interface HistoryPageProps {
  found: SheetInEdition
  field: string
  counts: ReadonlyMap<string, number>
  versions: readonly TextVersion[]
  editions: readonly EditionListed[]
  /** The two versions laid side by side. */
  pair: readonly [TextVersion, TextVersion] | undefined
}

/** One text of an initiative: who changed which sentence when, and any two versions side by side. */
export function HistoryPage({ found, field, counts, versions, editions, pair }: HistoryPageProps) {
  const { edition, sheet } = found
  const here = paths.initiativeHistory(edition.id, sheet.initiativeId)
  const newest = versions.at(-1)
  const nameOf = (id: string) => {
    const one = editions.find((candidate) => candidate.id === id)
    return one ? editionName(one) : "－"
  }
  return (
    <Page
      title={`${sheet.title}の変更履歴`}
      kicker={initiativeNumber(sheet)}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: sheet.title, href: paths.initiative(edition.id, sheet.initiativeId) },
      ]}
    >
      <Tabs
        label="項目"
        tabs={Object.keys(fieldWords)
          .filter((name) => counts.has(name))
          .map((name) => ({
            title: fieldWords[name]!,
            href: `${here}?field=${name}`,
            current: name === field,
            count: counts.get(name)!,
          }))}
      />
      {!newest && (
        <EmptyState title="この項目の記録はまだありません">
          <p>文章を書き換えると、だれが、いつ、どの文を変えたかがここに残ります。</p>
        </EmptyState>
      )}
      {newest && (
        <Table
          caption="いまの文と、最後に変えた人"
          rows={blame(versions.map((one) => ({ text: one.text, by: one.changedByName, at: one.changedAt })))}
          empty="いまの文は空です。"
          columns={[
            { key: "sentence", title: "文", cell: (row) => row.sentence },
            { key: "by", title: "変えた人", nowrap: true, cell: (row) => row.by },
            { key: "at", title: "いつ", nowrap: true, cell: (row) => dateTime(row.at) },
          ]}
        />
      )}
      {pair && (
        <TextDiff
          caption={`${dateTime(pair[0].changedAt)} の版と ${dateTime(pair[1].changedAt)} の版`}
          before={`${pair[0].changedByName}（${dateTime(pair[0].changedAt)}）`}
          after={`${pair[1].changedByName}（${dateTime(pair[1].changedAt)}）`}
          rows={compareText(pair[0].text, pair[1].text)}
        />
      )}
      {newest && (
        <Table
          caption="これまでの版"
          rows={[...versions].reverse()}
          columns={[
            { key: "at", title: "いつ", nowrap: true, cell: (one) => dateTime(one.changedAt) },
            { key: "edition", title: "年度版", nowrap: true, cell: (one) => nameOf(one.editionId) },
            { key: "by", title: "だれが", nowrap: true, cell: (one) => one.changedByName },
            { key: "reason", title: "理由", cell: (one) => one.reason || "－" },
            {
              key: "compare",
              title: "比べる",
              cell: (one) => {
                const at = versions.indexOf(one)
                const former = versions[at - 1]
                return (
                  <>
                    {former && (
                      <p>
                        <a href={`${here}?field=${field}&a=${former.id}&b=${one.id}`}>1つ前と</a>
                      </p>
                    )}
                    {one !== newest && (
                      <p>
                        <a href={`${here}?field=${field}&a=${one.id}&b=${newest.id}`}>いまと</a>
                      </p>
                    )}
                  </>
                )
              },
            },
          ]}
        />
      )}
    </Page>
  )
}
