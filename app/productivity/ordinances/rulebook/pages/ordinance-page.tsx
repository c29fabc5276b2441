import { type Typed } from "../../../../kernel/http/index.ts"
import { Banner, ButtonLink, EmptyState, Page, StatusTag, type SummaryRow, SummaryList, wareki } from "../../../../kernel/ui/index.ts"
import { revisingPaths } from "../../revising/paths.ts"
import type { LinkMark } from "../links/link-mark.ts"
import type { Ordinance, OrdinanceVersion, PlacedProvision } from "../ordinance.ts"
import { anchorOf, rulebookPaths } from "../paths.ts"
import { type Outline, type OutlineNode, outlineOf } from "../reading/outline.ts"
import { OpenForm } from "./provision-page.tsx"
import { ProvisionView } from "./provision-view.tsx"
import { RulebookStyle } from "./rulebook-style.tsx"

export interface OrdinancePageProps {
  it: Ordinance
  unitName: string | undefined
  version: OrdinanceVersion
  /** The one of today, where another is shown. */
  current: OrdinanceVersion
  provisions: readonly PlacedProvision[]
  marks: ReadonlyMap<string, readonly LinkMark[]>
  referredFrom: number
  mayManage: boolean
  mayAmend: boolean
  today: string
  typed?: Typed | undefined
}

export function OrdinancePage(props: OrdinancePageProps) {
  const { it, unitName, version, current, provisions, marks, referredFrom, mayManage, today, typed } = props
  const outline = outlineOf(provisions)
  const old = version.id !== current.id
  const path = old ? rulebookPaths.version(it.id, version.number) : rulebookPaths.ordinance(it.id)
  return (
    <Page
      title={it.title}
      {...(typed ? { typed } : {})}
      crumbs={[{ title: "例規集", href: rulebookPaths.list }, { title: it.title }]}
      kicker={`${it.kind}${it.number ? `　${it.number}` : ""}`}
      actions={
        <>
          <ButtonLink href={rulebookPaths.versions(it.id)}>版と改正（第{current.number}版）</ButtonLink>
          <ButtonLink href={rulebookPaths.links(it.id)}>ほかの例規とのつながり</ButtonLink>
          <ButtonLink href={rulebookPaths.print(it.id)}>印刷用</ButtonLink>
          {mayManage && <ButtonLink href={rulebookPaths.edit(it.id)}>登録の内容</ButtonLink>}
          {props.mayAmend && <ButtonLink href={revisingPaths.begin(it.id)}>改正案をつくる</ButtonLink>}
        </>
      }
    >
      <RulebookStyle />
      <States {...props} />
      <SummaryList dense rows={factsOf(it, version, unitName, referredFrom)} />
      <OpenForm id={it.id} typed={typed} />
      <div class="rule-book">
        <Contents outline={outline} path={path} open={provisions.length <= 60 || isTooLong(provisions)} {...(isTooLong(provisions) ? { apart: it.id } : {})} />
        <div class="rule-body" lang="ja">
          {isTooLong(provisions) ? (
            <EmptyState title="長いため、一度には表示しません">
              <p>目次から条文を1つずつ開くか、条文の番号を入れて開いてください。</p>
            </EmptyState>
          ) : (
            <Body outline={outline} marks={marks} ordinanceId={old ? undefined : it.id} />
          )}
        </div>
      </div>
      {today < (version.effectiveOn ?? "") && <p class="quiet">この版は{wareki(version.effectiveOn)}から施行されます。</p>}
    </Page>
  )
}

function States({ it, version, current, today }: OrdinancePageProps) {
  return (
    <>
      {version.id !== current.id && (
        <Banner kind="warning" title={`第${version.number}版です。いまの版は第${current.number}版です。`}>
          <p>
            <a href={rulebookPaths.ordinance(it.id)}>いまの版を読む</a>　<a href={rulebookPaths.compare(it.id, version.number, current.number)}>いまの版との違い</a>
          </p>
        </Banner>
      )}
      {version.id === current.id && version.effectiveOn && version.effectiveOn > today && (
        <Banner title={`この版は${wareki(version.effectiveOn)}から施行されます`}>
          <p>
            それまでは前の版が効力を持ちます。<a href={rulebookPaths.versions(it.id)}>版と改正</a>
          </p>
        </Banner>
      )}
      {it.repealedOn && <Banner kind="warning" title={`${wareki(it.repealedOn)}に廃止されました`} />}
    </>
  )
}

/** The longest national laws have three million characters. */
const MOST_ON_A_PAGE = 4_000_000

export function isTooLong(provisions: readonly Pick<PlacedProvision, "text">[]): boolean {
  return provisions.reduce((sum, { text }) => sum + text.length, 0) > MOST_ON_A_PAGE
}

