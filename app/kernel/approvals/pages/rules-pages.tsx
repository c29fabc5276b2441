import {
  Button,
  ButtonLink,
  CheckboxesField,
  CheckboxField,
  DateField,
  Details,
  Form,
  Page,
  Section,
  SelectField,
  StatusTag,
  Table,
  TextAreaField,
  TextField,
  wareki,
  YenField,
  yenText,
} from "../../ui/index.ts"
import type { Typed } from "../../http/index.ts"
import { approvalKindTitle, listApprovalKinds } from "../approval-kind.ts"
import { paths } from "../paths.ts"
import { ranks, rankTitle } from "../ranks.ts"
import { type DelegationRule, holdsOn } from "../rules/pick-rule.ts"

export interface RulesPageProps {
  rules: readonly DelegationRule[]
  unitNames: ReadonlyMap<string, string>
  today: string
  mayEdit: boolean
}

export function RulesPage({ rules, unitNames, today, mayEdit }: RulesPageProps) {
  const held = rules.filter((rule) => holdsOn(rule, today))
  const coming = rules.filter((rule) => rule.validFrom > today)
  const past = rules.filter((rule) => !held.includes(rule) && !coming.includes(rule))
  const table = (rows: readonly DelegationRule[], caption: string) => <RuleTable rows={rows} caption={caption} unitNames={unitNames} mayEdit={mayEdit} />
  return (
    <Page
      title="専決規程"
      crumbs={[{ title: "決裁", href: paths.approvals }, { title: "専決規程" }]}
      lead="案件の種類と金額ごとに、だれが決裁し、だれに回議・合議するかの定めです。改めた定めは日付つきで残り、過去の決裁の根拠が変わることはありません。"
      {...(mayEdit ? { actions: <ButtonLink href={paths.newRule}>定めを加える</ButtonLink> } : {})}
    >
      <Section title="いまの定め" id="held">
        {table(held, "いまの定めの一覧")}
      </Section>
      {coming.length > 0 && (
        <Section title="これからの定め" id="coming">
          {table(coming, "これからの定めの一覧")}
        </Section>
      )}
      {past.length > 0 && <Details summary={`過去の定め（${past.length}件）`}>{table(past, "過去の定めの一覧")}</Details>}
    </Page>
  )
}

function RuleTable({ rows, caption, unitNames, mayEdit }: { rows: readonly DelegationRule[]; caption: string } & Pick<RulesPageProps, "unitNames" | "mayEdit">) {
  const unit = (id: string) => unitNames.get(id) ?? "（不明な所属）"
  return (
    <Table<DelegationRule>
      caption={caption}
      captionHidden
      rows={rows}
      empty="定めはありません。"
      columns={[
        { key: "kind", title: "種類", rowHeader: true, cell: (rule) => approvalKindTitle(rule.kind) },
        { key: "amount", title: "金額", nowrap: true, cell: amountText },
        { key: "decider", title: "決裁者", cell: (rule) => `${rule.deciderUnitId ? unit(rule.deciderUnitId) : ""}${rankTitle(rule.deciderRank)}` },
        { key: "circulation", title: "回議", cell: (rule) => rule.circulationRanks.map(rankTitle).join("、") || "－" },
        { key: "concurrence", title: "合議", cell: (rule) => rule.concurrenceUnitIds.map(unit).join("、") || "－" },
        {
          key: "article",
          title: "根拠",
          cell: (rule) => (
            <>
              {rule.article}
              {rule.note && <small> {rule.note}</small>}
            </>
          ),
        },
        { key: "days", title: "適用", cell: (rule) => `${wareki(rule.validFrom)}から${rule.validUntil ? `${wareki(rule.validUntil)}の前日まで` : ""}` },
        {
          key: "do",
          title: "操作",
          nowrap: true,
          cell: (rule) =>
            mayEdit && rule.validUntil === null ? (
              <a href={paths.rule(rule.id)}>
                改める<span class="vh">：{rule.article}</span>
              </a>
            ) : rule.ownDraft ? (
              <StatusTag>自己決裁可</StatusTag>
            ) : (
              "－"
            ),
        },
      ]}
    />
  )
}

