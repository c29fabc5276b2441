import type { ComponentChildren } from "preact"
import type { Typed } from "../../../../kernel/http/index.ts"
import {
  Banner,
  Button,
  ButtonGroup,
  ButtonLink,
  CheckboxField,
  DateField,
  dateTime,
  Details,
  Form,
  Section,
  SelectField,
  StatusTag,
  SummaryList,
  Table,
  TextAreaField,
  Timeline,
  wareki,
  warekiMonth,
} from "../../../../kernel/ui/index.ts"
import { revisingPaths } from "../../revising/paths.ts"
import { rulebookPaths } from "../../rulebook/paths.ts"
import { categories, kinds } from "../../scanner/categories.ts"
import { moveWords, stateWords } from "../finding-states.ts"
import { type FindingCategory, placeOf, slotNames } from "../finding.ts"
import { addressOf } from "../list/list-filter.ts"
import { paths } from "../paths.ts"
import type { FindingView } from "../view-finding.ts"
import { attentionWords, goneWords, methodWords, nationalReviewWords, originWords, type ReasonCode, reasonCodes, slotWords, verdictWords } from "../words.ts"
import { DecisionForm } from "./decision-form.tsx"
import { readingLink, RoomPage } from "./frame.tsx"
import { stateTones } from "./list-page.tsx"
import { MarkedText } from "./marked-text.tsx"
import { OpinionSection } from "./opinion-section.tsx"
import { LawName, Products } from "./law-and-products.tsx"

export interface FindingPageProps {
  view: FindingView
  today: string
  /** Which form was sent and refused. */
  typed?: Typed | undefined
  form?: "decide" | "reopen" | "complete" | "clerk" | "category" | "opinion" | undefined
  modelIsConnected: boolean
}

export function FindingPage({ view, today, typed, form, modelIsConnected }: FindingPageProps) {
  const { it, unitName } = view
  const of = (name: FindingPageProps["form"]) => (form === name ? typed : undefined)
  return (
    <RoomPage
      room="list"
      kicker={`該当候補 ${it.no}`}
      title={`${it.ordinanceTitle} ${placeOf(it)}`}
      crumbs={[{ title: it.ordinanceTitle, href: addressOf(paths.list, { ordinanceId: it.ordinanceId }) }, { title: placeOf(it) }]}
      typed={typed}
    >
      <p>
        <StatusTag tone={stateTones[it.state]}>{stateWords[it.state]}</StatusTag> {it.attention && <StatusTag tone="danger">{attentionWords[it.attention]}</StatusTag>} {it.public && <StatusTag tone="accent">公開</StatusTag>}
      </p>
      <Alerts view={view} />
      <SummaryList
        dense
        rows={[
          { key: "例規", value: <a href={rulebookPaths.ordinance(it.ordinanceId)}>{`${it.ordinanceTitle}（${it.ordinanceKind}${it.ordinanceNumber ? `・${it.ordinanceNumber}` : ""}）`}</a> },
          { key: "所管課", value: unitName },
          { key: "担当者", value: it.clerkName ?? "（決まっていません）" },
          { key: "検出の規則", value: it.rulesVersion ? `版 ${it.rulesVersion}` : "" },
        ]}
      />
      <Section title="条文" id="text" actions={<a href={readingLink(it.ordinanceId, it.address)}>例規集で前後を読む</a>}>
        <MarkedText text={it.text} hits={it.categories.filter(({ hit }) => hit).flatMap(({ hits }) => hits)} />
      </Section>
      <Hits view={view} />
      <OpinionSection view={view} modelIsConnected={modelIsConnected} />
      {view.mayDecide && view.isOpen && it.unitId ? <DecisionForm view={view} typed={of("decide")} /> : <Decision view={view} />}
      {view.mayDecide && <Acts view={view} today={today} typed={typed} form={form} />}
      <Section title="似た条文" id="siblings">
        <p>
          <a href={paths.siblings(it.id)}>ほかの例規にある似た条文を見る</a>
          {view.mayDecide && it.state !== "found" ? "。同じ判定をまとめて当てることもできます。" : ""}
        </p>
      </Section>
      {view.steps.length > 0 && (
        <Timeline
          title="経過"
          steps={view.steps.map(({ move, at, by, reason, detail }) => ({
            title: moveWords[move] ?? move,
            when: dateTime(at),
            who: by,
            body: <StepBody reason={reason} detail={detail} />,
          }))}
        />
      )}
    </RoomPage>
  )
}

function StepBody({ reason, detail }: { reason: string; detail: Record<string, unknown> }) {
  const verdicts = detail.verdicts && typeof detail.verdicts === "object" ? Object.entries(detail.verdicts as Record<string, string>).map(([category, words]) => `${category}：${words}`).join("、") : ""
  const method = typeof detail.method === "string" ? `方法：${methodWords[detail.method as keyof typeof methodWords] ?? detail.method}` : ""
  const month = typeof detail.plannedMonth === "string" ? `予定：${warekiMonth(detail.plannedMonth)}` : ""
  const lines = [[verdicts, method, month].filter(Boolean).join("　"), reason].filter(Boolean)
  return lines.length > 0 ? lines.map((line) => <p>{line}</p>) : undefined
}

