import type { Typed } from "../../../../kernel/http/index.ts"
import { Banner, Button, ButtonGroup, Form, Page, Section, TextAreaField } from "../../../../kernel/ui/index.ts"
import { rulebookPaths } from "../../rulebook/paths.ts"
import { revisingPaths } from "../paths.ts"

export interface BeginPageProps {
  ordinance: { id: string; title: string }
  /** The bill that is under way for it, as far as the asking person may see it. */
  running: { id: string; title: string; number: string } | undefined
  typed?: Typed | undefined
}

export function BeginPage({ ordinance, running, typed }: BeginPageProps) {
  return (
    <Page
      title="改正案をつくる"
      kicker={ordinance.title}
      typed={typed}
      crumbs={[{ title: "例規集", href: rulebookPaths.list }, { title: ordinance.title, href: rulebookPaths.ordinance(ordinance.id) }, { title: "改正案をつくる" }]}
    >
      {running && (
        <Banner kind="warning" title="進行中の改正案があります">
          <p>
            一つの例規の改正案は一つずつ進めます：<a href={revisingPaths.bill(running.id)}>{`${running.title}（${running.number}）`}</a>
          </p>
        </Banner>
      )}
      {(!running || typed) && <Beginnings ordinance={ordinance} typed={typed} />}
    </Page>
  )
}

function Beginnings({ ordinance, typed }: Pick<BeginPageProps, "ordinance" | "typed">) {
  return (
    <>
      <Section title="条文を直してつくる" id="edit">
        <p>いまの条文から始めて、直したい条を一つずつ直します。新旧対照表と改め文は、直した条文からつくります。</p>
        <Form action={revisingPaths.bills(ordinance.id)} label="条文を直してつくる">
          <ButtonGroup>
            <Button>条文を直しはじめる</Button>
          </ButtonGroup>
        </Form>
      </Section>
      <Section title="改め文からつくる" id="text">
        <p>すでにある改め文を貼り付けると、いまの条文に当てます。当てられない文があれば、どの文がなぜ当てられないかを示します。</p>
        <Form action={revisingPaths.fromText(ordinance.id)} label="改め文からつくる">
          <TextAreaField name="amendingText" label="改め文" hint="「第３条第２項中「Ａ」を「Ｂ」に改める。」のような文です。題名と「次のように改正する。」の行、附則は除いて貼り付けます。" required rows={12} typed={typed} />
          <TextAreaField name="reason" label="改正の理由" rows={3} maxLength={4000} typed={typed} />
          <ButtonGroup>
            <Button kind="secondary">改め文を当てる</Button>
          </ButtonGroup>
        </Form>
      </Section>
    </>
  )
}
