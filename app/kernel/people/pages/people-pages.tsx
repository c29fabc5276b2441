import { z } from "zod"
import { grantableRoles, may, mustBeAllowed, roles, roleTitle } from "../../access/index.ts"
import { civilDateOf, type Work } from "../../database/index.ts"
import { type PageContext, refusal, type Site, type Typed } from "../../http/index.ts"
import {
  Banner,
  Button,
  ButtonLink,
  CheckboxField,
  DateField,
  dateTime,
  Details,
  EmptyState,
  FilterBar,
  Form,
  Page,
  Pagination,
  RadioField,
  Section,
  SelectField,
  StatusTag,
  SummaryList,
  Table,
  TextField,
  wareki,
  warekiShort,
} from "../../ui/index.ts"
import { paths } from "../paths.ts"
import { type DirectoryEntry, getPerson, listPosts, type Post, searchStaff } from "../staff/find-people.ts"
import { dayBefore, grantRole, type HeldRole, listGrants, revokeGrant } from "../staff/grants.ts"
import { resetCredentials } from "../staff/reset-credentials.ts"
import { recordDirectoryReading } from "../staff/record-directory.ts"
import { recordReading } from "../trace.ts"
import { flatten, unitTreeOn } from "../units/unit-tree.ts"
import { idOf } from "./account-pages.tsx"

export const grantSchema = z.object({
  role: z.string().min(1).max(60).meta({ title: "役割" }),
  unitId: z.uuid().optional().meta({ title: "所属の範囲" }),
  from: z.iso.date().meta({ title: "開始日" }),
  through: z.iso.date().optional().meta({ title: "終了日" }),
  reason: z.string().min(1).max(500).meta({ title: "理由" }),
})
const revokeSchema = z.object({ reason: z.string().min(1).max(500).meta({ title: "取消しの理由" }) })
const resetSchema = z.object({ lostDevice: z.boolean().default(false).meta({ title: "機器をなくした" }) })

export function peoplePages(site: Site): void {
  site.staff.get(paths.people, async (work, c) => c.page(await directoryPage(work, c)))
  site.staff.get(paths.roles, async (work, c) => c.page(await rolesPage(work, c)))
  site.staff.post(paths.revokeGrant(":id"), { form: revokeSchema, again: rolesPage }, async (work, { reason }, c) => {
    const personId = await revokeGrant(work, idOf(c.param("id"), "役割の付与"), reason)
    return c.redirect(paths.person(personId), "役割を取り消しました。")
  })
  site.staff.get(paths.person(":id"), async (work, c) => {
    const id = idOf(c.param("id"), "人")
    const page = await personPage(work, c)
    if (work.actor.kind === "staff" && work.actor.id !== id) await recordReading(work, { subject: { kind: "person", id }, what: "職員の所属と役割" })
    return c.page(page)
  })
  site.staff.post(paths.grant(":id"), { form: grantSchema, again: personPage }, async (work, input, c) => {
    const personId = idOf(c.param("id"), "人")
    await grantRole(work, { ...input, personId })
    return c.redirect(paths.person(personId), `「${roleTitle(input.role)}」を付与しました。`)
  })
  site.staff.post(paths.resetLink(":id"), { form: resetSchema, again: personPage }, async (work, input, c) => {
    const personId = idOf(c.param("id"), "人")
    if (c.config.oidc) throw refusal("conflict", "people.oidc-only", "職員のサインインの方法は、職員認証基盤で再設定してください。")
    const { token, expiresAt } = await resetCredentials(work, personId, input)
    const person = await getPerson(work.db, personId)
    return c.page(
      <Page title="再設定用のリンク" width="narrow" crumbs={[{ title: "職員名簿", href: paths.people }, { title: person.name, href: paths.person(personId) }, { title: "再設定" }]}>
        <Banner kind="warning" title="このリンクは今だけ表示されます">
          <p>{person.name}さん本人に直接渡してください。{dateTime(expiresAt)} まで、一度だけ使えます。</p>
        </Banner>
        <p>
          <code>{c.config.origin + paths.newPassword(token)}</code>
        </p>
      </Page>,
    )
  })
}

