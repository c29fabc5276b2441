import { z } from "zod"
import { unitsOf } from "../../../../kernel/access/index.ts"
import { addDays } from "../../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import type { PageContext, Site, Typed } from "../../../../kernel/http/index.ts"
import {
  Banner,
  Button,
  ButtonGroup,
  ButtonLink,
  CheckboxesField,
  DateField,
  dateTime,
  Details,
  EmptyState,
  Form,
  HiddenField,
  Pagination,
  Progress,
  Section,
  SelectField,
  StackedBar,
  StatusTag,
  SummaryList,
  Table,
  TextAreaField,
  TextField,
  wareki,
  warekiShort,
} from "../../../../kernel/ui/index.ts"
import { addressOf } from "../list/list-filter.ts"
import { paths } from "../paths.ts"
import { answerInput, extensionInput, roundInput } from "../rounds/inputs.ts"
import { openRound } from "../rounds/open-round.ts"
import { type AskableUnit, getRound, listAskable, listRounds, type Round, type RoundRow, type RoundUnit } from "../rounds/read-rounds.ts"
import { answerRound, closeRound, extendRound } from "../rounds/take-part.ts"
import { mayManage, RoomPage } from "./frame.tsx"

export function roundRoutes(site: Site): void {
  site.staff.get(paths.rounds, async (work, c) => {
    const after = c.query("after")
    const { items, next } = await listRounds(work, { after })
    return c.page(<RoundsPage items={items} next={next} later={after !== undefined} mayOpen={mayManage(work.actor)} />)
  })
  const fresh = async (work: Work, _: PageContext, typed?: Typed) => <FreshRoundPage {...await listAskable(work)} today={civilDateOf(work.now)} mayOpen={mayManage(work.actor)} typed={typed} />
  site.staff.get(paths.freshRound, async (work, c) => c.page(await fresh(work, c)))
  site.staff.post(paths.freshRound, { form: roundInput, again: fresh }, async (work, input, c) => {
    const id = await openRound(work, input)
    return c.redirect(paths.round(id), `${input.unitIds.length}つの所属に照会しました。`)
  })
  const one = (form?: RoundForm) => async (work: Work, c: PageContext, typed?: Typed) => {
    const round = await getRound(work, c.param("id"))
    const answers = round.units.filter(({ unitId, answeredAt }) => !answeredAt && unitsOf(work.actor).includes(unitId))
    return <RoundPage round={round} answers={answers} mayManage={mayManage(work.actor)} today={civilDateOf(work.now)} typed={typed} form={form} />
  }
  const act = (name: string) => paths.roundAct(":id", name)
  const back = (c: PageContext, flash: string) => c.redirect(paths.round(c.param("id")), flash)
  site.staff.get(paths.round(":id"), async (work, c) => c.page(await one()(work, c)))
  site.staff.post(act("answer"), { form: answerInput, again: one("answer") }, async (work, input, c) => {
    await answerRound(work, c.param("id"), input)
    return back(c, "回答しました。例規担当に知らせました。")
  })
  site.staff.post(act("extend"), { form: extensionInput, again: one("extend") }, async (work, input, c) => {
    await extendRound(work, c.param("id"), input)
    return back(c, "期限を延ばし、所属に知らせました。")
  })
  site.staff.post(act("close"), { form: z.object({}), again: one() }, async (work, _, c) => {
    await closeRound(work, c.param("id"))
    return back(c, "照会を締め切りました。")
  })
}

type RoundForm = "answer" | "extend"

