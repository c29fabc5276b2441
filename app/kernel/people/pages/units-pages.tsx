import { z } from "zod"
import { may } from "../../access/index.ts"
import { civilDateOf, type Work } from "../../database/index.ts"
import { firstValue, isDayText, type PageContext, refusal, type Site, type Typed } from "../../http/index.ts"
import {
  Banner,
  Button,
  ButtonGroup,
  ButtonLink,
  DateField,
  DefinitionNote,
  Details,
  FilterBar,
  Form,
  Page,
  Section,
  SelectField,
  SummaryList,
  Table,
  TextAreaField,
  TextField,
  wareki,
  warekiShort,
} from "../../ui/index.ts"
import { paths } from "../paths.ts"
import { recordReading } from "../trace.ts"
import { listReorganisations, previewReorganisation, reorganise, type ReorganisationPreview } from "../units/reorganise.ts"
import { changeColumns, changesOf, changesOfCsv, type TypedChange } from "../units/read-changes.ts"
import { PART_LEVELS } from "../units/part-levels.ts"
import { getUnitHistory, unitFigures } from "../units/read-unit.ts"
import { kindWords } from "../units/unit-changes.ts"
import { flatten, type PostHolder, membersOf, type UnitNode, unitTreeOn } from "../units/unit-tree.ts"
import { idOf } from "./account-pages.tsx"
import { reorganisationPages, reorganisationState } from "./reorganisation-page.tsx"

const ROWS = 6
const line = z.object({
  kind: z.enum(["open", "rename", "move", "close"]).optional().meta({ title: "区分" }),
  code: z.string().max(40).optional().meta({ title: "所属コード" }),
  name: z.string().max(80).optional().meta({ title: "名称" }),
  level: z.string().max(20).optional().meta({ title: "種別" }),
  parent: z.string().max(40).optional().meta({ title: "上位所属コード" }),
  to: z.string().max(400).optional().meta({ title: "引継先コード" }),
})
const reorganiseSchema = z.object({
  on: z.iso.date().meta({ title: "改正の日" }),
  reason: z.string().min(1).max(500).meta({ title: "理由" }),
  csv: z.string().max(1_000_000).optional().meta({ title: "CSV" }),
  changes: z.array(line).max(200).default([]).meta({ title: "変更" }),
  step: z.enum(["preview", "apply"]).default("preview").meta({ title: "手順" }),
})
type ReorganiseInput = z.infer<typeof reorganiseSchema>

export function unitPages(site: Site): void {
  site.staff.get(paths.units, async (work, c) => c.page(await treePage(work, dayOf(c.query("on"), work))))
  site.staff.get(paths.reorganise, async (work, c) => c.page(formPage(work, c)))
  site.staff.post(paths.reorganise, { form: reorganiseSchema, again: formPage }, async (work, input, c) => {
    const changes = changesOf([...(input.csv ? changesOfCsv(input.csv) : []), ...input.changes])
    const plan = { on: input.on, reason: input.reason, changes }
    if (input.step === "apply") {
      await reorganise(work, plan)
      return c.redirect(`${paths.units}?on=${input.on}`, `${wareki(input.on)}からの組織改正を登録しました。`)
    }
    return c.page(<PreviewPage input={input} preview={await previewReorganisation(work, plan)} />)
  })
  reorganisationPages(site)
  site.staff.get(paths.unit(":id"), async (work, c) => c.page(await unitPage(work, idOf(c.param("id"), "所属"), dayOf(c.query("on"), work))))
}

function dayOf(text: string | undefined, work: Work): string {
  return isDayText(text) ? text : civilDateOf(work.now)
}

