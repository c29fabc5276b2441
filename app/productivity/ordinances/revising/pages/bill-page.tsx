import { approvalPaths } from "../../../../kernel/approvals/index.ts"
import type { CaseStep } from "../../../../kernel/cases/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import {
  Banner,
  Button,
  ButtonGroup,
  ButtonLink,
  dateTime,
  DateField,
  Details,
  Form,
  Page,
  Section,
  StatusTag,
  SummaryList,
  Table,
  TextAreaField,
  TextField,
  Timeline,
  wareki,
} from "../../../../kernel/ui/index.ts"
import { rulebookPaths } from "../../rulebook/paths.ts"
import type { PlannedAmendment } from "../../findings/index.ts"
import type { Referrer } from "../../rulebook/index.ts"
import type { AmendingOrdinance } from "../amending-ordinance.ts"
import { type Bill, billStateWords, effectWords } from "../bill.ts"
import type { ProvisionChange } from "../provision-changes.ts"
import { revisingPaths } from "../paths.ts"
import { promulgateBy } from "../rules/promulgation-is-not-possible.ts"
import { BillStateTag } from "./bill-state-tag.tsx"

export interface BillPageProps {
  bill: Bill
  changes: readonly ProvisionChange[]
  drafted: AmendingOrdinance
  steps: readonly CaseStep[]
  mayWrite: boolean
  mayPromulgate: boolean
  mayAbandon: boolean
  /** What stops it from being sent for decision. */
  missing: string | undefined
  /** Provisions that name an article by the number it loses. */
  shifted: readonly Referrer[]
  /** Provisions that were decided to be amended. */
  planned: readonly PlannedAmendment[]
  /** Articles change their numbers and the 目次 does not. */
  contentsLeft: boolean
  onlyChanged: boolean
  typed?: Typed | undefined
}

const MOST_SHIFTED = 20
const changeWords = { same: "", changed: "変更", added: "追加", removed: "削除" } as const
const changeTones = { same: "neutral", changed: "info", added: "success", removed: "danger" } as const
const moveWords: Readonly<Record<string, string>> = { propose: "起案", approve: "決裁", return: "作成中に戻る", promulgate: "公布", abandon: "取りやめ" }

export function BillPage(props: BillPageProps) {
  const { bill, drafted, mayWrite, typed } = props
  return (
    <Page
      title={bill.title}
      kicker={`例規の改正案　${bill.number}`}
      typed={typed}
      crumbs={[{ title: "例規集", href: rulebookPaths.list }, { title: bill.ordinanceTitle, href: rulebookPaths.ordinance(bill.ordinanceId) }, { title: "改正案" }]}
      actions={
        <>
          <ButtonLink href={revisingPaths.comparison(bill.id)}>新旧対照表</ButtonLink>
          <ButtonLink href={revisingPaths.text(bill.id)}>改め文</ButtonLink>
        </>
      }
    >
      <Next {...props} />
      <SummaryList
        dense
        rows={[
          { key: "状態", value: <BillStateTag state={bill.state} /> },
          { key: "改正する例規", value: <a href={rulebookPaths.ordinance(bill.ordinanceId)}>{bill.ordinanceTitle}{bill.ordinanceNumber ? `（${bill.ordinanceNumber}）` : ""}</a> },
          { key: "所管", value: bill.unitName },
          { key: "作成者", value: bill.authorName },
          ...(bill.approvalId ? [{ key: "決裁", value: <a href={approvalPaths.approval(bill.approvalId)}>決裁の経過を見る</a> }] : []),
          { key: "改正の理由", value: bill.reason && <span class="pre-wrap">{bill.reason}</span>, ...(mayWrite ? { change: revisingPaths.terms(bill.id) } : {}) },
          { key: "施行期日", value: bill.effectiveOn ? wareki(bill.effectiveOn) : effectWords[bill.effect], ...(mayWrite ? { change: revisingPaths.terms(bill.id) } : {}) },
          { key: "経過措置", value: bill.transitional && <span class="pre-wrap">{bill.transitional}</span>, ...(mayWrite ? { change: revisingPaths.terms(bill.id) } : {}) },
          ...(bill.promulgatedOn ? [{ key: "公布", value: `${wareki(bill.promulgatedOn)}　${bill.promulgatedNumber}` }] : []),
        ]}
      />
      {drafted.problems.length > 0 && (
        <Banner kind="warning" title="改め文で書き表せないところがあります">
          <ul>
            {drafted.problems.map((problem) => (
              <li>{problem}</li>
            ))}
          </ul>
        </Banner>
      )}
      {mayWrite && drafted.remarks.map((remark) => <Banner title={remark} />)}
      {props.contentsLeft && mayWrite && <Banner title="目次がそのままです">条が加わる・なくなる・番号が変わるときは、目次の条の番号も直してください。</Banner>}
      {props.shifted.length > 0 && mayWrite && <Shifted {...props} />}
      <Provisions {...props} />
      <Section title="経過" id="steps">
        <Timeline steps={props.steps.map((step) => ({ title: moveWords[step.move] ?? "作成", when: dateTime(step.at), who: step.by, body: step.reason }))} />
      </Section>
      {props.mayAbandon && (
        <Section title="取りやめる" id="abandon">
          <Details summary="この改正案を取りやめる" open={typed?.problems.some(({ field }) => field === "reason") ?? false}>
            <Form action={revisingPaths.abandonment(bill.id)} label="取りやめ">
              <TextAreaField name="reason" label="取りやめる理由" hint="作成者に知らせ、記録に残します。" required maxLength={1000} rows={3} typed={typed} />
              <ButtonGroup>
                <Button kind="danger">取りやめる</Button>
              </ButtonGroup>
            </Form>
          </Details>
        </Section>
      )}
    </Page>
  )
}

