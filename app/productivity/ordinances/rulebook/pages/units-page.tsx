import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, FileField, Form, numberText, Page, Section, StatNumber, Grid } from "../../../../kernel/ui/index.ts"
import { listAddress, NO_UNIT } from "../list/list-filter.ts"
import type { RulebookCounts } from "../list/list-ordinances.ts"
import { rulebookPaths } from "../paths.ts"

export function UnitsPage({ counts, typed }: { counts: RulebookCounts; typed?: Typed | undefined }) {
  const shared = typed ? { typed } : {}
  return (
    <Page
      title="所管課の割当て"
      crumbs={[{ title: "例規集", href: rulebookPaths.list }, { title: "所管課の割当て" }]}
      lead="例規ごとに、見直しと改正に当たる所管課を決めます。"
      {...shared}
    >
      <Grid small>
        <StatNumber label="県の例規" value={counts.own} unit="件" />
        <StatNumber label="所管課が未定" value={counts.unassigned} unit="件" href={listAddress(rulebookPaths.list, { origin: "own", unitId: NO_UNIT })} />
      </Grid>
      <Section title="CSV でまとめて決める" id="table">
        <Form action={rulebookPaths.unitsTable} enctype="multipart/form-data">
          <FileField
            name="file"
            label="CSV のファイル"
            required
            accept=".csv,.txt"
            hint="見出し「題名」（または「例規番号」）と「所管課コード」の列があるもの。UTF-8 でも Shift_JIS でもかまいません。"
            {...shared}
          />
          <ButtonGroup>
            <Button>割り当てる</Button>
          </ButtonGroup>
        </Form>
        <p>
          <a href={listAddress(rulebookPaths.listExport("csv"), { origin: "own" })}>いまの一覧の CSV</a>
          を保存し、「所管課コード」を書き入れて戻すこともできます。1行でも読めない行があれば、何も変えずに、すべての理由を示します。
        </p>
      </Section>
      <Section title="画面で決める" id="by-hand">
        <p>
          <a href={listAddress(rulebookPaths.list, { origin: "own", unitId: NO_UNIT })}>所管課の決まっていない例規（{numberText(counts.unassigned, "件")}）</a>
          の一覧で例規を選び、まとめて決めます。
        </p>
      </Section>
    </Page>
  )
}
