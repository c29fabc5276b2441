import { z } from "zod"
import type { Work } from "../../../../kernel/database/index.ts"
import type { PageContext, Site, Typed } from "../../../../kernel/http/index.ts"
import { mailIsConfigured } from "../../../../kernel/notices/index.ts"
import {
  Banner, Button, ButtonGroup, ButtonLink, CheckboxesField, CheckboxField, DateField, dateTime, EmptyState, Form, Page, Section, SummaryList, Table, TextAreaField, wareki,
} from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { Call } from "../../programmes/programme.ts"
import { acceptInvitation, declineInvitation, getOwnInvitation, type OwnInvitation } from "../answer-invitation.ts"
import { assignApplications, changeTerm, getOutsideReviewer, type OutsideReviewer } from "../assign-applications.ts"
import { runsCall } from "../committee.ts"
import { acceptInput, assignmentInput, termInput } from "../inputs.ts"
import { scoringPaths } from "../paths.ts"

export function outsidePages(site: Site): void {
  const show = async (work: Work, c: PageContext, typed?: Typed) => {
    const { call } = await runsCall(work, c.param("id"))
    return <OutsideReviewerPage call={call} it={await getOutsideReviewer(work, call.id, c.param("person"))} typed={typed} />
  }
  const back = (c: PageContext, flash: string) => c.redirect(scoringPaths.reviewer(c.param("id"), c.param("person")), flash)
  site.staff.get(scoringPaths.reviewer(":id", ":person"), async (work, c) => c.page(await show(work, c)))
  site.staff.post(scoringPaths.assign(":id", ":person"), { form: assignmentInput, again: show }, async (work, { applications }, c) => {
    await assignApplications(work, c.param("id"), c.param("person"), applications)
    return back(c, "割り当てを保存しました。")
  })
  site.staff.post(scoringPaths.term(":id", ":person"), { form: termInput, again: show }, async (work, { untilOn }, c) => {
    await changeTerm(work, c.param("id"), c.param("person"), untilOn)
    return back(c, "委嘱の期間を変えました。")
  })
  const invitation = async (work: Work, c: PageContext, typed?: Typed) => <InvitationPage it={await getOwnInvitation(work, c.param("invitation"))} typed={typed} />
  site.applicant.get(scoringPaths.invitation(":invitation"), async (work, c) => c.page(await invitation(work, c)))
  site.applicant.post(scoringPaths.invitation(":invitation"), { form: acceptInput, again: invitation }, async (work, input, c) => {
    await acceptInvitation(work, c.param("invitation"), input)
    return c.redirect(scoringPaths.reviews, mailIsConfigured() ? "委員を引き受けました。申請が割り当てられると、メールでお知らせします。" : "委員を引き受けました。申請が割り当てられると、ここに並びます。")
  })
  site.applicant.post(scoringPaths.declineInvitation(":invitation"), { form: z.object({}), again: invitation }, async (work, _, c) => {
    await declineInvitation(work, c.param("invitation"))
    return c.redirect("/", "委員の招待を辞退しました。")
  })
}

