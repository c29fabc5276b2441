import { Button, ButtonGroup, ButtonLink, Form, HiddenField, Page, SelectField, StatusTag, Table } from "../../../../kernel/ui/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import type { BulkLine } from "../bulk.ts"
import { type BulkAct, bulkWords } from "../bulk-words.ts"
import { officePaths } from "../paths.ts"

interface BulkPageProps {
  act: BulkAct
  lines: readonly BulkLine[]
  typed?: Typed | undefined
}

function Lines({ lines, done }: { lines: readonly BulkLine[]; done: boolean }) {
  return (
    <Table
      caption={done ? "結果" : "これから行うこと"}
      captionHidden
      rows={lines}
      columns={[
        { key: "number", title: "受付番号", rowHeader: true, nowrap: true, cell: (row) => (row.title ? <a href={officePaths.one(row.id)}>{row.number}</a> : row.number) },
        { key: "title", title: "事業" },
        { key: "state", title: done ? "前の状態" : "状態", nowrap: true },
        {
          key: "refused",
          title: done ? "結果" : "行えるか",
          cell: (row) => (row.refused ? <><StatusTag tone="danger">{done ? "できませんでした" : "できません"}</StatusTag> {row.refused}</> : <StatusTag tone="success">{done ? "行いました" : "行います"}</StatusTag>),
        },
      ]}
    />
  )
}

export function BulkPreviewPage({ act, lines, clerks, typed }: BulkPageProps & { clerks: readonly { id: string; name: string; title: string }[] }) {
  const possible = lines.filter(({ refused }) => !refused).length
  return (
    <Page
      title={`${bulkWords[act]}（${lines.length}件）`}
      crumbs={[{ title: "補助金の申請", href: officePaths.list }, { title: "まとめて行う操作" }]}
      lead={`選んだ${lines.length}件のうち${possible}件に行います。まだ何も変わっていません。`}
      typed={typed}
    >
      <Lines lines={lines} done={false} />
      <Form action={officePaths.bulkRun} label="まとめて行う操作">
        {lines.map(({ id }) => (
          <HiddenField name="ids" value={id} />
        ))}
        <HiddenField name="act" value={act} />
        {act === "assign" && (
          <SelectField name="clerkId" label="担当者" required typed={typed} options={clerks.map(({ id, name, title }) => ({ value: id, label: `${name}（${title}）` }))} />
        )}
        <ButtonGroup>
          {possible > 0 && <Button>{possible}件に行う</Button>}
          <ButtonLink href={officePaths.list}>一覧に戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

export function BulkResultPage({ act, lines }: BulkPageProps) {
  const refused = lines.filter((line) => line.refused).length
  return (
    <Page
      title={`${bulkWords[act]}：結果`}
      crumbs={[{ title: "補助金の申請", href: officePaths.list }, { title: "まとめて行う操作" }]}
      lead={`${lines.length - refused}件に行い、${refused}件はできませんでした。`}
    >
      <Lines lines={lines} done />
      <ButtonLink href={officePaths.list}>一覧に戻る</ButtonLink>
    </Page>
  )
}