function RoundsPage({ items, next, later, mayOpen }: { items: readonly RoundRow[]; next: string | undefined; later: boolean; mayOpen: boolean }) {
  return (
    <RoomPage room="rounds" title="照会" crumbs={[{ title: "照会" }]} lead="例規を所管する所属に、期限をつけて該当候補の判定を頼みます。" actions={mayOpen ? <ButtonLink href={paths.freshRound}>照会を始める</ButtonLink> : undefined}>
      {items.length === 0 ? (
        <EmptyState title="照会はまだありません">
          <p>例規担当が照会を始めると、所属にお知らせが届き、机とここに出ます。</p>
        </EmptyState>
      ) : (
        <Table
          caption="照会"
          captionHidden
          rows={items}
          columns={[
            { key: "title", title: "件名", rowHeader: true, cell: (row) => <a href={paths.round(row.id)}>{row.title}</a> },
            { key: "state", title: "状態", nowrap: true, cell: (row) => (row.closedAt ? <StatusTag>締切り</StatusTag> : <StatusTag tone="info">照会中</StatusTag>) },
            { key: "dueOn", title: "期限", nowrap: true, cell: (row) => warekiShort(row.dueOn) },
            { key: "answered", title: "回答した所属", align: "right", cell: (row) => `${row.answered} / ${row.sections}` },
            { key: "open", title: "未判定", align: "right", cell: (row) => `${row.open}件` },
            { key: "openedAt", title: "始めた日", nowrap: true, cell: (row) => `${warekiShort(row.openedAt)}　${row.openedByName}` },
          ]}
        />
      )}
      <Pagination {...(later ? { previous: paths.rounds } : {})} {...(next ? { next: `${paths.rounds}?after=${encodeURIComponent(next)}` } : {})} />
    </RoomPage>
  )
}

function FreshRoundPage({ units, withoutUnit, today, mayOpen, typed }: { units: readonly AskableUnit[]; withoutUnit: number; today: string; mayOpen: boolean; typed?: Typed | undefined }) {
  const free = units.filter(({ asked }) => !asked)
  return (
    <RoomPage room="rounds" title="照会を始める" crumbs={[{ title: "照会", href: paths.rounds }, { title: "始める" }]} typed={typed}>
      {withoutUnit > 0 && (
        <Banner kind="warning" title={`所管課の決まっていない該当候補が${withoutUnit}件あります`}>
          <p>
            照会には含まれません。<a href={addressOf(paths.list, { attention: "no-unit" })}>該当する条文を見る</a>
          </p>
        </Banner>
      )}
      {!mayOpen ? (
        <p>照会は例規担当が始めます。</p>
      ) : free.length === 0 ? (
        <EmptyState title="照会する所属がありません">
          <p>未判定の該当候補がある所属には、もう照会しているか、未判定のものがありません。</p>
        </EmptyState>
      ) : (
        <Form action={paths.freshRound} label="照会を始める">
          <TextField name="title" label="件名" required maxLength={200} typed={typed} value="アナログ規制の点検・見直しについて（照会）" />
          <TextAreaField name="message" label="所属へのことば" rows={5} maxLength={4000} typed={typed} value="所管する例規の該当候補について、該当・非該当と見直しの方針を判定してください。" />
          <DateField name="dueOn" label="回答期限" required typed={typed} value={addDays(today, 30)} />
          <CheckboxesField name="unitIds" label="照会する所属" typed={typed} values={free.map(({ unitId }) => unitId)} options={free.map(({ unitId, name, open }) => ({ value: unitId, label: `${name}（未判定${open}件）` }))} />
          {free.length < units.length && <p>前の照会に回答していない所属（{units.filter(({ asked }) => asked).map(({ name }) => name).join("、")}）は選べません。</p>}
          <ButtonGroup>
            <Button>照会を始める</Button>
            <ButtonLink href={paths.rounds} kind="secondary">やめる</ButtonLink>
          </ButtonGroup>
        </Form>
      )}
    </RoomPage>
  )
}

interface RoundPageProps {
  round: Round
  answers: readonly RoundUnit[]
  mayManage: boolean
  today: string
  typed?: Typed | undefined
  form?: RoundForm | undefined
}

