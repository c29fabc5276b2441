import type { Asked } from "../applications/asked.ts"
import type { Application } from "../applications/application.ts"

/** Everything the formal check goes through: the questions as they were asked, in their order. */
export function checkedFields(it: Pick<Application, "asked">): Asked[] {
  return (it.asked ?? []) as Asked[]
}

/** By page, as the applicant saw them. */
export function byPage<T extends { page: string }>(fields: readonly T[]): { page: string; fields: T[] }[] {
  const pages: { page: string; fields: T[] }[] = []
  for (const field of fields) {
    const last = pages.at(-1)
    if (last?.page === field.page) last.fields.push(field)
    else pages.push({ page: field.page, fields: [field] })
  }
  return pages
}
