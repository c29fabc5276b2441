import type { Typed } from "../../../../kernel/http/index.ts"
import {
  Banner,
  Button,
  ButtonGroup,
  ButtonLink,
  DateField,
  dateTimeShort,
  Details,
  DownloadLinks,
  EmptyState,
  FileField,
  Form,
  numberText,
  type Option,
  Page,
  Pagination,
  Progress,
  Section,
  SelectField,
  sizeText,
  StatusTag,
  SummaryList,
  Table,
  Tabs,
  type Tone,
  wareki,
} from "../../../../kernel/ui/index.ts"
import { documentPaths } from "../../../../kernel/documents/index.ts"
import type { ImportLine, ImportRow, ImportView, LineFilter, Outcome } from "../imports/read-imports.ts"
import { outcomes, outcomeWords } from "../imports/read-imports.ts"
import { rulebookPaths } from "../paths.ts"

const home = { title: "例規集", href: rulebookPaths.list }
const imports = { title: "取込み", href: rulebookPaths.imports }

const stateWords: Record<ImportView["state"], string> = { waiting: "順番待ち", running: "取込み中", done: "終わりました", failed: "途中で止まりました" }
const stateTones: Record<ImportView["state"], Tone> = { waiting: "neutral", running: "info", done: "success", failed: "danger" }
const fileWords: Record<ImportView["files"][number]["state"], string> = { waiting: "順番待ち", reading: "読んでいます", done: "読みました", refused: "読めません" }
const outcomeTones: Record<Outcome, Tone> = { created: "success", "new-version": "info", unchanged: "neutral", refused: "danger" }

/** A longer remark is folded. */
const LONG = 80

export function NewImportPage({ units, typed }: { units: readonly Option[]; typed?: Typed | undefined }) {
  const shared = typed ? { typed } : {}
  return (
    <Page
      title="例規を取り込む"
      crumbs={[home, imports, { title: "例規を取り込む" }]}
      lead="HTML、法令標準XML、Word（DOCX）、テキスト、JSON Lines と、それらをまとめた ZIP を取り込みます。章・条・項・号、別表、様式、附則に分けて読みます。"
      {...shared}
    >
      <Form action={rulebookPaths.imports} enctype="multipart/form-data">
        <FileField
          name="files"
          label="ファイル"
          required
          multiple
          accept=".html,.htm,.xml,.docx,.txt,.jsonl,.ndjson,.json,.zip,.gz"
          hint="いくつでも選べます。1つのファイルは 50 MB まで、文字コードは UTF-8・Shift_JIS・EUC-JP のどれでもかまいません。"
          {...shared}
        />
        <SelectField name="unitId" label="所管課" empty="あとで決める" options={units} hint="新しく加わる例規すべてに付けます。すでにある例規の所管課は変えません。" {...shared} />
        <DateField name="effectiveOn" label="施行日" hint="分からないときは空けておきます。新しい版になるものに付けます。" {...shared} />
        <ButtonGroup>
          <Button>取り込む</Button>
        </ButtonGroup>
      </Form>
      <Details summary="同じ例規かどうかの見分け方">
        <p>
          国の法令は法令ID、ほかは出典の URL か、題名と例規番号で見分けます。内容が同じなら「変更なし」、違えば「新しい版」になり、前の版も残ります。前の版と同じ内容の古いファイルを取り込んでも、いまの版は変わりません。
        </p>
      </Details>
    </Page>
  )
}

export function ImportListPage({ items, next, later }: { items: readonly ImportRow[]; next: string | undefined; later: boolean }) {
  return (
    <Page
      title="例規の取込み"
      crumbs={[home, { title: "取込み" }]}
      actions={
        <ButtonLink href={rulebookPaths.newImport} kind="primary">
          例規を取り込む
        </ButtonLink>
      }
    >
      {items.length === 0 ? (
        <EmptyState title="取込みはまだありません" action={<ButtonLink href={rulebookPaths.newImport}>例規を取り込む</ButtonLink>}>
          <p>例規集のファイルを取り込むと、何件が新しく、何件が変わり、何が読めなかったかがここに残ります。</p>
        </EmptyState>
      ) : (
        <Table
          caption="取込みの一覧"
          captionHidden
          rows={items}
          columns={[
            { key: "at", title: "日時", rowHeader: true, nowrap: true, cell: (row) => <a href={rulebookPaths.import(row.id)}>{dateTimeShort(row.createdAt)}</a> },
            { key: "files", title: "ファイル", cell: (row) => `${row.firstName}${row.files > 1 ? ` ほか${row.files - 1}` : ""}` },
            { key: "state", title: "状態", nowrap: true, cell: (row) => <StatusTag tone={stateTones[row.state]}>{stateWords[row.state]}</StatusTag> },
            { key: "created", title: "新規", align: "right", cell: (row) => numberText(row.created) },
            { key: "newVersion", title: "新しい版", align: "right", cell: (row) => numberText(row.newVersion) },
            { key: "unchanged", title: "変更なし", align: "right", cell: (row) => numberText(row.unchanged) },
            { key: "refused", title: "取り込めない", align: "right", cell: (row) => numberText(row.refused) },
            { key: "by", title: "取り込んだ人", nowrap: true, cell: (row) => row.createdBy ?? "－" },
          ]}
        />
      )}
      <Pagination {...(later ? { previous: rulebookPaths.imports } : {})} {...(next ? { next: `${rulebookPaths.imports}?after=${next}` } : {})} />
    </Page>
  )
}

