import type { Typed } from "../../../../kernel/http/index.ts"
import {
  Banner,
  Button,
  ButtonGroup,
  ButtonLink,
  dateTime,
  DefinitionNote,
  EmptyState,
  FilterBar,
  Form,
  Grid,
  Pagination,
  Progress,
  RadioField,
  SearchField,
  Section,
  SelectField,
  StatNumber,
  StatusTag,
  SummaryList,
  Table,
  type Tone,
} from "../../../../kernel/ui/index.ts"
import { placeOf } from "../finding.ts"
import { addressOf } from "../list/list-filter.ts"
import { paths } from "../paths.ts"
import type { ExclusionFilter, ExclusionRow } from "../scanning/list-exclusions.ts"
import { type ScanRow, scanScopeWords, scanStateWords } from "../scanning/list-scans.ts"
import { readingLink, RoomPage } from "./frame.tsx"

const tones: Record<ScanRow["state"], Tone> = { waiting: "neutral", running: "info", done: "success", failed: "danger" }

function aboutOf(scan: ScanRow, nameOf: (id: string | null) => string): string {
  if (scan.scope === "unit") return `${nameOf(scan.unitId)}の例規`
  return scan.scope === "text" ? (scan.ordinanceTitle ?? "") : scanScopeWords.all
}

interface ScansProps {
  items: readonly ScanRow[]
  next: string | undefined
  later: boolean
  nameOf: (id: string | null) => string
  units: readonly { id: string; name: string }[]
  mayAll: boolean
  mayOwn: boolean
  rulesVersion: string
  texts: readonly { id: string; title: string }[]
  typed?: Typed | undefined
}

export function ScansPage({ items, next, later, nameOf, units, mayAll, mayOwn, rulesVersion, texts, typed }: ScansProps) {
  const scopes = [...(mayAll ? [{ value: "all", label: "すべての例規" }] : []), { value: "unit", label: "一つの所属の例規" }, ...(texts.length > 0 ? [{ value: "text", label: "一つの例規" }] : [])]
  return (
    <RoomPage room="scans" title="検出" crumbs={[{ title: "検出" }]} lead={`いまの例規の条文を、検出の規則（版 ${rulesVersion}）で読み直します。判定は消えません。`} typed={typed}>
      {(mayAll || mayOwn) && (
        <Section title="検出を始める" id="start">
          <Form action={paths.scans} label="検出を始める">
            <RadioField name="scope" label="範囲" required typed={typed} value={mayAll ? "all" : "unit"} options={scopes} />
            <SelectField name="unitId" label="所属（「一つの所属」のとき）" typed={typed} value={mayAll ? "" : (units[0]?.id ?? "")} options={units.map(({ id, name }) => ({ value: id, label: name }))} />
            {texts.length > 0 && <SelectField name="ordinanceId" label="例規（「一つの例規」のとき）" typed={typed} options={texts.map(({ id, title }) => ({ value: id, label: title }))} />}
            <ButtonGroup>
              <Button>検出を始める</Button>
            </ButtonGroup>
          </Form>
        </Section>
      )}
      <Section title="これまでの検出" id="past">
        <Table
          caption="検出の記録"
          captionHidden
          rows={items}
          empty={<EmptyState title="まだ検出していません" />}
          columns={[
            { key: "at", title: "始めたとき", nowrap: true, rowHeader: true, cell: (row) => <a href={paths.scan(row.id)}>{dateTime(row.createdAt)}</a> },
            { key: "about", title: "範囲", cell: (row) => aboutOf(row, nameOf) },
            { key: "state", title: "状態", nowrap: true, cell: (row) => <StatusTag tone={tones[row.state]}>{scanStateWords[row.state]}</StatusTag> },
            { key: "texts", title: "例規", align: "right", cell: (row) => `${row.textsDone} / ${row.textsTotal}` },
            { key: "provisions", title: "候補の条文", align: "right" },
            { key: "fresh", title: "新しい", align: "right" },
            { key: "changed", title: "条文が変わった", align: "right" },
            { key: "gone", title: "候補でなくなった", align: "right" },
            { key: "excluded", title: "除外した文", align: "right" },
            { key: "rulesVersion", title: "規則の版", nowrap: true },
            { key: "startedByName", title: "始めた人", nowrap: true },
          ]}
        />
        <Pagination {...(later ? { previous: paths.scans } : {})} {...(next ? { next: `${paths.scans}?after=${encodeURIComponent(next)}` } : {})} />
      </Section>
    </RoomPage>
  )
}

