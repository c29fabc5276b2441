/** A measure that the platform counts, for choosing it as an indicator's source. */
export interface MeasureOption {
  key: string
  title: string
}

export function measureOptions(): MeasureOption[] {
  return []
}
