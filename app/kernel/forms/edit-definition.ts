import { allFields, type Condition, type Field, type FieldKind, fieldsOf, type FormDefinition, type FormPage, type FormSection } from "./form.ts"

/** Changes of a form one at a time, as the designer's buttons make them. Each takes a definition and gives the next. */

export function addPage(form: FormDefinition, title: string): FormDefinition {
  const key = freeKey("page", form.pages.map((page) => page.key))
  return { ...form, pages: [...form.pages, { key, title, sections: [{ fields: [] }] }] }
}

export function changePage(form: FormDefinition, key: string, change: (page: FormPage) => FormPage): FormDefinition {
  return { ...form, pages: form.pages.map((page) => (page.key === key ? change(page) : page)) }
}

export function addField(form: FormDefinition, pageKey: string, section: number, kind: FieldKind, label: string): FormDefinition {
  return addFieldAs(form, pageKey, section, kind, label).form
}

/** The same, and the key the new question got. */
export function addFieldAs(form: FormDefinition, pageKey: string, section: number, kind: FieldKind, label: string): { form: FormDefinition; key: string } {
  const key = freeKey("item", allFields(form).map((field) => field.key))
  const changed = changePage(form, pageKey, (page) => {
    const sections = page.sections.length > 0 ? page.sections : [{ fields: [] }]
    const at = Math.min(section, sections.length - 1)
    return { ...page, sections: sections.map((one, index) => (index === at ? { ...one, fields: [...one.fields, blank(kind, key, label, page)] } : one)) }
  })
  return { form: changed, key }
}

export function addSection(form: FormDefinition, pageKey: string, title: string): FormDefinition {
  return changePage(form, pageKey, (page) => ({ ...page, sections: [...page.sections, { title, fields: [] }] }))
}

export function changeField(form: FormDefinition, key: string, change: (field: Field) => Field): FormDefinition {
  return { ...form, pages: form.pages.map((page) => ({ ...page, sections: page.sections.map((section) => ({ ...section, fields: section.fields.map((field) => (field.key === key ? change(field) : field)) })) })) }
}

/** Another key for a question, wherever conditions and sums name it. */
export function renameField(form: FormDefinition, from: string, to: string): FormDefinition {
  const named = (key: string) => (key === from ? to : key)
  const inCondition = (when: Condition | undefined): Condition | undefined => {
    if (!when) return undefined
    if ("all" in when) return { all: when.all.map((one) => inCondition(one)!) }
    return "any" in when ? { any: when.any.map((one) => inCondition(one)!) } : { ...when, field: named(when.field) }
  }
  const set = <T extends { when?: Condition | undefined }>(it: T): T => (it.when ? { ...it, when: inCondition(it.when) } : it)
  const inSum = (path: string) => [named(path.split(".")[0]!), ...path.split(".").slice(1)].join(".")
  const inField = (field: Field): Field => {
    const renamed = { ...set(field), key: named(field.key) }
    return renamed.kind === "sum" ? { ...renamed, of: renamed.of.map(inSum) } : renamed
  }
  const pages = form.pages.map((page) => ({ ...set(page), sections: page.sections.map((section) => ({ ...section, fields: section.fields.map(inField) })) }))
  return { ...form, pages }
}

/** Headings and help of a page's sections; a section that goes leaves its questions to the one before it, or after. */
export function changeSections(page: FormPage, changes: readonly { title?: string | undefined; help?: string | undefined; gone: boolean }[]): FormPage {
  const kept: FormSection[] = []
  let waiting: Field[] = []
  page.sections.forEach((section, at) => {
    const change = changes[at]
    if (change?.gone) {
      const last = kept.at(-1)
      if (last) kept[kept.length - 1] = { ...last, fields: [...last.fields, ...section.fields] }
      else waiting = [...waiting, ...section.fields]
      return
    }
    const { title, help } = change ?? section
    kept.push({ ...(title ? { title } : {}), ...(help ? { help } : {}), fields: [...waiting, ...section.fields] })
    waiting = []
  })
  return { ...page, sections: waiting.length > 0 || kept.length === 0 ? [...kept, { fields: waiting }] : kept }
}

export function removePage(form: FormDefinition, key: string): FormDefinition {
  return { ...form, pages: form.pages.filter((page) => page.key !== key) }
}

