import { firstValue, type Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, ButtonLink, dateTime, Form, HiddenField, Page, RadioField, Section, SummaryList } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { CallContent } from "../../programmes/pages/call-content.tsx"
import { audienceWords, type EligibilityQuestion } from "../../programmes/programme.ts"
import type { PublicCall } from "../find-calls.ts"

export function PublicCallPage({ call, programme, state }: PublicCall) {
  return (
    <Page title={call.title} kicker={programme.unitName} width="narrow" crumbs={[{ title: "補助金をさがす", href: paths.finder }, { title: call.title }]}>
      {call.state === "withdrawn" ? (
        <Banner kind="warning" title="この公募は取りやめになりました">
          <p class="pre-wrap">{call.withdrawnReason}</p>
        </Banner>
      ) : state === "coming" ? (
        <Banner title="受付はこれからです">
          <p>{dateTime(call.opensAt)}から受け付けます。</p>
        </Banner>
      ) : state === "closed" ? (
        <Banner kind="warning" title="受付は終わりました">
          <p>{dateTime(call.closesAt)}に締め切りました。</p>
        </Banner>
      ) : (
        <p>
          <ButtonLink href={paths.eligibility(call.id)} kind="primary">
            申請できるか確かめる
          </ButtonLink>
        </p>
      )}
      <Section title="この補助金について" id="about">
        <p class="pre-wrap">{programme.purpose}</p>
        <SummaryList
          rows={[
            { key: "対象", value: audienceWords[programme.audience] },
            { key: "地域", value: programme.area },
            { key: "交付要綱", value: programme.basis || "問合せ先におたずねください。" },
            { key: "問合せ先", value: <span class="pre-wrap">{programme.contact}</span> },
          ]}
        />
      </Section>
      <CallContent call={call} outside />
    </Page>
  )
}

interface EligibilityPageProps extends PublicCall {
  typed?: Typed | undefined
  /** Questions answered the other way; undefined before the answers. */
  against?: readonly EligibilityQuestion[] | undefined
  /** An applicant goes straight on; a visitor signs in first and comes back to these answers. */
  signedIn: boolean
}

/** Asked before anything is typed: who cannot receive it is told at once, and why. */
export function EligibilityPage({ call, programme, state, typed, against, signedIn }: EligibilityPageProps) {
  const shared = typed ? { typed } : {}
  return (
    <Page
      title="申請できるか確かめる"
      kicker={call.title}
      width="narrow"
      {...shared}
      crumbs={[{ title: "補助金をさがす", href: paths.finder }, { title: call.title, href: paths.call(call.id) }, { title: "申請できるか確かめる" }]}
    >
      {against && against.length > 0 && (
        <Banner kind="warning" title="この補助金の対象にならない可能性があります">
          <ul>
            {against.map((one) => (
              <li>{`「${one.question}」が「${one.answer === "yes" ? "はい" : "いいえ"}」であることが条件です。`}</li>
            ))}
          </ul>
          <p class="pre-wrap">{`くわしくはおたずねください。\n${programme.contact}`}</p>
        </Banner>
      )}
      {against && against.length === 0 && (
        <Banner kind="success" title="申請できる見込みです">
          <p>必要な書類をそろえて、受付の期間内に申請してください。審査の結果を約束するものではありません。</p>
          {state === "open" && <Begin call={call} typed={typed} signedIn={signedIn} />}
        </Banner>
      )}
      {call.eligibility.length === 0 ? (
        <>
          <p>この補助金には、先に確かめる質問はありません。</p>
          {state === "open" && <Begin call={call} typed={typed} signedIn={signedIn} />}
        </>
      ) : (
        <Form action={paths.eligibility(call.id)} method="post">
          {call.eligibility.map((one) => (
            <RadioField
              name={`answers.${one.key}`}
              label={one.question}
              inline
              required
              {...shared}
              options={[
                { value: "yes", label: "はい" },
                { value: "no", label: "いいえ" },
              ]}
            />
          ))}
          <ButtonGroup>
            <Button name="_again" value="check">
              確かめる
            </Button>
          </ButtonGroup>
        </Form>
      )}
    </Page>
  )
}

function Begin({ call, typed, signedIn }: Pick<EligibilityPageProps, "call" | "typed" | "signedIn">) {
  const answers = call.eligibility.map(({ key }) => [`answers.${key}`, firstValue(typed, `answers.${key}`) ?? ""] as const)
  if (!signedIn) {
    const back = `${paths.eligibility(call.id)}?${new URLSearchParams(answers.map(([name, value]) => [name, value]))}`
    return (
      <ButtonLink kind="primary" href={`/sign-in?for=applicant&return=${encodeURIComponent(back)}`}>
        サインインして申請をはじめる
      </ButtonLink>
    )
  }
  return (
    <Form action={paths.begin(call.id)} label="申請をはじめる">
      {answers.map(([name, value]) => (
        <HiddenField name={name} value={value} />
      ))}
      <Button>申請をはじめる</Button>
    </Form>
  )
}
