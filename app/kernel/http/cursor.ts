/** What comes back in a cursor is what somebody sent: only what the database can read is passed on to it. */
export function isIdText(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
}

/** A moment that exists: as JSON has it (…T…Z) or as PostgreSQL writes it in UTC (… …+00). */
export function isInstantText(value: unknown): value is string {
  const found = typeof value === "string" ? /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d{1,6})?(?:Z|\+00)$/.exec(value) : null
  return found !== null && isDayText(found[1]) && !Number.isNaN(Date.parse(`2000-01-01T${found[2]}Z`)) && !found[2]!.startsWith("24")
}

/** A day that exists. PostgreSQL knows no year 0. */
export function isDayText(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value) || value < "0001") return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}
