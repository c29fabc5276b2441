import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, DateField, TextAreaField, TextField } from "../../../../kernel/ui/index.ts"
import type { ApplicationSheet } from "../steps.ts"
import { StepFrame } from "./frame.tsx"

export function ProjectStep({ sheet, typed }: { sheet: ApplicationSheet; typed: Typed }) {
  return (
    <StepFrame sheet={sheet} step="project" title="補助事業の概要" typed={typed}>
      {!sheet.call.earlyStart && (
        <Banner kind="warning" title="交付決定の前に発注・契約・支払をしたものは対象になりません">
          <p>着手予定日は、決定までの日数（標準で{sheet.call.standardDays}開庁日）を考えて決めてください。</p>
        </Banner>
      )}
      <TextField name="title" label="補助事業の名称" hint="何をするかがわかる名称にしてください。" required typed={typed} maxLength={100} />
      <TextAreaField name="summary" label="事業の目的と内容" required typed={typed} maxLength={2000} rows={8} />
      <DateField name="startsOn" label="着手予定日" required typed={typed} parts />
      <DateField name="endsOn" label="完了予定日" hint="支払まで終わる日です。西暦でも和暦でも入力できます。" required typed={typed} parts />
    </StepFrame>
  )
}