async function treePage(work: Work, on: string) {
  const [tree, figures, decided] = await Promise.all([unitTreeOn(work.db, on), unitFigures(work.db, on), listReorganisations(work)])
  const rows = flatten(tree)
  const today = civilDateOf(work.now)
  // Whoever is in a 班 is counted with its 課, as they work in both.
  const membersIn = (unit: UnitNode): number =>
    unit.children.reduce((sum, child) => sum + (PART_LEVELS.includes(child.level) ? membersIn(child) : 0), figures.get(unit.id)?.members ?? 0)
  const link = (id: string) => `${paths.unit(id)}${on === today ? "" : `?on=${on}`}`
  return (
    <Page
      title="組織"
      lead={`${wareki(on)}の組織です（${rows.length}所属）。`}
      actions={may(work.actor, "people.reorganise") && <ButtonLink href={paths.reorganise}>組織改正を計画する</ButtonLink>}
    >
      <FilterBar action={paths.units} button="この日の組織を見る" label="日を選ぶ" {...(on === today ? {} : { clear: paths.units })}>
        <DateField name="on" label="日" value={on} />
      </FilterBar>
      <Table<UnitNode>
        caption={`${wareki(on)}の組織`}
        captionHidden
        rows={rows}
        columns={[
          {
            key: "name",
            title: "所属",
            rowHeader: true,
            cell: (unit) => (
              <>
                {"　".repeat(unit.depth)}
                <a href={link(unit.id)}>{unit.name}</a>
              </>
            ),
          },
          { key: "level", title: "種別", nowrap: true },
          { key: "code", title: "コード", nowrap: true, cell: (unit) => <code>{unit.code}</code> },
          { key: "head", title: "所属長", nowrap: true, cell: (unit) => figures.get(unit.id)?.head ?? "－" },
          { key: "members", title: "人数", align: "right", nowrap: true, cell: (unit) => membersIn(unit) },
          { key: "validFrom", title: "この名称・位置になった日", nowrap: true, cell: (unit) => warekiShort(unit.validFrom) },
        ]}
      />
      <Section title="登録された組織改正" id="reorganisations">
        <Table
          caption="組織改正の一覧"
          captionHidden
          rows={decided}
          empty="登録された組織改正はありません。"
          columns={[
            { key: "on", title: "改正の日", rowHeader: true, nowrap: true, cell: (row) => (row.cancelledAt ? wareki(row.on) : <a href={`${paths.units}?on=${row.on}`}>{wareki(row.on)}</a>) },
            { key: "reason", title: "理由" },
            {
              key: "summary",
              title: "内容",
              cell: (row) => (
                <ul>
                  {row.summary.map((text) => (
                    <li>{text}</li>
                  ))}
                </ul>
              ),
            },
            { key: "by", title: "登録した人", nowrap: true, cell: (row) => row.by ?? "システム" },
            { key: "state", title: "状態", nowrap: true, cell: (row) => <a href={paths.reorganisation(row.id)}>{reorganisationState(row)}</a> },
          ]}
        />
      </Section>
    </Page>
  )
}

async function unitPage(work: Work, id: string, on: string) {
  const history = await getUnitHistory(work.db, id)
  const members = await membersOf(work.db, id, on)
  await recordReading(work, { subject: { kind: "unit", id }, what: "所属の職員", detail: { on, count: members.length } })
  const current = history.periods.find((period) => period.validFrom <= on && (!period.validUntil || period.validUntil > on))
  const links = (list: readonly { id: string; name: string; on: string }[]) =>
    list.length === 0
      ? undefined
      : list.map((one) => (
          <div>
            <a href={paths.unit(one.id)}>{one.name}</a>（{wareki(one.on)}）
          </div>
        ))
  return (
    <Page title={current?.name ?? history.periods[0]?.name ?? history.code} crumbs={[{ title: "組織", href: paths.units }, { title: current?.name ?? history.code }]}>
      {!current && <Banner kind="info" title={`${wareki(on)}には、この所属はありません。`} />}
      <SummaryList
        rows={[
          { key: "コード", value: <code>{history.code}</code> },
          { key: "上位の所属", value: current?.parentName },
          { key: "引き継いだ元", value: links(history.predecessors) },
          { key: "引き継いだ先", value: links(history.successors) },
        ]}
      />
      <Section title={`職員（${wareki(on)}）`}>
        <Table<PostHolder>
          caption="職員"
          captionHidden
          rows={members}
          empty="この日に職員はいません。"
          columns={[
            { key: "title", title: "職", nowrap: true, cell: (one) => `${one.title}${one.main ? "" : "（兼務）"}` },
            { key: "name", title: "氏名", rowHeader: true, cell: (one) => <a href={paths.person(one.personId)}>{one.name}</a> },
          ]}
        />
      </Section>
      <Section title="名称と位置の移り変わり">
        <Table
          caption="名称と位置の移り変わり"
          captionHidden
          rows={history.periods}
          columns={[
            { key: "name", title: "名称", rowHeader: true },
            { key: "parentName", title: "上位の所属", cell: (row) => row.parentName ?? "－" },
            { key: "validFrom", title: "から", nowrap: true, cell: (row) => wareki(row.validFrom) },
            { key: "validUntil", title: "の前日まで", nowrap: true, cell: (row) => wareki(row.validUntil) },
          ]}
        />
      </Section>
    </Page>
  )
}

function mustReorganise(work: Work): void {
  if (!may(work.actor, "people.reorganise")) {
    throw refusal("forbidden", "access.people.reorganise", "「組織改正を行う」権限がないため、この操作はできません。")
  }
}