export function ScanPage({ scan, nameOf, mayRetry }: { scan: ScanRow; nameOf: (id: string | null) => string; mayRetry: boolean }) {
  const under = scan.state === "waiting" || scan.state === "running"
  return (
    <RoomPage room="scans" title={`検出：${aboutOf(scan, nameOf)}`} crumbs={[{ title: "検出", href: paths.scans }, { title: dateTime(scan.createdAt) }]}>
      <p>
        <StatusTag tone={tones[scan.state]}>{scanStateWords[scan.state]}</StatusTag>
      </p>
      <Progress label="読んだ例規" value={scan.textsDone} max={Math.max(scan.textsTotal, 1)} text={scan.textsTotal > 0 ? `${scan.textsDone} / ${scan.textsTotal}本` : "まだ始まっていません"} />
      {under && (
        <Banner title="検出は裏で進みます">
          <p>この画面は3秒ごとに新しくなります。閉じてもかまいません。終わるとお知らせが届きます。</p>
          <ButtonLink href={paths.scan(scan.id)} kind="secondary">進み具合を見直す</ButtonLink>
        </Banner>
      )}
      {scan.fault && (
        <Banner kind="error" title={scan.fault}>
          <p>ここまでに読んだ例規の結果は残っています。</p>
          {mayRetry && scan.state === "failed" && (
            <Form action={paths.retryScan(scan.id)} class="form-inline" label="続きから">
              <Button>続きから検出する</Button>
            </Form>
          )}
        </Banner>
      )}
      <Grid small>
        <StatNumber label="読んだ条文" value={scan.articles} unit="条" />
        <StatNumber label="候補になった条文" value={scan.provisions} unit="件" note={<a href={addressOf(paths.list, {})}>該当候補の一覧</a>} />
        <StatNumber label="新しい候補" value={scan.fresh} unit="件" />
        <StatNumber label="条文が変わったもの" value={scan.changed} unit="件" note={<a href={addressOf(paths.list, { attention: "text-changed" })}>見る</a>} />
        <StatNumber label="候補でなくなったもの" value={scan.gone} unit="件" note={<a href={addressOf(paths.list, { attention: "gone" })}>見る</a>} />
        <StatNumber label="当たった箇所" value={scan.hits} unit="か所" />
        <StatNumber label="除外した文" value={scan.excluded} unit="文" note={<a href={paths.excluded}>理由を見る</a>} />
      </Grid>
      <SummaryList
        dense
        rows={[
          { key: "検出の規則", value: `版 ${scan.rulesVersion}` },
          { key: "始めた人", value: scan.startedByName },
          { key: "始まり", value: scan.startedAt ? dateTime(scan.startedAt) : "" },
          { key: "終わり", value: scan.endedAt ? dateTime(scan.endedAt) : "" },
        ]}
      />
      <DefinitionNote term="候補でなくなったもの">いまの条文が検出の規則に当たらなくなったものです。前の判定は消さずに残します。</DefinitionNote>
    </RoomPage>
  )
}

interface ExcludedProps {
  items: readonly ExclusionRow[]
  next: string | undefined
  later: boolean
  filter: ExclusionFilter
  reasons: readonly { reason: string; n: number; words: string }[]
  nameOf: (id: string | null) => string
  mayAdd: boolean
}

function excludedAddress(filter: ExclusionFilter, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(Object.entries({ ...filter, ...more }).filter((pair): pair is [string, string] => Boolean(pair[1])))
  return query.size > 0 ? `${paths.excluded}?${query}` : paths.excluded
}

export function ExcludedPage({ items, next, later, filter, reasons, nameOf, mayAdd }: ExcludedProps) {
  return (
    <RoomPage room="excluded" title="除外したもの" crumbs={[{ title: "除外したもの" }]} lead="検出の規則の言葉に似ていても、アナログ規制ではないとして候補にしなかった文と、その理由です。違うと思うものは候補に加えられます。">
      <FilterBar action={paths.excluded} {...(filter.q || filter.reason || filter.unitId || filter.ordinanceId ? { clear: paths.excluded } : {})} label="除外したもののしぼり込み">
        <SearchField name="q" label="例規名・文の言葉" value={filter.q ?? ""} />
        <SelectField name="reason" label="理由" empty="すべて" value={filter.reason ?? ""} options={reasons.map(({ reason, n, words }) => ({ value: reason, label: `${reason} ${words}（${n}条）` }))} />
      </FilterBar>
      <Table
        caption="除外したもの"
        captionHidden
        rows={items}
        empty={<EmptyState title="除外したものはありません" />}
        columns={[
          {
            key: "place",
            title: "例規・条項",
            rowHeader: true,
            cell: (row) => (
              <>
                <a href={readingLink(row.ordinanceId, row.address)}>
                  {row.ordinanceTitle} {placeOf(row)}
                </a>
                <br />
                <small>{nameOf(row.unitId)}</small>
              </>
            ),
          },
          {
            key: "items",
            title: "文と理由",
            cell: (row) => (
              <ul>
                {row.items.slice(0, 6).map((item) => (
                  <li>
                    <StatusTag>{item.reason}</StatusTag> <small>{item.sentence.length > 140 ? `${item.sentence.slice(0, 140)}…` : item.sentence}</small>
                  </li>
                ))}
                {row.items.length > 6 && <li>ほか{row.items.length - 6}か所</li>}
              </ul>
            ),
          },
          {
            key: "act",
            title: "候補",
            nowrap: true,
            cell: (row) =>
              row.findingId ? (
                <a href={paths.finding(row.findingId)}>ほかの文で候補</a>
              ) : mayAdd ? (
                <a href={`${paths.add}?ordinanceId=${row.ordinanceId}&address=${encodeURIComponent(row.address)}`}>
                  候補に加える<span class="vh">：{`${row.ordinanceTitle} ${placeOf(row)}`}</span>
                </a>
              ) : (
                "－"
              ),
          },
        ]}
      />
      <Pagination {...(later ? { previous: excludedAddress(filter) } : {})} {...(next ? { next: excludedAddress(filter, { after: next }) } : {})} text={items.length > 0 ? `${items.length}条を表示` : ""} />
    </RoomPage>
  )
}