export interface ImportPageProps {
  it: ImportView
  lines: readonly ImportLine[]
  next: string | undefined
  later: boolean
  filter: LineFilter
}

export function ImportPage({ it, lines, next, later, filter }: ImportPageProps) {
  const { counts } = it
  const done = counts.created + counts.newVersion + counts.unchanged + counts.refused
  const under = it.state === "waiting" || it.state === "running"
  const refusedFiles = it.files.filter(({ state }) => state === "refused")
  const path = rulebookPaths.import(it.id)
  const address = (outcome?: string, more = "") => `${path}${outcome ? `?outcome=${outcome}` : ""}${more}`
  const current = filter.remarked ? "remarked" : filter.outcome
  return (
    <Page title="取込みの結果" crumbs={[home, imports, { title: dateTimeShort(it.createdAt) }]} kicker={<StatusTag tone={stateTones[it.state]}>{stateWords[it.state]}</StatusTag>}>
      {under && (
        <Section title="進みぐあい" id="progress">
          <Progress label="例規" value={done} max={it.found} text={it.found === 0 ? "ファイルを読んでいます" : `${numberText(done)} / ${numberText(it.found)}件`} />
          <Progress label="ファイル" value={it.files.filter(({ state }) => state === "done" || state === "refused").length} max={it.files.length} />
          <p>
            この画面は3秒ごとに新しくなります。ほかの仕事をしていてもかまいません。終わるとお知らせが届きます。 <a href={path}>いま新しくする</a>
          </p>
        </Section>
      )}
      {it.state === "failed" && (
        <Banner kind="error" title="取込みが途中で止まりました">
          <p>{numberText(done)}件までは取り込まれています。同じファイルをもう一度取り込むと、残りだけが加わります。</p>
        </Banner>
      )}
      {refusedFiles.length > 0 && (
        <Banner kind="warning" title={`読めなかったファイルが${refusedFiles.length}つあります。その中身は何も取り込んでいません。`}>
          <ul>
            {refusedFiles.map(({ name, reason }) => (
              <li>
                {name}：{reason}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <SummaryList
        dense
        rows={[
          { key: "取り込んだ人", value: it.createdBy ?? "－" },
          { key: "所管課", value: it.unitName ?? "あとで決める" },
          { key: "施行日", value: it.effectiveOn ? wareki(it.effectiveOn) : "－" },
          { key: "かかった時間", value: it.startedAt && it.finishedAt ? `${Math.max(1, Math.round((it.finishedAt.getTime() - it.startedAt.getTime()) / 1000))}秒` : "－" },
        ]}
      />
      <Details summary={`取り込んだファイル（${it.files.length}）`}>
        <Table
          caption="取り込んだファイル"
          captionHidden
          rows={it.files}
          columns={[
            { key: "name", title: "ファイル", rowHeader: true, cell: (row) => <a href={documentPaths.document(row.documentId)}>{row.name}</a> },
            { key: "size", title: "大きさ", align: "right", nowrap: true, cell: (row) => sizeText(row.size) },
            { key: "state", title: "状態", nowrap: true, cell: (row) => fileWords[row.state] },
          ]}
        />
      </Details>
      <Section title="例規ごとの結果" id="lines">
        <Tabs
          label="結果"
          tabs={[
            { title: "すべて", href: address(), current: !current, count: done },
            ...outcomes.map((outcome) => ({
              title: outcomeWords[outcome],
              href: address(outcome),
              current: current === outcome,
              count: outcome === "new-version" ? counts.newVersion : counts[outcome],
            })),
            { title: "注意あり", href: address("remarked"), current: current === "remarked", count: counts.remarked },
          ]}
        />
        <Table
          caption="取り込んだ例規とその結果"
          captionHidden
          rows={lines}
          empty={under ? "まだありません。" : "該当するものはありません。"}
          columns={[
            {
              key: "title",
              title: "例規",
              rowHeader: true,
              cell: (row) => (
                <>
                  {row.ordinanceId ? <a href={rulebookPaths.ordinance(row.ordinanceId)}>{row.title}</a> : row.title}
                  <br />
                  <small>{[row.number, row.name].filter(Boolean).join(" ")}</small>
                </>
              ),
            },
            { key: "outcome", title: "結果", nowrap: true, cell: (row) => <StatusTag tone={outcomeTones[row.outcome]}>{outcomeWords[row.outcome]}</StatusTag> },
            { key: "provisions", title: "条文", align: "right", cell: (row) => numberText(row.provisions) },
            {
              key: "words",
              title: "理由・注意",
              cell: (row) =>
                row.reason || row.remarks.length > 0 ? (
                  <>
                    {row.reason && <p>{row.reason}</p>}
                    {row.remarks.map((remark) =>
                      remark.length > LONG ? (
                        <Details summary={`${remark.slice(0, LONG)}…`}>{remark}</Details>
                      ) : (
                        <p>{remark}</p>
                      ),
                    )}
                  </>
                ) : (
                  "－"
                ),
            },
          ]}
        />
        <Pagination
          {...(later ? { previous: address(current) } : {})}
          {...(next ? { next: address(current, `${current ? "&" : "?"}after=${next}`) } : {})}
          text={lines.length > 0 ? `${lines.length}件を表示` : ""}
        />
      </Section>
      <DownloadLinks label="結果の一覧を保存" downloads={[{ format: "csv", href: rulebookPaths.importReport(it.id) }]} />
      <p>
        <a href={`${rulebookPaths.list}?unitId=none&origin=own`}>所管課の決まっていない例規</a>
      </p>
    </Page>
  )
}
