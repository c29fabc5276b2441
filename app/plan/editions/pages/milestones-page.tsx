import type { Typed } from "../../../kernel/http/index.ts"
import { Button, DateField, Form, Section, SelectField, Table, TextAreaField, TextField } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { quartersOf } from "../quarters.ts"
import type { Milestone, SheetInEdition } from "../types.ts"
import { quarterWords } from "../words.ts"
import { MilestoneState } from "./milestone-list.tsx"
import { SheetFrame } from "./sheet-frame.tsx"

const quarterOptions = ([1, 2, 3, 4] as const).map((quarter) => ({ value: String(quarter), label: quarterWords[quarter] }))

export function MilestonesPage({ found, today, typed }: { found: SheetInEdition; today: string; typed?: Typed }) {
  const { edition, sheet } = found
  const times = new Map(quartersOf(sheet.milestones, edition.fiscalYear, today).map((state) => [state.quarter, state.time]))
  const draft = edition.status === "draft"
  return (
    <SheetFrame
      found={found}
      title="マイルストーン"
      typed={typed}
      lead={draft ? undefined : "達成したら、日付と根拠を添えて報告します。文を変えるには改定版を作ります。"}
    >
      <Table
        caption="マイルストーン"
        captionHidden
        rows={sheet.milestones}
        empty="マイルストーンはまだありません。"
        columns={[
          { key: "quarter", title: "時期", nowrap: true, cell: (one) => quarterWords[one.quarter] },
          { key: "text", title: "マイルストーン", rowHeader: true },
          {
            key: "state",
            title: "状態",
            nowrap: true,
            cell: (one) => <MilestoneState milestone={one} ended={times.get(one.quarter) === "ended"} />,
          },
          { key: "evidence", title: "根拠", cell: (one) => one.evidence || "－" },
          {
            key: "change",
            title: "操作",
            nowrap: true,
            cell: (one) => (
              <a href={paths.milestone(edition.id, sheet.initiativeId, one.id)}>
                {draft ? "直す・報告する" : "報告する"}
                <span class="vh">：{one.text}</span>
              </a>
            ),
          },
        ]}
      />
      {draft && (
        <Section title="マイルストーンを加える" id="add">
          <Form action={paths.milestones(edition.id, sheet.initiativeId)}>
            <MilestoneFields typed={typed} />
            <Button>加える</Button>
          </Form>
        </Section>
      )}
    </SheetFrame>
  )
}

function MilestoneFields({ typed, stored }: { typed: Typed | undefined; stored?: Milestone }) {
  return (
    <>
      <SelectField name="quarter" label="四半期" required typed={typed} value={stored?.quarter} options={quarterOptions} />
      <TextField name="text" label="マイルストーン" required hint="その時期までに、何がどうなっているか（500文字まで）。" typed={typed} value={stored?.text} />
    </>
  )
}

export function MilestonePage({ found, milestone, today, typed }: { found: SheetInEdition; milestone: Milestone; today: string; typed?: Typed }) {
  const { edition, sheet } = found
  const own = paths.milestone(edition.id, sheet.initiativeId, milestone.id)
  return (
    <SheetFrame
      found={found}
      title="マイルストーンを報告する・直す"
      typed={typed}
      above={{ title: "マイルストーン", href: paths.milestones(edition.id, sheet.initiativeId) }}
    >
      <p class="prose">
        {quarterWords[milestone.quarter]}　{milestone.text}
      </p>
      <Section title="進み具合" id="report">
        <Form action={`${own}/report`}>
          <DateField name="doneOn" label="達成した日" hint="空にして保存すると、達成の報告を取り消します。" max={today} typed={typed} value={milestone.doneOn} />
          <TextAreaField
            name="evidence"
            label="根拠"
            hint="文書番号、公開ページの場所、件数など、後から確かめられるもの。達成した日を入れるときは必要です。"
            rows={3}
            maxLength={2000}
            typed={typed}
            value={milestone.evidence}
          />
          <Button>報告する</Button>
        </Form>
      </Section>
      {edition.status === "draft" && (
        <Section title="文を直す" id="change">
          <Form action={own}>
            <MilestoneFields typed={typed} stored={milestone} />
            <Button>保存する</Button>
          </Form>
          <Form action={`${own}/remove`}>
            <Button kind="danger">このマイルストーンを外す</Button>
          </Form>
        </Section>
      )}
    </SheetFrame>
  )
}
