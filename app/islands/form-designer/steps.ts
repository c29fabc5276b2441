import { moveField, movePage, shiftField, shiftPage } from "../../kernel/forms/edit-definition.ts"
import { fieldsOf, type FormDefinition, type FormPage } from "../../kernel/forms/form.ts"

/** What stands in the outline: a page, one of its sections, or a question. */
export type Item = { what: "page"; key: string } | { what: "section"; page: string; at: number } | { what: "field"; key: string }

export const idOf = (item: Item) => (item.what === "section" ? `section:${item.page}:${item.at}` : `${item.what}:${item.key}`)

export function itemOf(id: string): Item | undefined {
  const [what, key, at] = id.split(":")
  if (!key) return undefined
  if (what === "page" || what === "field") return { what, key }
  return what === "section" ? { what, page: key, at: Number(at) } : undefined
}

export function pageOf(form: FormDefinition, item: Item | undefined): FormPage | undefined {
  if (!item) return undefined
  if (item.what === "page") return form.pages.find(({ key }) => key === item.key)
  if (item.what === "section") return form.pages.find(({ key }) => key === item.page)
  return form.pages.find((page) => fieldsOf(page).some(({ key }) => key === item.key))
}

/** One place up or down; a question at the end of its page goes on to the next page. */
export function stepped(form: FormDefinition, item: Item, by: -1 | 1): FormDefinition {
  if (item.what === "page") return shiftPage(form, item.key, by)
  if (item.what === "section") return form
  const page = pageOf(form, item)!
  const shifted = shiftField(form, item.key, by)
  const order = (it: FormDefinition) => it.pages.flatMap(({ sections }) => sections.map(({ fields }) => fields.map(({ key }) => key).join(" "))).join("|")
  if (order(shifted) !== order(form)) return shifted
  const next = form.pages[form.pages.indexOf(page) + by]
  if (!next) return form
  const section = by < 0 ? next.sections.length - 1 : 0
  return moveField(form, item.key, { page: next.key, section, at: by < 0 ? next.sections[section]?.fields.length ?? 0 : 0 })
}

/** Where a mouse let go: before or after another part of the outline. */
export function dropped(form: FormDefinition, item: Item, on: Item, after: boolean): FormDefinition {
  const target = pageOf(form, on)
  if (!target) return form
  if (item.what === "page") return movePage(form, item.key, form.pages.indexOf(target) + (after ? 1 : 0))
  if (item.what === "section") return form
  if (on.what === "page") return moveField(form, item.key, { page: target.key, section: 0, at: 0 })
  if (on.what === "section") return moveField(form, item.key, { page: target.key, section: on.at, at: 0 })
  if (on.key === item.key) return form
  const section = target.sections.findIndex(({ fields }) => fields.some(({ key }) => key === on.key))
  const at = target.sections[section]!.fields.findIndex(({ key }) => key === on.key)
  return moveField(form, item.key, { page: target.key, section, at: at + (after ? 1 : 0) })
}

/** 「名称」は「申請者」の2番目（全5） : said aloud after a move. */
export function placeWords(form: FormDefinition, item: Item): string {
  const page = pageOf(form, item)
  if (!page || item.what === "section") return ""
  if (item.what === "page") return `ページ「${page.title}」は${form.pages.indexOf(page) + 1}番目（全${form.pages.length}ページ）`
  const section = page.sections.find(({ fields }) => fields.some(({ key }) => key === item.key))!
  const at = section.fields.findIndex(({ key }) => key === item.key)
  const where = page.sections.length > 1 ? `「${page.title}」の「${section.title ?? `まとまり${page.sections.indexOf(section) + 1}`}」` : `「${page.title}」`
  return `「${section.fields[at]!.label}」は${where}の${at + 1}番目（全${section.fields.length}項目）`
}
