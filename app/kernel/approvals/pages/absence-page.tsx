import { Button, DateField, Form, Page, Section, SelectField, Table, TextField, wareki } from "../../ui/index.ts"
import type { Typed } from "../../http/index.ts"
import type { Absence } from "../absences.ts"
import { paths } from "../paths.ts"

export interface AbsencePageProps {
  absences: readonly Absence[]
  /** Whom the person may declare away besides themselves. */
  people: readonly { id: string; name: string }[]
  today: string
  typed?: Typed
}

export function AbsencePage({ absences, people, today, typed }: AbsencePageProps) {
  const kept = typed ? { typed } : {}
  return (
    <Page
      title="不在の届出"
      crumbs={[{ title: "決裁", href: paths.approvals }, { title: "不在の届出" }]}
      lead="不在のあいだは、次の職の人が代わりに承認・決裁できます（代決）。代決された決裁は、戻ってから後閲します。"
      {...kept}
    >
      <Section title="届け出ている不在" id="current">
        <Table<Absence>
          caption="不在の一覧"
          captionHidden
          rows={absences}
          empty="届け出ている不在はありません。"
          columns={[
            { key: "who", title: "人", rowHeader: true, nowrap: true, cell: (row) => row.personName },
            { key: "days", title: "期間", cell: (row) => `${wareki(row.fromOn)}から${wareki(row.untilOn)}まで` },
            { key: "reason", title: "理由", cell: (row) => row.reason },
            {
              key: "do",
              title: "操作",
              nowrap: true,
              cell: (row) => (
                <Form action={paths.endAbsence(row.id)} class="form-inline">
                  <Button kind="secondary" small label={`不在をやめる：${row.personName}`}>
                    不在をやめる
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      </Section>
      <Section title="届け出る" id="declare">
        <Form action={paths.absence}>
          {people.length > 0 && (
            <SelectField
              name="personId"
              label="不在の人"
              empty="自分"
              options={people.map((person) => ({ value: person.id, label: person.name }))}
              {...kept}
            />
          )}
          <DateField name="fromOn" label="始まりの日" required value={today} {...kept} />
          <DateField name="untilOn" label="終わりの日" hint="この日も不在です。" required value={today} {...kept} />
          <TextField name="reason" label="理由" hint="例：出張、休暇、研修。病名などは書かないでください。" required maxLength={200} {...kept} />
          <Button>届け出る</Button>
        </Form>
      </Section>
    </Page>
  )
}
