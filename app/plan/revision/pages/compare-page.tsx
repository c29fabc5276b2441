import { Button, EmptyState, FilterBar, Page, SelectField, StatusTag, TextDiff } from "../../../kernel/ui/index.ts"
import { compareText } from "../../compare/index.ts"
import { type EditionListed, type EditionContent, editionName, initiativeNumber } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import type { EditionDifference, FieldDifference } from "../compare-editions.ts"
import type { RecordedFate } from "../read-revision.ts"
import { changeWords } from "../words.ts"

export interface ComparePageProps {
  editions: readonly EditionListed[]
  compared?: { before: EditionContent; after: EditionContent; difference: EditionDifference; fates: readonly RecordedFate[] }
  initiativeId?: string | undefined
}

/** Any two versions of the plan side by side. */
export function ComparePage({ editions, compared, initiativeId }: ComparePageProps) {
  const options = editions.map((edition) => ({ value: edition.id, label: `${editionName(edition)} ${edition.title}` }))
  const names = compared && { before: editionName(compared.before.edition), after: editionName(compared.after.edition) }
  const sheets = compared?.difference.sheets.filter((sheet) => !initiativeId || sheet.initiativeId === initiativeId) ?? []
  return (
    <Page title="版を比べる" crumbs={[{ title: "推進プラン", href: paths.home }]}>
      <FilterBar action={paths.compare}>
        <SelectField name="a" label="前の版" options={options} value={compared?.before.edition.id} />
        <SelectField name="b" label="後の版" options={options} value={compared?.after.edition.id} />
        <Button>並べて見る</Button>
      </FilterBar>
      {!compared && (
        <EmptyState title="比べる2つの版を選んでください">
          <p>どの文がどう変わったかを、取組ごとに左右に並べて示します。</p>
        </EmptyState>
      )}
      {compared && names && compared.difference.own.length + sheets.length === 0 && (
        <EmptyState title="違いはありません">
          <p>2つの版の文章は同じです。</p>
        </EmptyState>
      )}
      {compared && names && !initiativeId && compared.difference.own.length > 0 && (
        <section>
          <h2>プラン全体</h2>
          {compared.difference.own.map((field) => (
            <Difference of="プラン全体" field={field} {...names} />
          ))}
        </section>
      )}
      {compared &&
        names &&
        sheets.map((sheet) => {
          const fates = compared.fates.filter(
            (fate) => fate.toInitiativeId === sheet.initiativeId || fate.fromInitiativeId === sheet.initiativeId,
          )
          return (
            <section>
              <h2>
                {initiativeNumber((sheet.after ?? sheet.before)!)} {sheet.title}{" "}
                {!sheet.before && <StatusTag tone="success">後の版だけ</StatusTag>}
                {!sheet.after && <StatusTag tone="danger">前の版だけ</StatusTag>}
              </h2>
              {fates.map((fate) => (
                <p>
                  <strong>{changeWords[fate.change]}</strong>：{fate.reason || "（理由は未記入）"}
                </p>
              ))}
              {sheet.fields.map((field) => (
                <Difference of={sheet.title} field={field} {...names} />
              ))}
            </section>
          )
        })}
    </Page>
  )
}

function Difference({ of, field, before, after }: { of: string; field: FieldDifference; before: string; after: string }) {
  return <TextDiff caption={field.name} label={`${of}：${field.name}`} before={before} after={after} rows={compareText(field.before, field.after)} />
}
