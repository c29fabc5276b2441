import type { ComponentChildren } from "preact"
import { documentPaths } from "../../../kernel/documents/index.ts"
import type { Typed } from "../../../kernel/http/index.ts"
import {
  Banner,
  Button,
  ButtonGroup,
  ButtonLink,
  dateTime,
  Details,
  Form,
  Grid,
  HiddenField,
  numberText,
  Page,
  relativeDays,
  Section,
  sizeText,
  StatNumber,
  StatusTag,
  SummaryList,
  type SummaryRow,
  TextAreaField,
  Timeline,
  wareki,
  yenText,
} from "../../../kernel/ui/index.ts"
import { durationText, FORMULA, formulaOf, hoursOf } from "../durations.ts"
import { stateWords } from "../improvement-states.ts"
import type { Improvement, Measurement } from "../improvement.ts"
import { nameOf } from "../initiatives.ts"
import { paths } from "../paths.ts"
import type { ImprovementView } from "../view-improvement.ts"
import type { Deed } from "../what-may-be-done.ts"
import { commentWords, perWords, stateTones, verdictWords } from "../words.ts"
import { SimilarList } from "./similar-list.tsx"

export interface ImprovementPageProps {
  view: ImprovementView
  today: string
  typed?: Typed
}

export function ImprovementPage({ view, today, typed }: ImprovementPageProps) {
  const { it, names } = view
  const can = (deed: Deed) => view.deeds.includes(deed)
  return (
    <Page
      title={it.title}
      kicker={
        <>
          {it.number ? `受付番号 ${it.number}` : "下書き"}　<StatusTag tone={stateTones[it.state]}>{stateWords[it.state]}</StatusTag>
        </>
      }
      {...(typed ? { typed } : {})}
      crumbs={[{ title: "業務改善提案", href: paths.list }, { title: it.title }]}
      actions={it.state !== "draft" && <FollowButton view={view} />}
    >
      <NextStep view={view} today={today} />
      <Deeds it={it} can={can} />
      {it.state === "draft" && (
        <Section title="似た提案" id="similar">
          <SimilarList similar={view.similar ?? []} />
        </Section>
      )}
      <Grid small>
        <StatNumber
          label="見込みの効果（1年）"
          value={it.timesAYear === 0 ? null : hoursOf(it.savedMinutes)}
          unit="時間"
          digits={1}
          evidence="推計（提案者の見積り）"
          denominator={it.timesAYear === 0 ? "" : `${numberText(it.people)}人×年${numberText(it.timesAYear)}${it.per === "month" ? "か月" : "回"}`}
        />
        <StatNumber
          label="測定した効果（1年）"
          value={it.measuredSavedMinutes === null ? null : hoursOf(it.measuredSavedMinutes)}
          unit="時間"
          digits={1}
          {...(it.measuredOn ? { evidence: `実績ログ（${wareki(it.measuredOn)}測定）` } : { note: "実施から3か月後に測ります" })}
        />
      </Grid>
      <SummaryList title="提案の内容" rows={contentRows(view, names)} />
      {it.decidedOn && <SummaryList title="採否" rows={decisionRows(it, view.approvalLink)} />}
      {view.measurements.length > 0 && (
        <Section title="効果の測定" id="measurements">
          {view.measurements.map((measurement, at) => (
            <MeasurementList measurement={measurement} it={it} latest={at === 0} />
          ))}
        </Section>
      )}
      {it.state !== "draft" && <Comments view={view} can={can("comment")} {...(typed ? { typed } : {})} />}
      {view.steps.length > 0 && (
        <Section title="経過" id="steps">
          <Timeline steps={view.steps.map((step) => ({ title: step.title, when: dateTime(step.at), who: step.who, body: step.reason }))} />
        </Section>
      )}
      {view.copies.length > 0 && (
        <Section title="ほかの所属への展開（横展開）" id="copies">
          <ul>
            {view.copies.map((copy) => (
              <li>
                <a href={paths.one(copy.id)}>{copy.title}</a>（{copy.authorUnitName}）
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

function FollowButton({ view }: { view: ImprovementView }) {
  return (
    <Form action={paths.follow(view.it.id)} class="form-inline" label="見守る">
      <HiddenField name="follow" value={view.following ? "no" : "yes"} />
      <Button kind="secondary" small>
        {view.following ? "見守るのをやめる" : "見守る"}
      </Button>
    </Form>
  )
}

/** In one or two sentences: what is awaited, and from whom. */
function NextStep({ view, today }: { view: ImprovementView; today: string }) {
  const { it } = view
  const owner = view.ownerUnitName ?? "推進プランの所管課"
  switch (it.state) {
    case "draft":
      return <Banner title="まだ提案していません">下書きはあなただけが見られます。似た提案がないか確かめてから提案してください。</Banner>
    case "filed":
      return (
        <Banner title={`${owner}が採否を検討しています`}>
          {it.headCommentedAt ? "所属長のコメントがあります。" : "所属長のコメントはまだありません。"}
          {it.proposal === null ? "" : "前の決裁は引き戻されています。"}
        </Banner>
      )
    case "returned":
      return <Banner kind="warning" title="提案者に聞き返しています">{view.askedBack && <p class="pre-wrap">{view.askedBack}</p>}</Banner>
    case "in-approval":
      return (
        <Banner title={`採否の決裁中です（案：${it.proposal ? verdictWords[it.proposal.verdict] : "－"}）`}>
          {view.approvalLink && <a href={view.approvalLink}>決裁を見る</a>}
        </Banner>
      )
    case "adopted":
      return (
        <Banner kind="success" title="採用されました">
          実施予定日は{wareki(it.plannedOn)}
          {it.plannedOn && `（${relativeDays(it.plannedOn, today)}）`}です。実施したら記録してください。
        </Banner>
      )
    case "done":
      return (
        <Banner title={`実施済みです。効果の測定は${wareki(it.measureDueOn)}からです`}>
          実施から3か月たった時点で、実際にかかっている時間を記録します。
        </Banner>
      )
    default:
      return null
  }
}

function Deeds({ it, can }: { it: Improvement; can: (deed: Deed) => boolean }) {
  const link = (deed: Deed, href: string, words: string, kind: "primary" | "secondary" | "danger" = "secondary") =>
    can(deed) && (
      <ButtonLink href={href} kind={kind}>
        {words}
      </ButtonLink>
    )
  return (
    <ButtonGroup>
      {can("file") && <FileDraft it={it} />}
      {link("edit", paths.edit(it.id), it.state === "returned" ? "書き直して出し直す" : "続きを書く", it.state === "returned" ? "primary" : "secondary")}
      {link("propose", paths.proposal(it.id), "採否を起案する", "primary")}
      {link("carry-out", paths.done(it.id), "実施を記録する", "primary")}
      {link("measure", paths.measurement(it.id), it.state === "measured" ? "測定を訂正する" : "効果を測定する", it.state === "done" ? "primary" : "secondary")}
      {link("change-plan", paths.planned(it.id), "実施予定日を変える")}
      {link("ask-back", paths.askBack(it.id), "聞き返す（差戻し）")}
      {can("copy") && <ButtonLink href={`${paths.fresh}?from=${it.id}`}>自分の所属にも提案する</ButtonLink>}
      {link("withdraw", paths.withdraw(it.id), "取り下げる")}
      {can("discard") && (
        <Form action={paths.discard(it.id)} class="form-inline" label="下書きを捨てる">
          <Button kind="danger">下書きを捨てる</Button>
        </Form>
      )}
    </ButtonGroup>
  )
}

/** The stored draft, sent as it stands: the same checks as the form, and nothing can slip in between. */
function FileDraft({ it }: { it: Improvement }) {
  const known = it.timesAYear > 0
  return (
    <Form action={paths.file(it.id)} version={it.version} class="form-inline" label="提案する">
      <HiddenField name="initiativeId" value={it.initiativeId} />
      <HiddenField name="title" value={it.title} />
      <HiddenField name="presentWay" value={it.presentWay} />
      <HiddenField name="proposedWay" value={it.proposedWay} />
      <HiddenField name="per" value={it.per} />
      <HiddenField name="hoursNow" value={known || it.minutesNow > 0 ? durationText(it.minutesNow) : ""} />
      <HiddenField name="hoursAfter" value={known || it.minutesAfter > 0 ? durationText(it.minutesAfter) : ""} />
      <HiddenField name="timesAYear" value={it.timesAYear || ""} />
      <HiddenField name="people" value={it.people || ""} />
      <HiddenField name="evidence" value={it.evidence} />
      <Button>この内容で提案する</Button>
    </Form>
  )
}

function contentRows({ it, ownerUnitName, original, files }: ImprovementView, names: ImprovementView["names"]): SummaryRow[] {
  const text = (words: string): ComponentChildren => (words ? <span class="pre-wrap">{words}</span> : "")
  const known = it.timesAYear > 0
  return [
    { key: "対象の取組", value: nameOf(names, it.initiativeId) },
    { key: "担当所属", value: ownerUnitName ?? "" },
    { key: "提案者", value: `${it.authorUnitName} ${it.authorName}` },
    { key: "受付日時", value: it.filedAt ? dateTime(it.filedAt) : "" },
    { key: "現在のやり方", value: text(it.presentWay) },
    { key: "改善後のやり方", value: text(it.proposedWay) },
    { key: `現在の時間（${perWords[it.per]}）`, value: known ? durationText(it.minutesNow) : "" },
    { key: `改善後の時間（${perWords[it.per]}）`, value: known ? durationText(it.minutesAfter) : "" },
    {
      key: "1年の効果の計算",
      value: known ? (
        <>
          {formulaOf(it)}
          <Details summary="計算のしかた">
            <p>{FORMULA}。時間は分単位で記録し、時間に直すときは小数第2位を四捨五入します。</p>
          </Details>
        </>
      ) : (
        ""
      ),
    },
    { key: "時間の根拠", value: text(it.evidence) },
    ...(original ? [{ key: "もとの提案", value: <a href={paths.one(original.id)}>{original.title}</a> }] : []),
    ...(files.length > 0
      ? [
          {
            key: "添付ファイル",
            value: (
              <ul>
                {files.map((file) => (
                  <li>
                    <a href={documentPaths.document(file.id)}>{file.name}</a>（{sizeText(file.size)}）
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
  ]
}

function decisionRows(it: Improvement, approvalLink: string | undefined): SummaryRow[] {
  return [
    { key: "採否", value: it.state === "declined" ? "不採用" : "採用" },
    { key: "決裁日", value: approvalLink ? <a href={approvalLink}>{wareki(it.decidedOn)}（決裁を見る）</a> : wareki(it.decidedOn) },
    { key: "理由", value: <span class="pre-wrap">{it.decisionReason || "－"}</span> },
    ...(it.state === "declined"
      ? []
      : [
          { key: "実施予定日", value: wareki(it.plannedOn) },
          { key: "実施に要る経費", value: yenText(it.proposal?.cost) },
          { key: "実施日", value: wareki(it.doneOn) },
          { key: "実施した内容", value: <span class="pre-wrap">{it.doneNote || "－"}</span> },
        ]),
  ]
}

function MeasurementList({ measurement, it, latest }: { measurement: Measurement; it: Improvement; latest: boolean }) {
  const rows: SummaryRow[] = [
    { key: "測定日", value: wareki(measurement.measuredOn) },
    { key: "実際にかかっている時間", value: `${durationText(measurement.minutesNow)}（${perWords[it.per]}。提案前は${durationText(it.minutesNow)}）` },
    {
      key: "1年の効果",
      value: formulaOf({ ...it, minutesAfter: measurement.minutesNow, timesAYear: measurement.timesAYear, people: measurement.people }),
    },
    { key: "測定の根拠", value: <span class="pre-wrap">{measurement.evidence}</span> },
    { key: "測定した人", value: `${measurement.measuredByName}（${dateTime(measurement.enteredAt)}記録）` },
  ]
  if (latest) return <SummaryList dense rows={rows} />
  return (
    <Details summary={`訂正前の測定（${dateTime(measurement.enteredAt)}記録）`}>
      <SummaryList dense rows={rows} />
    </Details>
  )
}

function Comments({ view, can, typed }: { view: ImprovementView; can: boolean; typed?: Typed }) {
  const open = view.it.state === "adopted" || view.it.state === "done" || view.it.state === "measured"
  return (
    <Section title="コメント" id="comments">
      <p>{open ? "全職員が見られます。" : "提案者、提案者の所属長、担当所属、推進プランの所管課が見られます。採用されると全職員が見られるようになります。"}</p>
      {view.comments.length > 0 && (
        <Timeline
          steps={view.comments.map((comment) => ({
            title: commentWords[comment.kind] + (comment.asHead ? "（所属長）" : ""),
            when: dateTime(comment.writtenAt),
            who: `${comment.authorUnitName} ${comment.authorName}`,
            body: <p class="pre-wrap">{comment.text}</p>,
          }))}
        />
      )}
      {can && (
        <Form action={paths.comments(view.it.id)} label="コメントを書く">
          <TextAreaField name="text" label="コメント" required rows={3} maxLength={2000} {...(typed ? { typed } : {})} />
          <ButtonGroup>
            <Button kind="secondary">コメントする</Button>
          </ButtonGroup>
        </Form>
      )}
    </Section>
  )
}
