import type { ComponentChildren } from "preact"
import { Banner, ButtonLink, dateTimeShort, Page, Section } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { LatestValue } from "../latest-values.ts"
import type { SheetInEdition } from "../types.ts"
import { editionName, initiativeNumber, statusText } from "../words.ts"
import { IndicatorTable } from "./indicator-table.tsx"
import { InitiativeTabs } from "./initiative-tabs.tsx"
import { LogicModelFlow } from "./logic-model.tsx"
import { MilestoneBoard } from "./milestone-list.tsx"
import { Prose } from "./paragraphs.tsx"
import { PlanStyle } from "./plan-style.tsx"
import { EditionStatusTag } from "./status.tsx"

export interface InitiativePageProps {
  found: SheetInEdition
  values: ReadonlyMap<string, LatestValue>
  today: string
  /** May write this sheet, if its edition were a draft. */
  edits: boolean
  /** Holds plan.edit: name, place and owners too. */
  arranges: boolean
  /** 見守る. */
  follow?: ComponentChildren
}

export function InitiativePage({ found, values, today, edits, arranges, follow }: InitiativePageProps) {
  const { edition, direction, sheet } = found
  const e = edition.id
  const i = sheet.initiativeId
  const writes = edits && edition.status === "draft"
  const reports = edits && (edition.status === "draft" || edition.status === "in-force")
  const change = (part: string, words = "書く") => writes && <a href={paths.initiativePart(e, i, part)}>{words}</a>
  return (
    <Page
      title={sheet.title}
      kicker={`${initiativeNumber(sheet)}　${direction.numeral} ${direction.title}`}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: editionName(edition), href: paths.edition(e) },
        { title: initiativeNumber(sheet) },
      ]}
      actions={
        <>
          <ButtonLink href={`${paths.improvementNew}?initiative=${i}`} small>
            改善を提案する
          </ButtonLink>
          <ButtonLink href={paths.initiativePrint(e, i)} small>
            1枚にまとめて印刷
          </ButtonLink>
          {follow}
        </>
      }
    >
      <PlanStyle />
      <InitiativeTabs editionId={e} initiativeId={i} current="sheet" today={today} />
      {edition.status !== "in-force" && (
        <Banner title={`この取組シートは「${statusText(edition)}」の版のものです。`}>
          {writes && <p>各見出しの横のリンクから書き足せます。</p>}
        </Banner>
      )}
      <div class="sheet">
        <div class="sheet-main">
          <Section title="概要" id="overview" actions={change("overview")}>
            <Prose text={sheet.text} />
          </Section>
          <Section
            title="現状と課題"
            id="state"
            actions={writes && <>{change("state", "現状を書く")} <a href={paths.issues(e, i)}>課題を加える・解決する</a></>}
          >
            <Prose text={sheet.presentState} empty="（現状はまだ書かれていません）" />
            <IssueList found={found} />
          </Section>
          <Section title="今年度の取組" id="actions" actions={change("actions")}>
            <Prose text={sheet.actions} />
          </Section>
          <Section
            title="マイルストーン"
            id="milestones"
            actions={reports && <a href={paths.milestones(e, i)}>{writes ? "加える・直す" : "進み具合を報告する"}</a>}
          >
            <MilestoneBoard milestones={sheet.milestones} fiscalYear={edition.fiscalYear} today={today} />
          </Section>
          <Section
            title="指標"
            id="indicators"
            actions={
              <>
                {writes && <a href={paths.indicators(e, i)}>加える・直す</a>}
                <a href={paths.measures(i)}>推移と内訳</a>
              </>
            }
          >
            <IndicatorTable sheet={sheet} values={values} />
          </Section>
          <Section title="ロジックモデル" id="logic" actions={change("logic")}>
            <LogicModelFlow model={sheet.logicModel} />
          </Section>
          <Section title="次年度への提案" id="proposal" actions={change("proposal")}>
            <Prose text={sheet.nextYearProposal} />
          </Section>
        </div>
        <aside class="sheet-side" aria-label="この取組について">
          <dl>
            <Fact term="版">
              <a href={paths.edition(e)}>{editionName(edition)}</a> <EditionStatusTag edition={edition} />
            </Fact>
            <Fact term="主管課">{sheet.ownerUnitName ?? "未定"}</Fact>
            <Fact term="関係課">{sheet.partnerUnits.map((unit) => unit.name).join("、") || "－"}</Fact>
            {sheet.aliases.length > 0 && <Fact term="別の書き方">{sheet.aliases.join("、")}</Fact>}
            <Fact term="最終更新">{dateTimeShort(sheet.updatedAt)}</Fact>
          </dl>
          {arranges && edition.status === "draft" && (
            <p>
              <a href={paths.initiativePart(e, i, "place")}>名称・位置・主管課を直す</a>
            </p>
          )}
          <nav aria-label="このページの中">
            <ul>
              {anchors.map(([id, title]) => (
                <li>
                  <a href={`#${id}`}>{title}</a>
                </li>
              ))}
            </ul>
          </nav>
        </aside>
      </div>
    </Page>
  )
}

const anchors = [
  ["overview", "概要"],
  ["state", "現状と課題"],
  ["actions", "今年度の取組"],
  ["milestones", "マイルストーン"],
  ["indicators", "指標"],
  ["logic", "ロジックモデル"],
  ["proposal", "次年度への提案"],
] as const

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function IssueList({ found }: { found: SheetInEdition }) {
  const open = found.sheet.issues.filter((issue) => issue.solvedWith === null)
  const solved = found.sheet.issues.filter((issue) => issue.solvedWith !== null)
  return (
    <>
      <h3>課題</h3>
      {open.length === 0 ? (
        <p class="muted">挙げられている課題はありません。</p>
      ) : (
        <ul>
          {open.map((issue) => (
            <li>
              {issue.text}
              {issue.isNew && <span class="tag tag-accent">この版で追加</span>}
            </li>
          ))}
        </ul>
      )}
      {solved.length > 0 && (
        <>
          <h3>この版で解決した課題</h3>
          <ul>
            {solved.map((issue) => (
              <li>
                <s>{issue.text}</s>
                <br />
                <small>解決：{issue.solvedWith}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