export function removeField(form: FormDefinition, key: string): FormDefinition {
  return { ...form, pages: form.pages.map((page) => ({ ...page, sections: page.sections.map((section) => ({ ...section, fields: section.fields.filter((field) => field.key !== key) })) })) }
}

export function shiftPage(form: FormDefinition, key: string, by: -1 | 1): FormDefinition {
  return { ...form, pages: shifted(form.pages, form.pages.findIndex((page) => page.key === key), by) }
}

/** Within its section; at its end it goes on to the next section of the page. */
export function shiftField(form: FormDefinition, key: string, by: -1 | 1): FormDefinition {
  const page = form.pages.find((one) => fieldsOf(one).some((field) => field.key === key))
  if (!page) return form
  return changePage(form, page.key, (one) => {
    const sections = one.sections.map((section) => ({ ...section, fields: [...section.fields] }))
    const at = sections.findIndex(({ fields }) => fields.some((field) => field.key === key))
    const index = sections[at]!.fields.findIndex((field) => field.key === key)
    const target = index + by
    if (target >= 0 && target < sections[at]!.fields.length) sections[at]!.fields = shifted(sections[at]!.fields, index, by)
    else if (sections[at + by]) {
      const [field] = sections[at]!.fields.splice(index, 1)
      if (by < 0) sections[at + by]!.fields.push(field!)
      else sections[at + by]!.fields.unshift(field!)
    }
    return { ...one, sections }
  })
}

export interface Place {
  page: string
  section: number
  /** Before which question of that section, as the section stands; beyond the last one: at its end. */
  at: number
}

/** A question to anywhere in the form, as a mouse drops it. */
export function moveField(form: FormDefinition, key: string, to: Place): FormDefinition {
  const field = allFields(form).find((one) => one.key === key)
  const target = form.pages.find((page) => page.key === to.page)?.sections[to.section]
  if (!field || !target) return form
  const from = target.fields.findIndex((one) => one.key === key)
  const at = from !== -1 && from < to.at ? to.at - 1 : to.at
  return changePage(removeField(form, key), to.page, (page) => ({
    ...page,
    sections: page.sections.map((section, index) => (index === to.section ? { ...section, fields: [...section.fields.slice(0, at), field, ...section.fields.slice(at)] } : section)),
  }))
}

/** A page before the one that stands at a place now. */
export function movePage(form: FormDefinition, key: string, to: number): FormDefinition {
  const from = form.pages.findIndex((page) => page.key === key)
  if (from === -1) return form
  const rest = form.pages.filter((page) => page.key !== key)
  const at = from < to ? to - 1 : to
  return { ...form, pages: [...rest.slice(0, at), form.pages[from]!, ...rest.slice(at)] }
}

export function shiftSection(form: FormDefinition, pageKey: string, at: number, by: -1 | 1): FormDefinition {
  return changePage(form, pageKey, (page) => ({ ...page, sections: shifted(page.sections, at, by) }))
}

function shifted<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const next = [...list]
  const target = at + by
  if (at < 0 || target < 0 || target >= next.length) return next
  ;[next[at], next[target]] = [next[target]!, next[at]!]
  return next
}

function freeKey(stem: string, taken: readonly string[]): string {
  for (let n = taken.length + 1; ; n++) if (!taken.includes(`${stem}${n}`)) return `${stem}${n}`
}

function blank(kind: FieldKind, key: string, label: string, page: FormPage): Field {
  switch (kind) {
    case "choice":
      return { key, label, kind, options: [{ value: "1", label: "選択肢1" }] }
    case "table":
      return { key, label, kind, columns: [{ key: "value", label: "内容", kind: "text" }], rows: ["1行目"] }
    case "group":
      return { key, label, kind, fields: [{ key: "value", label: "内容", kind: "text" }] }
    case "declaration":
      return { key, label, kind, text: label }
    case "sum":
      return { key, label, kind, of: amountsOf(page) }
    default:
      return { key, label, kind } as Field
  }
}

/** The amounts of a page, for a sum that has just been made. */
function amountsOf(page: FormPage): string[] {
  return fieldsOf(page).flatMap((field) => {
    if (field.kind === "yen") return [field.key]
    const parts = field.kind === "group" ? field.fields : field.kind === "table" ? field.columns : []
    return parts.filter(({ kind }) => kind === "yen").map((part) => `${field.key}.${part.key}`)
  })
}
