import type { VNode } from "preact"
import { ButtonLink, dateTimeShort, EmptyState, Page, Section, warekiShort } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { PlanHome } from "../plan-home.ts"
import type { EditionContent } from "../types.ts"
import { editionName, fieldWords, initiativeNumber } from "../words.ts"
import { EditionGrid, GridLegend } from "./edition-grid.tsx"
import { PlanStyle } from "./plan-style.tsx"

/** What is the same for every reader; made once for as long as nothing in it changes (plan-home.ts). */
export function HomeBody({ home }: { home: PlanHome }): VNode {
  const { content, values, changes, today } = home
  return (
    <>
      <PlanStyle />
      <Ideals content={content} />
      <GridLegend />
      <EditionGrid content={content} values={values} today={today} />
      <div class="plan-lately">
        <Section title="最近の達成" id="reached">
          <Reached content={content} />
        </Section>
        <Section title="最近の書き換え" id="changed" actions={<a href={paths.editions}>版の一覧</a>}>
          {changes.length === 0 ? (
            <p class="muted">書き換えはまだありません。</p>
          ) : (
            <ul class="plan-news">
              {changes.map((change) => (
                <li>
                  <span class="muted">{dateTimeShort(change.at)}</span>{" "}
                  <a href={change.initiativeId && change.title ? paths.initiative(change.editionId, change.initiativeId) : paths.edition(change.editionId)}>
                    {change.title ?? change.editionTitle}
                  </a>{" "}
                  {fieldsInWords(change.fields)}
                  <span class="muted">（{change.who}）</span>
                </li>
              ))}
            </ul>
          )}
        </Section>
      </div>
    </>
  )
}

export function fieldsInWords(fields: readonly string[]): string {
  const order = Object.keys(fieldWords)
  const sorted = [...fields].sort((a, b) => order.indexOf(a) - order.indexOf(b))
  const words = [...new Set(sorted.map((field) => (fieldWords[field] ?? field).replace(/：.*/, "")))]
  return words.length > 3 ? `${words.slice(0, 3).join("、")} ほか${words.length - 3}項目` : words.join("、")
}

export function Ideals({ content }: { content: EditionContent }) {
  if (content.ideals.length === 0) return null
  return (
    <section class="plan-ideals" aria-label="目指す姿">
      <h2>目指す姿</h2>
      <ul>
        {content.ideals.map((ideal) => (
          <li>{ideal.text}</li>
        ))}
      </ul>
    </section>
  )
}

function Reached({ content }: { content: EditionContent }) {
  const reached = content.sheets
    .flatMap((sheet) => sheet.milestones.flatMap((milestone) => (milestone.doneOn ? [{ sheet, milestone, on: milestone.doneOn }] : [])))
    .sort((a, b) => (a.on < b.on ? 1 : -1))
    .slice(0, 6)
  if (reached.length === 0) return <p class="muted">達成の報告はまだありません。</p>
  return (
    <ul class="plan-news">
      {reached.map(({ sheet, milestone, on }) => (
        <li>
          <span class="muted">{warekiShort(on)}</span>{" "}
          <a href={paths.initiative(content.edition.id, sheet.initiativeId)}>
            {initiativeNumber(sheet)} {sheet.title}
          </a>{" "}
          {milestone.text}
        </li>
      ))}
    </ul>
  )
}

export function HomePage({ edition, body, edits }: { edition: EditionContent["edition"]; body: string; edits: boolean }) {
  return (
    <Page
      title={edition.title}
      kicker={`推進プラン　${editionName(edition)}`}
      actions={
        <>
          <ButtonLink href={paths.myUnit} small>
            自所属の分担
          </ButtonLink>
          <ButtonLink href={paths.edition(edition.id)} small>
            版の全文
          </ButtonLink>
          {edits && (
            <ButtonLink href={paths.reviseStart} small>
              改定する
            </ButtonLink>
          )}
        </>
      }
    >
      <div dangerouslySetInnerHTML={{ __html: body }} />
    </Page>
  )
}

/** Before the first edition: says what a plan is here, and the two ways to one. */
export function NoEditionPage({ edits, drafts }: { edits: boolean; drafts: number }) {
  return (
    <Page title="推進プラン" lead="年度ごとの版に、目指す姿、取組の方向性、主な取組、マイルストーン、指標を書き、庁内で共有します。">
      <EmptyState
        title="施行中の版はまだありません。"
        action={
          edits ? (
            <div class="button-group">
              <ButtonLink href={paths.import} kind="primary">
                いまある計画の文から取り込む
              </ButtonLink>
              <ButtonLink href={paths.editionNew}>空の版を作る</ButtonLink>
              {drafts > 0 && <ButtonLink href={paths.editions}>下書き（{drafts}件）を見る</ButtonLink>}
            </div>
          ) : (
            <ButtonLink href={paths.editions}>版の一覧を見る</ButtonLink>
          )
        }
      >
        <p>計画の概要資料（PDF から取り出した文字で構いません）を貼り付けると、目指す姿、方向性、取組に分けて下書きを作ります。</p>
        <p>下書きは主管課と一緒に書き足し、決裁を経て施行します。</p>
      </EmptyState>
    </Page>
  )
}
