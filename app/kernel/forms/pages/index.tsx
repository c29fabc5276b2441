import { z } from "zod"
import type { Work } from "../../database/index.ts"
import { firstValue, notFound, refusal, type PageContext, type Site, type Typed } from "../../http/index.ts"
import { differenceOf } from "../definition-difference.ts"
import { addFieldAs, addPage, addSection, changeField, changePage, changeSections, removeField, removePage, renameField, shiftField, shiftPage } from "../edit-definition.ts"
import { filesOf } from "../answer-shapes.ts"
import { allFields, type Answers, type Field, fieldsOf, type FormDefinition, type FormPage, type FormProblem } from "../form.ts"
import { copyForm, createForm, definitionOfJson, exportForm, type FormVersion, getForm, getFormVersion, listForms, openVersion, reviseForm, saveDefinition, undoChange } from "../forms.ts"
import { faultsToOpen } from "../form-faults.ts"
import { exampleProblems } from "../example-problems.ts"
import { jsonSchemaOf } from "../json-schema-of.ts"
import { optionLines } from "../option-lines.ts"
import { paths } from "../paths.ts"
import { withFoundAddress } from "../postal/with-found-address.ts"
import { problemsOf } from "../problems-of.ts"
import { readTyped } from "../read-typed.ts"
import { shownPages } from "../shown.ts"
import { listStarters } from "../starters.ts"
import { FieldPage, PageSettingsPage, SettingsPage } from "./field-page.tsx"
import { conditionOf, whenValues } from "./condition-input.ts"
import { fieldInput, fieldOf, MEGABYTE, newFieldInput, newFormInput, nothingInput, pageInput, removeInput, replaceInput, settingsInput, shiftInput, titleInput } from "./inputs.ts"
import { DifferencePage, FormListPage, FormPageView, NewFormPage } from "./list-page.tsx"
import { postalPages } from "./postal-pages.tsx"
import { ErrorsPage, PreviewEnd, PreviewPage } from "./preview-page.tsx"
import { VersionPage } from "./version-page.tsx"

export function formPages(site: Site): void {
  site.staff.get(paths.list, async (work, c) => {
    const q = c.query("q") ?? ""
    const state = ([c.query("state")] as const).find((one) => one === "open" || one === "draft")
    return c.page(<FormListPage forms={await listForms(work, { q, ...(state ? { state } : {}) })} q={q} state={state ?? ""} />)
  })
  const fresh = (_: Work, __: PageContext, typed?: Typed) => <NewFormPage starters={listStarters()} typed={typed} />
  site.staff.get(paths.fresh, (work, c) => c.page(fresh(work, c)))
  site.staff.post(paths.list, { form: newFormInput, again: fresh }, async (work, { title, starter, json, note }, c) => {
    const file = c.files.file?.[0]
    const given = file ? definitionOfJson(await file.text(), "file") : json ? definitionOfJson(json) : undefined
    const from = given ?? listStarters().find(({ key }) => key === starter)?.definition
    if (!title && !from) throw refusal("invalid", "forms.no-title", "様式の名称を入力してください。", { field: "title" })
    const { versionId } = await createForm(work, { ...(from ?? { pages: [] }), title: title ?? from!.title }, note)
    return c.redirect(paths.version(versionId), "様式をつくりました。")
  })
  versionPages(site)
  postalPages(site)
  site.staff.get("/forms/:id/difference", async (work, c) => {
    const [form, before, after] = await Promise.all([getForm(work, c.param("id")), getFormVersion(work, c.query("from") ?? ""), getFormVersion(work, c.query("to") ?? "")])
    if (before.formId !== form.id || after.formId !== form.id) throw notFound("様式の版")
    return c.page(<DifferencePage form={form} before={before} after={after} rows={differenceOf(before.definition, after.definition)} />)
  })
  const form = async (work: Work, c: PageContext) => <FormPageView form={await getForm(work, c.param("id"))} />
  site.staff.get(paths.one(":id"), async (work, c) => c.page(await form(work, c)))
  site.staff.post(paths.revise(":id"), { form: nothingInput, again: form }, async (work, _, c) => c.redirect(paths.version(await reviseForm(work, c.param("id")))))
  site.staff.post(paths.copy(":id"), { form: nothingInput, again: form }, async (work, _, c) => c.redirect(paths.version(await copyForm(work, c.param("id"))), "写しをつくりました。"))
}

