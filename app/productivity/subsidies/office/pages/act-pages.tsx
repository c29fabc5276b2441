import type { ComponentChildren } from "preact"
import { Banner, Button, ButtonGroup, ButtonLink, DateField, FileField, Form, Page, RadioField, Section, SummaryList, TextAreaField, wareki, YenField, yenText } from "../../../../kernel/ui/index.ts"
import type { Typed } from "../../../../kernel/http/index.ts"
import type { Application } from "../../applications/application.ts"
import type { Call } from "../../programmes/programme.ts"
import type { AwardComputation } from "../../rules/award-amount.ts"
import { dismissalGrounds } from "../dismissal-grounds.ts"
import type { FundingHint } from "../double-funding.ts"
import { officePaths } from "../paths.ts"
import { outcomeWords } from "../site-check.ts"
import { AwardTable } from "./award-table.tsx"
import { Hints } from "./check-page.tsx"

interface ActPageProps {
  it: Application
  typed?: Typed | undefined
}

function ActPage({ it, typed, title, lead, children }: ActPageProps & { title: string; lead?: string; children: ComponentChildren }) {
  return (
    <Page
      title={title}
      kicker={`${it.number}　${it.title}`}
      crumbs={[{ title: "補助金の申請", href: officePaths.list }, { title: it.number ?? "", href: officePaths.one(it.id) }, { title }]}
      typed={typed}
      {...(lead ? { lead } : {})}
    >
      {children}
    </Page>
  )
}

function Buttons({ it, children, danger }: { it: Application; children: string; danger?: boolean }) {
  return (
    <ButtonGroup>
      <Button kind={danger ? "danger" : "primary"}>{children}</Button>
      <ButtonLink href={officePaths.one(it.id)}>申請の画面に戻る</ButtonLink>
    </ButtonGroup>
  )
}

export function DismissPage({ it, typed, missing }: ActPageProps & { missing: readonly string[] }) {
  return (
    <ActPage it={it} typed={typed} title="申請の却下" lead="却下すると申請は終わり、却下通知書（PDF）が申請者に届きます。取り消せません。">
      <MissingGlyphs missing={missing} />
      <Form action={officePaths.act(it.id, "dismiss")}>
        <RadioField name="ground" label="却下の区分" required typed={typed} options={Object.entries(dismissalGrounds).map(([value, label]) => ({ value, label }))} />
        <TextAreaField name="reason" label="理由" hint="通知書に記載されます。どの定めのどの要件に、どの事実が合わないかを書きます。" required rows={5} maxLength={2000} typed={typed} />
        <Buttons it={it} danger>
          却下する
        </Buttons>
      </Form>
    </ActPage>
  )
}

export function SiteCheckPage({ it, typed, today }: ActPageProps & { today: string }) {
  return (
    <ActPage it={it} typed={typed} title="現地調査の記録" lead="確かめたことは所属の記録で、申請者には見えません。調査が行われたことだけが知らされます。">
      <Form action={officePaths.act(it.id, "site-check")} enctype="multipart/form-data">
        <DateField name="day" label="調査した日" required typed={typed} value={today} max={today} />
        <RadioField name="outcome" label="結果" required typed={typed} options={Object.entries(outcomeWords).map(([value, label]) => ({ value, label }))} />
        <TextAreaField name="findings" label="確かめたこと" required rows={6} maxLength={4000} typed={typed} />
        <FileField name="photos" label="写真・書類" hint="20件まで。" multiple accept=".jpg,.jpeg,.png,.pdf" typed={typed} />
        <Buttons it={it}>記録する</Buttons>
      </Form>
    </ActPage>
  )
}

export function CommitteePage({ it, typed, act }: ActPageProps & { act: "convene" | "conclude" }) {
  const convene = act === "convene"
  return (
    <ActPage it={it} typed={typed} title={convene ? "審査会への付議" : "審査会の結果を受けて審査に戻す"}>
      <Form action={officePaths.act(it.id, act)}>
        <TextAreaField name="note" label="申し送り" rows={4} maxLength={2000} typed={typed} />
        <Buttons it={it}>{convene ? "付議する" : "審査に戻す"}</Buttons>
      </Form>
    </ActPage>
  )
}

