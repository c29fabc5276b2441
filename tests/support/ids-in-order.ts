import pg from "pg"

/** Ids made one after another, each over another of two connections: of which many fall within one millisecond. */
export async function idsInOrder(url: string, count = 400): Promise<string[]> {
  const clients = [new pg.Client(url), new pg.Client(url)]
  await Promise.all(clients.map((client) => client.connect()))
  try {
    const ids: string[] = []
    for (let n = 0; n < count; n++) ids.push((await clients[n % 2]!.query("select hagi_id() as id")).rows[0].id)
    return ids
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

export const sameMillisecond = (ids: readonly string[]) => ids.some((id, n) => n > 0 && id.slice(0, 13) === ids[n - 1]!.slice(0, 13))

/** Version 7, variant 10 (RFC 9562 §4.1, §4.2). */
export const timeOrderedId = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
