import type { ComponentChildren } from "preact"
import { Banner, Button, ButtonLink, Details, DownloadLinks, Form, Page, Section, SummaryList, TextField, wareki } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { LatestValue } from "../latest-values.ts"
import type { EditionContent } from "../types.ts"
import { editionName } from "../words.ts"
import { EditionGrid, GridLegend } from "./edition-grid.tsx"
import { Ideals } from "./home-page.tsx"
import { PlanStyle } from "./plan-style.tsx"
import { EditionStatusTag } from "./status.tsx"

export interface EditionPageProps {
  content: EditionContent
  values: ReadonlyMap<string, LatestValue>
  today: string
  edits: boolean
  /** After the last initiative: 「読みました」. */
  end?: ComponentChildren
}

export function EditionPage({ content, values, today, edits, end }: EditionPageProps) {
  const { edition } = content
  const writes = edits && edition.status === "draft"
  return (
    <Page
      title={edition.title}
      kicker={`推進プラン　${editionName(edition)}`}
      crumbs={[{ title: "推進プラン", href: paths.home }, { title: "版の一覧", href: paths.editions }, { title: editionName(edition) }]}
      actions={<Actions id={edition.id} status={edition.status} basedOnId={edition.basedOnId} edits={edits} />}
    >
      <PlanStyle />
      {content.limited && (
        <Banner title="この版は下書きのため、あなたの所属が主管・関係する取組だけを表示しています。" />
      )}
      <SummaryList
        dense
        rows={[
          { key: "状態", value: <EditionStatusTag edition={edition} /> },
          { key: "位置付け", value: edition.position },
          { key: "有効期間", value: edition.term },
          ...(edition.reason ? [{ key: "改定の理由", value: edition.reason }] : []),
          ...(edition.inForceOn ? [{ key: "施行", value: wareki(edition.inForceOn) }] : []),
          ...(edition.closedOn ? [{ key: "終了", value: wareki(edition.closedOn) }] : []),
        ]}
      />
      <Ideals content={content} />
      <GridLegend />
      <EditionGrid content={content} values={values} today={today} />
      <Section title="取組の方向性のねらい" id="aims">
        <dl class="plan-aims">
          {content.directions.map((direction) => (
            <div>
              <dt>
                {direction.numeral} {direction.title}
              </dt>
              <dd>{direction.aim || "－"}</dd>
            </div>
          ))}
        </dl>
      </Section>
      {end}
      {!content.limited && (
        <DownloadLinks
          label="この版を保存"
          downloads={(["pdf", "xlsx", "csv"] as const).map((format) => ({ format, href: paths.editionExport(edition.id, format) }))}
        />
      )}
      {writes && <Discard id={edition.id} title={edition.title} />}
    </Page>
  )
}

function Actions({ id, status, basedOnId, edits }: { id: string; status: string; basedOnId: string | null; edits: boolean }) {
  const draft = status === "draft"
  return (
    <>
      {edits && draft && (
        <>
          <ButtonLink href={paths.sheetNew(id)} kind="primary" small>
            取組を加える
          </ButtonLink>
          <ButtonLink href={paths.editionEdit(id)} small>
            版の内容を直す
          </ButtonLink>
          {basedOnId && (
            <ButtonLink href={paths.revise(id)} small>
              前の版からの見直し
            </ButtonLink>
          )}
        </>
      )}
      {edits && (draft || status === "in-approval") && (
        <ButtonLink href={paths.approve(id)} small>
          決裁
        </ButtonLink>
      )}
      {!draft && (
        <ButtonLink href={paths.reviews(id)} small>
          評価の一覧
        </ButtonLink>
      )}
      {edits && status === "in-force" && (
        <ButtonLink href={paths.readers(id)} small>
          読んだ人
        </ButtonLink>
      )}
    </>
  )
}

function Discard({ id, title }: { id: string; title: string }) {
  return (
    <Details summary="この下書きを破棄する">
      <Form action={paths.editionDiscard(id)} label="下書きの破棄">
        <p>「{title}」の下書きを、書き足した内容ごと削除します。元に戻せません。</p>
        <TextField name="reason" label="理由" required maxLength={500} />
        <Button kind="danger">破棄する</Button>
      </Form>
    </Details>
  )
}