function factsOf(it: Ordinance, version: OrdinanceVersion, unitName: string | undefined, referredFrom?: number): SummaryRow[] {
  return [
    { key: "所管課", value: it.national ? "（国の法令）" : (unitName ?? <StatusTag tone="warning">未定</StatusTag>) },
    { key: "公布日", value: wareki(it.promulgatedOn) },
    ...(it.category ? [{ key: "体系", value: <a href={`${rulebookPaths.list}?category=${encodeURIComponent(it.category)}`}>{it.category}</a> }] : []),
    { key: "版", value: `第${version.number}版（${version.effectiveOn ? `${wareki(version.effectiveOn)}施行` : "施行日は不明"}、${version.madeBy}）` },
    ...(referredFrom !== undefined && referredFrom > 0 ? [{ key: "引かれているところ", value: <a href={rulebookPaths.links(it.id)}>{referredFrom}か所</a> }] : []),
    ...(it.sourceUrl ? [{ key: "出典", value: <a href={it.sourceUrl}>{it.sourceUrl}</a> }] : []),
  ]
}

/** `apart`: the text whose articles are on pages of their own only. */
function Contents({ outline, path, open, apart }: { outline: Outline<PlacedProvision>; path: string; open: boolean; apart?: string }) {
  const article = ({ address, no, caption }: PlacedProvision) => (
    <li>
      <a href={apart ? rulebookPaths.provision(apart, address) : `${path}#${anchorOf(address)}`}>
        {no}
        {caption && `（${caption}）`}
      </a>
    </li>
  )
  const node = ({ title, key, provisions, below }: OutlineNode<PlacedProvision>) => (
    <li>
      <a class="rule-chapter-link" href={`${path}#${key}`}>
        {title}
      </a>
      {open && provisions.length > 0 && <ul>{provisions.map(article)}</ul>}
      {below.length > 0 && <ul>{below.map(node)}</ul>}
    </li>
  )
  const { main, supplementary, back } = outline
  const chaptered = main.below.length > 0
  return (
    <nav class="rule-contents" aria-label="目次">
      <details open>
        <summary>目次</summary>
        <ul>
          {(open || !chaptered) && main.provisions.filter(({ no }) => no).map(article)}
          {main.below.map(node)}
          {supplementary.length > 0 && (
            <li>
              <a href={`${path}#${supplementary[0]!.key}-fold`}>附則{supplementary.length > 1 ? `（${supplementary.length}）` : ""}</a>
            </li>
          )}
          {back.map(article)}
        </ul>
      </details>
    </nav>
  )
}

interface BodyProps {
  outline: Outline<PlacedProvision>
  marks: ReadonlyMap<string, readonly LinkMark[]>
  /** Where articles have pages of their own. */
  ordinanceId: string | undefined
  /** For print nothing is folded. */
  unfolded?: boolean
}

export function Body({ outline, marks, ordinanceId, unfolded }: BodyProps) {
  const view = (provision: PlacedProvision, level: 2 | 3 | 4) => (
    <ProvisionView
      provision={provision}
      marks={marks.get(provision.address) ?? []}
      href={ordinanceId && provision.no ? rulebookPaths.provision(ordinanceId, provision.address) : undefined}
      level={level}
    />
  )
  const node = ({ title, depth, key, provisions, below }: OutlineNode<PlacedProvision>) => {
    const Heading = depth <= 1 ? ("h2" as const) : ("h3" as const)
    const level = depth <= 1 ? 3 : 4
    return (
      <div class={`rule-chapter rule-chapter-${Math.min(depth, 4)}`} id={key}>
        <Heading class="rule-chapter-name">{title}</Heading>
        {provisions.map((one) => view(one, level))}
        {below.map(node)}
      </div>
    )
  }
  const { front, main, supplementary, back } = outline
  return (
    <>
      {front.map((one) => view(one, 2))}
      {main.provisions.map((one) => view(one, 2))}
      {main.below.map(node)}
      {supplementary.map(({ title, key, provisions }) =>
        unfolded ? (
          <div class="rule-chapter">
            <h2 class="rule-chapter-name">{title}</h2>
            {provisions.map((one) => view(withoutName(one), 3))}
          </div>
        ) : (
          <details class="rule-supplementary" id={`${key}-fold`}>
            <summary>{title}</summary>
            {provisions.map((one) => view(withoutName(one), 3))}
          </details>
        ),
      )}
      {back.map((one) => view(one, 2))}
    </>
  )
}

/** A 附則 without articles is named by its fold. */
function withoutName(provision: PlacedProvision): PlacedProvision {
  return provision.address.includes("/") ? provision : { ...provision, no: "", caption: "" }
}

export interface PrintPageProps {
  it: Ordinance
  unitName: string | undefined
  version: OrdinanceVersion
  provisions: readonly PlacedProvision[]
  today: string
}

/** The whole text, nothing folded. */
export function PrintPage({ it, unitName, version, provisions, today }: PrintPageProps) {
  return (
    <Page
      title={it.title}
      width="narrow"
      crumbs={[{ title: "例規集", href: rulebookPaths.list }, { title: it.title, href: rulebookPaths.ordinance(it.id) }, { title: "印刷用" }]}
      kicker={`${wareki(it.promulgatedOn)}　${it.number || it.kind}`}
      lead={`第${version.number}版${version.effectiveOn ? `（${wareki(version.effectiveOn)}施行）` : ""}。${it.national ? "" : `所管：${unitName ?? "未定"}。`}${wareki(today)} 印刷。`}
    >
      <RulebookStyle />
      <div class="rule-body rule-print">
        <Body outline={outlineOf(provisions)} marks={new Map()} ordinanceId={undefined} unfolded />
      </div>
    </Page>
  )
}
