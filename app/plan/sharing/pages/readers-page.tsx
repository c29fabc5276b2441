import { BarChart, dateTimeShort, NONE, Page, percentText, StatNumber, Grid, StatusTag, Table, numberText } from "../../../kernel/ui/index.ts"
import { editionName } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import { sharingPaths } from "../paths.ts"
import type { Readers, UnitReaderNames } from "../read-readers.ts"

const crumbs = (edition: Readers["edition"]) => [
  { title: "推進プラン", href: paths.home },
  { title: editionName(edition), href: paths.edition(edition.id) },
]

/** How many of each unit have said 「読みました」; counts only. */
export function ReadersPage({ readers }: { readers: Readers }) {
  const { edition, units } = readers
  return (
    <Page
      title="版を読んだ職員"
      kicker={`推進プラン　${editionName(edition)}`}
      lead="版の最後の「読みました」を押した人数です。だれが読んだかは、その所属の長だけが見られます。3人未満の所属は合わせて数えます。"
      crumbs={[...crumbs(edition), { title: "読んだ人" }]}
    >
      <Grid small>
        <StatNumber
          label="読んだ職員"
          value={readers.members > 0 ? readers.read : null}
          unit="人"
          denominator={`本日の職員 ${numberText(readers.members, "人")}のうち`}
          evidence="実績ログ（「読みました」の記録）"
        />
        <StatNumber label="割合" value={readers.members > 0 ? percentText(readers.read / readers.members) : NONE} />
      </Grid>
      {readers.departments.length > 0 && (
        <BarChart
          title="部局ごとの読んだ割合"
          unit="%"
          max={100}
          digits={0}
          bars={readers.departments.map((one) => ({
            label: one.name,
            value: Math.round((one.read / one.members) * 100),
            note: `${one.read} / ${one.members}人`,
          }))}
        />
      )}
      <Table
        caption="所属ごとの人数"
        rows={units}
        columns={[
          { key: "department", title: "部局" },
          {
            key: "name",
            title: "所属",
            rowHeader: true,
            cell: (unit) => (unit.namesOpen && unit.unitId ? <a href={sharingPaths.unitReaders(edition.id, unit.unitId)}>{unit.name}</a> : unit.name),
          },
          { key: "read", title: "読んだ人", align: "right", cell: (unit) => numberText(unit.read, "人") },
          { key: "members", title: "本日の職員", align: "right", cell: (unit) => numberText(unit.members, "人") },
          { key: "share", title: "割合", align: "right", cell: (unit) => percentText(unit.read / unit.members) },
        ]}
        total={{
          name: "合計",
          read: numberText(readers.read, "人"),
          members: numberText(readers.members, "人"),
          share: readers.members > 0 ? percentText(readers.read / readers.members) : NONE,
        }}
      />
    </Page>
  )
}

export function UnitReadersPage({ names }: { names: UnitReaderNames }) {
  const { edition, unitName, readers } = names
  return (
    <Page
      title={`${unitName}の職員`}
      kicker={`推進プラン　${editionName(edition)}を読んだか`}
      lead="所属長だけに見える一覧です。見たことは記録に残ります。"
      crumbs={[...crumbs(edition), { title: "読んだ人", href: paths.readers(edition.id) }, { title: unitName }]}
    >
      <Table
        caption={`${unitName}の職員`}
        captionHidden
        rows={readers}
        columns={[
          { key: "name", title: "氏名", rowHeader: true },
          { key: "postTitle", title: "職" },
          { key: "state", title: "状況", cell: (one) => (one.readAt ? <StatusTag tone="success">読みました</StatusTag> : <StatusTag>未読</StatusTag>) },
          { key: "readAt", title: "日時", nowrap: true, cell: (one) => (one.readAt ? dateTimeShort(one.readAt) : NONE) },
        ]}
      />
    </Page>
  )
}
