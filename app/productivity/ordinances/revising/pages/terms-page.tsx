import type { Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, ButtonLink, DateField, Form, Page, RadioField, TextAreaField, TextField } from "../../../../kernel/ui/index.ts"
import { type Bill, effects, effectWords } from "../bill.ts"
import { revisingPaths } from "../paths.ts"
import { crumbsOfBill } from "./crumbs.ts"

export function TermsPage({ bill, typed }: { bill: Bill; typed?: Typed | undefined }) {
  return (
    <Page
      title="改正の理由と施行期日"
      kicker={bill.title}
      typed={typed}
      crumbs={crumbsOfBill(bill, "理由と施行期日")}
    >
      <Form action={revisingPaths.terms(bill.id)} version={bill.version} label="理由と施行期日">
        <TextField name="title" label="題名" required maxLength={500} typed={typed} value={bill.title} />
        <TextAreaField name="reason" label="改正の理由" hint="なぜ、何のために改めるのかを書きます。議案では提案理由になります。" rows={5} maxLength={4000} typed={typed} value={bill.reason} />
        <RadioField
          name="effect"
          label="施行期日"
          hint="条例に定めがなければ、公布の日から起算して10日を経過した日からです（地方自治法16条3項）。"
          required
          typed={typed}
          value={bill.effect}
          options={effects.map((value) => ({ value, label: effectWords[value] }))}
        />
        <DateField name="effectiveOn" label="施行の日" hint="「日を定めて施行する」を選んだときに入力します。" typed={typed} value={bill.effectiveOn ?? ""} />
        <TextAreaField name="transitional" label="経過措置" hint="附則の2項からになります。1行に1項、番号は付けません。" rows={4} maxLength={8000} typed={typed} value={bill.transitional} />
        <ButtonGroup>
          <Button>保存する</Button>
          <ButtonLink href={revisingPaths.bill(bill.id)} kind="tertiary">
            やめる
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}
