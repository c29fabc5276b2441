/** One figure, always beside what it is measured against. */
export function line(label: string, value: string, goal: string, met: boolean | undefined): void {
  const mark = met === undefined ? "    " : met ? "ok  " : "MISS"
  console.log(`${mark} ${label}: ${value}${goal ? `  (goal ${goal})` : ""}`)
}

export function ratio(value: number): string {
  return value.toFixed(value < 1 ? 3 : 2)
}
