/** A civil date in Japan, so many days from today. */
export function day(days: number): string {
  return new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
}