function formPage(work: Work, _: PageContext, typed?: Typed) {
  mustReorganise(work)
  const more = typed ? { typed } : {}
  const next = Number(civilDateOf(work.now).slice(0, 4)) + (civilDateOf(work.now).slice(5) > "04-01" ? 1 : 0)
  const known = Object.keys(typed?.values ?? {}).flatMap((name) => /^changes\.(\d+)\./.exec(name)?.[1] ?? [])
  const rows = Math.max(ROWS, ...known.map((at) => Number(at) + 1))
  return (
    <Page
      title="組織改正を計画する"
      crumbs={[{ title: "組織", href: paths.units }, { title: "組織改正" }]}
      lead="改正の日から先の組織だけが変わります。過ぎた日の組織と、その日の仕事の記録は変わりません。"
      {...more}
    >
      <Form action={paths.reorganise} submission="" label="組織改正">
        <DateField name="on" label="改正の日" required value={`${next}-04-01`} {...more} />
        <TextField name="reason" label="理由" required maxLength={500} {...more} />
        <Section title="変更を入力する">
          <DefinitionNote term="引継先">廃止する所属の職員と処理中の仕事は最初の引継先に移り、所属に付いた役割はすべての引継先に引き継がれます。</DefinitionNote>
          {Array.from({ length: rows }, (_unused, at) => (
            <ChangeFields at={at} typed={typed} />
          ))}
        </Section>
        <Details summary="表計算ソフトから貼り付ける" open={Boolean(firstValue(typed, "csv"))}>
          <TextAreaField name="csv" label="CSV" hint={`1行目は列の名前：${changeColumns.join("、")}。区分は ${Object.values(kindWords).join("・")}。`} rows={6} {...more} />
        </Details>
        <ButtonGroup>
          <Button>何が変わるかを確かめる</Button>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

function ChangeFields({ at, typed }: { at: number; typed: Typed | undefined }) {
  const name = (field: keyof TypedChange) => `changes.${at}.${field}`
  const more = typed ? { typed } : {}
  return (
    <fieldset class="field-group">
      <legend>変更{at + 1}</legend>
      <div class="grid grid-small">
        <SelectField
          name={name("kind")}
          label="区分"
          empty="－"
          options={(["open", "rename", "move", "close"] as const).map((value) => ({ value, label: kindWords[value] }))}
          {...more}
        />
        <TextField name={name("code")} label="所属コード" {...more} />
        <TextField name={name("name")} label="名称（新設・改称）" {...more} />
        <TextField name={name("level")} label="種別（新設）" {...more} />
        <TextField name={name("parent")} label="上位所属コード（新設・移管）" {...more} />
        <TextField name={name("to")} label="引継先コード（廃止）" {...more} />
      </div>
    </fieldset>
  )
}

function PreviewPage({ input, preview }: { input: ReorganiseInput; preview: ReorganisationPreview }) {
  const fields: [string, string][] = [
    ["on", input.on],
    ["reason", input.reason],
    ["csv", input.csv ?? ""],
    ...input.changes.flatMap((change, at) => Object.entries(change).map(([name, value]): [string, string] => [`changes.${at}.${name}`, value ?? ""])),
  ]
  const sound = preview.problems.length === 0
  return (
    <Page
      title="組織改正の内容を確かめる"
      crumbs={[{ title: "組織", href: paths.units }, { title: "組織改正" }]}
      problems={preview.problems.map((problem) => ({ message: `${problem.at + 1}件目：${problem.message}` }))}
    >
      <SummaryList
        rows={[
          { key: "改正の日", value: wareki(input.on) },
          { key: "理由", value: input.reason },
          { key: "移る職員の発令", value: `${preview.posts}件` },
          { key: "引き継がれる役割", value: `${preview.grants}件` },
        ]}
      />
      <Section title="引き継がれる仕事">
        <p>改正の日に、まだ終わっていない仕事が最初の引継先へ移ります。番号と、それまでの経過、終わった仕事の所属は変わりません。件数は今日のものです。</p>
        <Table
          caption="引き継がれる仕事"
          captionHidden
          rows={preview.held}
          empty="廃止する所属に、処理中の仕事はありません。"
          columns={[
            { key: "fromName", title: "廃止する所属", rowHeader: true, nowrap: true },
            { key: "what", title: "仕事" },
            { key: "count", title: "件数", align: "right", nowrap: true },
            { key: "toName", title: "引き継ぐ所属", nowrap: true, cell: (row) => row.toName || "－" },
          ]}
        />
      </Section>
      <Section title="変わること">
        <ol>
          {preview.summary.map((text) => (
            <li>{text}</li>
          ))}
        </ol>
      </Section>
      <div class="button-group">
        {sound && (
          <Form action={paths.reorganise} class="form-inline" label="登録">
            {fields.map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <input type="hidden" name="step" value="apply" />
            <Button>この内容で登録する</Button>
          </Form>
        )}
        <Form action={paths.reorganise} submission="" class="form-inline" label="直す">
          {fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <input type="hidden" name="_again" value="1" />
          <Button kind="secondary">入力に戻って直す</Button>
        </Form>
      </div>
    </Page>
  )
}