function amountText(rule: DelegationRule): string {
  if (rule.amountFrom === 0 && rule.amountBelow === null) return "問わない"
  return `${rule.amountFrom > 0 ? `${yenText(rule.amountFrom)}以上` : ""}${rule.amountBelow === null ? "" : `${yenText(rule.amountBelow)}未満`}`
}

export interface RulePageProps {
  /** The line that is replaced; undefined: a new one. */
  rule?: DelegationRule
  units: readonly { id: string; name: string }[]
  today: string
  typed?: Typed
}

export function RulePage({ rule, units, today, typed }: RulePageProps) {
  // Two forms on one page: what was typed goes back into the one it was typed into.
  const ending = typed?.values.from !== undefined
  const kept = typed && !ending ? { typed } : {}
  const unitOptions = units.map((unit) => ({ value: unit.id, label: unit.name }))
  const rankOptions = ranks.map(({ rank, title }) => ({ value: String(rank), label: title }))
  const title = rule ? "専決規程の定めを改める" : "専決規程に定めを加える"
  return (
    <Page title={title} crumbs={[{ title: "決裁", href: paths.approvals }, { title: "専決規程", href: paths.rules }, { title }]} {...(typed ? { typed } : {})}>
      <Form action={rule ? paths.rule(rule.id) : paths.newRule}>
        <SelectField
          name="kind"
          label="案件の種類"
          required
          value={rule?.kind ?? ""}
          options={listApprovalKinds().map((kind) => ({ value: kind.kind, label: kind.title }))}
          {...kept}
        />
        <YenField name="amountFrom" label="金額の下限" hint="この額を含みます。金額を問わないときは0円。" value={rule?.amountFrom ?? 0} {...kept} />
        <YenField name="amountBelow" label="金額の上限（未満）" hint="この額は含みません。上限がなければ空欄。" value={rule?.amountBelow ?? ""} {...kept} />
        <SelectField name="deciderRank" label="決裁者の職" required value={rule ? String(rule.deciderRank) : ""} options={rankOptions} {...kept} />
        <SelectField name="deciderUnitId" label="決裁者の所属" hint="空欄なら、起案した所属の上司のうち最も近い人。" empty="起案した所属の上司" value={rule?.deciderUnitId ?? ""} options={unitOptions} {...kept} />
        <CheckboxesField name="circulationRanks" label="回議する職" values={rule?.circulationRanks.map(String) ?? []} options={rankOptions} inline {...kept} />
        <Details summary={`合議する所属${rule && rule.concurrenceUnitIds.length > 0 ? `（${rule.concurrenceUnitIds.length}）` : ""}`} open={(rule?.concurrenceUnitIds.length ?? 0) > 0}>
          <CheckboxesField name="concurrenceUnitIds" label="合議する所属" values={rule?.concurrenceUnitIds ?? []} options={unitOptions.map((unit) => ({ ...unit, label: unit.label.trim() }))} inline {...kept} />
        </Details>
        <CheckboxField name="ownDraft" label="決裁者が自分の起案を決裁してよい" hint="選ばなければ、一つ上の職が決裁します。" checked={rule?.ownDraft ?? false} {...kept} />
        <TextField name="article" label="根拠の条項" required maxLength={200} value={rule?.article ?? ""} {...kept} />
        <TextAreaField name="note" label="備考" rows={2} maxLength={1000} value={rule?.note ?? ""} {...kept} />
        <DateField name="validFrom" label="適用開始日" hint={rule ? "この日の前日まで、いまの定めが続きます。" : undefined} required value={today} {...kept} />
        <Button>{rule ? "改める" : "加える"}</Button>
      </Form>
      {rule && (
        <Details summary="この定めを廃止する" open={ending}>
          <Form action={paths.endRule(rule.id)}>
            <p>廃止すると、この種類と金額の案件は起案できなくなります。</p>
            <DateField name="from" label="廃止する日" hint="この日から効力がなくなります。" required value={today} {...(typed && ending ? { typed } : {})} />
            <Button kind="danger">廃止する</Button>
          </Form>
        </Details>
      )}
    </Page>
  )
}
