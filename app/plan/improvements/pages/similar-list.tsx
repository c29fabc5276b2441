import { StatusTag, Table } from "../../../kernel/ui/index.ts"
import { stateWords } from "../improvement-states.ts"
import { paths } from "../paths.ts"
import type { Similar } from "../similar-improvements.ts"
import { stateTones } from "../words.ts"

export function SimilarList({ similar }: { similar: readonly Similar[] }) {
  if (similar.length === 0) return <p>似た提案は見つかりませんでした（あなたが見られる提案の中から探しています）。</p>
  return (
    <Table
      caption="似た提案（あなたが見られるもの）"
      captionHidden
      rows={similar}
      columns={[
        { key: "title", title: "題名", rowHeader: true, cell: (one) => <a href={paths.one(one.id)}>{one.title}</a> },
        { key: "authorUnitName", title: "提案した所属", nowrap: true },
        { key: "state", title: "状態", nowrap: true, cell: (one) => <StatusTag tone={stateTones[one.state]}>{stateWords[one.state]}</StatusTag> },
      ]}
    />
  )
}
