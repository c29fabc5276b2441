import type { Work } from "../../../../kernel/database/index.ts"
import type { PageContext, Site, Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, DefinitionNote, EmptyState, Form, percentText, Section, StatusTag, SummaryList, Table, warekiMonth } from "../../../../kernel/ui/index.ts"
import { type Finding, placeOf } from "../finding.ts"
import { stateWords } from "../finding-states.ts"
import type { BulkLine } from "../list/bulk.ts"
import { paths } from "../paths.ts"
import { categoriesToDecide, getFinding, listWholeFindings } from "../read-finding.ts"
import { applyDecision, applyInput, whyNotApplied } from "../siblings/apply-decision.ts"
import { type LikeProvision, listLikeProvisions } from "../siblings/list-like-provisions.ts"
import { listSiblings, type Sibling } from "../siblings/list-siblings.ts"
import { unitNames } from "../unit-names.ts"
import { methodWords, verdictWords } from "../words.ts"
import { readingLink, RoomPage } from "./frame.tsx"
import { stateTones } from "./list-page.tsx"

export function siblingRoutes(site: Site): void {
  const page = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getFinding(work, c.param("id"))
    const siblings = await listSiblings(work, it)
    const whole = new Map((await listWholeFindings(work, siblings.map(({ id }) => id))).map((one) => [one.id, one]))
    const nameOf = await unitNames(work, siblings.map(({ unitId }) => unitId))
    return <SiblingsPage it={it} others={await listLikeProvisions(work, it)} rows={siblings.map((one) => ({ ...one, unitName: nameOf(one.unitId), not: whole.has(one.id) ? whyNotApplied(work, it, whole.get(one.id)!) : "見られません。" }))} typed={typed} />
  }
  site.staff.get(paths.siblings(":id"), async (work, c) => c.page(await page(work, c)))
  site.staff.post(paths.siblings(":id"), { form: applyInput, again: page }, async (work, { ids }, c) => {
    const it = await getFinding(work, c.param("id"))
    return c.page(<AppliedPage it={it} lines={await applyDecision(work, it.id, ids)} />)
  })
}

/** From here on two sentences say nearly the same. */
const NEARLY_SAME = 0.6

interface Row extends Sibling {
  unitName: string
  /** Why the decision cannot be taken over. */
  not: string | undefined
}

function SiblingsPage({ it, rows, others, typed }: { it: Finding; rows: readonly Row[]; others: readonly LikeProvision[]; typed?: Typed | undefined }) {
  const possible = rows.filter(({ not }) => !not)
  const decided = it.state !== "found"
  return (
    <RoomPage room="list" title="似た条文" crumbs={[{ title: `${it.ordinanceTitle} ${placeOf(it)}`, href: paths.finding(it.id) }, { title: "似た条文" }]} lead={`${it.ordinanceTitle} ${placeOf(it)}と同じ区分で、文の似た条文です。`} typed={typed}>
      {decided ? (
        <SummaryList
          dense
          title="当てる判定"
          rows={[
            { key: "該非", value: categoriesToDecide(it).map(({ category, verdict, reasonCode }) => `${category}：${verdict ? verdictWords[verdict] : "未判定"}${reasonCode}`).join("、") },
            { key: "方法", value: it.method ? `${methodWords[it.method]}：${it.methodReason}` : "" },
            { key: "予定年月", value: it.plannedMonth ? warekiMonth(it.plannedMonth) : "" },
          ]}
        />
      ) : (
        <Banner title="この条文を判定すると、同じ判定をまとめて当てられます" />
      )}
      {rows.length === 0 ? (
        <EmptyState title="似た条文はありません" action={<ButtonLink href={paths.finding(it.id)}>判定の画面に戻る</ButtonLink>} />
      ) : possible.length > 0 ? (
        <Form action={paths.siblings(it.id)} class="form-plain" label="同じ判定を当てる">
          <SiblingTable rows={rows} pick />
          <p>改正案・通知の案は条文ごとに違うため、写しません。</p>
          <ButtonGroup>
            <Button>選んだ条文を同じ判定にする</Button>
            <ButtonLink href={paths.finding(it.id)} kind="secondary">やめる</ButtonLink>
          </ButtonGroup>
        </Form>
      ) : (
        <SiblingTable rows={rows} />
      )}
      {others.length > 0 && (
        <Section title="候補になっていない、似た条文" id="others">
          <p>同じ言葉を使い、文が似ていますが、検出の規則では当たらなかった条文です。読んで、該当すると思うものは候補に加えます。</p>
          <Table
            caption="候補になっていない、似た条文の一覧"
            captionHidden
            rows={others}
            columns={[
              { key: "score", title: "似ている度合い", align: "right", nowrap: true, cell: (row) => percentText(row.score, 0) },
              { key: "place", title: "例規・条項", rowHeader: true, cell: (row) => <a href={readingLink(row.ordinanceId, row.address)}>{`${row.ordinanceTitle} ${row.articleNo}${row.caption ? `（${row.caption}）` : ""}`}</a> },
              { key: "sentence", title: "文", cell: (row) => <small>{row.sentence.length > 140 ? `${row.sentence.slice(0, 140)}…` : row.sentence}</small> },
              {
                key: "add",
                title: "操作",
                nowrap: true,
                cell: (row) => (
                  <a href={`${paths.add}?${new URLSearchParams({ ordinanceId: row.ordinanceId, address: row.address })}`}>
                    候補に加える<span class="vh">{`：${row.ordinanceTitle} ${row.articleNo}`}</span>
                  </a>
                ),
              },
            ]}
          />
        </Section>
      )}
      <DefinitionNote term="似ている度合い">当たった文の2文字ずつの重なり（8割）と、例規名に共通するいちばん長い言葉（2割）から出した目安です。</DefinitionNote>
    </RoomPage>
  )
}

