import { type Actor, roleTitle } from "../../access/index.ts"
import type { Typed } from "../../http/index.ts"
import { Button, ButtonLink, dateTimeShort, Form, Page, Section, SelectField, SummaryList, Table } from "../../ui/index.ts"
import { paths } from "../paths.ts"
import type { Company } from "../companies/companies.ts"
import { type findGbizid, gbizidTypeWords } from "../sign-in/gbizid.ts"
import type { Factors } from "../sign-in/factors.ts"
import type { Passkey } from "../sign-in/passkeys.ts"
import type { Person } from "../staff/find-people.ts"

export interface AccountPageProps {
  actor: Actor
  person: Person
  factors: Factors
  recoveryCodes: number
  passkeys: readonly Passkey[]
  /** Staff sign in elsewhere; passwords and passkeys here are not used. */
  elsewhere: boolean
  companies: readonly (Company & { title: string })[]
  gbizid?: Awaited<ReturnType<typeof findGbizid>>
  typed?: Typed | undefined
}

export function AccountPage({ actor, person, factors, recoveryCodes, passkeys, elsewhere, companies, gbizid, typed }: AccountPageProps) {
  const roles = actor.kind === "staff" ? [...new Set(actor.grants.map((grant) => roleTitle(grant.role)))] : []
  return (
    <Page title="アカウントの設定" width="narrow" {...(typed ? { typed } : {})}>
      <SummaryList
        rows={[
          { key: "氏名", value: person.name },
          ...(actor.kind === "staff"
            ? [
                { key: "職員番号", value: person.staffNumber },
                { key: "所属・職", value: `${actor.unitName} ${actor.postTitle}` },
                { key: "役割", value: roles.length > 0 ? roles.join("、") : "職員" },
              ]
            : []),
          { key: "メールアドレス", value: person.mail },
          ...(gbizid ? [{ key: "GビズID", value: `${gbizidTypeWords[gbizid.accountType]}${gbizid.corporateNumber ? `　${gbizid.companyName}（法人番号 ${gbizid.corporateNumber}）` : ""}` }] : []),
        ]}
      />
      {actor.kind === "applicant" && companies.length > 0 && <ActingFor companies={companies} companyId={actor.companyId} />}
      <ul>
        {actor.kind === "staff" && (
          <li>
            <a href={paths.people}>職員名簿</a>・<a href={paths.units}>組織</a>
          </li>
        )}
        <li>
          <a href={paths.sessions}>サインイン中の端末</a>
        </li>
        <li>
          <a href="/account/notices">お知らせの受け取り方</a>
        </li>
        <li>
          <a href={paths.tokens}>アクセストークン（API）</a>
        </li>
      </ul>
      {elsewhere ? (
        <Section title="サインインの方法">
          <p>職員認証基盤でサインインします。パスワードなどの変更は、職員認証基盤で行ってください。</p>
        </Section>
      ) : (
        <Ways factors={factors} recoveryCodes={recoveryCodes} passkeys={passkeys} />
      )}
    </Page>
  )
}

function ActingFor({ companies, companyId }: { companies: AccountPageProps["companies"]; companyId: string | undefined }) {
  return (
    <Section title="だれとして申請するか">
      <Form action={paths.actFor} label="だれとして申請するか">
        <SelectField
          name="company"
          label="申請する立場"
          empty="本人（個人）として"
          value={companyId ?? ""}
          options={companies.map((company) => ({ value: company.id, label: `${company.name}（${company.title}）として` }))}
        />
        <Button kind="secondary">この立場にする</Button>
      </Form>
    </Section>
  )
}

function Ways({ factors, recoveryCodes, passkeys }: Pick<AccountPageProps, "factors" | "recoveryCodes" | "passkeys">) {
  return (
    <>
      <Section title="サインインの方法">
        <SummaryList
          rows={[
            {
              key: "パスワード",
              value: factors.password ? `${dateTimeShort(factors.password)} に設定` : "未設定",
              change: paths.changePassword,
              changeWords: factors.password ? "変更" : "設定",
            },
            {
              key: "認証アプリ",
              value: factors.totp ? `${dateTimeShort(factors.totp)} に登録` : "未登録",
              change: paths.totp,
              changeWords: factors.totp ? "登録し直す" : "登録",
            },
            { key: "回復コード", value: `残り${recoveryCodes}個` },
          ]}
        />
        <div class="button-group">
          <Form action={paths.recoveryCodes} class="form-inline">
            <Button kind="secondary" small>
              回復コードをつくり直す
            </Button>
          </Form>
          {factors.totp && (
            <Form action={paths.removeTotp} class="form-inline">
              <Button kind="secondary" small>
                認証アプリの登録を消す
              </Button>
            </Form>
          )}
        </div>
      </Section>
      <Section title="パスキー" id="passkeys" actions={<ButtonLink href={paths.newPasskey}>パスキーを登録</ButtonLink>}>
        <Table<Passkey>
          caption="登録したパスキー"
          captionHidden
          rows={passkeys}
          empty="登録したパスキーはありません。"
          columns={[
            { key: "name", title: "呼び名", rowHeader: true },
            { key: "createdAt", title: "登録", nowrap: true, cell: (row) => dateTimeShort(row.createdAt) },
            { key: "usedAt", title: "最後に使った", nowrap: true, cell: (row) => dateTimeShort(row.usedAt) },
            {
              key: "remove",
              title: "操作",
              cell: (row) => (
                <Form action={paths.removePasskey(row.id)} class="form-inline">
                  <Button kind="secondary" small label={`パスキー「${row.name}」を消す`}>
                    消す
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      </Section>
    </>
  )
}
