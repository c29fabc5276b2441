import type { Typed } from "../../../kernel/http/index.ts"
import { Button, ButtonGroup, FieldGroup, Form, NumberField, Page, TextAreaField, TextField } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { EditionContent } from "../types.ts"
import { editionName } from "../words.ts"
import { PlanStyle } from "./plan-style.tsx"
import { formVersion, sideBySide } from "./typed-version.ts"

export function NewEditionPage({ typed, year }: { typed?: Typed; year: number }) {
  return (
    <Page
      title="空の版を作る"
      typed={typed}
      crumbs={[{ title: "推進プラン", href: paths.home }, { title: "版の一覧", href: paths.editions }, { title: "空の版を作る" }]}
      lead="すでに版のある年度を選ぶと、年度途中の改定版になります。"
    >
      <Form action={paths.editionNew}>
        <NumberField name="fiscalYear" label="年度（西暦）" required unit="年度" typed={typed} value={year} />
        <TextField name="title" label="名称" required maxLength={200} typed={typed} />
        <TextAreaField name="position" label="位置付け" rows={3} maxLength={2000} typed={typed} />
        <TextField name="term" label="有効期間" maxLength={500} typed={typed} />
        <ButtonGroup>
          <Button>下書きを作る</Button>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

/** Direction rows beyond those that exist; left empty they are left out. */
const SPARE_ROWS = 1

export function EditionFormPage({ content, typed }: { content: EditionContent; typed?: Typed }) {
  const { edition } = content
  const rows = Math.max(content.directions.length === 0 ? 4 : content.directions.length + SPARE_ROWS)
  return (
    <Page
      title="版の内容を直す"
      kicker={edition.title}
      typed={typed}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: editionName(edition), href: paths.edition(edition.id) },
        { title: "版の内容を直す" },
      ]}
    >
      <PlanStyle />
      <Form action={paths.editionEdit(edition.id)} version={formVersion(typed, edition.version)} class={sideBySide(typed)}>
        <TextField name="title" label="名称" required maxLength={200} typed={typed} value={edition.title} />
        <TextAreaField name="position" label="位置付け" rows={3} maxLength={2000} typed={typed} value={edition.position} />
        <TextField name="term" label="有効期間" maxLength={500} typed={typed} value={edition.term} />
        {(edition.revision > 0 || edition.reason) && (
          <TextAreaField name="reason" label="改定の理由" rows={3} maxLength={2000} typed={typed} value={edition.reason} />
        )}
        <TextAreaField
          name="ideals"
          label="目指す姿"
          hint="1行に1つ書きます。"
          rows={5}
          typed={typed}
          value={content.ideals.map((ideal) => ideal.text).join("\n")}
        />
        <FieldGroup title="取組の方向性" hint="空の行は加えられません。取組のない方向性は、番号と名称を消すと外れます。">
          {Array.from({ length: rows }, (_, at) => {
            const direction = content.directions[at]
            const name = (field: string) => `directions.${at}.${field}`
            return (
              <div class="plan-row plan-row-direction">
                {direction && <input type="hidden" name={name("id")} value={direction.id} />}
                <TextField name={name("numeral")} label={`${at + 1}番目の番号`} width="short" typed={typed} value={direction?.numeral ?? ""} />
                <TextField name={name("title")} label="名称" typed={typed} value={direction?.title ?? ""} />
                <TextAreaField name={name("aim")} label="ねらい" rows={2} typed={typed} value={direction?.aim ?? ""} />
              </div>
            )
          })}
        </FieldGroup>
        <TextField name="_reason" label="書き換えた理由" hint="変更履歴に残ります。" maxLength={500} typed={typed} />
        <ButtonGroup>
          <Button>保存する</Button>
          <a href={paths.edition(edition.id)}>やめる</a>
        </ButtonGroup>
      </Form>
    </Page>
  )
}
