import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, Details, Form, HiddenField, Page, Section, TextAreaField, TextField } from "../../../../kernel/ui/index.ts"
import { findingPaths, type PlannedAmendment } from "../../findings/index.ts"
import type { Bill } from "../bill.ts"
import type { ProvisionChange } from "../provision-changes.ts"
import { revisingPaths } from "../paths.ts"
import { nextNumber } from "../printed-numbers.ts"
import type { WordingProposal } from "../propose-wordings.ts"
import { typedOf } from "../typed-text.ts"
import { crumbsOfBill } from "./crumbs.ts"

interface ProvisionPageProps {
  bill: Bill
  it: ProvisionChange
  proposals: readonly WordingProposal[]
  /** What was decided on it. */
  planned: PlannedAmendment | undefined
  typed?: Typed | undefined
}

const TEXT_HINT = "1行に1項。2項からは「２　」で始めます。号は「(1)　」「一　」、その下は「ア　」「イ　」で行を始めます。表は1行を「| 電柱 | 1本 |」のように書きます。"

export function ProvisionPage({ bill, it, proposals, planned, typed }: ProvisionPageProps) {
  const { provision, before, change } = it
  const rows = (text: string) => Math.min(30, Math.max(6, Math.ceil(text.length / 60) + text.split("\n").length))
  return (
    <Page title={`${provision.no || "条文"}を直す`} kicker={bill.title} typed={typed} crumbs={crumbsOfBill(bill, "直す")}>
      {change === "removed" ? (
        <Section title="削ることになっている条です" id="removed">
          <p class="pre-wrap">{typedOf(provision.text)}</p>
          <Restore bill={bill} address={provision.address} words="削るのをやめて元に戻す" />
        </Section>
      ) : (
        <>
          {planned && (
            <Banner title={`改正と決めた条です：${planned.categories.join("・")}`}>
              {planned.draft && <p class="pre-wrap">{planned.draft}</p>}
              <p>
                <a href={findingPaths.finding(planned.id)}>判定を見る</a>
              </p>
            </Banner>
          )}
          {proposals.map((proposal) => (
            <Banner title={`見直しの文案：${proposal.category}`}>
              <p>{proposal.note}</p>
              <p class="pre-wrap">{typedOf(proposal.text)}</p>
              <Form action={revisingPaths.provision(bill.id, provision.address)} version={bill.version} class="form-inline" label={`文案（${proposal.category}）を入れる`}>
                <HiddenField name="no" value={provision.no} />
                <HiddenField name="caption" value={provision.caption} />
                <HiddenField name="text" value={typedOf(proposal.text)} />
                <HiddenField name="_again" value="1" />
                <Button kind="secondary" small>
                  この文案を下の欄に入れる
                </Button>
              </Form>
            </Banner>
          ))}
          <Form action={revisingPaths.provision(bill.id, provision.address)} version={bill.version} label="条文">
            <TextField name="no" label="条の番号" hint={`例：${nextNumber(provision)}。後ろの条の番号も変わるときは、それぞれの条で直します。`} required width="short" maxLength={200} typed={typed} value={provision.no} />
            <TextField name="caption" label="見出し" hint="括弧は付けません。" maxLength={1000} typed={typed} value={provision.caption} />
            <TextAreaField name="text" label="条文" hint={TEXT_HINT} required rows={rows(provision.text)} typed={typed} value={typedOf(provision.text)} />
            <ButtonGroup>
              <Button>保存する</Button>
              <ButtonLink href={revisingPaths.bill(bill.id)} kind="tertiary">
                やめる
              </ButtonLink>
            </ButtonGroup>
          </Form>
          <Section title="この条について" id="deeds">
            {before && change === "changed" && (
              <>
                <Details summary="いまの条文">
                  <p class="pre-wrap">{typedOf(before.text)}</p>
                </Details>
                <Restore bill={bill} address={provision.address} words="いまの条文に戻す" />
              </>
            )}
            {change === "added" && <Restore bill={bill} address={provision.address} words="加えるのをやめる" />}
            <p>
              <a href={revisingPaths.addition(bill.id, provision.address)}>この条の次に条を加える</a>
            </p>
            {change !== "added" && (
              <Form action={revisingPaths.removal(bill.id, provision.address)} version={bill.version} class="form-inline" label="条を削る">
                <Button kind="danger" small>
                  この条を削る
                </Button>
              </Form>
            )}
          </Section>
        </>
      )}
    </Page>
  )
}

export function AdditionPage({ bill, behind, typed }: { bill: Bill; behind: ProvisionChange; typed?: Typed | undefined }) {
  return (
    <Page title={`${behind.provision.no || "この条"}の次に加える`} kicker={bill.title} typed={typed} crumbs={crumbsOfBill(bill, "加える")}>
      <Form action={revisingPaths.addition(bill.id, behind.provision.address)} version={bill.version} label="加える条">
        <TextField name="no" label="条の番号" hint={`例：${nextNumber(behind.provision)}。番号をずらすときは、後ろの条の番号も直します。別表や様式は「別表」「様式第1号」などと書きます。`} required width="short" maxLength={200} typed={typed} />
        <TextField name="caption" label="見出し" hint="括弧は付けません。" maxLength={1000} typed={typed} />
        <TextAreaField name="text" label="条文" hint={TEXT_HINT} required rows={8} typed={typed} />
        <ButtonGroup>
          <Button>加える</Button>
          <ButtonLink href={revisingPaths.bill(bill.id)} kind="tertiary">
            やめる
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

function Restore({ bill, address, words }: { bill: Bill; address: string; words: string }) {
  return (
    <Form action={revisingPaths.restoration(bill.id, address)} version={bill.version} class="form-inline" label={words}>
      <Button kind="secondary" small>
        {words}
      </Button>
    </Form>
  )
}
