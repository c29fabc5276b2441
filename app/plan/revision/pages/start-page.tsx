import type { Typed } from "../../../kernel/http/index.ts"
import { Button, EmptyState, Form, Page, RadioField, SelectField, TextAreaField } from "../../../kernel/ui/index.ts"
import { type EditionListed, editionName, statusText } from "../../editions/index.ts"
import { paths } from "../../paths.ts"

export function StartRevisionPage({ editions, typed }: { editions: readonly EditionListed[]; typed?: Typed }) {
  const bases = editions.filter((edition) => edition.status === "in-force" || edition.status === "closed")
  const crumbs = [{ title: "推進プラン", href: paths.home }]
  if (bases.length === 0) {
    return (
      <Page title="次の版を作る" crumbs={crumbs}>
        <EmptyState
          title="もとにできる版がまだありません"
          action={<a href={paths.import}>推進プランの本文を取り込む</a>}
        >
          <p>施行した版ができると、それを引き継いで翌年度の版や年度途中の改定版を作れます。</p>
        </EmptyState>
      </Page>
    )
  }
  return (
    <Page
      title="次の版を作る"
      crumbs={crumbs}
      typed={typed}
      width="narrow"
      lead="もとにする版の内容をすべて引き継いだ下書きを作り、取組ごとに継続・拡充・縮小・統合・分割・終了と理由を決めていきます。"
    >
      <Form action={paths.reviseStart}>
        <SelectField
          name="editionId"
          label="もとにする版"
          required
          typed={typed}
          value={bases.find((edition) => edition.status === "in-force")?.id ?? bases[0]!.id}
          options={bases.map((edition) => ({
            value: edition.id,
            label: `${editionName(edition)}（${statusText(edition)}）${edition.title}`,
          }))}
        />
        <RadioField
          name="kind"
          label="作る版"
          required
          typed={typed}
          value="yearly"
          options={[
            { value: "yearly", label: "翌年度の版", hint: "すべての取組の扱いと理由を決めます。" },
            { value: "mid-year", label: "年度途中の改定版", hint: "変える取組だけ理由を書きます。" },
          ]}
        />
        <TextAreaField
          name="reason"
          label="改定の理由"
          hint="年度途中の改定では必ず書いてください。"
          rows={3}
          maxLength={2000}
          typed={typed}
        />
        <Button>下書きを作る</Button>
      </Form>
    </Page>
  )
}