function versionPages(site: Site): void {
  const show = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getFormVersion(work, c.param("version"))
    return <VersionPage it={it} faults={faultsToOpen(it.definition)} typed={typed} plain={isPlain(c)} />
  }
  const back = (c: PageContext, flash: string, at = "") => c.redirect(`${paths.version(c.param("version"))}${at}`, flash)
  const at = ":version"
  site.staff.get(paths.version(at), async (work, c) => c.page(await show(work, c)))
  site.staff.post(paths.pages(at), { form: titleInput, again: show }, async (work, { title, _version }, c) => {
    await saveDefinition(work, c.param("version"), (definition) => addPage(definition, title), _version)
    return back(c, `ページ「${title}」を足しました。`)
  })
  site.staff.post(paths.fields(at, ":page"), { form: newFieldInput, again: show }, async (work, { label, kind, section, _version }, c) => {
    let made = ""
    const add = (definition: FormDefinition) => {
      const added = addFieldAs(withPage(definition, c.param("page")), c.param("page"), section, kind, label)
      made = added.key
      return added.form
    }
    await saveDefinition(work, c.param("version"), add, _version)
    return c.redirect(paths.field(c.param("version"), made), `項目「${label}」を足しました。くわしい設定ができます。`)
  })
  site.staff.post(paths.shift(at), { form: shiftInput, again: show }, async (work, { what, key, by, _version }, c) => {
    const step = by === "up" ? -1 : 1
    await saveDefinition(work, c.param("version"), (definition) => (what === "page" ? shiftPage(definition, key, step) : shiftField(definition, key, step)), _version)
    return back(c, "並べ替えました。", `#${what}-${key}`)
  })
  site.staff.post(paths.remove(at), { form: removeInput, again: show }, async (work, { what, key, _version }, c) => {
    await saveDefinition(work, c.param("version"), (definition) => (what === "page" ? removePage(definition, key) : removeField(definition, key)), _version)
    return back(c, "消しました。「直前の変更を元に戻す」で戻せます。")
  })
  site.staff.post(paths.undo(at), { form: nothingInput, again: show }, async (work, _, c) => {
    await undoChange(work, c.param("version"))
    return back(c, "直前の変更を元に戻しました。")
  })
  site.staff.post(paths.replace(at), { form: replaceInput, again: show }, async (work, { json, _version }, c) => {
    await saveDefinition(work, c.param("version"), () => definitionOfJson(json), _version)
    return back(c, "様式を取り込みました。")
  })
  site.staff.post(paths.open(at), { form: nothingInput, again: show }, async (work, _, c) => {
    await openVersion(work, c.param("version"))
    return back(c, "この版を公開しました。公募の設定で選べます。")
  })
  site.staff.get(paths.json(at), async (work, c) => {
    const { name, json } = await exportForm(work, c.param("version"))
    return c.file(json, name, "application/json")
  })
  site.staff.get(paths.jsonSchema(at), async (work, c) => {
    const { definition, number } = await getFormVersion(work, c.param("version"))
    return c.file(JSON.stringify(jsonSchemaOf(definition), null, 2), `${definition.title}_第${number}版.schema.json`, "application/schema+json")
  })
  const settings = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getFormVersion(work, c.param("version"))
    const page = it.definition.pages.find(({ key }) => key === c.param("page"))
    if (!page) throw notFound("ページ")
    return <PageSettingsPage it={it} page={page} typed={typed ?? { values: pageValues(page), problems: [] }} />
  }
  site.staff.get(paths.page(at, ":page"), async (work, c) => c.page(await settings(work, c)))
  site.staff.post(paths.page(at, ":page"), { form: pageInput, again: settings }, async (work, { title, help, newSection, sections, _version, ...when }, c) => {
    const change = (definition: FormDefinition) => {
      const changed = changePage(withPage(definition, c.param("page")), c.param("page"), ({ help: _, when: before, ...page }) => {
        const condition = conditionOf(when, before)
        return changeSections({ ...page, title, ...(help ? { help } : {}), ...(condition ? { when: condition } : {}) }, sections)
      })
      return newSection ? addSection(changed, c.param("page"), newSection) : changed
    }
    const theirs = (definition: FormDefinition) => pageValues(definition.pages.find(({ key }) => key === c.param("page")))
    await saveDefinition(work, c.param("version"), change, _version, theirs)
    return back(c, "ページを保存しました。", `#page-${c.param("page")}`)
  })
  const edit = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getFormVersion(work, c.param("version"))
    const field = allFields(it.definition).find(({ key }) => key === c.param("field"))
    if (!field) throw notFound("項目")
    return <FieldPage it={it} field={field} errors={exampleProblems(field)} typed={typed ?? { values: fieldValues(field), problems: [] }} />
  }
  site.staff.get(paths.field(at, ":field"), async (work, c) => c.page(await edit(work, c)))
  site.staff.post(paths.field(at, ":field"), { form: fieldInput, again: edit }, async (work, { _version, ...input }, c) => {
    const key = c.param("field")
    const change = (definition: FormDefinition) => {
      if (!allFields(definition).some((field) => field.key === key)) throw notFound("項目")
      const changed = changeField(definition, key, (field) => fieldOf(field, input))
      return input.key && input.key !== key ? renameField(changed, key, input.key) : changed
    }
    const theirs = (definition: FormDefinition) => {
      const field = allFields(definition).find((one) => one.key === key)
      return field ? fieldValues(field) : {}
    }
    await saveDefinition(work, c.param("version"), change, _version, theirs)
    return back(c, "項目を保存しました。", `#field-${input.key ?? key}`)
  })
  const head = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getFormVersion(work, c.param("version"))
    const { title, introduction = "" } = it.definition
    return <SettingsPage it={it} typed={typed ?? { values: { title, introduction }, problems: [] }} />
  }
  site.staff.get(paths.settings(at), async (work, c) => c.page(await head(work, c)))
  site.staff.post(paths.settings(at), { form: settingsInput, again: head }, async (work, { title, introduction, _version }, c) => {
    const change = ({ introduction: _, ...definition }: FormDefinition) => ({ ...definition, title, ...(introduction ? { introduction } : {}) })
    await saveDefinition(work, c.param("version"), change, _version, (it) => ({ title: it.title, introduction: it.introduction ?? "" }))
    return back(c, "名称とはじめの説明を保存しました。")
  })
  site.staff.get(paths.errors(at), async (work, c) => c.page(<ErrorsPage it={await getFormVersion(work, c.param("version"))} />))
  previewPages(site)
}

