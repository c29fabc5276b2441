import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, DateField, Details, DownloadLinks, Form, Page, RadioField, Section, SummaryList, Table, TextAreaField, wareki, YenField, yenText } from "../../../../kernel/ui/index.ts"
import { applicationMove, type ApplicationMove } from "../../application-states.ts"
import type { Application } from "../../applications/application.ts"
import type { Filing } from "../../changes/filings.ts"
import { FilingList } from "../../changes/pages/office-page.tsx"
import { paths } from "../../paths.ts"
import { disposalWords } from "../../rules/disposal-needs-approval.ts"
import type { AssetRow } from "../assets.ts"
import type { DisposalView } from "../dispose.ts"
import { aftercarePaths } from "../paths.ts"
import type { AfterInspection } from "../reports.ts"
import { isAbout } from "../../refused-form.ts"
import { AssetTable } from "./applicant-pages.tsx"

export interface AftercarePageProps {
  it: Application
  mayRun: boolean
  assets: readonly AssetRow[]
  disposal: DisposalView | undefined
  filings: readonly Filing[]
  taxToRepay: number
  inspections: readonly AfterInspection[]
  keptUntil: string | undefined
  typed?: Typed | undefined
}

/** 事後管理: assets and their disposal, the tax report, effects, inspections, and until when the papers are kept. */
export function AftercarePage({ it, mayRun, assets, disposal, filings, taxToRepay, inspections, keptUntil, typed }: AftercarePageProps) {
  const may = (move: ApplicationMove) => mayRun && applicationMove(it.state, move)?.by.includes("office")
  const shared = typed ? { typed } : {}
  return (
    <Page title="事後管理" kicker={it.number ?? ""} width="wide" {...shared} crumbs={[{ title: "補助金の申請", href: paths.officeList }, { title: it.title, href: paths.office(it.id) }, { title: "事後管理" }]}>
      {keptUntil && <p>{`帳簿と証拠書類は、${wareki(keptUntil)}まで保存します。`}</p>}
      {disposal && may("approve-disposal") && (
        <Section title="財産処分の承認" id="disposal">
          <SummaryList
            dense
            rows={[
              { key: "財産", value: `${disposal.asset.name}　${disposal.asset.spec}` },
              { key: "処分の区分", value: disposalWords[disposal.kind] },
              { key: "処分する日", value: wareki(disposal.on) },
              { key: "譲渡額", value: yenText(disposal.price) },
              { key: "残存簿価（定額による試算）", value: yenText(disposal.bookValue) },
              { key: "納付する額", value: disposal.formula },
            ]}
          />
          <Form action={aftercarePaths.decideDisposal(it.id)}>
            <RadioField
              name="verdict"
              label="承認するか"
              required
              {...shared}
              options={[
                { value: "approve", label: "承認する（納付する額があれば、納付を条件に）" },
                { value: "refuse", label: "承認しない" },
              ]}
            />
            <YenField name="bookValue" label="残存簿価" hint="試算と違うときは直してください。納付する額は、これから計算します。" value={disposal.bookValue} {...shared} />
            <DateField name="dueOn" label="納付期限" {...shared} />
            <TextAreaField name="reason" label="理由" {...shared} maxLength={2000} rows={3} />
            <Button>決める</Button>
          </Form>
        </Section>
      )}
      <Section title="取得財産等管理台帳" id="assets">
        {assets.length === 0 ? <p>登録された財産はありません。</p> : <AssetTable assets={assets} id={it.id} />}
        {assets.length > 0 && (
          <DownloadLinks
            label="台帳を保存"
            downloads={[
              { format: "csv", href: aftercarePaths.assetsExport(it.id, "csv") },
              { format: "xlsx", href: aftercarePaths.assetsExport(it.id, "xlsx") },
            ]}
          />
        )}
      </Section>
      {taxToRepay > 0 && may("order-repayment") && (
        <Section title="消費税仕入控除税額の返還" id="tax">
          <Banner title={`報告された返還額は${yenText(taxToRepay)}です`} />
          <Form action={aftercarePaths.taxRepayment(it.id)}>
            <DateField name="dueOn" id="tax-due" label="納期限" required {...shared} />
            <TextAreaField name="reason" id="tax-reason" label="理由" required {...shared} maxLength={2000} rows={3} />
            <Button>返還命令を起案する</Button>
          </Form>
        </Section>
      )}
      <Section title="立入検査" id="inspection">
        {inspections.length > 0 && (
          <Table
            caption="立入検査の記録"
            rows={inspections}
            columns={[
              { key: "day", title: "日", rowHeader: true, cell: (row) => wareki(row.day) },
              { key: "findings", title: "確かめたこと" },
            ]}
          />
        )}
        {may("inspect-afterwards") && (
          <Details summary="立入検査を記録する" open={isAbout(typed, "day", "findings")}>
            <Form action={aftercarePaths.inspect(it.id)}>
              <DateField name="day" label="検査した日" required {...shared} />
              <TextAreaField name="findings" label="確かめたこと" required {...shared} maxLength={4000} rows={4} />
              <Button>記録する</Button>
            </Form>
          </Details>
        )}
      </Section>
      <Section title="報告と申請" id="filings">
        <FilingList filings={filings} />
      </Section>
    </Page>
  )
}