async function directoryPage(work: Work, c: PageContext) {
  mustBeAllowed(work.actor, "people.see-directory")
  const text = c.query("q")?.slice(0, 100)
  const unitId = z.uuid().safeParse(c.query("unit")).data
  const [found, tree] = await Promise.all([searchStaff(work, { text, unitId, after: c.query("after") }), unitTreeOn(work.db, civilDateOf(work.now))])
  await recordDirectoryReading(work, { text, unitId }, found)
  const query = new URLSearchParams({ ...(text ? { q: text } : {}), ...(unitId ? { unit: unitId } : {}) })
  const next = found.next && `${paths.people}?${new URLSearchParams([...query, ["after", found.next]])}`
  return (
    <Page
      title="職員名簿"
      actions={
        <>
          <ButtonLink href={paths.units}>組織を見る</ButtonLink>
          {may(work.actor, "people.grant") && <ButtonLink href={paths.roles}>役割の一覧</ButtonLink>}
          {may(work.actor, "people.import") && <ButtonLink href={paths.importStaff}>職員を取り込む</ButtonLink>}
        </>
      }
    >
      <FilterBar action={paths.people} button="探す" label="職員を探す" {...(text || unitId ? { clear: paths.people } : {})}>
        <TextField name="q" label="氏名・フリガナ・職員番号" value={text ?? ""} />
        <SelectField
          name="unit"
          label="所属（下の所属を含む）"
          empty="すべて"
          value={unitId ?? ""}
          options={flatten(tree).map((unit) => ({ value: unit.id, label: `${"　".repeat(unit.depth)}${unit.name}` }))}
        />
      </FilterBar>
      {found.items.length === 0 ? (
        <EmptyState title="見つかりません">
          <p>氏名の一部やフリガナ、職員番号で探してください。退職した人は出ません。</p>
        </EmptyState>
      ) : (
        <Table<DirectoryEntry>
          caption="職員の一覧"
          captionHidden
          rows={found.items}
          columns={[
            { key: "name", title: "氏名", rowHeader: true, cell: (one) => <a href={paths.person(one.id)}>{one.name}</a> },
            { key: "kana", title: "フリガナ" },
            { key: "unit", title: "所属", cell: (one) => [one.aboveName, one.unitName].filter(Boolean).join(" ") || "－" },
            { key: "title", title: "職", nowrap: true, cell: (one) => one.title ?? "－" },
            { key: "staffNumber", title: "職員番号", nowrap: true },
            { key: "mail", title: "メール", cell: (one) => one.mail ?? "－" },
          ]}
        />
      )}
      {next && <Pagination next={next} />}
    </Page>
  )
}

