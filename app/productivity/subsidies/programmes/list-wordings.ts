import { sql } from "kysely"
import type { Work } from "../../../kernel/database/index.ts"
import type { FormDefinition } from "../../../kernel/forms/index.ts"
import { paths } from "../paths.ts"
import type { AttachmentAsked, EligibilityQuestion } from "./programme.ts"

/** One piece of text that the office wrote for applicants, and where it is changed. */
export interface Wording {
  unitId: string
  /** 「公募「…」の交付の条件」 */
  place: string
  text: string
  link: string
  published: boolean
}

interface CallRow {
  id: string
  unitId: string
  title: string
  state: string
  conditions: string[]
  attachments: AttachmentAsked[]
  eligibility: EligibilityQuestion[]
  notes: string[]
  forms: { kind: string; definition: FormDefinition }[]
}

const MOST = 2000

/** What these sections ask applicants for, in their own words: programmes, calls and the forms of the calls. */
export async function listWordings(work: Work, unitIds: "all" | readonly string[]): Promise<Wording[]> {
  const own = unitIds === "all" ? sql`true` : sql`p.unit_id = any(${[...unitIds]}::uuid[])`
  const [programmes, calls] = await Promise.all([
    sql<{ id: string; unitId: string; title: string; purpose: string; contact: string }>`select p.id, p.unit_id as "unitId", p.title, p.purpose, p.contact from subsidy_programme p where ${own} order by p.title, p.id limit ${sql.lit(MOST)}`.execute(work.db),
    sql<CallRow>`select c.id, p.unit_id as "unitId", c.title, c.state, c.conditions, c.attachments, c.eligibility,
        array(select s.note from subsidy_category s where s.call_id = c.id and s.note <> '' order by s.position) as notes,
        coalesce((select jsonb_agg(jsonb_build_object('kind', r.kind, 'definition', v.definition) order by r.kind) from subsidy_procedure r join form_version v on v.id = r.form_version_id where r.call_id = c.id), '[]') as forms
      from subsidy_call c join subsidy_programme p on p.id = c.programme_id where ${own} and c.state <> 'withdrawn' order by c.title, c.id limit ${sql.lit(MOST)}`.execute(work.db),
  ])
  return [
    ...programmes.rows.flatMap(({ id, unitId, title, purpose, contact }) => pieces({ unitId, link: paths.programme(id), published: true }, [
      [`制度「${title}」の目的`, purpose],
      [`制度「${title}」の問合せ先`, contact],
    ])),
    ...calls.rows.flatMap(wordingsOfCall),
  ]
}

function wordingsOfCall({ id, unitId, title, state, conditions, attachments, eligibility, notes, forms }: CallRow): Wording[] {
  const at = { unitId, link: paths.ownCall(id), published: state === "published" }
  return [
    ...pieces(at, [
      ...conditions.map((text) => [`公募「${title}」の交付の条件`, text] as const),
      ...attachments.map(({ title: name, hint }) => [`公募「${title}」の添付書類`, hint ? `${name}：${hint}` : name] as const),
      ...eligibility.map(({ question }) => [`公募「${title}」の申請できる人`, question] as const),
      ...notes.map((text) => [`公募「${title}」の経費区分の説明`, text] as const),
    ]),
    ...forms.flatMap(({ definition }) => pieces({ ...at, link: paths.callForm(id) }, textsOf(definition).map((text) => [`公募「${title}」の様式「${definition.title}」`, text] as const))),
  ]
}

function pieces(at: Omit<Wording, "place" | "text">, texts: readonly (readonly [place: string, text: string])[]): Wording[] {
  return texts.filter(([, text]) => text.trim() !== "").map(([place, text]) => ({ ...at, place, text }))
}

/** Everything a form says to who fills it in. */
function textsOf(definition: FormDefinition): string[] {
  const said = (...texts: (string | undefined)[]) => texts.filter((text): text is string => Boolean(text))
  return [
    ...said(definition.introduction),
    ...definition.pages.flatMap((page) => [
      ...said(page.help),
      ...page.sections.flatMap((section) => [
        ...said(section.help),
        ...section.fields.flatMap((field) => [said(field.label, field.help).join("："), ...said("text" in field ? field.text : undefined), ...("options" in field ? field.options.map(({ label }) => label) : [])]),
      ]),
    ]),
  ]
}
