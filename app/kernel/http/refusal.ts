export type RefusalKind = "invalid" | "forbidden" | "not-found" | "conflict" | "unavailable"

/**
 * A "no" with its reason, in one Japanese sentence for the person who asked. Anything else that is thrown is a fault
 * of ours. The five kinds are all the HTTP layer knows; each module names its own codes.
 */
export class Refusal extends Error {
  kind: RefusalKind
  /** "module.rule", stable, for machines and tests. */
  code: string
  /** The form field it concerns. */
  field: string | undefined
  /** What else the page may show: for a conflict, the text the other person saved. */
  detail: Record<string, unknown> | undefined

  constructor(kind: RefusalKind, code: string, message: string, more: RefusalMore = {}) {
    super(message)
    this.name = "Refusal"
    this.kind = kind
    this.code = code
    this.field = more.field
    this.detail = more.detail
  }
}

export interface RefusalMore {
  field?: string
  detail?: Record<string, unknown>
}

export function refusal(kind: RefusalKind, code: string, message: string, more?: RefusalMore): Refusal {
  return new Refusal(kind, code, message, more)
}

export function refuseIf(refused: Refusal | undefined): void {
  if (refused) throw refused
}

export function notFound(what: string): Refusal {
  return refusal("not-found", "http.not-found", `${what}が見つかりません。削除されたか、見る権限がありません。`)
}

export const statusOf = { invalid: 422, forbidden: 403, "not-found": 404, conflict: 409, unavailable: 503 } as const
