/** One page of a list, and where the next begins. */
interface Page<R> {
  items: readonly R[]
  next: string | undefined
}

const PAGE = 1000

/** The rows of a list for a file, page by page: `most` is what such a file may hold. */
export async function everyRow<R>(read: (page: { after: string | undefined; limit: number }) => Promise<Page<R>>, most: number): Promise<R[]> {
  const rows: R[] = []
  for (let after: string | undefined; rows.length < most; ) {
    const { items, next } = await read({ after, limit: Math.min(PAGE, most - rows.length) })
    rows.push(...items)
    if (!next) break
    after = next
  }
  return rows
}
