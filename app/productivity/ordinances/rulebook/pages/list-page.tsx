import type { Typed } from "../../../../kernel/http/index.ts"
import {
  Button,
  ButtonGroup,
  ButtonLink,
  Details,
  DownloadLinks,
  EmptyState,
  FilterBar,
  Form,
  HiddenField,
  numberText,
  type Option,
  Page,
  Pagination,
  SearchField,
  SelectField,
  StatusTag,
  Table,
  Tabs,
  warekiShort,
} from "../../../../kernel/ui/index.ts"
import { ordinanceKinds } from "../../structure/provision.ts"
import { listAddress, NO_UNIT, type OrdinanceFilter, origins, originWords, sortWords } from "../list/list-filter.ts"
import type { ListChoices, OrdinanceRow, RulebookCounts } from "../list/list-ordinances.ts"
import { rulebookPaths } from "../paths.ts"

export interface OrdinanceListProps {
  items: readonly OrdinanceRow[]
  next: string | undefined
  later: boolean
  filter: OrdinanceFilter
  counts: RulebookCounts
  choices: ListChoices
  /** For assigning; empty for those who may not. */
  units: readonly Option[]
  mayManage: boolean
  typed?: Typed | undefined
}

export function OrdinanceListPage({ items, next, later, filter, counts, choices, units, mayManage, typed }: OrdinanceListProps) {
  const filtered = Boolean(filter.q || filter.kind || filter.unitId || filter.category)
  const shownOf = filter.origin === "own" ? counts.own : filter.origin === "national" ? counts.national : counts.all
  return (
    <Page
      title="例規集"
      lead="県の条例・規則・訓令・要綱と、それらのもとになる国の法令です。"
      typed={typed}
      actions={
        <>
          <ButtonLink href={rulebookPaths.search}>条文をさがす</ButtonLink>
          {mayManage && <ButtonLink href={rulebookPaths.imports}>取込み</ButtonLink>}
          {mayManage && <ButtonLink href={rulebookPaths.units}>所管課の割当て</ButtonLink>}
        </>
      }
    >
      <Tabs
        label="県と国"
        tabs={origins.map((origin) => ({
          title: originWords[origin],
          href: listAddress(rulebookPaths.list, { ...filter, origin }),
          current: filter.origin === origin,
          count: counts[origin],
        }))}
      />
      <FilterBar action={rulebookPaths.list} {...(filtered ? { clear: listAddress(rulebookPaths.list, { origin: filter.origin }) } : {})} label="例規のしぼり込み">
        <SearchField name="q" label="題名・番号の言葉" value={filter.q ?? ""} />
        <SelectField name="kind" label="種別" empty="すべて" value={filter.kind ?? ""} options={ordinanceKinds.map((kind) => ({ value: kind, label: kind }))} />
        <SelectField
          name="unitId"
          label="所管課"
          empty="すべて"
          value={filter.unitId ?? ""}
          options={[{ value: NO_UNIT, label: "未定" }, ...choices.units.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        {choices.categories.length > 0 && (
          <SelectField name="category" label="体系" empty="すべて" value={filter.category ?? ""} options={choices.categories.map((category) => ({ value: category, label: category }))} />
        )}
        <SelectField name="sort" label="並び順" empty={false} value={filter.sort} options={Object.entries(sortWords).map(([value, label]) => ({ value, label }))} />
        {filter.origin !== "all" && <HiddenField name="origin" value={filter.origin} />}
      </FilterBar>
      {mayManage && counts.unassigned > 0 && filter.unitId !== NO_UNIT && (
        <p>
          <a href={listAddress(rulebookPaths.list, { origin: "own", unitId: NO_UNIT })}>所管課の決まっていない例規が{numberText(counts.unassigned, "件")}あります</a>
        </p>
      )}
      {items.length === 0 ? (
        <Nothing filtered={filtered || later || filter.origin !== "all"} mayManage={mayManage} />
      ) : mayManage ? (
        <Form action={rulebookPaths.units} class="form-plain" label="所管課をまとめて決める">
          <HiddenField name="back" value={listAddress(rulebookPaths.list, filter)} />
          <OrdinanceTable items={items} pick />
          <Details summary="選んだ例規の所管課を決める" open={Boolean(typed)}>
            <SelectField name="unitId" id="assign-unit" label="所管課" empty="未定に戻す" options={units} typed={typed} />
            <ButtonGroup>
              <Button kind="secondary">所管課を決める</Button>
            </ButtonGroup>
          </Details>
        </Form>
      ) : (
        <OrdinanceTable items={items} />
      )}
      <Pagination
        {...(later ? { previous: listAddress(rulebookPaths.list, filter) } : {})}
        {...(next ? { next: listAddress(rulebookPaths.list, filter, { after: next }) } : {})}
        text={items.length > 0 ? `${numberText(shownOf, "件")}のうち${items.length}件を表示${later ? "（「前へ」は最初のページ）" : ""}` : ""}
      />
      {items.length > 0 && (
        <>
          <DownloadLinks
            downloads={[
              { format: "csv", href: listAddress(rulebookPaths.listExport("csv"), filter) },
              { format: "xlsx", href: listAddress(rulebookPaths.listExport("xlsx"), filter) },
            ]}
          />
          <p>
            <a href={listAddress(rulebookPaths.listPrint, filter)}>印刷用の一覧</a>
          </p>
        </>
      )}
    </Page>
  )
}

function Nothing({ filtered, mayManage }: { filtered: boolean; mayManage: boolean }) {
  if (filtered) return <EmptyState title="条件に合う例規はありません" action={<ButtonLink href={rulebookPaths.list}>条件を消す</ButtonLink>} />
  return (
    <EmptyState title="例規集はまだ空です" {...(mayManage ? { action: <ButtonLink href={rulebookPaths.newImport}>例規を取り込む</ButtonLink> } : {})}>
      <p>例規集のファイル（HTML、XML、Word、テキスト、JSON Lines、ZIP）を取り込むと、ここに並びます。{mayManage ? "" : "取込みは文書法制担当課が行います。"}</p>
    </EmptyState>
  )
}

function OrdinanceTable({ items, pick, caption = "例規の一覧" }: { items: readonly OrdinanceRow[]; pick?: boolean; caption?: string }) {
  return (
    <Table
      caption={caption}
      captionHidden
      rows={items}
      columns={[
        ...(pick
          ? [
              {
                key: "pick",
                title: "選ぶ",
                cell: (row: OrdinanceRow, at: number) => (row.national ? "" : <input type="checkbox" name="ids" id={at === 0 ? "ids" : undefined} value={row.id} aria-label={`${row.title}を選ぶ`} />),
              },
            ]
          : []),
        {
          key: "title",
          title: "題名・番号",
          rowHeader: true,
          cell: (row) => (
            <>
              <a href={rulebookPaths.ordinance(row.id)}>{row.title}</a> {row.repealedOn && <StatusTag tone="neutral">廃止</StatusTag>}
              <br />
              <small>{[row.number, row.category].filter(Boolean).join("　")}</small>
            </>
          ),
        },
        { key: "kind", title: "種別", nowrap: true },
        { key: "unit", title: "所管課", cell: (row) => (row.national ? "（国の法令）" : (row.unitName ?? <StatusTag tone="warning">未定</StatusTag>)) },
        { key: "promulgated", title: "公布日", nowrap: true, cell: (row) => warekiShort(row.promulgatedOn) },
        { key: "provisions", title: "条文", align: "right", nowrap: true, cell: (row) => numberText(row.provisions) },
        { key: "version", title: "版", align: "right", nowrap: true, cell: (row) => (row.versionNumber > 1 ? <a href={rulebookPaths.versions(row.id)}>第{row.versionNumber}版</a> : "第1版") },
      ]}
    />
  )
}

export function OrdinancePrintList({ items, filter, today, more }: { items: readonly OrdinanceRow[]; filter: OrdinanceFilter; today: string; more: boolean }) {
  const conditions = [filter.origin !== "all" && originWords[filter.origin], filter.kind, filter.category, filter.q && `「${filter.q}」`].filter(Boolean)
  return (
    <Page title="例規の一覧" lead={`${warekiShort(today)} 現在。条件：${conditions.join("、") || "なし"}。${sortWords[filter.sort]}。`} crumbs={[{ title: "例規集", href: rulebookPaths.list }, { title: "印刷用" }]}>
      {more && <p>件数が多いため、先頭の{items.length}件を印刷します。すべては CSV か Excel で保存できます。</p>}
      <OrdinanceTable items={items} caption={`例規の一覧（${numberText(items.length, "件")}）`} />
    </Page>
  )
}
