import type { Typed } from "../../../../kernel/http/index.ts"
import {
  Banner, Button, ButtonGroup, ButtonLink, CheckboxField, DateField, Details, EmailField, FieldGroup, Form, NumberField, Page, RadioField, Section, StatusTag, Table, TextAreaField, TextField, wareki,
} from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { OwnCall } from "../../programmes/calls.ts"
import type { Committee, ReviewerRow } from "../committee.ts"
import type { InvitationRow } from "../invite-reviewer.ts"
import { scoringPaths } from "../paths.ts"

interface CommitteePageProps extends OwnCall {
  committee: Committee | undefined
  reviewers: readonly ReviewerRow[]
  invitations: readonly InvitationRow[]
  typed: Typed
}

/** How a call is scored and by whom. */
export function CommitteePage({ call, committee, reviewers, invitations, typed }: CommitteePageProps) {
  const rows = Math.min(20, (committee?.terms.criteria.length ?? 3) + 2)
  return (
    <Page
      title="審査会"
      kicker={call.title}
      typed={typed}
      crumbs={[{ title: "補助制度", href: paths.programmes }, { title: call.title, href: paths.ownCall(call.id) }, { title: "審査会" }]}
      actions={committee && <ButtonLink href={scoringPaths.result(call.id)}>採点の結果</ButtonLink>}
    >
      {committee?.closedAt && <Banner title="採点は締め切りました" />}
      {committee && (
        <p>
          <a href="#reviewers">{`委員（${reviewers.length}人）へ`}</a>
        </p>
      )}
      <Section title="採点の方法" id="terms">
        <Form action={scoringPaths.committee(call.id)}>
          {Array.from({ length: rows }, (_, at) => (
            <FieldGroup title={`項目 ${at + 1}`}>
              <TextField name={`criteria.${at}.name`} label="項目" typed={typed} maxLength={60} />
              <NumberField name={`criteria.${at}.max`} label="満点" typed={typed} unit="点" />
              <TextField name={`criteria.${at}.weight`} label="重み" hint="空欄は1。「2」「1/2」のように。" typed={typed} width="short" />
              <NumberField name={`criteria.${at}.floor`} label="平均の基準点" hint="届かないと、合計が高くても採択しません。" typed={typed} unit="点" />
              <CheckboxField name={`criteria.${at}.above`} label="基準点ちょうどは不可（超えること）" typed={typed} />
            </FieldGroup>
          ))}
          <TextAreaField name="knockOuts" label="必須項目" hint="1行に1つ。満たさないと採択しません。" typed={typed} rows={3} />
          <RadioField name="knockedOutBy" label="必須項目を満たさないとするのは" typed={typed} options={[{ value: "one", label: "委員が1人でもそう判定したとき" }, { value: "majority", label: "過半数の委員がそう判定したとき" }]} />
          <RadioField name="mode" label="集計の方法" typed={typed} options={[{ value: "mean", label: "平均" }, { value: "trimmed-mean", label: "最高と最低を除いた平均" }, { value: "consensus", label: "合議（審査会で1枚）" }]} />
          <NumberField name="leastTotal" label="合計の基準点" typed={typed} unit="点" />
          <NumberField name="quorum" label="採点に要る委員の数" typed={typed} unit="人" />
          <TextField name="tieBreakers" label="同点のときに見る項目" hint="項目の名を「、」で区切って、先に見るものから。" typed={typed} />
          <TextField name="partial" label="一部採択の下限" hint="申請額に対する割合（例 1/2）。空欄は、一部採択をしません。" typed={typed} width="short" />
          <CheckboxField name="blind" label="申請者の名・住所とファイルの名を委員に伏せる" typed={typed} />
          <Button>保存する</Button>
        </Form>
      </Section>
      {committee && (
        <Section title="委員" id="reviewers">
          {reviewers.length > 0 && (
            <Table
              caption="委員"
              rows={reviewers}
              columns={[
                { key: "name", title: "氏名", rowHeader: true, cell: (row) => (row.outside ? <a href={scoringPaths.reviewer(call.id, row.personId)}>{row.name}</a> : row.name) },
                { key: "outside", title: "区分", cell: (row) => (row.outside ? `外部委員（${row.affiliation}）　${wareki(row.untilOn)}まで　割当て${row.assigned}件` : "職員（付議した申請すべて）") },
                { key: "corporateNumbers", title: "関係する法人", cell: (row) => row.corporateNumbers.join("、") || "なし" },
                { key: "sheets", title: "提出した採点", align: "right", cell: (row) => `${row.sheets}件` },
                {
                  key: "end",
                  title: "操作",
                  cell: (row) => (
                    <Form action={scoringPaths.endReviewer(call.id, row.personId)} class="form-inline" label={`${row.name}さんを外す`}>
                      <Button kind="tertiary" small>
                        外す
                      </Button>
                    </Form>
                  ),
                },
              ]}
            />
          )}
          <h3>職員を委員に加える</h3>
          <Form action={scoringPaths.reviewers(call.id)}>
            <TextField name="staffNumber" label="職員番号" required typed={typed} width="short" />
            <TextField name="corporateNumbers" label="関係する法人の法人番号" hint="勤め先、役員、顧問、株主など。申請者と同じなら、その申請は採点できません。" typed={typed} />
            <Button kind="secondary">委員に加える</Button>
          </Form>
          {!committee.closedAt && <Invite callId={call.id} typed={typed} />}
          {invitations.length > 0 && <Invitations callId={call.id} rows={invitations} />}
        </Section>
      )}
      <ButtonGroup>
        <ButtonLink href={paths.ownCall(call.id)}>公募に戻る</ButtonLink>
      </ButtonGroup>
    </Page>
  )
}

