import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, ButtonLink, DateField, Form, HiddenField, Page, SelectField, StatusTag, Table, TextAreaField, TextField } from "../../../../kernel/ui/index.ts"
import { type BulkAct, type BulkLine, bulkWords } from "../list/bulk.ts"
import type { Clerk } from "../list/list-clerks.ts"
import { paths } from "../paths.ts"
import { reasonCodes } from "../words.ts"

function Lines({ lines, done }: { lines: readonly BulkLine[]; done: boolean }) {
  return (
    <Table
      caption={done ? "結果" : "これから行うこと"}
      captionHidden
      rows={lines}
      columns={[
        { key: "title", title: "例規・条項", rowHeader: true, cell: (row) => (row.place ? <a href={paths.finding(row.id)}>{`${row.title} ${row.place}`}</a> : row.title) },
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

const crumbs = [{ title: "アナログ規制の見直し", href: paths.list }, { title: "まとめて行う操作" }]

interface PreviewProps {
  act: BulkAct
  lines: readonly BulkLine[]
  clerks: readonly Clerk[]
  typed?: Typed | undefined
}

export function BulkPreviewPage({ act, lines, clerks, typed }: PreviewProps) {
  const possible = lines.filter(({ refused }) => !refused).length
  return (
    <Page title={`${bulkWords[act]}（${lines.length}件）`} crumbs={crumbs} lead={`選んだ${lines.length}件のうち${possible}件に行います。まだ何も変わっていません。`} typed={typed}>
      <Lines lines={lines} done={false} />
      <Form action={paths.bulkRun} label="まとめて行う操作">
        {lines.map(({ id }) => (
          <HiddenField name="ids" value={id} />
        ))}
        <HiddenField name="act" value={act} />
        {act === "assign" && <SelectField name="clerkId" label="担当者" required typed={typed} options={clerks.map(({ id, name, title }) => ({ value: id, label: `${name}（${title}）` }))} />}
        {act === "dismiss" && (
          <>
            <SelectField name="reasonCode" label="非該当の理由" required typed={typed} options={Object.entries(reasonCodes).map(([value, words]) => ({ value, label: `${value} ${words}` }))} />
            <TextField name="note" label="メモ" typed={typed} maxLength={1000} />
          </>
        )}
        {act === "complete" && (
          <>
            <DateField name="doneOn" label="完了した日" required typed={typed} />
            <TextAreaField name="how" label="行ったこと" hint="通知の番号、改正した例規の番号など" required typed={typed} maxLength={2000} rows={3} />
          </>
        )}
        <ButtonGroup>
          {possible > 0 && <Button>{possible}件に行う</Button>}
          <ButtonLink href={paths.list} kind="secondary">一覧に戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

export function BulkResultPage({ act, lines }: Pick<PreviewProps, "act" | "lines">) {
  const refused = lines.filter((line) => line.refused).length
  return (
    <Page title={`${bulkWords[act]}：結果`} crumbs={crumbs} lead={`${lines.length - refused}件に行い、${refused}件はできませんでした。`}>
      <Lines lines={lines} done />
      <ButtonLink href={paths.list}>一覧に戻る</ButtonLink>
    </Page>
  )
}