function Alerts({ view: { it } }: { view: FindingView }) {
  return (
    <>
      {it.attention === "text-changed" && (
        <Banner kind="warning" title="条文が変わりました">
          <p>前の判定は下の欄に残してあります。いまの条文で確かめて、もう一度判定してください。</p>
          <p>
            <a href={rulebookPaths.versions(it.ordinanceId)}>この例規の改正の経過</a>
          </p>
        </Banner>
      )}
      {it.attention === "category-added" && <Banner kind="warning" title="区分が加わりました">検出の規則が変わり、判定していない区分が加わりました。判定を開き直すと、その区分も判定できます。</Banner>}
      {it.attention === "moved" && <Banner title="条番号が変わりました">同じ条文が別の番号に移ったため、判定もそのまま移しました。</Banner>}
      {it.goneWhy && <Banner kind="warning" title={goneWords[it.goneWhy]}>前の判定は消さずに残しています。</Banner>}
      {!it.unitId && (
        <Banner kind="warning" title="所管課が決まっていません">
          <p>
            <a href={rulebookPaths.edit(it.ordinanceId)}>例規集でこの例規の所管課を決める</a>と、判定できます。
          </p>
        </Banner>
      )}
    </>
  )
}

function kindTitle(code: string): string {
  const kind = kinds.find((one) => one.code === code)
  return kind ? `${kind.code} ${kind.title}` : ""
}

