import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, Details, Form, Page, Section, SelectField, StatusTag, TextAreaField } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { ChosenForms } from "../../procedures/choose-forms.ts"
import { ProcedureFormsSection } from "../../procedures/pages/choose-section.tsx"
import { scoringPaths } from "../../scoring/paths.ts"
import type { OwnCall } from "../calls.ts"
import type { ChosenForm } from "../choose-form.ts"
import { callStateWords } from "../programme.ts"
import { CallContent } from "./call-content.tsx"

interface CallPageProps extends OwnCall {
  mayRun: boolean
  /** What is still missing before it can be opened. */
  missing: string | undefined
  forms: { chosen: string | undefined; versions: readonly ChosenForm[]; procedures: ChosenForms }
  typed?: Typed | undefined
}

export function CallPage({ call, programme, mayRun, missing, forms, typed }: CallPageProps) {
  const shared = typed ? { typed } : {}
  return (
    <Page
      title={call.title}
      kicker={programme.unitName}
      {...shared}
      crumbs={[{ title: "補助制度", href: paths.programmes }, { title: programme.title, href: paths.programme(programme.id) }, { title: call.title }]}
      actions={
        mayRun &&
        call.state === "draft" && (
          <ButtonLink href={paths.editCall(call.id)} kind="secondary">
            内容を変える
          </ButtonLink>
        )
      }
    >
      <p>
        <StatusTag tone={call.state === "published" ? "success" : call.state === "withdrawn" ? "danger" : "neutral"}>{callStateWords[call.state]}</StatusTag>
        {call.state === "published" && (
          <>
            {" "}
            <a href={paths.call(call.id)}>申請する人に見える画面</a>
          </>
        )}
      </p>
      {call.state === "withdrawn" && (
        <Banner kind="warning" title="この公募は取りやめました">
          <p class="pre-wrap">{call.withdrawnReason}</p>
        </Banner>
      )}
      {call.state === "draft" && mayRun && (
        <Banner kind={missing ? "warning" : "info"} title={missing ? "公開する前に決めることがあります" : "公開できます"}>
          <p>{missing ?? "公開すると、受付の期間に申請を受け付けます。公開した内容は変えられません。"}</p>
          <Form action={paths.publishCall(call.id)} label="公募の公開">
            <Button disabled={missing !== undefined}>公開する</Button>
          </Form>
        </Banner>
      )}
      <CallContent call={call} />
      <Section title="申請で使う様式" id="form">
        <p>申請者、事業の概要、経費、添付書類は、どの申請でも聞きます。そのほかに聞くことを様式で決めます。</p>
        {mayRun ? (
          <Form action={paths.callForm(call.id)} label="申請で使う様式">
            <SelectField
              name="versionId"
              label="様式の版"
              hint="公開した版から選びます。受付の途中で変えても、はじめられた下書きは、はじめた版のまま提出できます。"
              value={forms.chosen ?? ""}
              {...shared}
              empty="使わない"
              options={forms.versions.map(({ versionId, title, number }) => ({ value: versionId, label: `${title}（第${number}版）` }))}
            />
            <ButtonGroup>
              <Button kind="secondary">様式を決める</Button>
              <ButtonLink href="/forms" kind="tertiary">
                様式をつくる
              </ButtonLink>
            </ButtonGroup>
          </Form>
        ) : (
          <p>{nameOf(forms) ?? "使いません。"}</p>
        )}
      </Section>
      <ProcedureFormsSection callId={call.id} chosen={forms.procedures} versions={forms.versions} mayRun={mayRun} typed={typed} />
      {mayRun && (
        <Section title="この公募について" id="deeds">
          <p>
            <ButtonLink href={scoringPaths.committee(call.id)}>審査会（採点の項目と委員、結果）</ButtonLink>
          </p>
          <Form action={paths.repeatCall(call.id)} label="翌年度の公募">
            <Button kind="secondary">翌年度の公募の下書きをつくる</Button>
          </Form>
          {call.state !== "withdrawn" && (
            <Details summary={call.state === "draft" ? "下書きを捨てる" : "公募を取りやめる"} open={typed !== undefined}>
              <Form action={paths.withdrawCall(call.id)} label="取りやめ">
                <TextAreaField
                  name="reason"
                  label="理由"
                  hint={call.state === "draft" ? "記録に残ります。" : "申請を考えていた人にも見えます。"}
                  required
                  maxLength={1000}
                  rows={3}
                  {...shared}
                />
                <ButtonGroup>
                  <Button kind="danger">{call.state === "draft" ? "下書きを捨てる" : "取りやめる"}</Button>
                </ButtonGroup>
              </Form>
            </Details>
          )}
        </Section>
      )}
    </Page>
  )
}

function nameOf({ chosen, versions }: CallPageProps["forms"]): string | undefined {
  const version = versions.find(({ versionId }) => versionId === chosen)
  return version && `${version.title}（第${version.number}版）`
}
