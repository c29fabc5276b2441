import { createHash } from "node:crypto"

/** JSON with the keys of every object in order, so that one content has one text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value === "string") return value.replaceAll("\u0000", "")
  if (value === null || typeof value !== "object" || value instanceof Date) return value
  // Without a prototype "__proto__" is a key as any other.
  const put: Record<string, unknown> = Object.create(null)
  for (const key of Object.keys(value).sort()) {
    const each = (value as Record<string, unknown>)[key]
    if (each !== undefined) put[key] = sorted(each)
  }
  return put
}

/** sha256 in hexadecimal: what was approved, in 64 characters. */
export function contentHash(canonical: string): string {
  return createHash("sha256").update(canonical).digest("hex")
}