function SiblingTable({ rows, pick }: { rows: readonly Row[]; pick?: boolean }) {
  return (
    <Table
      caption="似た条文"
      captionHidden
      rows={rows}
      columns={[
        ...(pick ? [{ key: "pick", title: "選ぶ", cell: (row: Row) => (row.not ? "－" : <input type="checkbox" name="ids" value={row.id} checked={row.score >= NEARLY_SAME} aria-label={`${row.ordinanceTitle} ${placeOf(row)}を選ぶ`} />) }] : []),
        { key: "score", title: "似ている度合い", align: "right", nowrap: true, cell: (row) => percentText(row.score, 0) },
        {
          key: "place",
          title: "例規・条項",
          rowHeader: true,
          cell: (row) => (
            <>
              <a href={paths.finding(row.id)}>{`${row.ordinanceTitle} ${placeOf(row)}`}</a>
              <br />
              <small>{row.unitName}</small>
            </>
          ),
        },
        { key: "sentence", title: "当たった文", cell: (row) => <small>{row.sentence.length > 140 ? `${row.sentence.slice(0, 140)}…` : row.sentence}</small> },
        { key: "state", title: "状態", nowrap: true, cell: (row) => <StatusTag tone={stateTones[row.state]}>{stateWords[row.state]}</StatusTag> },
        { key: "not", title: "同じ判定を当てられるか", cell: (row) => row.not ?? "当てられます" },
      ]}
    />
  )
}

function AppliedPage({ it, lines }: { it: Finding; lines: readonly BulkLine[] }) {
  const refused = lines.filter((line) => line.refused).length
  return (
    <RoomPage room="list" title="同じ判定を当てた結果" crumbs={[{ title: `${it.ordinanceTitle} ${placeOf(it)}`, href: paths.finding(it.id) }, { title: "結果" }]} lead={`${lines.length - refused}件を同じ判定にし、${refused}件はできませんでした。`}>
      <Table
        caption="結果"
        captionHidden
        rows={lines}
        columns={[
          { key: "title", title: "例規・条項", rowHeader: true, cell: (row) => (row.place ? <a href={paths.finding(row.id)}>{`${row.title} ${row.place}`}</a> : row.title) },
          { key: "refused", title: "結果", cell: (row) => (row.refused ? <><StatusTag tone="danger">できませんでした</StatusTag> {row.refused}</> : <StatusTag tone="success">同じ判定にしました</StatusTag>) },
        ]}
      />
      <ButtonLink href={paths.siblings(it.id)}>似た条文に戻る</ButtonLink>
    </RoomPage>
  )
}