function previewPages(site: Site): void {
  const at = (it: FormVersion, key: string) => {
    const page = it.definition.pages.find((one) => one.key === key)
    if (!page) throw notFound("ページ")
    return page
  }
  site.staff.get(paths.preview(":version", ":page"), async (work, c) => {
    const it = await getFormVersion(work, c.param("version"))
    return c.page(<PreviewPage it={it} page={at(it, c.param("page"))} answers={{}} problems={[]} shown={shownPages(it.definition, {})} />)
  })
  // Its buttons ask for a page and change nothing: what was typed goes from page to page in the page itself.
  const again = async (work: Work, c: PageContext, typed: Typed) => {
    const it = await getFormVersion(work, c.param("version"))
    const page = at(it, c.param("page"))
    const values = await withFoundAddress(work, typed.values)
    const pressed = firstValue(typed, "_again")
    const before = carried(firstValue(typed, "_answers"))
    const answers = pressed === "show" ? before : withTriedFiles(page, readTyped(it.definition, page.key, values, before), values, c.files)
    const shown = shownPages(it.definition, answers)
    const now = shown.findIndex(({ key }) => key === page.key)
    const preview = (on: FormPage, problems: readonly FormProblem[] = []) => <PreviewPage it={it} page={on} answers={answers} problems={problems} shown={shown} typed={values} />
    // What is wrong is said by 「次へ」; rows and addresses are asked for on the way.
    if (pressed === "back") return preview(shown[now - 1] ?? page)
    if (pressed !== "next" && pressed !== "errors") return preview(page)
    const problems = problemsOf(it.definition, answers, { pageKey: page.key })
    if (problems.length > 0 || pressed === "errors") return preview(page, problems)
    const next = shown[now + 1]
    return next ? <PreviewPage it={it} page={next} answers={answers} problems={[]} shown={shown} /> : <PreviewEnd it={it} answers={answers} last={page.key} />
  }
  site.staff.post(paths.preview(":version", ":page"), { form: z.object({}), again }, async (work, _, c) => {
    at(await getFormVersion(work, c.param("version")), c.param("page"))
    return c.redirect(paths.preview(c.param("version"), c.param("page")))
  })
}