/** Not a fault of the amending text, and easily forgotten. */
function Shifted({ bill, shifted }: BillPageProps) {
  return (
    <Banner kind="warning" title="番号が変わる条・なくなる条を、番号で引いている条文があります">
      <p>引用もずれるときは、この例規の条はここで、ほかの例規はその改正案で直してください。</p>
      <ul>
        {shifted.slice(0, MOST_SHIFTED).map(({ ordinanceId, title, address, no, caption, words }) => (
          <li>
            <a href={ordinanceId === bill.ordinanceId ? revisingPaths.provision(bill.id, address) : rulebookPaths.provision(ordinanceId, address)}>
              {`${ordinanceId === bill.ordinanceId ? "" : `${title} `}${no}${caption ? `（${caption}）` : ""}`}
            </a>
            {`：${words}`}
          </li>
        ))}
      </ul>
      {shifted.length > MOST_SHIFTED && <p>{`ほか${shifted.length - MOST_SHIFTED}か所`}</p>}
    </Banner>
  )
}

/** What is to be done now, on top. */
function Next({ bill, mayWrite, mayPromulgate, missing, typed }: BillPageProps) {
  if (bill.state === "abandoned") {
    return (
      <Banner kind="warning" title="取りやめた改正案です">
        <p class="pre-wrap">{bill.abandonedReason}</p>
      </Banner>
    )
  }
  if (bill.state === "promulgated") {
    return (
      <Banner kind="success" title="公布され、例規集の新しい版になりました">
        <p>
          <a href={rulebookPaths.ordinance(bill.ordinanceId)}>改正後の条文を読む</a>
        </p>
      </Banner>
    )
  }
  if (bill.state === "in-approval") return <Banner title="決裁を待っています">決裁者の順番と経過は「決裁の経過を見る」にあります。条文は、差し戻されるまで直せません。</Banner>
  if (bill.state === "approved") {
    if (!mayPromulgate) return <Banner title="決裁が済みました">公布は例規担当が記録します。</Banner>
    return (
      <Section title="公布を記録する" id="promulgate">
        <p>決裁された改め文を現行の条文に当てたものが、例規集の新しい版になります。</p>
        <Form action={revisingPaths.promulgation(bill.id)} version={bill.version} label="公布の記録">
          {bill.kind === "条例" && <DateField name="resolvedOn" label="議決の日" hint="地方自治法96条1項1号。公布は、議長から送付を受けた日から20日以内です（16条2項）。" required typed={typed} value={bill.resolvedOn ?? ""} />}
          {bill.resolvedOn && <p>公布の期限：{wareki(promulgateBy(bill.resolvedOn))}</p>}
          <DateField name="promulgatedOn" label="公布の日" required typed={typed} />
          <TextField name="number" label="例規番号" hint="例：令和8年萩野県条例第5号" required maxLength={200} typed={typed} />
          <ButtonGroup>
            <Button>公布を記録する</Button>
          </ButtonGroup>
        </Form>
      </Section>
    )
  }
  if (!mayWrite) return <Banner title={billStateWords[bill.state]}>所管課と例規担当が条文を直しています。</Banner>
  if (missing !== undefined) {
    return (
      <Banner title="次にすること">
        <p>{missing}</p>
        <p>
          <a href="#provisions">条文を直す</a>　<a href={revisingPaths.terms(bill.id)}>理由と施行期日を書く</a>
        </p>
      </Banner>
    )
  }
  return (
    <Section title="決裁に回す" id="propose">
      <p>新旧対照表と改め文を確かめてから起案してください。改め文を現行の条文に当てると、直した条文と一字も違わないことを確かめてあります。</p>
      <Form action={revisingPaths.proposal(bill.id)} version={bill.version} label="起案">
        <TextAreaField name="comment" label="決裁者への説明" rows={3} maxLength={2000} typed={typed} />
        <ButtonGroup>
          <Button>起案する</Button>
          <ButtonLink href={revisingPaths.terms(bill.id)} kind="tertiary">
            理由と施行期日を書く
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </Section>
  )
}

