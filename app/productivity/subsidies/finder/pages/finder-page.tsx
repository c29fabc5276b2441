import { ButtonLink, dateTime, EmptyState, FilterBar, numberText, Page, Pagination, relativeDays, SearchField, Section, SelectField, StatusTag, TextField, yenText } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { reportsPaths } from "../../reports/paths.ts"
import { useWords } from "../../programmes/programme.ts"
import type { FinderFilter, Found, FoundPage } from "../find-calls.ts"
import { NATIONAL_SOURCE } from "../national.ts"

interface FinderPageProps extends FoundPage {
  filter: FinderFilter
  later: boolean
  today: string
}

export function addressOf(filter: FinderFilter, more: Record<string, string> = {}, path: string = paths.finder): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, ...more })) if (value && !(name === "when" && value === "open")) query.set(name, value)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

export function FinderPage({ items, next, count, filter, later, today }: FinderPageProps) {
  const narrowed = Boolean(filter.q || filter.who || filter.use || filter.area || filter.from || filter.when !== "open")
  return (
    <Page title="補助金・助成金をさがす" lead="県の補助金と、国などの補助金（Jグランツの公開一覧）を、締切の近い順に並べています。">
      <FilterBar action={paths.finder} {...(narrowed ? { clear: paths.finder } : {})} label="補助金のしぼり込み">
        <SearchField name="q" label="言葉" value={filter.q ?? ""} />
        <SelectField
          name="who"
          label="だれが"
          empty="すべて"
          value={filter.who ?? ""}
          options={[
            { value: "company", label: "会社・個人事業主など" },
            { value: "resident", label: "県民" },
          ]}
        />
        <SelectField name="use" label="目的" empty="すべて" value={filter.use ?? ""} options={useWords.map((value) => ({ value, label: value }))} />
        <TextField name="area" label="地域" width="short" value={filter.area ?? ""} />
        <SelectField
          name="from"
          label="国か県か"
          empty="すべて"
          value={filter.from ?? ""}
          options={[
            { value: "prefecture", label: "県の補助金" },
            { value: "nation", label: "国などの補助金" },
          ]}
        />
        <SelectField
          name="when"
          label="時期"
          empty={false}
          value={filter.when}
          options={[
            { value: "open", label: "いま受付中" },
            { value: "coming", label: "これから受付" },
            { value: "all", label: "すべて（終わったものも）" },
          ]}
        />
      </FilterBar>
      <Section title={`見つかった補助金（${count > 1000 ? "1,000件以上" : numberText(count, "件")}）`} id="found">
        {items.length === 0 ? (
          <EmptyState title="条件に合う補助金はありません" action={<ButtonLink href={addressOf({ when: "all" })}>終わったものも見る</ButtonLink>}>
            <p>言葉を短くするか、条件を減らしてみてください。</p>
          </EmptyState>
        ) : (
          <ul class="found-list">
            {items.map((item) => (
              <li>
                <FoundCard item={item} today={today} />
              </li>
            ))}
          </ul>
        )}
        <Pagination {...(later ? { previous: addressOf(filter) } : {})} {...(next ? { next: addressOf(filter, { after: next }) } : {})} />
      </Section>
      <p>
        <a href={reportsPaths.awards}>これまでの交付決定の一覧</a>
      </p>
    </Page>
  )
}

function FoundCard({ item, today }: { item: Found; today: string }) {
  const closes = item.closesAt ? new Date(item.closesAt.getTime() + 9 * 3_600_000).toISOString().slice(0, 10) : undefined
  return (
    <article class="card">
      <h3>{item.from === "prefecture" ? <a href={paths.call(item.id)}>{item.title}</a> : item.url ? <a href={item.url} rel="external">{item.title}</a> : item.title}</h3>
      <p>
        {item.from === "prefecture" ? <StatusTag tone="accent">県</StatusTag> : <StatusTag>国など</StatusTag>} {item.office}
        {item.area && `　${item.area}`}
      </p>
      <p>
        上限額 {item.limitYen === null ? "なし（または要綱による）" : yenText(item.limitYen)}　締切 {item.closesAt ? `${dateTime(item.closesAt)}（${relativeDays(closes, today)}）` : "要綱による"}
      </p>
      {item.from === "nation" && <p class="quiet">{NATIONAL_SOURCE}</p>}
    </article>
  )
}