/** A file somebody tries with is not kept: its name and size stand in its place, so that the trial goes on. */
function withTriedFiles(page: FormPage, answers: Answers, typed: Typed["values"], files: PageContext["files"]): Answers {
  const after = { ...answers }
  for (const { key, kind } of fieldsOf(page)) {
    if (kind !== "file") continue
    const left = filesOf(after[key]).filter(({ documentId }) => typed[`${key}.remove.${documentId}`] !== "on")
    const tried = (files[key] ?? []).filter(({ size }) => size > 0).map(({ name, size }, at) => ({ documentId: `tried-${left.length + at}`, name, bytes: size, sha256: "" }))
    if (left.length + tried.length > 0) after[key] = [...left, ...tried]
    else delete after[key]
  }
  return after
}

const VIEW_COOKIE = "hagi_designer"

/** Whoever prefers buttons and links to the designer's three columns keeps them until they change back. */
function isPlain(c: PageContext): boolean {
  const view = c.query("view")
  if (view === "plain" || view === "columns") c.setCookie(VIEW_COOKIE, view, { path: "/forms" })
  return (view ?? c.cookie(VIEW_COOKIE)) === "plain"
}

function carried(text: string | undefined): Answers {
  try {
    const answers: unknown = JSON.parse(text ?? "{}")
    return answers && typeof answers === "object" && !Array.isArray(answers) ? (answers as Answers) : {}
  } catch {
    return {}
  }
}

function withPage(definition: FormDefinition, key: string): FormDefinition {
  if (!definition.pages.some((page) => page.key === key)) throw notFound("ページ")
  return definition
}

function pageValues(page: FormPage | undefined): Typed["values"] {
  if (!page) return {}
  const sections = page.sections.flatMap(({ title, help }, at) => [
    [`sections.${at}.title`, title ?? ""],
    [`sections.${at}.help`, help ?? ""],
  ])
  return { title: page.title, help: page.help ?? "", ...Object.fromEntries(sections), ...whenValues(page.when) }
}

/** The settings of a field as its form has them. */
function fieldValues(field: Field): Typed["values"] {
  const parts = field.kind === "group" ? field.fields : field.kind === "table" ? field.columns : []
  const all: Record<string, unknown> = {
    key: field.key,
    label: field.label,
    help: field.help,
    required: field.required ? "on" : "",
    ...("lines" in field ? { lines: field.lines } : {}),
    ...("maxLength" in field ? { maxLength: field.maxLength } : {}),
    ...(field.kind === "date" ? { from: field.min, until: field.max } : "min" in field || "max" in field ? { min: field.min, max: field.max, least: field.min, most: field.max } : {}),
    ...("unit" in field ? { unit: field.unit } : {}),
    ...("decimals" in field ? { decimals: field.decimals } : {}),
    ...(field.kind === "choice" ? { options: optionLines(field.options), many: field.many ? "on" : "", shownAs: field.shownAs } : {}),
    ...(field.kind === "file" ? { maxFiles: field.maxFiles, maxMegabytes: field.maxBytes && Math.ceil(field.maxBytes / MEGABYTE), accept: field.accept?.join(", ") } : {}),
    ...(field.kind === "table" ? { rows: field.rows.join("\n") } : {}),
    ...(field.kind === "declaration" ? { text: field.text } : {}),
    ...(field.kind === "sum" ? field.fraction : {}),
  }
  parts.forEach((part, at) => Object.assign(all, { [`parts.${at}.label`]: part.label, [`parts.${at}.required`]: part.required ? "on" : "", ...(part.kind === "choice" ? { [`parts.${at}.options`]: optionLines(part.options) } : {}), ...(part.kind === "number" ? { [`parts.${at}.unit`]: part.unit } : {}) }))
  const values = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return { ...Object.fromEntries(values), ...(field.kind === "sum" ? { of: field.of } : {}), ...whenValues(field.when) }
}