function Invite({ callId, typed }: { callId: string; typed: Typed }) {
  return (
    <Details summary="職員でない人を、メールで招く（外部委員）" open={typed.problems.some(({ field }) => ["name", "affiliation", "mail", "untilOn"].includes(field ?? ""))}>
      <p>引き受けた人は、メールアドレスとパスワードでサインインし、割り当てた申請だけを見て採点します。委嘱の末日を過ぎると見られなくなります。</p>
      <Form action={scoringPaths.invitations(callId)} label="外部委員を招く">
        <TextField name="name" label="氏名" required typed={typed} maxLength={80} width="medium" />
        <TextField name="affiliation" label="所属" hint="勤め先と職。" required typed={typed} maxLength={200} />
        <EmailField name="mail" label="メールアドレス" required typed={typed} />
        <DateField name="untilOn" label="委嘱の末日" required typed={typed} parts />
        <Button kind="secondary">招待を送る</Button>
      </Form>
    </Details>
  )
}

function Invitations({ callId, rows }: { callId: string; rows: readonly InvitationRow[] }) {
  const stateOf = (row: InvitationRow) => (row.answer === "accepted" ? "引受け" : row.answer === "declined" ? "辞退" : row.revokedAt ? "取消し" : "答えを待っています")
  return (
    <Table
      caption="外部委員の招待"
      rows={rows}
      columns={[
        { key: "name", title: "氏名", rowHeader: true },
        { key: "affiliation", title: "所属" },
        { key: "mail", title: "宛先" },
        { key: "expiresOn", title: "答えの期限", cell: (row) => wareki(row.expiresOn) },
        { key: "state", title: "状態", cell: (row) => <StatusTag tone={row.answer === "accepted" ? "success" : row.answer || row.revokedAt ? "neutral" : "warning"}>{stateOf(row)}</StatusTag> },
        {
          key: "revoke",
          title: "操作",
          cell: (row) =>
            !row.answer && !row.revokedAt ? (
              <Form action={scoringPaths.revokeInvitation(callId, row.id)} class="form-inline" label={`${row.name}さんへの招待を取り消す`}>
                <Button kind="tertiary" small>
                  取り消す
                </Button>
              </Form>
            ) : (
              "－"
            ),
        },
      ]}
    />
  )
}
