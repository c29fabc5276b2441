import { createHash } from "node:crypto"

/** JSON with the keys of every object in order, so that one content has one text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value === "string") return value.replaceAll("\u0000", "")
  if (value === null || typeof value !== "object" || value instanceof Date) return value
  const put: Record<string, unknown> = {}
  for (const key of Object.keys(value).sort()) {
    const each = (value as Record<string, unknown>)[key]
    if (each === undefined) continue
    // Said outright it is a key as any other, not what the object is made after.
    if (key === "__proto__") Object.defineProperty(put, key, { value: sorted(each), enumerable: true })
    else put[key] = sorted(each)
  }
  return put
}

/** sha256 in hexadecimal: what was approved, in 64 characters. */
export function contentHash(canonical: string): string {
  return createHash("sha256").update(canonical).digest("hex")
}
