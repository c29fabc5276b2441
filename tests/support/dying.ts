import type pg from "pg"
import { expect } from "vitest"
import { poolOf } from "../../app/kernel/database/connect.ts"
import type { TestHouse } from "./house.ts"

/**
 * Does a change again and again, the machine dying before its first statement, then before its second, up to its commit;
 * nothing is sent after a death, and then `holds` must hold. The last time it goes through. @returns how many statements it had.
 */
export async function dyingAtEachStep<T>(house: TestHouse, change: () => Promise<T>, holds: () => Promise<void>): Promise<{ steps: number; result: T }> {
  const pool = poolOf(house.database.db)
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  for (let step = 1; ; step++) {
    let sent = 0
    const touched: [pg.PoolClient, pg.PoolClient["query"]][] = []
    pool.connect = (async () => {
      const client = await connect()
      const query = client.query
      touched.push([client, query])
      client.query = ((...given: unknown[]) => {
        const text = typeof given[0] === "string" ? given[0] : ""
        if (!/^(begin|rollback)$/i.test(text) && ++sent >= step) return Promise.reject(new Error("machine died"))
        return (query as (...args: unknown[]) => unknown).apply(client, given)
      }) as typeof client.query
      return client
    }) as typeof pool.connect
    try {
      const result = await change()
      expect(sent).toBeLessThan(step)
      return { steps: step - 1, result }
    } catch (error) {
      expect((error as Error).message).toBe("machine died")
    } finally {
      pool.connect = connect as typeof pool.connect
      for (const [client, query] of touched) client.query = query
    }
    await holds()
  }
}