function Hits({ view: { categories: own, excluded } }: { view: FindingView }) {
  return (
    <Section title="候補になった理由" id="hits">
      {own.map((one) => (
        <CategoryHits one={one} />
      ))}
      {excluded.length > 0 && (
        <Details summary={`除外した文（${excluded.length}か所）`}>
          <ul>
            {excluded.map(({ rule, reason, sentence }) => (
              <li>
                <StatusTag>{reason}</StatusTag> {sentence} <small>（規則 {rule}）</small>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Section>
  )
}

function CategoryHits({ one }: { one: FindingCategory }) {
  const used = slotNames.filter((slot) => one.hits.some(({ slots }) => slots[slot]))
  return (
    <>
      <h3>
        {one.category}
        {one.kind && <small>　類型 {kindTitle(one.kind)}</small>}
      </h3>
      {one.byHand && <p>人が読んで加えた区分です。{one.note && `理由：${one.note}`}</p>}
      {one.hits.length > 0 && (
        <Table
          caption={`${one.category}に当たった文`}
          captionHidden
          rows={one.hits}
          columns={[
            { key: "sentence", title: "文", rowHeader: true },
            ...used.map((slot) => ({ key: slot, title: slotWords[slot], cell: (row: FindingCategory["hits"][number]) => row.slots[slot] ?? "－" })),
            { key: "rule", title: "規則", nowrap: true },
          ]}
        />
      )}
    </>
  )
}

/** What was decided, for reading. */
function Decision({ view }: { view: FindingView }) {
  const { it, categories: own, phases } = view
  if (it.state === "found") return it.unitId ? <p>まだ判定していません。</p> : null
  const phaseText = (category: string, phase: number | null) => (phase ? `PHASE${phase} ${phases.find((one) => one.category === category && one.phase === phase)?.text ?? ""}` : "－")
  const truth = (value: boolean | null) => (value === null ? "" : value ? "はい" : "いいえ")
  const rows: { key: string; value: ComponentChildren }[] = [
    { key: "根拠", value: it.origin ? originWords[it.origin] : "" },
    ...(it.origin === "national" ? [{ key: "法令", value: <LawName view={view} /> }, { key: "国の見直し", value: it.nationalReview ? nationalReviewWords[it.nationalReview] : "" }] : []),
    ...(it.digitalAlready === null ? [] : [{ key: "いまの条文でデジタルでもできる", value: truth(it.digitalAlready) }]),
    ...(it.physicalInterest === null ? [] : [{ key: "物理的であること自体が守りたいもの", value: truth(it.physicalInterest) }]),
    ...(it.excludesDigital === null ? [] : [{ key: "条文がデジタルを許していない", value: truth(it.excludesDigital) }]),
    { key: "方法", value: it.method ? `${methodWords[it.method]}：${it.methodReason}` : "" },
    { key: "予定年月", value: it.plannedMonth ? warekiMonth(it.plannedMonth) : "" },
    { key: "使う技術類型", value: it.technologies.join("、") },
    { key: "改正案・通知の案", value: it.draft },
    { key: "内部のメモ", value: it.remark },
    { key: "公開", value: it.public ? `公開する${it.publicNote ? `：${it.publicNote}` : ""}` : "公開しない" },
    ...(it.doneOn ? [{ key: "完了", value: `${wareki(it.doneOn)}　${it.doneHow}` }] : []),
    { key: "判定", value: it.decidedAt ? `${it.decidedByName}　${dateTime(it.decidedAt)}` : "" },
  ]
  return (
    <Section title="判定と方針" id="decision">
      <Table
        caption="区分ごとの判定"
        captionHidden
        rows={own}
        columns={[
          { key: "category", title: "区分", rowHeader: true, nowrap: true },
          { key: "verdict", title: "該非", cell: (row) => (row.verdict ? `${verdictWords[row.verdict]}${row.reasonCode ? `（${row.reasonCode} ${reasonCodes[row.reasonCode as ReasonCode] ?? ""}）` : ""}` : "未判定") },
          { key: "presentPhase", title: "いま", cell: (row) => phaseText(row.category, row.presentPhase) },
          { key: "targetPhase", title: "目標", cell: (row) => phaseText(row.category, row.targetPhase) },
          { key: "note", title: "メモ", cell: (row) => row.note || "－" },
        ]}
      />
      <SummaryList rows={rows} />
      <Products categories={own.filter(({ verdict }) => verdict === "applicable").map(({ category }) => category)} />
    </Section>
  )
}

function Acts({ view, today, typed, form }: { view: FindingView; today: string; typed: Typed | undefined; form: FindingPageProps["form"] }) {
  const { it, clerks } = view
  const of = (name: FindingPageProps["form"]) => (form === name ? typed : undefined)
  const unused = categories.filter((category) => !view.categories.some((one) => one.category === category))
  return (
    <>
      {it.state === "planned" && it.method === "amend" && (
        <p>
          <ButtonLink href={revisingPaths.begin(it.ordinanceId)} kind="primary">
            改正案をつくる
          </ButtonLink>{" "}
          公布を記録すると、この条は見直し済みになります。
        </p>
      )}
      {it.state === "planned" && it.method !== "wait" && (
        <Section title="見直しを終える" id="complete">
          <Form action={paths.act(it.id, "complete")} label="見直しを終える">
            <DateField name="doneOn" label="完了した日" required typed={of("complete")} value={today} />
            <TextAreaField name="how" label="行ったこと" hint="通知の番号や、改正した例規の番号と施行日など" required rows={3} maxLength={2000} typed={of("complete")} />
            <ButtonGroup>
              <Button>見直し済みにする</Button>
            </ButtonGroup>
          </Form>
        </Section>
      )}
      {it.state !== "found" && (
        <Section title="判定を開き直す" id="reopen">
          <p>答えは欄に残したまま「未判定」に戻ります。公開していたものは、公開をやめます。</p>
          <Form action={paths.act(it.id, "reopen")} label="判定を開き直す">
            <TextAreaField name="reason" label="開き直す理由" required rows={2} maxLength={1000} typed={of("reopen")} />
            <ButtonGroup>
              <Button kind="secondary">判定を開き直す</Button>
            </ButtonGroup>
          </Form>
        </Section>
      )}
      <Details summary="担当者を決める" open={form === "clerk"}>
        <Form action={paths.act(it.id, "clerk")} label="担当者を決める">
          <SelectField name="clerkId" label="担当者" empty="（担当者なし）" typed={of("clerk")} value={it.clerkId ?? ""} options={clerks.map(({ id, name, title }) => ({ value: id, label: `${name}（${title}）` }))} />
          <ButtonGroup>
            <Button kind="secondary">決める</Button>
          </ButtonGroup>
        </Form>
      </Details>
      {(it.state === "found" || it.state === "applicable") && unused.length > 0 && (
        <Details summary="区分を加える" open={form === "category"}>
          <Form action={paths.act(it.id, "category")} label="区分を加える">
            <SelectField name="category" label="加える区分" required typed={of("category")} options={unused.map((value) => ({ value, label: value }))} />
            <TextAreaField name="grounds" label="加える理由" required rows={2} maxLength={1000} typed={of("category")} />
            <ButtonGroup>
              <Button kind="secondary">区分を加える</Button>
            </ButtonGroup>
          </Form>
        </Details>
      )}
      {it.state !== "found" && (
        <p>
          <CheckPublic isPublic={it.public} id={it.id} />
        </p>
      )}
    </>
  )
}

function CheckPublic({ isPublic, id }: { isPublic: boolean; id: string }) {
  return <ButtonLink href={`${paths.act(id, "public")}`} kind="secondary">{isPublic ? "公開をやめる" : "公開する"}</ButtonLink>
}

export function PublicPage({ view, typed }: { view: FindingView; typed?: Typed | undefined }) {
  const { it } = view
  return (
    <RoomPage room="list" title={it.public ? "公開をやめる" : "判定を公開する"} crumbs={[{ title: placeOf(it), href: paths.finding(it.id) }, { title: "公開" }]} typed={typed}>
      <p>
        {`${it.ordinanceTitle} ${placeOf(it)}`}の区分、方法、予定年月、公開する説明が<a href={paths.public}>だれでも見られる一覧</a>に出ます。内部のメモ、判定した人、非該当の理由は出ません。
      </p>
      <Form action={paths.act(it.id, "public")} label="公開">
        <CheckboxField name="public" label="公開する" checked={!it.public} typed={typed} />
        <ButtonGroup>
          <Button>保存する</Button>
          <ButtonLink href={paths.finding(it.id)} kind="secondary">戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </RoomPage>
  )
}
