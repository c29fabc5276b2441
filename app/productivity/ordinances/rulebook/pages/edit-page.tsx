import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, DateField, Form, type Option, Page, SelectField, TextField } from "../../../../kernel/ui/index.ts"
import { ordinanceKinds } from "../../structure/provision.ts"
import type { Ordinance } from "../ordinance.ts"
import { rulebookPaths } from "../paths.ts"

export function EditOrdinancePage({ it, units, typed }: { it: Ordinance; units: readonly Option[]; typed?: Typed | undefined }) {
  const shared = typed ? { typed } : {}
  return (
    <Page
      title="登録の内容を直す"
      kicker={it.title}
      crumbs={[{ title: "例規集", href: rulebookPaths.list }, { title: it.title, href: rulebookPaths.ordinance(it.id) }, { title: "登録の内容" }]}
      lead="題名や所管課など、例規についての登録です。条文は、取込みと改正によってだけ変わります。"
      {...shared}
    >
      <Form action={rulebookPaths.edit(it.id)} version={it.version}>
        <TextField name="title" label="題名" required maxLength={500} value={it.title} {...shared} />
        <TextField name="number" label="例規番号" maxLength={200} value={it.number} {...shared} />
        <SelectField name="kind" label="種別" required empty={false} value={it.kind} options={ordinanceKinds.map((kind) => ({ value: kind, label: kind }))} {...shared} />
        <TextField name="category" label="体系" maxLength={200} value={it.category} {...shared} />
        <SelectField name="unitId" label="所管課" empty="未定" value={it.unitId ?? ""} options={units} {...shared} />
        <DateField name="promulgatedOn" label="公布日" value={it.promulgatedOn ?? ""} {...shared} />
        <DateField name="repealedOn" label="廃止日" hint="廃止された例規だけに入れます。" value={it.repealedOn ?? ""} {...shared} />
        <ButtonGroup>
          <Button>保存する</Button>
        </ButtonGroup>
      </Form>
    </Page>
  )
}
