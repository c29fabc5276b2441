import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import type { PageContext, Site, Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, CheckboxField, DateField, Form, Section, SelectField, StatusTag, Table, TextField, wareki } from "../../../../kernel/ui/index.ts"
import { categories } from "../../scanner/categories.ts"
import { paths } from "../paths.ts"
import { type PhaseInForce, phasesOn, phaseTextInput, setPhaseText } from "../phases/phases.ts"
import { categoriesWithoutPhase } from "../rules/phases-go-backwards.ts"
import { groundTypes } from "../technologies/technology-map.ts"
import { SourceNote, TechnologyTable } from "./decision-form.tsx"
import { mayManage, RoomPage } from "./frame.tsx"

export function phaseRoutes(site: Site): void {
  const page = async (work: Work, _: PageContext, typed?: Typed) => <PhasesPage phases={await phasesOn(work)} mayChange={mayManage(work.actor)} today={civilDateOf(work.now)} typed={typed} />
  site.staff.get(paths.phases, async (work, c) => c.page(await page(work, c)))
  site.staff.post(paths.phases, { form: phaseTextInput, again: page }, async (work, input, c) => {
    await setPhaseText(work, input)
    return c.redirect(paths.phases, `「${input.category}」のPHASE${input.phase}の説明を置き換えました。`)
  })
  site.staff.get(paths.technologies, async (_, c) =>
    c.page(
      <RoomPage room="phases" title="技術類型と珍しさ" crumbs={[{ title: "PHASEと技術", href: paths.phases }, { title: "技術類型" }]} lead="どの業務にも挙がる技術は、勧めても選ぶ手がかりになりません。挙がる業務が少ない技術ほど上に並べます。">
        <p>珍しさ＝log（33 ÷ その技術が挙がる業務の数）。次の{groundTypes.length}の技術はすべての業務に挙がる土台なので、勧める対象から外しています：{groundTypes.join("、")}。</p>
        <TechnologyTable />
        <SourceNote />
      </RoomPage>,
    ),
  )
}

function PhasesPage({ phases, mayChange, today, typed }: { phases: readonly PhaseInForce[]; mayChange: boolean; today: string; typed?: Typed | undefined }) {
  return (
    <RoomPage room="phases" title="PHASEと技術" crumbs={[{ title: "PHASEと技術" }]} lead="デジタル化の段階（PHASE）の説明です。国のマニュアルで確かめていないものには「未確認」と出ます。" typed={typed}>
      <Banner title="国のマニュアル（2025年3月、第3.0版）の類型ごとのPHASEの表は、ここに写していません">確かめた説明に置き換えてください。置き換えは日付から効き、前の説明も残ります。FD等の記録媒体にはPHASEがありません。</Banner>
      <Table
        caption="PHASEの説明"
        captionHidden
        rows={phases}
        columns={[
          { key: "category", title: "区分", rowHeader: true, nowrap: true },
          { key: "phase", title: "PHASE", align: "center" },
          { key: "text", title: "説明" },
          { key: "confirmed", title: "確かめたか", nowrap: true, cell: (row) => <StatusTag tone={row.confirmed ? "success" : "warning"}>{row.confirmed ? "確認済み" : "未確認"}</StatusTag> },
          { key: "source", title: "出典", cell: (row) => row.source || "－" },
          { key: "validFrom", title: "いつから", nowrap: true, cell: (row) => (row.validFrom ? `${wareki(row.validFrom)}　${row.setBy}` : "はじめから") },
        ]}
      />
      <p>
        <a href={paths.technologies}>技術類型と珍しさの表</a>
      </p>
      {mayChange && (
        <Section title="説明を置き換える" id="change">
          <Form action={paths.phases} label="説明を置き換える">
            <SelectField name="category" label="区分" required typed={typed} options={categories.filter((one) => !categoriesWithoutPhase.includes(one)).map((value) => ({ value, label: value }))} />
            <SelectField name="phase" label="PHASE" required typed={typed} options={["1", "2", "3"].map((value) => ({ value, label: `PHASE${value}` }))} />
            <TextField name="text" label="説明" required typed={typed} maxLength={300} />
            <CheckboxField name="confirmed" label="国のマニュアルで確かめた" typed={typed} />
            <TextField name="source" label="出典" typed={typed} maxLength={300} />
            <DateField name="validFrom" label="いつから" required typed={typed} value={today} />
            <ButtonGroup>
              <Button>置き換える</Button>
            </ButtonGroup>
          </Form>
        </Section>
      )}
    </RoomPage>
  )
}
