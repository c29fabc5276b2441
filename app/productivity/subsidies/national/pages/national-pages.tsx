import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, CheckboxField, dateTime, EmptyState, FileField, Form, Page, Section, SummaryList, Table, yenText } from "../../../../kernel/ui/index.ts"
import { NATIONAL_SOURCE } from "../../finder/national.ts"
import { paths } from "../../paths.ts"
import type { Comparison, KnownRow } from "../compare-list.ts"
import type { NationalState } from "../list-takings.ts"
import { nationalPaths } from "../paths.ts"
import type { Upload } from "../uploads.ts"

const crumbs = [{ title: "補助金をさがす", href: paths.finder }]
const times = (n: number) => `${n.toLocaleString("ja-JP")}件`

export function NationalListPage({ state, url, typed }: { state: NationalState; url: string | undefined; typed?: Typed | undefined }) {
  return (
    <Page title="国の補助金の公開一覧" kicker={NATIONAL_SOURCE} crumbs={[...crumbs, { title: "国の補助金の公開一覧" }]} {...(typed ? { typed } : {})} lead="さがす画面に出す、国の補助金の一覧を新しくします。取り込む前に、何が変わるかを確かめられます。">
      <SummaryList
        dense
        rows={[
          { key: "さがす画面に出るもの", value: times(state.shown) },
          { key: "後続手続・練習用のため出さないもの", value: times(state.hidden) },
          { key: "一覧からなくなったもの", value: times(state.gone) },
          { key: "毎日の取得", value: url ? `${url} から毎日5時20分に取ります` : "設定されていません（外のネットワークには何も取りに行きません）" },
        ]}
      />
      <Section title="ファイルから取り込む" id="upload">
        <Form action={nationalPaths.list} enctype="multipart/form-data" label="一覧のファイル">
          <FileField name="list" label="一覧のファイル" hint="公開APIの答え（JSON）、または1行に1件のJSON（JSON Lines）。gzip でもかまいません（20 MB まで）。" required {...(typed ? { typed } : {})} />
          <Button>取り込む前に確かめる</Button>
        </Form>
      </Section>
      {url && (
        <Section title="いま取りに行く" id="fetch">
          <Form action={nationalPaths.fetch} label="いま取りに行く">
            <p>結果は下の「取り込みの記録」に、失敗は「ジョブ」の画面に出ます。</p>
            <Button kind="secondary">いま取りに行く</Button>
          </Form>
        </Section>
      )}
      <Section title="取り込みの記録" id="takings">
        {state.takings.length === 0 ? (
          <EmptyState title="まだ取り込んでいません" />
        ) : (
          <Table
            caption="取り込みの記録（新しい順に50件まで）"
            captionHidden
            rows={state.takings}
            columns={[
              { key: "takenAt", title: "日時", rowHeader: true, nowrap: true, cell: (row) => dateTime(row.takenAt) },
              { key: "source", title: "もと" },
              { key: "takenBy", title: "行った人", cell: (row) => row.takenBy ?? "（自動）" },
              { key: "readCount", title: "読んだ", align: "right" },
              { key: "freshCount", title: "新しい", align: "right" },
              { key: "changedCount", title: "変わった", align: "right" },
              { key: "goneCount", title: "外した", align: "right" },
              { key: "refusedCount", title: "読めない", align: "right" },
            ]}
          />
        )}
      </Section>
    </Page>
  )
}

const MOST_SHOWN = 100

export function NationalPreviewPage({ upload, found, typed }: { upload: Upload; found: Comparison; typed?: Typed | undefined }) {
  const nothing = found.read === 0 || found.refusedCount === found.read
  return (
    <Page title="取り込む前に確かめる" kicker={`${NATIONAL_SOURCE}　${upload.name}`} crumbs={[...crumbs, { title: "国の補助金の公開一覧", href: nationalPaths.list }, { title: "確かめる" }]} {...(typed ? { typed } : {})}>
      <SummaryList
        dense
        rows={[
          { key: "読んだ", value: times(found.read) },
          { key: "新しい", value: times(found.fresh.length) },
          { key: "変わった", value: times(found.changed.length) },
          { key: "同じ", value: times(found.same) },
          { key: "一覧にないもの", value: times(found.gone.length) },
          { key: "読めない", value: times(found.refusedCount) },
          { key: "うち後続手続・練習用（さがす画面に出しません）", value: times(found.hidden) },
        ]}
      />
      {nothing ? (
        <Banner kind="error" title="取り込めるものがありません">
          <p>補助金の一覧として読めるものが1件もありません。ファイルを確かめてください。</p>
        </Banner>
      ) : (
        <Form action={nationalPaths.upload(upload.id)} label="取り込み">
          {found.gone.length > 0 && (
            <CheckboxField name="dropGone" label={`一覧にない${times(found.gone.length)}を、さがす画面から外す`} hint="一覧の全体を取ったときだけ選びます。キーワードで絞った一覧や、受付中だけの一覧では選びません。" {...(typed ? { typed } : {})} />
          )}
          <ButtonGroup>
            <Button>取り込む</Button>
            <ButtonLink href={nationalPaths.list}>やめる</ButtonLink>
          </ButtonGroup>
        </Form>
      )}
      {found.refusedCount > 0 && (
        <Section title={`読めないもの（${times(found.refusedCount)}${found.refusedCount > found.refused.length ? `、先頭の${found.refused.length}件` : ""}）`} id="refused">
          <Table caption="読めないもの" captionHidden rows={found.refused} columns={[{ key: "line", title: "何件目（行）", rowHeader: true, align: "right" }, { key: "why", title: "わけ" }]} />
        </Section>
      )}
      <Rows title="新しいもの" id="fresh" rows={found.fresh} />
      {found.changed.length > 0 && (
        <Section title={headOf("変わったもの", found.changed.length)} id="changed">
          <Table
            caption="変わったもの"
            captionHidden
            rows={found.changed.slice(0, MOST_SHOWN)}
            columns={[
              { key: "title", title: "題名", rowHeader: true, cell: ({ row }) => row.title },
              { key: "parts", title: "変わったところ", cell: ({ parts }) => parts.join("、") },
              { key: "before", title: "受付の終了（前）", nowrap: true, cell: ({ before }) => dateTime(before.closesAt) },
              { key: "after", title: "受付の終了（後）", nowrap: true, cell: ({ row }) => dateTime(row.closesAt) },
            ]}
          />
        </Section>
      )}
      <Rows title="一覧にないもの" id="gone" rows={found.gone} />
    </Page>
  )
}

const headOf = (title: string, count: number) => `${title}（${times(count)}${count > MOST_SHOWN ? `、先頭の${MOST_SHOWN}件` : ""}）`

function Rows({ title, id, rows }: { title: string; id: string; rows: readonly KnownRow[] }) {
  if (rows.length === 0) return null
  return (
    <Section title={headOf(title, rows.length)} id={id}>
      <Table
        caption={title}
        captionHidden
        rows={rows.slice(0, MOST_SHOWN)}
        columns={[
          { key: "title", title: "題名", rowHeader: true },
          { key: "area", title: "地域", cell: (row) => row.area || "－" },
          { key: "limit", title: "上限額", align: "right", nowrap: true, cell: (row) => (row.limitYen === null ? "なし" : yenText(row.limitYen)) },
          { key: "closesAt", title: "受付の終了", nowrap: true, cell: (row) => dateTime(row.closesAt) },
          { key: "hidden", title: "さがす画面", cell: (row) => (row.hiddenReason ? `出さない（${row.hiddenReason}）` : "出す") },
        ]}
      />
    </Section>
  )
}
