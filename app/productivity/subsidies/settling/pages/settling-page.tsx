import { documentPaths } from "../../../../kernel/documents/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, CheckboxesField, DateField, Details, FieldGroup, Form, Page, RadioField, Section, SelectField, StatusTag, SummaryList, Table, TextAreaField, TextField, wareki, YenField, yenText } from "../../../../kernel/ui/index.ts"
import { correctionReasons } from "../../office/correction-reasons.ts"
import { applicationMove, type ApplicationMove } from "../../application-states.ts"
import type { Application } from "../../applications/application.ts"
import { paths } from "../../paths.ts"
import type { Call } from "../../programmes/programme.ts"
import { refusedForm } from "../../refused-form.ts"
import { groundWords } from "../../rules/cancellation-lacks-ground.ts"
import { fractionText } from "../../rules/money.ts"
import type { JudgedEvidence } from "../evidence.ts"
import type { Inspection } from "../inspect.ts"
import type { Matter } from "../matters.ts"
import { settlingPaths } from "../paths.ts"
import type { Statement } from "../repayment.ts"
import type { Report } from "../report.ts"
import type { SettlementView } from "../settle.ts"

export interface SettlingPageProps {
  it: Application
  call: Call
  mayRun: boolean
  report: Report | undefined
  settlement: SettlementView
  inspections: readonly Inspection[]
  matter: Matter | undefined
  overpaid: number
  statement: Statement | undefined
  typed?: Typed | undefined
  /** The address of the form that was sent and refused. */
  sentTo?: string | undefined
}

/** 実績報告から額の確定、取消し、返還まで, on one page of the office: what was reported, what is wrong, what may be done. */
export function SettlingPage(props: SettlingPageProps) {
  const { it, call, mayRun, report, settlement, inspections, matter, typed, sentTo } = props
  const refused = refusedForm(sentTo, typed)
  const may = (move: ApplicationMove) => mayRun && applicationMove(it.state, move)?.by.includes("office") && !matter
  const shared = typed ? { typed } : {}
  return (
    <Page
      title="実績報告・額の確定・返還"
      kicker={`${call.title}　${it.number}`}
      width="wide"
      {...shared}
      crumbs={[{ title: "補助金の申請", href: paths.officeList }, { title: it.title, href: paths.office(it.id) }, { title: "実績報告・額の確定・返還" }]}
    >
      {matter && (
        <Banner title="決裁中の案があります">
          <p>{`${yenText(matter.amountYen)}。決裁が終わるまで、ほかの案は起案できません。`}</p>
        </Banner>
      )}
      <Section title="実績報告" id="report">
        {report?.completedOn ? (
          <SummaryList
            dense
            rows={[
              { key: "完了日", value: wareki(report.completedOn) },
              { key: "事業の成果", value: <span class="pre-wrap">{report.outcome}</span> },
              { key: "寄付金その他の収入", value: yenText(report.otherIncome) },
              { key: "補助事業で得た収益", value: yenText(report.profit) },
            ]}
          />
        ) : (
          <p>まだ報告されていません。</p>
        )}
      </Section>
      {settlement.lines.length > 0 && <EvidenceTable {...props} judging={mayRun && it.state === "in-inspection" && !matter} />}
      {report?.completedOn && <Calculation {...props} />}
      <Section title="検査" id="inspection">
        {inspections.length === 0 ? (
          <p>検査の記録はまだありません。</p>
        ) : (
          <Table
            caption="検査の記録"
            rows={inspections}
            columns={[
              { key: "day", title: "日", rowHeader: true, nowrap: true, cell: (row) => wareki(row.day) },
              { key: "place", title: "場所" },
              { key: "findings", title: "確かめたこと", cell: (row) => <span class="pre-wrap">{row.findings}</span> },
            ]}
          />
        )}
        {may("inspect") && (
          <Details summary="検査を記録する" open={refused.is(settlingPaths.inspect(it.id))}>
            <Form action={settlingPaths.inspect(it.id)}>
              <DateField name="day" label="検査した日" required {...refused.field(settlingPaths.inspect(it.id))} />
              <TextField name="place" label="場所" required {...refused.field(settlingPaths.inspect(it.id))} maxLength={200} />
              <TextAreaField name="findings" label="確かめたこと" required {...refused.field(settlingPaths.inspect(it.id))} maxLength={4000} rows={4} />
              <Button>記録する</Button>
            </Form>
          </Details>
        )}
      </Section>
      <Deeds {...props} may={may} />
      <RepaymentRoom {...props} may={may} />
    </Page>
  )
}

