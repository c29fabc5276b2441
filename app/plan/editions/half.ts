/** "first": April to September, "second": October to March. */
export function fiscalHalf(today: string): "first" | "second" {
  const month = Number(today.slice(5, 7))
  return month >= 4 && month <= 9 ? "first" : "second"
}