function Provisions({ bill, changes, mayWrite, onlyChanged, planned }: BillPageProps) {
  const wanted = new Map(planned.map(({ address, categories }) => [address, categories.join("・")]))
  const touched = changes.filter(({ change }) => change !== "same")
  const shown = onlyChanged ? touched : changes
  return (
    <Section
      title="条文"
      id="provisions"
      actions={
        <a href={`${revisingPaths.bill(bill.id)}${onlyChanged ? "" : "?only=changed"}#provisions`}>
          {onlyChanged ? "すべての条を見る" : `変わる条だけを見る（${touched.length}）`}
        </a>
      }
    >
      <Table
        caption="改正案の条文"
        captionHidden
        columns={[
          {
            key: "no",
            title: "条・見出し",
            rowHeader: true,
            cell: ({ provision }) => (
              <>
                <span class="nowrap">{provision.no || "（前文など）"}</span>
                {provision.caption && <small>{`（${provision.caption}）`}</small>}
              </>
            ),
          },
          { key: "text", title: "はじめ", cell: ({ provision }) => beginningOf(provision.text) },
          {
            key: "change",
            title: "変更",
            cell: ({ provision, change }) =>
              change === "same" ? wanted.has(provision.address) && <small>{`改正と決めた条：${wanted.get(provision.address)}`}</small> : <StatusTag tone={changeTones[change]}>{changeWords[change]}</StatusTag>,
          },
          ...(mayWrite
            ? [
                {
                  key: "edit",
                  title: "操作",
                  nowrap: true,
                  cell: ({ provision, change }: ProvisionChange) => (
                    <a href={revisingPaths.provision(bill.id, provision.address)}>
                      {change === "removed" ? "元に戻す" : "直す"}
                      <span class="vh">：{provision.no}</span>
                    </a>
                  ),
                },
              ]
            : []),
        ]}
        rows={shown}
        empty="まだどの条も変わっていません。条の右の「直す」から始めてください。"
      />
    </Section>
  )
}

function beginningOf(text: string): string {
  const line = text.replace(/\n(?:- )?/g, " ")
  return line.length > 40 ? `${line.slice(0, 40)}…` : line
}
