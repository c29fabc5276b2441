import { memoryOf, benchDatabase, openClient, signInAs, findClerk, startBuilt } from "./support/server.ts"
import { hasWrk, median, runLoad } from "./support/load.ts"
import { line } from "./support/report.ts"

// Cold start of the built server on an existing database, and proportional memory after load; beside them what Strapi
// 5.54 (1.97 s, 693 MB) and Directus 12.4 (3.17 s, 667 MB) took on a machine of the same kind.
const database = await benchDatabase()
try {
  await (await startBuilt(database.url)).stop()
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    const running = await startBuilt(database.url)
    times.push(running.readyAfter / 1000)
    await running.stop()
  }
  line("cold start", `${median(times).toFixed(2)} s (Strapi 1.97 s, Directus 3.17 s)`, "≤ 1 s", median(times) <= 1)

  const running = await startBuilt(database.url)
  const client = await openClient(database.url)
  const cookie = await signInAs(client, (await findClerk(client)).staffNumber)
  for (const path of ["/plan", "/improvements", "/desk"]) {
    if (hasWrk()) await runLoad({ url: running.origin + path, connections: 32, seconds: 5, headers: { Cookie: cookie } })
    else for (let i = 0; i < 500; i++) await (await fetch(running.origin + path, { headers: { Cookie: cookie } })).text()
  }
  const memory = memoryOf(running.process.pid!)
  line("memory after load", `${memory.toFixed(0)} MB (Strapi 693 MB, Directus 667 MB)`, "≤ 250 MB", memory <= 250)
  await client.end()
  await running.stop()
} finally {
  await database.stop()
}
