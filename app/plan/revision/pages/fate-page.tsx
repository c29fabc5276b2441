import type { Typed } from "../../../kernel/http/index.ts"
import { Button, DefinitionNote, Form, Page, RadioField, SelectField, TextAreaField } from "../../../kernel/ui/index.ts"
import { editionName, initiativeNumber, type Sheet } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import { fatePath } from "../paths.ts"
import type { Revision } from "../read-revision.ts"
import { changeHints, changeWords } from "../words.ts"

/** What becomes of one initiative. */
export function FatePage({ revision, sheet, typed }: { revision: Revision; sheet: Sheet; typed?: Typed }) {
  const { after, fates } = revision
  const { edition } = after
  const mine = fates.filter((fate) => fate.fromInitiativeId === sheet.initiativeId)
  const parts = mine.filter((fate) => fate.change === "split" && fate.toInitiativeId !== sheet.initiativeId)
  const into = mine.find((fate) => fate.change === "merge" && fate.toInitiativeId !== sheet.initiativeId)
  return (
    <Page
      title={sheet.title}
      kicker={`${initiativeNumber(sheet)}　今後の扱い`}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: `${editionName(edition)}の見直し`, href: paths.revise(edition.id) },
      ]}
      typed={typed}
      width="narrow"
    >
      {sheet.nextYearProposal && <DefinitionNote term="主管課からの次年度への提案">{sheet.nextYearProposal}</DefinitionNote>}
      <Form action={fatePath(edition.id, sheet.initiativeId)}>
        <RadioField
          name="change"
          label="今後の扱い"
          required
          typed={typed}
          value={mine[0]?.change ?? "continue"}
          options={Object.entries(changeHints).map(([value, hint]) => ({
            value,
            label: changeWords[value as keyof typeof changeWords],
            hint,
          }))}
        />
        <SelectField
          name="intoInitiativeId"
          label="統合先の取組"
          hint="「統合」のときだけ選びます。"
          typed={typed}
          value={into?.toInitiativeId ?? ""}
          options={after.sheets
            .filter((one) => one.initiativeId !== sheet.initiativeId)
            .map((one) => ({ value: one.initiativeId, label: `${initiativeNumber(one)} ${one.title}` }))}
        />
        <TextAreaField
          name="partTitles"
          label="分割してできる取組の名称"
          hint="「分割」のときだけ、1行に1つ書きます。もとの取組も残ります。"
          rows={3}
          maxLength={1000}
          typed={typed}
          value={parts
            .map((fate) => after.sheets.find((one) => one.initiativeId === fate.toInitiativeId)?.title ?? "")
            .filter(Boolean)
            .join("\n")}
        />
        <TextAreaField
          name="reason"
          label="理由"
          required
          rows={4}
          maxLength={2000}
          hint="全職員と県民が読みます。何が解決し、何が残ったかが分かるように書いてください。"
          typed={typed}
          value={mine[0]?.reason ?? ""}
        />
        <Button>決める</Button>
      </Form>
    </Page>
  )
}
