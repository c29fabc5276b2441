/**
 * One to one, the highest sum of scores (the Hungarian method, n³): for each row its column, -1 where there are more
 * rows than columns.
 */
export function bestAssignment(scores: readonly (readonly number[])[], columns: number): number[] {
  const size = Math.max(scores.length, columns)
  if (scores.length === 0 || columns === 0) return scores.map(() => -1)
  const cost = (row: number, column: number) => (row < scores.length && column < columns ? -(scores[row]![column] ?? 0) : 0)
  const rowPotential = Array.from({ length: size + 1 }, () => 0)
  const columnPotential = Array.from({ length: size + 1 }, () => 0)
  const rowOf = Array.from({ length: size + 1 }, () => 0)
  for (let row = 1; row <= size; row++) {
    const came = Array.from({ length: size + 1 }, () => 0)
    const slack = Array.from({ length: size + 1 }, () => Infinity)
    const done = Array.from({ length: size + 1 }, () => false)
    rowOf[0] = row
    let column = 0
    do {
      done[column] = true
      let [least, next] = [Infinity, 0]
      for (let other = 1; other <= size; other++) {
        if (done[other]) continue
        const reduced = cost(rowOf[column]! - 1, other - 1) - rowPotential[rowOf[column]!]! - columnPotential[other]!
        if (reduced < slack[other]!) {
          slack[other] = reduced
          came[other] = column
        }
        if (slack[other]! < least) {
          least = slack[other]!
          next = other
        }
      }
      for (let other = 0; other <= size; other++) {
        if (done[other]) {
          rowPotential[rowOf[other]!] = rowPotential[rowOf[other]!]! + least
          columnPotential[other] = columnPotential[other]! - least
        } else {
          slack[other] = slack[other]! - least
        }
      }
      column = next
    } while (rowOf[column] !== 0)
    while (column !== 0) {
      rowOf[column] = rowOf[came[column]!]!
      column = came[column]!
    }
  }
  const columnOf = scores.map(() => -1)
  for (let column = 1; column <= columns; column++) {
    const row = rowOf[column]! - 1
    if (row >= 0 && row < scores.length) columnOf[row] = column - 1
  }
  return columnOf
}
