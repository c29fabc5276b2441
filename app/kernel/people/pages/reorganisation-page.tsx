import { z } from "zod"
import { may } from "../../access/index.ts"
import { civilDateOf, type Work } from "../../database/index.ts"
import type { PageContext, Site, Typed } from "../../http/index.ts"
import { Banner, Button, ButtonGroup, dateTimeShort, Form, Page, Section, SummaryList, Table, TextField, wareki } from "../../ui/index.ts"
import { paths } from "../paths.ts"
import { cancelReorganisation } from "../units/cancel-reorganisation.ts"
import { type DecidedReorganisation, getReorganisation } from "../units/reorganise.ts"

export const cancelInput = z.object({ reason: z.string().trim().min(1).max(500).meta({ title: "取り消す理由" }) })

export function reorganisationPages(site: Site): void {
  const page = async (work: Work, c: PageContext, typed?: Typed) => <ReorganisationPage work={work} one={await getReorganisation(work, c.param("id"))} typed={typed} />
  site.staff.get(paths.reorganisation(":id"), async (work, c) => c.page(await page(work, c)))
  site.staff.post(paths.cancelReorganisation(":id"), { form: cancelInput, again: page }, async (work, { reason }, c) => {
    await cancelReorganisation(work, c.param("id"), reason)
    return c.redirect(paths.reorganisation(c.param("id")), "組織改正を取り消しました。組織は、登録する前のとおりです。")
  })
}

export function reorganisationState(one: DecidedReorganisation): string {
  if (one.cancelledAt) return "取消し"
  return one.carriedOutAt ? "実施済み" : "予定"
}

function ReorganisationPage({ work, one, typed }: { work: Work; one: DecidedReorganisation; typed: Typed | undefined }) {
  const toCome = !one.carriedOutAt && !one.cancelledAt && one.on > civilDateOf(work.now)
  const more = typed ? { typed } : {}
  return (
    <Page title={`${wareki(one.on)}の組織改正`} crumbs={[{ title: "組織", href: paths.units }, { title: "組織改正" }]} {...more}>
      {one.cancelledAt && (
        <Banner kind="info" title="この組織改正は取り消されました">
          <p>
            {dateTimeShort(one.cancelledAt)}　{one.cancelledBy ?? "システム"}：{one.cancelReason}
          </p>
        </Banner>
      )}
      <SummaryList
        rows={[
          { key: "状態", value: reorganisationState(one) },
          { key: "理由", value: one.reason },
          { key: "登録", value: `${dateTimeShort(one.at)}　${one.by ?? "システム"}` },
          { key: "仕事を移した日時", value: one.carriedOutAt ? dateTimeShort(one.carriedOutAt) : undefined },
        ]}
      />
      <Section title="変わること">
        <ol>
          {one.summary.map((text) => (
            <li>{text}</li>
          ))}
        </ol>
      </Section>
      {one.carriedOutAt && (
        <Section title="引き継がれた仕事">
          <Table
            caption="引き継がれた仕事"
            captionHidden
            rows={one.handedOver}
            empty="廃止した所属に、処理中の仕事はありませんでした。"
            columns={[
              { key: "fromName", title: "廃止した所属", rowHeader: true, nowrap: true, cell: (row) => <a href={paths.unit(row.from)}>{row.fromName}</a> },
              { key: "what", title: "仕事" },
              { key: "count", title: "件数", align: "right", nowrap: true },
              { key: "toName", title: "引き継いだ所属", nowrap: true, cell: (row) => <a href={paths.unit(row.to)}>{row.toName}</a> },
            ]}
          />
        </Section>
      )}
      {toCome && may(work.actor, "people.reorganise") && (
        <Section title="取り消す">
          <p>改正の日の前日まで取り消せます。組織、発令、役割は登録する前に戻り、登録したことと取り消したことは記録に残ります。</p>
          <Form action={paths.cancelReorganisation(one.id)} submission="" label="取消し">
            <TextField name="reason" label="取り消す理由" required maxLength={500} {...more} />
            <ButtonGroup>
              <Button kind="danger">この組織改正を取り消す</Button>
            </ButtonGroup>
          </Form>
        </Section>
      )}
    </Page>
  )
}
