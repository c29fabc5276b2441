import { createServer, type Server } from "node:http"
import { getRequestListener } from "@hono/node-server"
import type { Config } from "./config.ts"

/** A sentence for the person at the terminal; no stack is shown. */
export class StartError extends Error {
  override name = "StartError"
}

export interface Listening {
  /** The address people type. */
  origin: string
  /** Takes no new requests and waits, for a while, until those under way are answered. */
  close(): Promise<void>
}

const PATIENCE = 10_000

/** `localhost` is two addresses, and a browser may try either first. */
export async function listen(fetch: (request: Request) => Response | Promise<Response>, config: Config): Promise<Listening> {
  const underWay = new Set<Promise<unknown>>()
  const listener = getRequestListener((request: Request) => {
    const answer = fetch(request)
    if (answer instanceof Promise) {
      underWay.add(answer)
      const over = () => void underWay.delete(answer)
      answer.then(over, over)
    }
    return answer
  })
  const servers: Server[] = []
  const open = async (host: string, port: number) => {
    // A post waits for its turn with little of it read (kernel/http/in-turn.ts).
    const server = createServer({ keepAliveTimeout: 65_000, highWaterMark: 16 * 1024 }, listener)
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject)
      server.listen({ host, port, ipv6Only: host === "::1" }, resolve)
    })
    servers.push(server)
    return (server.address() as { port: number }).port
  }
  let port: number
  try {
    if (config.host === "localhost") {
      port = await open("127.0.0.1", config.port)
      await open("::1", port).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "EADDRINUSE") throw error
      })
    } else {
      port = await open(config.host, config.port)
    }
  } catch (error) {
    for (const server of servers) server.close()
    throw inWords(error as NodeJS.ErrnoException, config)
  }
  const origin = config.port === 0 ? config.origin.replace(/:0$/, `:${port}`) : config.origin
  return {
    origin,
    close: async () => {
      await Promise.all(servers.map(closeOne))
      // Somebody who hung up is still being worked for: what they sent may be half done.
      await Promise.race([Promise.allSettled(underWay), new Promise((resolve) => setTimeout(resolve, PATIENCE).unref())])
    },
  }
}

function closeOne(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), PATIENCE)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}

function inWords(error: NodeJS.ErrnoException, { host, port }: Config): Error {
  if (error.code === "EADDRINUSE") {
    return new StartError(
      `ポート ${port} は使用中です。ほかの Hagi かプログラムを終了するか、PORT=3001 npm start のように別の番号を指定してください。` +
        `\nPort ${port} is in use. Stop what uses it, or choose another: PORT=3001 npm start`,
    )
  }
  if (error.code === "EACCES") {
    return new StartError(`ポート ${port} を開く権限がありません。1024 以上の番号を指定してください。\nNo permission to listen on port ${port}.`)
  }
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return new StartError(`HOST=${host} はこのコンピューターの番地ではありません。\nHOST=${host} is not an address of this computer.`)
  }
  return error
}
