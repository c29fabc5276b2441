import type { Typed } from "../../http/typed.ts"
import { Banner, Button, ButtonGroup, ButtonLink, Details, Form, HiddenField, Page, Section, SelectField, StatusTag, TextAreaField, TextField } from "../../ui/index.ts"
import { conditionWords } from "../condition-words.ts"
import { allFields, type Condition, type FormDefinition, type FormPage, fieldKindWords } from "../form.ts"
import type { FormVersion } from "../forms.ts"
import { paths } from "../paths.ts"

interface VersionPageProps {
  it: FormVersion
  faults: readonly string[]
  typed?: Typed | undefined
  /** Only buttons and links, though scripts may run. */
  plain?: boolean
}

/** The whole of a form at a glance, every part with its buttons; a draft becomes the designer where scripts run. */
export function VersionPage({ it, faults, typed, plain = false }: VersionPageProps) {
  const { definition } = it
  const draft = it.state === "draft"
  const shared = typed ? { typed } : {}
  return (
    <Page
      title={definition.title}
      kicker={`様式　第${it.number}版`}
      {...shared}
      crumbs={[{ title: "様式", href: paths.list }, { title: definition.title, href: paths.one(it.formId) }, { title: `第${it.number}版` }]}
      actions={definition.pages[0] && <ButtonLink href={paths.preview(it.id, definition.pages[0].key)}>ためしに使ってみる</ButtonLink>}
    >
      <link rel="stylesheet" href="/assets/designer.css" />
      <p class="designer-links">
        <StatusTag tone={draft ? "warning" : "success"}>{draft ? "準備中" : "公開（変わりません）"}</StatusTag>
        <a href={paths.errors(it.id)}>誤りの文をまとめて見る</a>
        {draft && plain && <a href={paths.view(it.id, "columns")}>並べて直す画面にする</a>}
      </p>
      {draft && !plain && !typed ? (
        <>
          <div data-island="form-designer" data-given={JSON.stringify({ id: it.id, version: it.version, definition })}>
            <Outline {...shared} it={it} faults={faults} />
          </div>
          <script type="module" src="/assets/islands/loader.js"></script>
        </>
      ) : (
        <Outline {...shared} it={it} faults={faults} />
      )}
    </Page>
  )
}

/** Every part with its buttons: works by keyboard and without JavaScript. */
function Outline({ it, faults, typed }: Omit<VersionPageProps, "plain">) {
  const { definition } = it
  const draft = it.state === "draft"
  const shared = typed ? { typed } : {}
  return (
    <>
      {definition.introduction && <p class="pre-wrap">{definition.introduction}</p>}
      {draft && (
        <p>
          <a href={paths.settings(it.id)}>名称とはじめの説明を直す</a>
        </p>
      )}
      {draft && faults.length > 0 && (
        <Banner kind="warning" title="公開の前に直すところ">
          <ul>
            {faults.map((fault) => (
              <li>{fault}</li>
            ))}
          </ul>
        </Banner>
      )}
      {definition.pages.map((page, at) => (
        <PageOutline it={it} page={page} at={at} draft={draft} shared={shared} />
      ))}
      {draft && (
        <Section title="ページを足す" id="add-page">
          <Form action={paths.pages(it.id)} version={it.version}>
            <TextField name="title" id="new-page" label="ページの見出し" hint="1つのページでは1つのことを聞きます。" required {...shared} maxLength={100} />
            <Button kind="secondary">ページを足す</Button>
          </Form>
        </Section>
      )}
      {draft && (
        <ButtonGroup>
          <Form action={paths.open(it.id)} class="form-inline" version={it.version}>
            <Button>この版を公開する</Button>
          </Form>
          {it.undoable && (
            <Form action={paths.undo(it.id)} class="form-inline" version={it.version}>
              <Button kind="tertiary">直前の変更を元に戻す</Button>
            </Form>
          )}
        </ButtonGroup>
      )}
      <Details summary="書き出しと取り込み">
        <p>
          <a href={paths.json(it.id)}>様式を書き出す（JSON）</a>　<a href={paths.jsonSchema(it.id)}>答えの形を書き出す（JSON Schema）</a>
        </p>
        {draft && (
          <Form action={paths.replace(it.id)} version={it.version}>
            <TextAreaField name="json" label="取り込む様式（JSON）" hint="いまの内容と入れ替わります。直前の変更は元に戻せます。" required {...shared} rows={5} />
            <Button kind="secondary">取り込む</Button>
          </Form>
        )}
      </Details>
    </>
  )
}

