import { ButtonLink, EmptyState, Page, Table, warekiShort } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { EditionListed } from "../types.ts"
import { editionName } from "../words.ts"
import { EditionStatusTag } from "./status.tsx"

export function EditionsPage({ editions, edits }: { editions: readonly EditionListed[]; edits: boolean }) {
  return (
    <Page
      title="推進プランの版"
      crumbs={[{ title: "推進プラン", href: paths.home }, { title: "版の一覧" }]}
      lead="年度ごとの版と、年度途中の改定版です。終わった版も書き換えられずに残ります。"
      actions={
        edits && (
          <>
            <ButtonLink href={paths.reviseStart} kind="primary" small>
              次の版を作る
            </ButtonLink>
            <ButtonLink href={paths.import} small>
              文章から取り込む
            </ButtonLink>
            <ButtonLink href={paths.editionNew} small>
              空の版を作る
            </ButtonLink>
          </>
        )
      }
    >
      {editions.length === 0 ? (
        <EmptyState title="版はまだありません。">{edits && <p>文章から取り込むか、空の版を作ると始められます。</p>}</EmptyState>
      ) : (
        <Table
          caption="推進プランの版"
          captionHidden
          rows={editions}
          columns={[
            { key: "name", title: "年度", rowHeader: true, nowrap: true, cell: (edition) => editionName(edition) },
            { key: "title", title: "名称", cell: (edition) => <a href={paths.edition(edition.id)}>{edition.title}</a> },
            { key: "status", title: "状態", nowrap: true, cell: (edition) => <EditionStatusTag edition={edition} /> },
            { key: "sheets", title: "取組", align: "right" },
            { key: "inForceOn", title: "施行", nowrap: true, cell: (edition) => warekiShort(edition.inForceOn) },
            { key: "closedOn", title: "終了", nowrap: true, cell: (edition) => warekiShort(edition.closedOn) },
            {
              key: "compare",
              title: "前の版",
              nowrap: true,
              cell: (edition) =>
                edition.basedOnId ? <a href={`${paths.compare}?from=${edition.basedOnId}&to=${edition.id}`}>違いを見る</a> : "－",
            },
          ]}
        />
      )}
    </Page>
  )
}
