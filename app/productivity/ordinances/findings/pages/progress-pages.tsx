import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import type { PageContext, Site } from "../../../../kernel/http/index.ts"
import {
  BarChart,
  ButtonLink,
  DefinitionNote,
  DownloadLinks,
  EmptyState,
  FilterBar,
  Grid,
  numberText,
  Page,
  Pagination,
  percentText,
  SearchField,
  Section,
  SelectField,
  StackedBar,
  StatNumber,
  Table,
  wareki,
  warekiMonth,
} from "../../../../kernel/ui/index.ts"
import { categories } from "../../scanner/categories.ts"
import { type FindingState, publicStateWords, stateNames, stateWords } from "../finding-states.ts"
import { addressOf } from "../list/list-filter.ts"
import { paths } from "../paths.ts"
import { type PhaseInForce, phasesOn } from "../phases/phases.ts"
import { type Progress, progressOf, publicProgress, type StateCounts, sumOf } from "../progress/progress.ts"
import { listPublicRules, publicFilter, type PublicFilter, type PublicRule, publicRulesCsv, publicRulesJson } from "../progress/public-rules.ts"
import { reasonWordsOf } from "../scanning/rules-in-force.ts"
import { methodWords } from "../words.ts"
import { readingLink, RoomPage } from "./frame.tsx"

export function progressRoutes(site: Site): void {
  site.staff.get(paths.progress, async (work, c) => {
    const [progress, phases, reasons] = await Promise.all([progressOf(work), phasesOn(work), reasonWordsOf(work)])
    return c.page(<ProgressPage progress={progress} phases={phases} reasons={reasons} today={civilDateOf(work.now)} />)
  })
  site.anyone.get(paths.public, async (work, c) => c.page(await publicPage(work, c)))
  const open = { "Cache-Control": "public, max-age=60", "Access-Control-Allow-Origin": "*" }
  site.anyone.get(paths.publicExport("csv"), async (work, c) => c.text(await publicRulesCsv(work), "text/csv; charset=utf-8", open))
  site.anyone.get(paths.publicExport("json"), async (work, c) => c.text(await publicRulesJson(work, `${c.config.origin}${paths.public}`), "application/json; charset=utf-8", open))
}

const order: readonly FindingState[] = ["done", "planned", "applicable", "unneeded", "not-applicable", "found"]
const valuesOf = (counts: StateCounts) => order.map((state) => counts[state])
const decidedOf = (counts: StateCounts) => sumOf(counts) - counts.found
const neededOf = (counts: StateCounts) => counts.applicable + counts.planned + counts.done

function ProgressPage({ progress, phases, reasons, today }: { progress: Progress; phases: readonly PhaseInForce[]; reasons: Readonly<Record<string, string>>; today: string }) {
  const { total } = progress
  const all = sumOf(total)
  if (all === 0) {
    return (
      <RoomPage room="progress" title="進み具合" crumbs={[{ title: "進み具合" }]}>
        <EmptyState title="数える該当候補がまだありません" action={<ButtonLink href={paths.scans}>検出</ButtonLink>}>
          <p>検出を行うと、所属・区分・PHASEごとの進み具合がここに出ます。</p>
        </EmptyState>
      </RoomPage>
    )
  }
  return (
    <RoomPage room="progress" title="進み具合" crumbs={[{ title: "進み具合" }]} lead={`${wareki(today)} 現在の、見てよい該当候補${numberText(all, "件")}の状況です。`} actions={<ButtonLink href={paths.public} kind="secondary">公開している一覧</ButtonLink>}>
      <Figures counts={total} />
      <Section title="所属ごと" id="units">
        <StackedBar title="所属ごとの状態" unit="件" parts={order.map((state) => stateWords[state])} bars={progress.units.map(({ name, counts }) => ({ label: name, values: valuesOf(counts) }))} />
        <Table
          caption="所属ごとの進み"
          rows={progress.units}
          columns={[
            { key: "name", title: "所属", rowHeader: true, cell: ({ unitId, name }) => <a href={unitId ? addressOf(paths.list, { unitId }) : addressOf(paths.list, { attention: "no-unit" })}>{name}</a> },
            ...stateNames.map((state) => ({ key: state, title: stateWords[state], align: "right" as const, cell: ({ unitId, counts }: Progress["units"][number]) => (unitId && counts[state] > 0 ? <a href={addressOf(paths.list, { unitId, state })}>{counts[state]}</a> : counts[state]) })),
            { key: "decided", title: "判定した割合", align: "right", cell: ({ counts }) => percentText(decidedOf(counts) / sumOf(counts), 0) },
            { key: "done", title: "見直した割合", align: "right", cell: ({ counts }) => (neededOf(counts) > 0 ? percentText(counts.done / neededOf(counts), 0) : "－") },
          ]}
        />
      </Section>
      <Rest progress={progress} phases={phases} words={stateWords} />
      <Section title="除外したもの" id="excluded">
        <BarChart title="除外した理由ごとの条の数" unit="条" bars={progress.excluded.map(({ reason, n }) => ({ label: `${reason} ${reasons[reason] ?? ""}`, value: n, href: `${paths.excluded}?reason=${encodeURIComponent(reason)}` }))} />
      </Section>
    </RoomPage>
  )
}