interface ProposePageProps extends ActPageProps {
  call: Call
  award: AwardComputation
  left: number | null
  hints: readonly FundingHint[]
  missing: readonly string[]
  variants: readonly string[]
  route: { steps: string[]; article: string } | { refused: string }
}

export function ProposePage({ it, call, award, left, hints, missing, variants, route, typed }: ProposePageProps) {
  return (
    <ActPage it={it} typed={typed} title="交付・不交付の決定の起案" lead="決裁されると、文書番号の付いた通知書（PDF）ができます。交付の通知は、そのあと通知の操作で送ります。">
      {hints.length > 0 && <Hints hints={hints} />}
      <MissingGlyphs missing={missing} variants={variants} />
      <Section title="計算した額" id="computed">
        <AwardTable call={call} it={it} award={award} />
        <SummaryList
          dense
          rows={[
            { key: "申請額", value: yenText(it.wantedYen) },
            { key: "予算の残り（この申請を除く）", value: left === null ? "予算額の定めがありません" : yenText(left) },
            { key: "通知書の案（計算した額のとき）", value: <a href={officePaths.act(it.id, "letter.pdf")}>PDF を開く</a> },
            { key: "決裁の道（計算した額のとき）", value: "refused" in route ? route.refused : `${route.steps.join(" → ")}（${route.article}）` },
          ]}
        />
      </Section>
      <Form action={officePaths.act(it.id, "propose")} label="決定の起案">
        <RadioField
          name="verdict"
          label="案"
          required
          typed={typed}
          value="award"
          inline
          options={[
            { value: "award", label: "交付する" },
            { value: "refuse", label: "交付しない" },
          ]}
        />
        <YenField name="amountYen" label="交付決定額" hint={`計算した額 ${yenText(award.amount)} まで。下げるときは理由が必要です。`} typed={typed} value={award.amount} />
        <TextAreaField name="conditions" label="交付の条件" hint="1行に1つ。通知書に記載されます。" rows={6} typed={typed} value={call.conditions.join("\n")} />
        <TextAreaField name="reason" label="理由" hint="額を下げるとき、交付しないときに必要です。通知書に記載されます。" rows={4} maxLength={2000} typed={typed} />
        <TextAreaField name="remarks" label="審査の所見" hint="決裁する人が読みます。通知書には載りません。" rows={4} maxLength={2000} typed={typed} />
        <Buttons it={it}>起案する</Buttons>
      </Form>
    </ActPage>
  )
}

export function NotifyPage({ it, typed, number, paper, until }: ActPageProps & { number: string | null; paper: string | null; until: string }) {
  return (
    <ActPage it={it} typed={typed} title="交付決定の通知">
      <SummaryList
        rows={[
          { key: "交付決定額", value: yenText(it.awardedYen) },
          { key: "文書番号", value: number ?? "－" },
          { key: "通知書", value: paper ? <a href={paper}>PDF を確かめる</a> : "－" },
          { key: "取下げのできる期限", value: `${wareki(until)}（きょう通知した場合）` },
        ]}
      />
      <Form action={officePaths.act(it.id, "notify")}>
        <Buttons it={it}>通知する</Buttons>
      </Form>
    </ActPage>
  )
}

function MissingGlyphs({ missing, variants = [] }: { missing: readonly string[]; variants?: readonly string[] }) {
  if (missing.length === 0 && variants.length === 0) return null
  return (
    <Banner kind="warning" title="通知書に、そのままでは印刷できない字があります">
      {missing.length > 0 && <p>〓になる字：{missing.map((one) => `${one}（U+${one.codePointAt(0)!.toString(16).toUpperCase()}）`).join("、")}。申請者に、使う字を確かめてください。</p>}
      {variants.length > 0 && <p>字形が一般の形になる字：{variants.join("、")}。差し支えないか確かめてください。</p>}
    </Banner>
  )
}