function PageOutline({ it, page, at, draft, shared }: { it: FormVersion; page: FormPage; at: number; draft: boolean; shared: { typed?: Typed } }) {
  return (
    <Section title={`${at + 1}. ${page.title}`} id={`page-${page.key}`} actions={draft && <Movers it={it} what="page" itsKey={page.key} title={page.title} />}>
      {page.when && <p>{whenWords(it.definition, page.when)}</p>}
      {page.sections.map((section) => (
        <>
          {section.title && <h3>{section.title}</h3>}
          {section.fields.length === 0 && <p>項目がありません。</p>}
          <ol class="outline">
            {section.fields.map((field) => (
              <li id={`field-${field.key}`}>
                <div class="task-words">
                  {draft ? <a href={paths.field(it.id, field.key)}>{field.label}</a> : field.label}
                  <p class="task-hint">
                    {fieldKindWords[field.kind]}
                    {field.required ? "・必須" : ""}
                    {field.when ? `・${whenWords(it.definition, field.when)}` : ""}
                  </p>
                </div>
                {draft && <Movers it={it} what="field" itsKey={field.key} title={field.label} />}
              </li>
            ))}
          </ol>
        </>
      ))}
      {draft && (
        <Details summary={`「${page.title}」に項目を足す`}>
          <Form action={paths.fields(it.id, page.key)} version={it.version}>
            <TextField name="label" id={`label-${page.key}`} label="項目の見出し" required {...shared} maxLength={200} />
            <SelectField name="kind" id={`kind-${page.key}`} label="項目の種類" required {...shared} options={Object.entries(fieldKindWords).map(([value, label]) => ({ value, label }))} />
            {page.sections.length > 1 && (
              <SelectField name="section" id={`section-${page.key}`} label="まとまり" {...shared} empty={false} options={page.sections.map(({ title }, index) => ({ value: String(index), label: title ?? `${index + 1}つ目のまとまり` }))} />
            )}
            <Button kind="secondary">項目を足す</Button>
          </Form>
        </Details>
      )}
      {draft && (
        <p>
          <a href={paths.page(it.id, page.key)}>ページの設定（説明・表示の条件・まとまり）</a>
        </p>
      )}
    </Section>
  )
}

function Movers({ it, what, itsKey, title }: { it: FormVersion; what: "page" | "field"; itsKey: string; title: string }) {
  const one = (by: "up" | "down", words: string) => (
    <Form action={paths.shift(it.id)} class="form-inline" version={it.version} label={`「${title}」を${words}へ`}>
      <HiddenField name="what" value={what} />
      <HiddenField name="key" value={itsKey} />
      <HiddenField name="by" value={by} />
      <Button kind="tertiary" small label={`「${title}」を${words}へ`}>
        {by === "up" ? "↑" : "↓"}
      </Button>
    </Form>
  )
  return (
    <span class="movers">
      {one("up", "上")}
      {one("down", "下")}
      <Form action={paths.remove(it.id)} class="form-inline" version={it.version} label={`「${title}」を消す`}>
        <HiddenField name="what" value={what} />
        <HiddenField name="key" value={itsKey} />
        <Button kind="tertiary" small label={`「${title}」を消す`}>
          消す
        </Button>
      </Form>
    </span>
  )
}

function whenWords(form: FormDefinition, when: Condition): string {
  return `${conditionWords(allFields(form), when)}に聞く`
}
