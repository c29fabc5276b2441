import type { ComponentChildren } from "preact"
import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, DateField, EmptyState, FieldGroup, FileField, Form, NumberField, Page, RadioField, SelectField, Table, TextAreaField, TextField, wareki, YenField, yenText } from "../../../../kernel/ui/index.ts"
import type { Application } from "../../applications/application.ts"
import { paths } from "../../paths.ts"
import type { Call } from "../../programmes/programme.ts"
import { taxMethodWords } from "../../rules/consumption-tax-credit.ts"
import { disposalWords } from "../../rules/disposal-needs-approval.ts"
import { assetKindWords, type AssetRow } from "../assets.ts"
import { aftercarePaths } from "../paths.ts"

const crumbsOf = (it: Application) => [
  { title: "わたしの申請", href: paths.myApplications },
  { title: it.title, href: paths.mine(it.id) },
]

function Frame({ it, title, action, button, typed, back, files, children }: { it: Application; title: string; action: string; button: string; typed: Typed; back: string; files?: string; children: ComponentChildren }) {
  return (
    <Page title={title} kicker={it.number ?? ""} width="narrow" typed={typed} crumbs={[...crumbsOf(it), { title }]}>
      <Form action={action} {...(files ? { enctype: "multipart/form-data" as const } : {})}>
        {children}
        {files && <FileField name="files" label="添付する書類" hint={files} multiple typed={typed} />}
        <ButtonGroup>
          <Button>{button}</Button>
          <ButtonLink href={back}>戻る</ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

export function AssetsPage({ it, assets }: { it: Application; assets: readonly AssetRow[] }) {
  return (
    <Page title="取得財産等管理台帳" kicker={it.number ?? ""} width="wide" crumbs={[...crumbsOf(it), { title: "取得財産等管理台帳" }]} lead="補助金で取得した財産を1つずつ登録します。処分の制限がある間は、承認を受けずに処分できません。">
      {assets.length === 0 ? <EmptyState title="財産はまだ登録されていません" /> : <AssetTable assets={assets} id={it.id} mine />}
      <ButtonLink href={aftercarePaths.freshAsset(it.id)}>財産を登録する</ButtonLink>
      {!it.settledOn &&
        assets.map(({ id, name }) => (
          <Form action={aftercarePaths.removeAsset(it.id, id)} class="form-inline" label={`「${name}」を台帳から消す`}>
            <Button kind="tertiary" small>{`「${name}」を台帳から消す`}</Button>
          </Form>
        ))}
    </Page>
  )
}

export function AssetTable({ assets, id, mine }: { assets: readonly AssetRow[]; id: string; mine?: boolean }) {
  return (
    <Table
      caption="取得した財産"
      rows={assets}
      columns={[
        { key: "name", title: "財産", rowHeader: true, cell: (row) => (mine && !row.disposedOn ? <a href={aftercarePaths.asset(id, row.id)}>{`${row.name} ${row.spec}`}</a> : `${row.name} ${row.spec}`) },
        { key: "kind", title: "種類", cell: (row) => assetKindWords[row.kind] },
        { key: "amount", title: "金額（税抜き）", align: "right", cell: (row) => `${yenText(row.unitPriceYen)} × ${row.quantity}` },
        { key: "acquiredOn", title: "取得日", cell: (row) => wareki(row.acquiredOn) },
        { key: "place", title: "保管場所" },
        { key: "usefulLifeYears", title: "耐用年数", align: "right", cell: (row) => `${row.usefulLifeYears}年` },
        { key: "until", title: "処分の制限", cell: (row) => (row.disposedOn ? `${wareki(row.disposedOn)}に処分（${disposalWords[row.disposedHow!]}）` : row.restrictedUntil ? `${wareki(row.restrictedUntil)}まで` : "なし") },
        ...(mine
          ? [
              {
                key: "act",
                title: "操作",
                cell: (row: AssetRow) =>
                  row.disposedOn ? (
                    "－"
                  ) : (
                    <a href={aftercarePaths.disposal(id, row.id)}>
                      処分する<span class="vh">：{row.name}</span>
                    </a>
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}

export function AssetPage({ it, call, asset, typed }: { it: Application; call: Call; asset?: string | undefined; typed: Typed }) {
  return (
    <>
      <Frame it={it} title={asset ? "財産を直す" : "財産を登録する"} action={asset ? aftercarePaths.asset(it.id, asset) : aftercarePaths.freshAsset(it.id)} button="保存する" back={aftercarePaths.assets(it.id)} typed={typed}>
        <TextField name="name" label="財産の名称" required typed={typed} maxLength={100} />
        <TextField name="spec" label="規格" typed={typed} maxLength={200} />
        <SelectField name="kind" label="種類" required typed={typed} options={Object.entries(assetKindWords).map(([value, label]) => ({ value, label }))} />
        <SelectField name="category" label="経費区分" required typed={typed} options={call.categories.map(({ key, title }) => ({ value: key, label: title }))} />
        <NumberField name="quantity" label="数量" required typed={typed} />
        <YenField name="unitPriceYen" label="単価（税抜き）" required typed={typed} />
        <DateField name="acquiredOn" label="取得日" required typed={typed} parts />
        <TextField name="place" label="保管場所" required typed={typed} maxLength={200} />
        <NumberField name="usefulLifeYears" label="耐用年数" hint="減価償却資産の耐用年数等に関する省令の年数です。" unit="年" required typed={typed} />
        <TextField name="markKind" label="番号の種類" hint="製造番号、車台番号など" typed={typed} width="medium" />
        <TextField name="markNumber" label="番号" typed={typed} width="medium" />
      </Frame>
    </>
  )
}

export function DisposalPage({ it, asset, typed }: { it: Application; asset: AssetRow; typed: Typed }) {
  return (
    <Frame it={it} title={`「${asset.name}」を処分する`} action={aftercarePaths.disposal(it.id, asset.id)} button={asset.restrictedUntil ? "承認を申請する" : "届け出る"} back={aftercarePaths.assets(it.id)} typed={typed} files="見積書、査定書、写真など">
      {asset.restrictedUntil && (
        <Banner kind="warning" title={`${wareki(asset.restrictedUntil)}まで処分が制限されています`}>
          <p>承認を受けるまで処分できません。残っている価値に応じて、納付が必要になることがあります。</p>
        </Banner>
      )}
      <RadioField name="kind" label="処分の区分" required typed={typed} options={Object.entries(disposalWords).map(([value, label]) => ({ value, label }))} />
      <DateField name="on" label="処分する日" required typed={typed} parts />
      <YenField name="price" label="譲渡額" hint="受け取る額がなければ0" typed={typed} />
      <TextAreaField name="reason" label="処分の理由" required typed={typed} maxLength={2000} rows={4} />
    </Frame>
  )
}

export function TaxReportPage({ it, typed }: { it: Application; typed: Typed }) {
  return (
    <Frame it={it} title="消費税仕入控除税額を報告する" action={aftercarePaths.taxReport(it.id)} button="報告する" back={paths.mine(it.id)} typed={typed} files="消費税の確定申告書の写しなど">
      <Banner title="返還額が0円でも報告が要ります">
        <p>{`免税事業者の方も報告してください。返還額は、確定した額（${yenText(it.settledYen)}）と入力した内容から計算します。`}</p>
      </Banner>
      <RadioField name="method" label="消費税の計算の方法" required typed={typed} options={Object.entries(taxMethodWords).map(([value, label]) => ({ value, label }))} />
      <FieldGroup title="補助の対象にした経費（税込み）">
        <YenField name="standard" label="10％の対象経費" typed={typed} />
        <YenField name="reduced" label="8％の対象経費" typed={typed} />
        <YenField name="notTaxed" label="課税仕入れでない対象経費" hint="人件費、保険料など" typed={typed} />
      </FieldGroup>
      <FieldGroup title="全額控除・一括比例配分・個別対応のとき">
        <YenField name="taxableSales" label="課税売上高" typed={typed} />
        <YenField name="shareNumerator" label="課税売上割合の分子（課税売上げ）" typed={typed} />
        <YenField name="shareDenominator" label="課税売上割合の分母（総売上げ）" typed={typed} />
      </FieldGroup>
      <FieldGroup title="個別対応方式のとき">
        <YenField name="standardCommon" label="10％の対象経費のうち、共通して要するもの" typed={typed} />
        <YenField name="standardExempt" label="10％の対象経費のうち、非課税売上げだけに要するもの" typed={typed} />
      </FieldGroup>
      <TextAreaField name="note" label="計算の内訳の補足" typed={typed} maxLength={2000} rows={3} />
    </Frame>
  )
}

export function EffectPage({ it, typed }: { it: Application; typed: Typed }) {
  return (
    <Frame it={it} title="事業の効果を報告する" action={aftercarePaths.effect(it.id)} button="報告する" back={paths.mine(it.id)} typed={typed} files="あれば添付してください">
      <NumberField name="year" label="年度（西暦）" required typed={typed} />
      <TextAreaField name="effect" label="事業の効果" required typed={typed} maxLength={4000} rows={6} />
      <YenField name="sales" label="売上高など（あれば）" typed={typed} />
    </Frame>
  )
}
