import type { Pool } from "pg"

/**
 * A connection can be lost while a change holds it: the server restarts, an administrator ends it. The change's own
 * statement fails and says so; but `pg` also raises an "error" event on the client, and one that nobody hears ends the
 * whole process. The pool itself hears it for idle connections only.
 */
export function outliveLostConnections(pool: Pool): void {
  pool.on("connect", (client) => client.on("error", () => {}))
}
