import type { Typed } from "../../http/typed.ts"
import { Button, ButtonGroup, ButtonLink, dateTime, type DiffRow, EmptyState, FileField, FilterBar, Form, Page, SelectField, StatusTag, Table, TextAreaField, TextDiff, TextField } from "../../ui/index.ts"
import type { FormRow, FormVersion } from "../forms.ts"
import { paths } from "../paths.ts"
import type { Starter } from "../starters.ts"

export function FormListPage({ forms, q, state }: { forms: readonly FormRow[]; q: string; state: string }) {
  return (
    <Page
      title="様式"
      width="wide"
      lead="申請や報告で答えてもらうことを、ページごとに組み立てます。公開した版は変わりません。"
      actions={
        <ButtonLink href={paths.fresh} kind="primary">
          様式をつくる
        </ButtonLink>
      }
    >
      <FilterBar action={paths.list} {...(q || state ? { clear: paths.list } : {})}>
        <TextField name="q" label="様式の名称" value={q} width="medium" />
        <SelectField
          name="state"
          label="版の状態"
          value={state}
          empty="すべて"
          options={[
            { value: "open", label: "使える版がある" },
            { value: "draft", label: "準備中の版がある" },
          ]}
        />
      </FilterBar>
      {forms.length === 0 ? (
        <EmptyState title={q || state ? "見つかりませんでした" : "様式はまだありません"} action={<ButtonLink href={paths.fresh}>様式をつくる</ButtonLink>}>
          <p>標準の書類（交付申請書、実績報告書など）をもとにつくれます。</p>
        </EmptyState>
      ) : (
        <Table
          caption="様式の一覧"
          captionHidden
          rows={forms}
          columns={[
            { key: "title", title: "様式", rowHeader: true, cell: (row) => <a href={paths.one(row.id)}>{row.title}</a> },
            { key: "open", title: "使える版", cell: (row) => row.versions.find(({ state }) => state === "open")?.number ?? "－" },
            { key: "draft", title: "準備中の版", cell: (row) => (row.versions[0]?.state === "draft" ? <a href={paths.version(row.versions[0].id)}>{`第${row.versions[0].number}版を直す`}</a> : "－") },
            { key: "changed", title: "更新", cell: (row) => (row.versions[0] ? dateTime(row.versions[0].changedAt) : "－") },
          ]}
        />
      )}
    </Page>
  )
}

export function NewFormPage({ starters, typed }: { starters: readonly Starter[]; typed?: Typed | undefined }) {
  const shared = typed ? { typed } : {}
  return (
    <Page title="様式をつくる" width="narrow" {...shared} crumbs={[{ title: "様式", href: paths.list }, { title: "様式をつくる" }]}>
      <Form action={paths.list} enctype="multipart/form-data">
        <TextField name="title" label="様式の名称" hint="標準の書類や取り込む様式の名称のままでよければ、空欄にします。" {...shared} maxLength={100} />
        <TextField name="note" label="覚え書き" hint="所属の中で見分けるための言葉。申請者には見えません。" {...shared} maxLength={500} />
        <SelectField name="starter" label="もとにする標準の書類" {...shared} empty="何もないところからつくる" options={starters.map(({ key, title }) => ({ value: key, label: title }))} />
        <FileField name="file" label="書き出した様式（JSON）のファイル" hint="ほかの所属が書き出したファイルを取り込むとき。" accept=".json,application/json" {...shared} />
        <TextAreaField name="json" label="書き出した様式（JSON）の内容" hint="ファイルの代わりに貼り付けるとき。" {...shared} rows={4} />
        <ButtonGroup>
          <Button>つくる</Button>
          <ButtonLink href={paths.list}>やめる</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

export function FormPageView({ form }: { form: FormRow }) {
  return (
    <Page title={form.title} kicker="様式" {...(form.note ? { lead: form.note } : {})} crumbs={[{ title: "様式", href: paths.list }, { title: form.title }]}>
      <Table
        caption="版"
        rows={form.versions}
        columns={[
          { key: "number", title: "版", rowHeader: true, cell: (row) => <a href={paths.version(row.id)}>{`第${row.number}版`}</a> },
          { key: "state", title: "状態", cell: (row) => <StatusTag tone={row.state === "open" ? "success" : "warning"}>{row.state === "open" ? "公開（変わりません）" : "準備中"}</StatusTag> },
          { key: "at", title: "公開・更新", cell: (row) => dateTime(row.openedAt ?? row.changedAt) },
          {
            key: "difference",
            title: "前の版との違い",
            cell: (row) => {
              const before = form.versions.find(({ number }) => number === row.number - 1)
              return before ? <a href={paths.difference(form.id, before.id, row.id)}>{`第${before.number}版との違い`}</a> : "－"
            },
          },
        ]}
      />
      <ButtonGroup>
        <Form action={paths.revise(form.id)} class="form-inline">
          <Button kind="secondary">{form.versions[0]?.state === "draft" ? "準備中の版を開く" : "改訂版をつくる"}</Button>
        </Form>
        <Form action={paths.copy(form.id)} class="form-inline">
          <Button kind="tertiary">写してつくる</Button>
        </Form>
      </ButtonGroup>
    </Page>
  )
}

export function DifferencePage({ form, before, after, rows }: { form: FormRow; before: FormVersion; after: FormVersion; rows: readonly DiffRow[] }) {
  const title = `第${before.number}版と第${after.number}版の違い`
  return (
    <Page title={title} kicker={form.title} crumbs={[{ title: "様式", href: paths.list }, { title: form.title, href: paths.one(form.id) }, { title }]}>
      {rows.length === 0 ? <p>違いはありません。</p> : <TextDiff caption={`違うところ（${rows.length}か所）`} before={`第${before.number}版`} after={`第${after.number}版`} rows={rows} />}
    </Page>
  )
}
