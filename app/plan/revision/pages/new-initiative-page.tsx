import type { Typed } from "../../../kernel/http/index.ts"
import { Button, Form, Page, SelectField, TextAreaField, TextField } from "../../../kernel/ui/index.ts"
import { type EditionContent, editionName, type UnitName } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import { newInitiativePath } from "../paths.ts"

export function NewInitiativePage({ content, units, typed }: { content: EditionContent; units: readonly UnitName[]; typed?: Typed }) {
  const { edition } = content
  return (
    <Page
      title="新しい取組を加える"
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: `${editionName(edition)}の見直し`, href: paths.revise(edition.id) },
      ]}
      typed={typed}
      width="narrow"
    >
      <Form action={newInitiativePath(edition.id)}>
        <SelectField
          name="directionId"
          label="取組の方向性"
          required
          typed={typed}
          options={content.directions.map((one) => ({ value: one.id, label: `${one.numeral} ${one.title}` }))}
        />
        <TextField name="title" label="取組の名称" required maxLength={200} typed={typed} />
        <TextAreaField name="text" label="取組の概要" rows={4} maxLength={10_000} typed={typed} />
        <SelectField
          name="ownerUnitId"
          label="主管課"
          typed={typed}
          empty="あとで決める"
          options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
        />
        <TextAreaField name="reason" label="新たに始める理由" required rows={4} maxLength={2000} typed={typed} />
        <Button>加える</Button>
      </Form>
    </Page>
  )
}
