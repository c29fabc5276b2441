import { Details } from "../blocks.tsx"
import { Button, ButtonGroup, ButtonLink } from "../buttons.tsx"
import { RadioField } from "../choice-fields.tsx"
import { Form } from "../form.tsx"
import { DateField, YenField } from "../text-fields.tsx"
import { GalleryPage } from "./gallery-page.tsx"
import { galleryPaths } from "./paths.ts"

/** The public's pages: one thing at a time. */
export function QuestionPage() {
  return (
    <GalleryPage title="事業をいつ始めますか" lead="交付の決定より前に始めた経費は、補助の対象になりません。" width="narrow">
      <Form action={galleryPaths.errors} label="事業の期間">
        <DateField name="startsOn" label="始める日" parts required hint="契約や発注をする最初の日です。西暦でも和暦でも入力できます。" />
        <YenField name="amount" label="補助対象経費" required hint="消費税を除いた額です。" value={5_248_500} />
        <RadioField
          name="early"
          label="交付の決定を待たずに始める必要がありますか"
          required
          options={[
            { value: "no", label: "いいえ" },
            { value: "yes", label: "はい", hint: "事前着手の承認を先に受けてください。理由を次の画面でうかがいます。" },
          ]}
        />
        <Details summary="事前着手の承認とは">
          <p>やむを得ない理由があるときに限り、決定の前に事業を始めることを認めるものです。交付を約束するものではありません。</p>
        </Details>
        <ButtonGroup>
          <Button>次へ</Button>
          <Button kind="secondary" name="_save" value="draft">
            保存してあとで続ける
          </Button>
          <ButtonLink kind="tertiary" href={galleryPaths.patterns}>
            前の画面へ戻る
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </GalleryPage>
  )
}