async function personPage(work: Work, c: PageContext, typed?: Typed) {
  mustBeAllowed(work.actor, "people.see-directory")
  const id = idOf(c.param("id"), "人")
  const person = await getPerson(work.db, id)
  // Applicants are known to those who handle their cases, not to the whole house.
  if (person.kind !== "staff") idOf("", "人")
  const today = civilDateOf(work.now)
  const [posts, grants, tree] = await Promise.all([listPosts(work.db, id, today), listGrants(work, id), unitTreeOn(work.db, today)])
  const granting = may(work.actor, "people.grant")
  const current = posts.filter((post) => post.validFrom <= today && (!post.validUntil || post.validUntil > today))
  const more = typed ? { typed } : {}
  return (
    <Page title={person.name} crumbs={[{ title: "職員名簿", href: paths.people }, { title: person.name }]} {...more}>
      <SummaryList
        rows={[
          { key: "フリガナ", value: person.kana },
          { key: "職員番号", value: person.staffNumber },
          { key: "所属・職", value: current.map((post) => `${post.unitName} ${post.title}${post.main ? "" : "（兼務）"}`).join("、") || (person.status === "left" ? "退職" : "") },
          { key: "メール", value: person.mail },
        ]}
      />
      <Section title="役割" id="grants">
        <Table<HeldRole>
          caption="付与された役割"
          captionHidden
          rows={grants}
          empty="付与された役割はありません。"
          columns={[
            { key: "role", title: "役割", rowHeader: true, cell: (grant) => roleTitle(grant.role) },
            { key: "unitName", title: "範囲", cell: (grant) => grant.unitName ?? "全体" },
            { key: "term", title: "期間", nowrap: true, cell: (grant) => termOf(grant) },
            { key: "reason", title: "理由", cell: (grant) => `${grant.reason}${grant.grantedBy ? `（${grant.grantedBy}）` : ""}` },
            { key: "state", title: "状態", nowrap: true, cell: (grant) => <GrantState grant={grant} today={today} /> },
            {
              key: "revoke",
              title: "取消し",
              cell: (grant) =>
                granting && !grant.revokedAt && (!grant.validUntil || grant.validUntil > today) ? (
                  <Details summary="取り消す">
                    <Form action={paths.revokeGrant(grant.id)} label={`${roleTitle(grant.role)}を取り消す`}>
                      <TextField name="reason" id={`reason-${grant.id}`} label="取消しの理由" required />
                      <Button kind="danger" small>
                        いますぐ取り消す
                      </Button>
                    </Form>
                  </Details>
                ) : (
                  grant.revokeReason || "－"
                ),
            },
          ]}
        />
      </Section>
      {granting && (
        <Section title="役割を付与する" id="grant">
          <Form action={paths.grant(id)} label="役割を付与する">
            <RadioField name="role" label="役割" required options={grantableRoles().map((role) => ({ value: role.name, label: role.byUnit ? `${role.title}（代理）` : role.title, hint: role.what }))} {...more} />
            <SelectField
              name="unitId"
              label="所属の範囲"
              hint="所属長（代理）のときだけ選びます。"
              empty="全体"
              options={flatten(tree).map((unit) => ({ value: unit.id, label: `${"　".repeat(unit.depth)}${unit.name}` }))}
              {...more}
            />
            <DateField name="from" label="開始日" required value={today} {...more} />
            <DateField name="through" label="終了日" hint="この日まで。決まっていなければ空けておきます。" {...more} />
            <TextField name="reason" label="理由" required maxLength={500} {...more} />
            <Button>付与する</Button>
          </Form>
        </Section>
      )}
      {may(work.actor, "people.reset-credentials") && person.status === "active" && !c.config.oidc && (
        <Section title="サインインの再設定" id="reset">
          <p>本人であることを確かめてから、一度だけ使えるリンクを渡します。操作は記録されます。</p>
          <Form action={paths.resetLink(id)} submission="" label="サインインの再設定">
            <CheckboxField name="lostDevice" label="機器をなくした" hint="認証アプリ・パスキー・回復コードを消し、すべての端末のサインインとアクセストークンを終わらせます。" />
            <Button kind="secondary">再設定用のリンクをつくる</Button>
          </Form>
        </Section>
      )}
      <Section title="発令の経過">
        <Table<Post>
          caption="発令の経過"
          captionHidden
          rows={posts}
          columns={[
            { key: "validFrom", title: "から", nowrap: true, cell: (post) => warekiShort(post.validFrom) },
            { key: "validUntil", title: "の前日まで", nowrap: true, cell: (post) => warekiShort(post.validUntil) },
            { key: "unitName", title: "所属", rowHeader: true },
            { key: "title", title: "職", cell: (post) => `${post.title}${post.main ? "" : "（兼務）"}` },
          ]}
        />
      </Section>
    </Page>
  )
}

function termOf(grant: HeldRole): string {
  return `${warekiShort(grant.validFrom)} ～ ${grant.validUntil ? warekiShort(dayBefore(grant.validUntil)) : ""}`
}

function GrantState({ grant, today }: { grant: HeldRole; today: string }) {
  if (grant.revokedAt) return <StatusTag>取消し</StatusTag>
  if (grant.validUntil && grant.validUntil <= today) return <StatusTag>終了</StatusTag>
  if (grant.validFrom > today) return <StatusTag tone="info">{wareki(grant.validFrom)}から</StatusTag>
  return <StatusTag tone="success">有効</StatusTag>
}

async function rolesPage(work: Work, _: PageContext, typed?: Typed) {
  mustBeAllowed(work.actor, "people.grant")
  const grants = await listGrants(work)
  await recordReading(work, { subject: { kind: "people.roles", id: "list" }, what: "役割の一覧", detail: { count: grants.length } })
  return (
    <Page
      title="役割の一覧"
      crumbs={[{ title: "職員名簿", href: paths.people }, { title: "役割の一覧" }]}
      lead="役割を付与するには、職員名簿からその人の画面を開きます。"
      {...(typed ? { typed } : {})}
    >
      {grantableRoles().map((role) => (
        <Section title={role.title} id={role.name}>
          <p>{role.what}</p>
          <Table<HeldRole>
            caption={`${role.title}の付与`}
            captionHidden
            rows={grants.filter((grant) => grant.role === role.name)}
            empty="付与されている人はいません。"
            columns={[
              { key: "personName", title: "氏名", rowHeader: true, cell: (grant) => <a href={paths.person(grant.personId)}>{grant.personName}</a> },
              { key: "unitName", title: "範囲", cell: (grant) => grant.unitName ?? "全体" },
              { key: "term", title: "期間", nowrap: true, cell: termOf },
              { key: "reason", title: "理由" },
            ]}
          />
        </Section>
      ))}
      <Section title="職から自動で付く役割">
        <SummaryList rows={roles.filter((role) => role.implicit).map((role) => ({ key: role.title, value: role.what }))} />
      </Section>
    </Page>
  )
}