function EvidenceTable({ it, call, settlement, judging, typed, sentTo }: SettlingPageProps & { judging: boolean }) {
  const refused = refusedForm(sentTo, typed)
  const day = (line: JudgedEvidence, link: keyof JudgedEvidence["papers"]) => {
    const paper = line.papers[link]
    const wrong = line.faults.some(({ field }) => field === link)
    return paper ? (
      <span class={wrong ? "wrong" : undefined}>
        {wareki(paper.on)}
        <br />
        {yenText(paper.amount)}
      </span>
    ) : (
      "－"
    )
  }
  return (
    <Section title="証拠書類（見積→発注→納品→請求→支払）" id="evidence">
      <Table
        caption="経費ごとの日付と額、不備"
        rows={settlement.lines}
        columns={[
          { key: "content", title: "経費", rowHeader: true, cell: (row) => `${call.categories.find(({ key }) => key === row.category)?.title ?? row.category}：${row.content}` },
          { key: "eligibleYen", title: "対象経費", align: "right", cell: (row) => yenText(row.eligibleYen) },
          { key: "quote", title: "見積", cell: (row) => day(row, "quote") },
          { key: "order", title: "発注", cell: (row) => day(row, "order") },
          { key: "delivery", title: "納品", cell: (row) => day(row, "delivery") },
          { key: "invoice", title: "請求", cell: (row) => day(row, "invoice") },
          { key: "payment", title: "支払", cell: (row) => day(row, "payment") },
          {
            key: "files",
            title: "書類",
            cell: (row) => [...row.files, ...row.photos.before, ...row.photos.after].map((file) => <a href={documentPaths.document(file.documentId)}>{file.name} </a>),
          },
          {
            key: "faults",
            title: "不備と判定",
            cell: (row) => (
              <>
                <StatusTag tone={row.counts ? "success" : "warning"}>{row.excludedReason ? "対象から外す" : row.counts ? "対象" : "不備あり"}</StatusTag>
                {row.faults.length > 0 && (
                  <ul>
                    {row.faults.map(({ message }) => (
                      <li>{message}</li>
                    ))}
                  </ul>
                )}
                {(row.excludedReason || row.acceptedReason) && <p>{row.excludedReason ? `外した理由：${row.excludedReason}` : `認めた理由：${row.acceptedReason}`}</p>}
                {judging && (
                  <Details summary={`「${row.content}」を判定する`} open={refused.is(settlingPaths.judge(it.id, row.id))}>
                    <Form action={settlingPaths.judge(it.id, row.id)} label={`「${row.content}」の判定`}>
                      <RadioField
                        name="verdict"
                        label="判定"
                        required
                        {...refused.field(settlingPaths.judge(it.id, row.id), `verdict-${row.id}`)}
                        options={[
                          { value: "count", label: "書類のとおり" },
                          { value: "accept", label: "不備があるが認める" },
                          { value: "exclude", label: "対象から外す" },
                        ]}
                      />
                      <TextAreaField name="reason" label="理由" {...refused.field(settlingPaths.judge(it.id, row.id), `reason-${row.id}`)} maxLength={1000} rows={2} />
                      <Button small>判定する</Button>
                    </Form>
                  </Details>
                )}
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}

function Calculation({ it, call, settlement }: SettlingPageProps) {
  return (
    <Section title="額の確定の計算" id="calculation">
      <SummaryList
        dense
        rows={[
          { key: "対象とする経費", value: yenText(settlement.eligible) },
          { key: "差し引く収入", value: yenText(settlement.otherIncome) },
          { key: "補助率", value: call.categories.map(({ title, rate }) => `${title} ${fractionText(rate)}`).join("、") },
          { key: "実績から計算した額", value: yenText(settlement.byCost) },
          { key: "交付決定額", value: yenText(it.awardedYen) },
          { key: "差し引く収益", value: yenText(settlement.deductions) },
          { key: "確定する額（小さいほうから収益を引いた額）", value: <strong>{yenText(settlement.amount)}</strong> },
        ]}
      />
    </Section>
  )
}

function Deeds({ it, may, typed, sentTo, settlement }: SettlingPageProps & { may: (move: ApplicationMove) => boolean | undefined }) {
  const refused = refusedForm(sentTo, typed)
  return (
    <>
      {may("ask-report-correction") && (
        <Details summary="実績報告の補正を求める（すべてまとめて）" open={refused.is(settlingPaths.askCorrection(it.id))}>
          <Form action={settlingPaths.askCorrection(it.id)}>
            {settlement.lines.map((line, at) => (
              <FieldGroup title={line.content}>
                <SelectField name={`defects.${at}.reason`} label="理由の区分" {...refused.field(settlingPaths.askCorrection(it.id))} empty="直さなくてよい" options={Object.entries(correctionReasons).map(([value, label]) => ({ value, label }))} />
                <TextField name={`defects.${at}.remark`} label="直していただくこと" {...refused.field(settlingPaths.askCorrection(it.id))} value={line.faults.map(({ message }) => message).join(" ")} />
                <input type="hidden" name={`defects.${at}.field`} value={`evidence.${line.id}`} />
              </FieldGroup>
            ))}
            <DateField name="replyBy" label="補正の期限" required {...refused.field(settlingPaths.askCorrection(it.id))} />
            <Button>補正を求める</Button>
          </Form>
        </Details>
      )}
      {may("order-corrective-measures") && (
        <Details summary="是正を命じる（16条）" open={refused.is(settlingPaths.orderMeasures(it.id))}>
          <Form action={settlingPaths.orderMeasures(it.id)}>
            <TextAreaField name="measures" label="命じる是正" required {...refused.field(settlingPaths.orderMeasures(it.id), "measures")} maxLength={4000} rows={3} />
            <TextAreaField name="reason" label="理由" required {...refused.field(settlingPaths.orderMeasures(it.id), "measures-reason")} maxLength={4000} rows={3} />
            <DateField name="until" label="期限" required {...refused.field(settlingPaths.orderMeasures(it.id))} />
            <Button kind="danger">是正を命じる</Button>
          </Form>
        </Details>
      )}
      {may("resume") && it.state === "cancelled-in-part" && it.settledYen === null && (
        <Section title="残りの事業" id="resume">
          <p>{`取消し後の交付決定額は${yenText(it.awardedYen)}です。払い過ぎがあるときは、先に返還を命じてください。`}</p>
          <Form action={settlingPaths.resume(it.id)}>
            <Button kind="secondary">残りの事業を続けられるようにする</Button>
          </Form>
        </Section>
      )}
      {may("settle") && (it.state === "in-inspection" || it.settledYen !== null) && (
        <Section title="額を確定する" id="settle">
          <Form action={settlingPaths.settle(it.id)}>
            <TextAreaField name="reason" label="所見" {...refused.field(settlingPaths.settle(it.id), "settle-reason")} maxLength={4000} rows={3} />
            <Button>{`${yenText(settlement.amount)}で起案する`}</Button>
          </Form>
        </Section>
      )}
      {may("finish-without-payment") && (
        <Form action={settlingPaths.finish(it.id)}>
          <Button kind="secondary">支払なしで精算を終える</Button>
        </Form>
      )}
      {may("cancel") && (
        <Details summary="交付の決定を取り消す（17条・10条）" open={refused.is(settlingPaths.cancel(it.id))}>
          <Form action={settlingPaths.cancel(it.id)}>
            <RadioField
              name="article"
              label="根拠の条"
              required
              {...refused.field(settlingPaths.cancel(it.id))}
              options={[
                { value: "17条", label: "17条（違反などによる取消し。額の確定の後もできます）" },
                { value: "10条", label: "10条（事情の変更による取消し）" },
              ]}
            />
            <CheckboxesField name="grounds" label="取消しの根拠" required {...refused.field(settlingPaths.cancel(it.id))} options={Object.entries(groundWords).map(([value, label]) => ({ value, label }))} />
            <TextAreaField name="facts" label="取消しの理由となる事実" hint="通知書に書かれます（理由の提示）。" required {...refused.field(settlingPaths.cancel(it.id))} maxLength={4000} rows={4} />
            <YenField name="remaining" label="残す額" hint="全部を取り消すときは0。" {...refused.field(settlingPaths.cancel(it.id))} />
            <DateField name="from" label="この日から（10条のとき）" {...refused.field(settlingPaths.cancel(it.id))} />
            <Button kind="danger">取消しを起案する</Button>
          </Form>
        </Details>
      )}
    </>
  )
}

function RepaymentRoom({ it, may, overpaid, statement, typed, sentTo }: SettlingPageProps & { may: (move: ApplicationMove) => boolean | undefined }) {
  const refused = refusedForm(sentTo, typed)
  if (!statement && !(may("order-repayment") && overpaid > 0)) return null
  return (
    <Section title="返還" id="repayment">
      {statement && <StatementTable statement={statement} />}
      {may("order-repayment") && overpaid > 0 && (
        <Form action={settlingPaths.orderRepayment(it.id)}>
          <p>{`返還を命じる額は${yenText(overpaid)}です（支払った額から、残る額を差し引いた額）。`}</p>
          <DateField name="dueOn" label="納期限" required {...refused.field(settlingPaths.orderRepayment(it.id))} />
          <TextAreaField name="reason" label="理由" required {...refused.field(settlingPaths.orderRepayment(it.id), "repayment-reason")} maxLength={4000} rows={3} />
          <Button kind="danger">返還命令を起案する</Button>
        </Form>
      )}
      {may("receive-repayment") && (
        <Details summary="返還金の納付を記録する" open>
          <Form action={settlingPaths.receive(it.id)}>
            <DateField name="receivedOn" label="納付の日" required {...refused.field(settlingPaths.receive(it.id))} />
            <YenField name="amount" label="納付額" hint="先に補助金、次に加算金、延滞金に充てます。" required {...refused.field(settlingPaths.receive(it.id), "received-amount")} />
            <TextField name="receiptNumber" label="領収の番号" required {...refused.field(settlingPaths.receive(it.id))} maxLength={60} width="medium" />
            <Button>記録する</Button>
          </Form>
        </Details>
      )}
      {may("withhold-other-grants") && statement && !statement.order.withheldOn && statement.upTo > statement.order.dueOn && (
        <Details summary="ほかの補助金の交付を一時停止する（20条）" open={refused.is(settlingPaths.withhold(it.id))}>
          <Form action={settlingPaths.withhold(it.id)}>
            <TextAreaField name="reason" label="理由" required {...refused.field(settlingPaths.withhold(it.id), "withhold-reason")} maxLength={1000} rows={3} />
            <Button kind="danger">一時停止する</Button>
          </Form>
        </Details>
      )}
      {may("waive-surcharge") && statement && statement.left.surcharge > 0 && (
        <Details summary="加算金を免除する（19条3項）" open={refused.is(settlingPaths.waive(it.id))}>
          <Form action={settlingPaths.waive(it.id)}>
            <YenField name="amount" label="免除する加算金" required {...refused.field(settlingPaths.waive(it.id), "waived-amount")} />
            <TextAreaField name="reason" label="理由" required {...refused.field(settlingPaths.waive(it.id), "waiver-reason")} maxLength={1000} rows={3} />
            <Button kind="secondary">免除する</Button>
          </Form>
        </Details>
      )}
    </Section>
  )
}

/** 加算金 by each receipt and span of days, 延滞金 after the due day, and what is left of each. */
export function StatementTable({ statement }: { statement: Statement }) {
  const { order, owed, paid, left, tranches, late, receipts, upTo } = statement
  const spans = [
    ...tranches.flatMap(({ receivedOn, spans: own }) => own.map((span) => ({ kind: `加算金（${wareki(receivedOn)}受領分）`, ...span }))),
    ...late.map((span) => ({ kind: "延滞金", ...span })),
  ]
  return (
    <>
      <p>{`${wareki(order.orderedOn)}に返還を命じました。納期限は${wareki(order.dueOn)}です。${wareki(upTo)}までの計算：`}</p>
      {order.withheldOn && !order.finishedOn && <p>{`${wareki(order.withheldOn)}から、返還が終わるまで、ほかの補助金の交付を一時停止しています。`}</p>}
      <Table
        caption="返還する額と残り"
        rows={[
          { name: "補助金", owed: owed.principal, paid: paid.principal, left: left.principal },
          { name: `加算金${order.waivedSurchargeYen > 0 ? `（${yenText(order.waivedSurchargeYen)}を免除した後）` : ""}`, owed: owed.surcharge, paid: paid.surcharge, left: left.surcharge },
          { name: "延滞金", owed: owed.lateCharge, paid: paid.lateCharge, left: left.lateCharge },
        ]}
        columns={[
          { key: "name", title: "区分", rowHeader: true },
          { key: "owed", title: "納付する額", align: "right", cell: (row) => yenText(row.owed) },
          { key: "paid", title: "納付済み", align: "right", cell: (row) => yenText(row.paid) },
          { key: "left", title: "残り", align: "right", cell: (row) => yenText(row.left) },
        ]}
      />
      {spans.length > 0 && (
        <Table
          caption="日数と率（年365日）。計算した額は合わせてから円未満を切り捨てます"
          rows={spans}
          columns={[
            { key: "kind", title: "区分", rowHeader: true },
            { key: "from", title: "期間", cell: (row) => `${wareki(row.from)}から${wareki(row.to)}まで` },
            { key: "days", title: "日数", align: "right", cell: (row) => `${row.days}日` },
            { key: "balance", title: "元の額", align: "right", cell: (row) => yenText(row.balance) },
            { key: "rate", title: "率", align: "right", cell: (row) => `年${((row.rate.numerator / row.rate.denominator) * 100).toFixed(2)}％` },
            { key: "amount", title: "計算した額", align: "right", cell: (row) => spanText(row) },
          ]}
        />
      )}
      {receipts.length > 0 && (
        <Table
          caption="納付の記録"
          rows={receipts}
          columns={[
            { key: "receiptNumber", title: "領収の番号", rowHeader: true },
            { key: "on", title: "納付の日", cell: (row) => wareki(row.on) },
            { key: "principal", title: "補助金へ", align: "right", cell: (row) => yenText(row.principal) },
            { key: "surcharge", title: "加算金へ", align: "right", cell: (row) => yenText(row.surcharge) },
            { key: "lateCharge", title: "延滞金へ", align: "right", cell: (row) => yenText(row.lateCharge) },
          ]}
        />
      )}
    </>
  )
}

/** 元の額 × 率 × 日数 ÷ 365, to the hundredth of a yen downwards: shown, never added up from here. */
function spanText({ balance, rate, days }: { balance: number; rate: { numerator: number; denominator: number }; days: number }): string {
  const hundredths = (BigInt(balance) * BigInt(rate.numerator) * BigInt(days) * 100n) / (BigInt(rate.denominator) * 365n)
  return `${(hundredths / 100n).toLocaleString("ja-JP")}.${String(hundredths % 100n).padStart(2, "0")}円`
}