function OutsideReviewerPage({ call, it, typed }: { call: Call; it: OutsideReviewer; typed?: Typed | undefined }) {
  const more = typed ? { typed } : {}
  const title = `${it.name}（${it.affiliation}）`
  return (
    <Page title={title} kicker={`${call.title}　外部委員`} {...more} crumbs={[{ title: call.title, href: paths.ownCall(call.id) }, { title: "審査会", href: scoringPaths.committee(call.id) }, { title: it.name }]}>
      <SummaryList
        rows={[
          { key: "メールアドレス", value: it.mail },
          { key: "委嘱の末日", value: `${wareki(it.untilOn)}（過ぎると見られなくなります）` },
          { key: "関係する法人", value: it.corporateNumbers.join("、") || "なし" },
        ]}
      />
      <Section title="割り当てる申請" id="assignments">
        {it.applications.length === 0 ? (
          <EmptyState title="審査会に付議した申請がありません">
            <p>申請を審査会に付議すると、ここで割り当てられます。</p>
          </EmptyState>
        ) : (
          <Form action={scoringPaths.assign(call.id, it.personId)}>
            <CheckboxesField
              name="applications"
              label="この委員が見て採点する申請"
              hint="選んだ申請だけが見えます。外すと、その時から見えなくなります。"
              values={it.applications.filter(({ assigned }) => assigned).map(({ id }) => id)}
              options={it.applications.map(({ id, number, title: words, submitted, steppedBack }) => ({ value: id, label: `${number} ${words}${submitted ? "（採点済み）" : steppedBack ? "（回避）" : ""}` }))}
              {...more}
            />
            <Button>割り当てを保存する</Button>
          </Form>
        )}
      </Section>
      <Section title="委嘱の期間" id="term">
        <Form action={scoringPaths.term(call.id, it.personId)}>
          <DateField name="untilOn" label="委嘱の末日" required value={it.untilOn} parts {...more} />
          <Button kind="secondary">期間を変える</Button>
        </Form>
        <Form action={scoringPaths.endReviewer(call.id, it.personId)} label={`${it.name}さんを委員から外す`}>
          <Button kind="danger">委員から外す（すぐに見られなくなる）</Button>
        </Form>
      </Section>
      <Section title="見た記録" id="readings">
        <Table
          caption="この委員が開いた申請（新しい50件）"
          rows={it.readings}
          empty="まだ開いていません。"
          columns={[
            { key: "at", title: "日時", rowHeader: true, cell: (row) => dateTime(row.at) },
            { key: "number", title: "受付番号" },
          ]}
        />
      </Section>
    </Page>
  )
}

function InvitationPage({ it, typed }: { it: OwnInvitation; typed?: Typed | undefined }) {
  const more = typed ? { typed } : {}
  return (
    <Page title="審査会の委員のお願い" kicker={it.callTitle} width="narrow" {...more}>
      <SummaryList
        rows={[
          { key: "お願いする方", value: `${it.name} 様（${it.affiliation}）` },
          { key: "お願いする所属", value: it.unitName },
          { key: "期間", value: `${wareki(it.untilOn)}まで` },
          { key: "お答えの期限", value: wareki(it.expiresOn) },
        ]}
      />
      <p>引き受けていただくと、割り当てられた申請だけを見て、採点できます。開いた申請は記録に残ります。</p>
      <Form action={scoringPaths.invitation(it.id)}>
        <TextAreaField name="corporateNumbers" label="関係する法人の法人番号" hint="勤め先、役員、顧問、株主など。1行に1つ。申請者と同じなら、その申請は採点できません。なければ空欄にします。" rows={3} {...more} />
        <CheckboxField name="promised" label="知った内容をほかに漏らさず、利害関係のある申請は採点を回避します" required {...more} />
        <Button>引き受ける</Button>
      </Form>
      <ButtonGroup>
        <Form action={scoringPaths.declineInvitation(it.id)} class="form-inline" label="委員を辞退する">
          <Button kind="tertiary">辞退する</Button>
        </Form>
        <ButtonLink href="/" kind="tertiary">
          あとで答える
        </ButtonLink>
      </ButtonGroup>
    </Page>
  )
}

/** No mail server is set: the invitation stands, and somebody has to hand it over. */
export function UnsentInvitationPage({ callId, name, path }: { callId: string; name: string; path: string | undefined }) {
  return (
    <Page title="招待をつくりました" width="narrow">
      <Banner kind="warning" title="メールは送られていません">
        <p>送信サーバーが設定されていないため、{name}さんには届きません。</p>
      </Banner>
      {path && (
        <p>
          デモ環境のため、リンクをここに示します：<a href={path}>届いたことにしてリンクを開く</a>
        </p>
      )}
      <ButtonLink href={`${scoringPaths.committee(callId)}#reviewers`}>審査会に戻る</ButtonLink>
    </Page>
  )
}