function RoundPage({ round, answers, mayManage: manages, today, typed, form }: RoundPageProps) {
  const answered = round.units.filter(({ answeredAt }) => answeredAt).length
  const waiting = round.units.filter(({ answeredAt }) => !answeredAt)
  return (
    <RoomPage room="rounds" title={round.title} crumbs={[{ title: "照会", href: paths.rounds }, { title: round.title }]} typed={typed}>
      <SummaryList
        dense
        rows={[
          { key: "状態", value: round.closedAt ? `締切り（${dateTime(round.closedAt)}　${round.closedByName}）` : "照会中" },
          { key: "回答期限", value: wareki(round.dueOn) },
          { key: "照会した人", value: `${round.openedByName}　${dateTime(round.openedAt)}` },
          { key: "所属へのことば", value: round.message },
        ]}
      />
      {!round.closedAt && answers.map((unit) => <Answer round={round} unit={unit} typed={form === "answer" ? typed : undefined} />)}
      <Section title="所属ごとの進み" id="units">
        <Progress label="回答した所属" value={answered} max={round.units.length} text={`${answered} / ${round.units.length}`} />
        <StackedBar title="所属ごとの該当候補" unit="件" parts={["判定した", "未判定"]} bars={round.units.map(({ name, decided, open }) => ({ label: name, values: [decided, open] }))} />
        <Table
          caption="所属ごとの回答と期限"
          captionHidden
          rows={round.units}
          columns={[
            { key: "name", title: "所属", rowHeader: true, cell: ({ name, unitId }) => <a href={addressOf(paths.list, { unitId, state: "found" })}>{name}</a> },
            {
              key: "state",
              title: "回答",
              nowrap: true,
              cell: ({ answeredAt, answeredByName, overdue }) => (answeredAt ? <><StatusTag tone="success">回答済み</StatusTag> <small>{`${dateTime(answeredAt)}　${answeredByName}`}</small></> : <StatusTag tone={overdue ? "danger" : "warning"}>{overdue ? "期限超過" : round.closedAt ? "回答なし" : "回答待ち"}</StatusTag>),
            },
            { key: "dueOn", title: "期限", nowrap: true, cell: ({ dueOn, extendedReason }) => <>{warekiShort(dueOn)}{extendedReason && <small><br />延長：{extendedReason}</small>}</> },
            { key: "asked", title: "照会したときの未判定", align: "right" },
            { key: "open", title: "いまの未判定", align: "right" },
            { key: "remark", title: "申し添え", cell: ({ remark }) => remark || "－" },
          ]}
        />
      </Section>
      {manages && !round.closedAt && (
        <>
          {waiting.length > 0 && (
            <Details summary="期限を延ばす" open={form === "extend"}>
              <Form action={paths.roundAct(round.id, "extend")} label="期限を延ばす">
                <SelectField name="unitId" label="所属" required typed={form === "extend" ? typed : undefined} options={waiting.map(({ unitId, name }) => ({ value: unitId, label: name }))} />
                <DateField name="dueOn" label="新しい期限" required typed={form === "extend" ? typed : undefined} value={addDays(round.dueOn > today ? round.dueOn : today, 14)} />
                <TextAreaField name="reason" label="延ばす理由" required rows={2} maxLength={1000} typed={form === "extend" ? typed : undefined} />
                <ButtonGroup>
                  <Button kind="secondary">期限を延ばす</Button>
                </ButtonGroup>
              </Form>
            </Details>
          )}
          <Details summary="照会を締め切る">
            <p>{waiting.length > 0 ? `${waiting.length}の所属がまだ回答していません。締め切ると、所属に知らせます。` : "すべての所属が回答しました。"}未判定の該当候補は、一覧に残ります。</p>
            <Form action={paths.roundAct(round.id, "close")} class="form-inline" label="照会を締め切る">
              <Button kind="secondary">締め切る</Button>
            </Form>
          </Details>
        </>
      )}
    </RoomPage>
  )
}

function Answer({ round, unit, typed }: { round: Round; unit: RoundUnit; typed: Typed | undefined }) {
  if (unit.open > 0) {
    return (
      <Banner kind={unit.overdue ? "warning" : "info"} title={`${unit.name}：未判定が${unit.open}件あります（期限 ${wareki(unit.dueOn)}）`}>
        <p>すべて判定すると回答できます。</p>
        <ButtonLink href={addressOf(paths.list, { unitId: unit.unitId, state: "found" })}>判定する</ButtonLink>
      </Banner>
    )
  }
  return (
    <Section title={`${unit.name}の回答`} id={`answer-${unit.unitId}`}>
      <p>すべて判定しました。回答すると、例規担当に知らせます。</p>
      <Form action={paths.roundAct(round.id, "answer")} label={`${unit.name}の回答`}>
        <HiddenField name="unitId" value={unit.unitId} />
        <TextAreaField name="remark" id={`remark-${unit.unitId}`} label="申し添えること" rows={2} maxLength={2000} typed={typed} />
        <ButtonGroup>
          <Button>回答する</Button>
        </ButtonGroup>
      </Form>
    </Section>
  )
}
