import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, ButtonLink, EmptyState, Form, SelectField, TextAreaField, TextField } from "../../../../kernel/ui/index.ts"
import { categories } from "../../scanner/categories.ts"
import { paths } from "../paths.ts"
import { RoomPage } from "./frame.tsx"

interface AddPageProps {
  texts: readonly { id: string; title: string }[]
  ordinanceId: string
  address: string
  typed?: Typed | undefined
}

export function AddPage({ texts, ordinanceId, address, typed }: AddPageProps) {
  return (
    <RoomPage room="list" title="候補を加える" crumbs={[{ title: "候補を加える" }]} lead="検出の規則に当たらなくても、人が読んでアナログ規制だと思う条文を該当候補に加えます。" typed={typed}>
      {texts.length === 0 ? (
        <EmptyState title="所管する例規がありません">
          <p>例規集に、所属が所管する例規がまだありません。</p>
        </EmptyState>
      ) : (
        <Form action={paths.add} label="候補を加える">
          <SelectField name="ordinanceId" label="例規" required typed={typed} value={ordinanceId} options={texts.map(({ id, title }) => ({ value: id, label: title }))} />
          <TextField name="address" label="条" hint="第12条の3、附則、別表第1 などと入力します。" required width="medium" typed={typed} value={address} />
          <SelectField name="category" label="区分" required typed={typed} options={categories.map((value) => ({ value, label: value }))} />
          <TextAreaField name="grounds" label="加える理由" required rows={3} maxLength={1000} typed={typed} />
          <ButtonGroup>
            <Button>候補に加える</Button>
            <ButtonLink href={paths.list} kind="secondary">やめる</ButtonLink>
          </ButtonGroup>
        </Form>
      )}
    </RoomPage>
  )
}