function Figures({ counts, open }: { counts: StateCounts; open?: boolean }) {
  const all = sumOf(counts)
  const needed = neededOf(counts)
  return (
    <Grid small>
      <StatNumber label={open ? "公開している条文" : "該当候補"} value={all} unit="件" />
      {!open && <StatNumber label="判定した" value={Math.round((decidedOf(counts) / all) * 1000) / 10} unit="%" digits={1} denominator={`${numberText(all, "件")}のうち${numberText(decidedOf(counts), "件")}`} evidence="実績ログ" />}
      <StatNumber label="見直しが要る" value={needed} unit="件" />
      <StatNumber label="見直しを終えた" value={needed > 0 ? Math.round((counts.done / needed) * 1000) / 10 : null} unit="%" digits={1} denominator={`見直しが要る${numberText(needed, "件")}のうち${numberText(counts.done, "件")}`} evidence="実績ログ" />
    </Grid>
  )
}

type Counted = Omit<Progress, "excluded">

function Rest({ progress, phases, words }: { progress: Counted; phases: readonly PhaseInForce[]; words: Record<FindingState, string> }) {
  return (
    <>
      <Section title="区分ごと" id="categories">
        <p>一つの条文に区分がいくつもあるときは、それぞれに数えます。</p>
        <StackedBar title="区分ごとの状態" unit="件" parts={order.map((state) => words[state])} bars={progress.categories.map(({ category, counts }) => ({ label: category, values: valuesOf(counts) }))} />
      </Section>
      <Section title="PHASEごと" id="phases">
        {progress.phases.length === 0 ? (
          <EmptyState title="PHASEを決めた条文はまだありません" />
        ) : (
          <>
            <StackedBar title="該当する条文の、いまのPHASE" unit="件" parts={["決めていない", "PHASE1", "PHASE2", "PHASE3"]} bars={progress.phases.map(({ category, present }) => ({ label: category, values: present }))} />
            <StackedBar title="該当する条文の、目標のPHASE" unit="件" parts={["決めていない", "PHASE1", "PHASE2", "PHASE3"]} bars={progress.phases.map(({ category, target }) => ({ label: category, values: target }))} />
            <PhaseNote phases={phases} categories={progress.phases.map(({ category }) => category)} />
          </>
        )}
      </Section>
      <Section title="方法と予定" id="methods">
        <BarChart title="見直しの方法" unit="件" bars={Object.entries(progress.methods).map(([method, value]) => ({ label: methodWords[method as keyof typeof methodWords], value }))} />
        {progress.months.length > 0 && (
          <StackedBar title="予定の月ごとの見直し" unit="件" parts={["終えた", "これから"]} bars={progress.months.map(({ month, planned, done }) => ({ label: warekiMonth(month), values: [done, planned - done] }))} />
        )}
      </Section>
    </>
  )
}

function PhaseNote({ phases, categories: shown }: { phases: readonly PhaseInForce[]; categories: readonly string[] }) {
  return (
    <DefinitionNote term="PHASE">
      {shown.map((category) => {
        const own = phases.filter((one) => one.category === category)
        return (
          <>
            {category}：{own.map(({ phase, text, confirmed }) => `${phase} ${text}${confirmed ? "" : "（未確認）"}`).join("、")}
            <br />
          </>
        )
      })}
    </DefinitionNote>
  )
}

function publicAddress(filter: PublicFilter, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(Object.entries({ ...filter, ...more }).filter((pair): pair is [string, string] => Boolean(pair[1])))
  return query.size > 0 ? `${paths.public}?${query}` : paths.public
}

async function publicPage(work: Work, c: PageContext) {
  const filter = publicFilter.parse(Object.fromEntries(Object.entries(c.queries()).map(([name, value]) => [name, [value].flat()[0] || undefined])))
  const after = c.query("after")
  const [progress, rules, phases] = await Promise.all([publicProgress(work), listPublicRules(work, filter, { after }), phasesOn(work)])
  const all = sumOf(progress.total)
  const title = "アナログ規制の見直し"
  const lead = "目視や書面、対面を求める県の条例・規則などを点検し、デジタルの方法でもよいように見直しています。"
  if (all === 0) {
    return (
      <Page title={title} lead={lead} width="wide">
        <EmptyState title="公開している見直しはまだありません">
          <p>点検と判定を進めています。判定したものから公開します。</p>
        </EmptyState>
      </Page>
    )
  }
  const filtered = Boolean(filter.q || filter.category || filter.method || filter.unitId)
  return (
    <Page title={title} lead={lead} width="wide">
      <Figures counts={progress.total} open />
      <Rest progress={progress} phases={phases} words={publicStateWords} />
      <Section title="条文の一覧" id="rules">
        <FilterBar action={paths.public} {...(filtered ? { clear: paths.public } : {})} label="条文のしぼり込み">
          <SearchField name="q" label="例規名・見出し" value={filter.q ?? ""} />
          <SelectField name="category" label="区分" empty="すべて" value={filter.category ?? ""} options={categories.map((value) => ({ value, label: value }))} />
          <SelectField name="method" label="方法" empty="すべて" value={filter.method ?? ""} options={Object.entries(methodWords).map(([value, label]) => ({ value, label }))} />
          <SelectField name="unitId" label="所管課" empty="すべて" value={filter.unitId ?? ""} options={progress.units.flatMap(({ unitId, name }) => (unitId ? [{ value: unitId, label: name }] : []))} />
        </FilterBar>
        <RuleTable rules={rules.items} signedIn={work.actor.kind === "staff"} />
        <Pagination {...(after ? { previous: publicAddress(filter) } : {})} {...(rules.next ? { next: publicAddress(filter, { after: rules.next }) } : {})} text={rules.items.length > 0 ? `${rules.items.length}件を表示` : ""} />
        <DownloadLinks
          label="オープンデータ（CC BY 4.0）"
          downloads={[
            { format: "csv", href: paths.publicExport("csv") },
            { format: "json", href: paths.publicExport("json") },
          ]}
        />
      </Section>
      <p>
        <small>PHASEの説明のうち「未確認」は、国のマニュアルの原文で確かめていないものです。</small>
      </p>
    </Page>
  )
}

function RuleTable({ rules, signedIn }: { rules: readonly PublicRule[]; signedIn: boolean }) {
  return (
    <Table
      caption="公開している条文"
      captionHidden
      rows={rules}
      empty={<EmptyState title="条件に合う条文はありません" action={<ButtonLink href={paths.public}>条件を消す</ButtonLink>} />}
      columns={[
        {
          key: "ordinance",
          title: "例規・条項",
          rowHeader: true,
          cell: (row) => {
            const words = `${row.ordinance} ${row.article || row.address}${row.caption ? `（${row.caption}）` : ""}`
            return (
              <>
                {signedIn ? <a href={readingLink(row.ordinanceId, row.address)}>{words}</a> : words}
                <br />
                <small>
                  {row.ordinanceNumber}　{row.office}
                </small>
              </>
            )
          },
        },
        { key: "categories", title: "区分とPHASE", cell: (row) => row.categories.map(({ category, presentPhase, targetPhase }) => <div>{`${category}${presentPhase || targetPhase ? `　${presentPhase ?? "－"}→${targetPhase ?? "－"}` : ""}`}</div>) },
        { key: "state", title: "状態", nowrap: true },
        { key: "method", title: "方法", nowrap: true, cell: (row) => row.method || "－" },
        { key: "plannedMonth", title: "予定・完了", nowrap: true, cell: (row) => (row.doneOn ? `${wareki(row.doneOn)} 完了` : row.plannedMonth ? warekiMonth(row.plannedMonth) : "－") },
        { key: "explanation", title: "説明", cell: (row) => row.explanation || "－" },
      ]}
    />
  )
}
