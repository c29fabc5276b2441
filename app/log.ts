import { pino } from "pino"
import type { Log } from "./kernel/http/index.ts"
import { stackInSource } from "./stack-in-source.ts"

/** One JSON line per event on standard error; what people should read at start goes to standard output. */
export function openLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describe } },
    pino.destination({ dest: 2, sync: true }),
  )
}

/** Not every property: PostgreSQL's `detail` quotes the row, and with it what people typed. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, cause } = error
  const { code, constraint, table } = error as { code?: string; constraint?: string; table?: string }
  return { name, message, code, constraint, table, stack: stackInSource(error), cause: cause === undefined ? undefined : describe(cause) }
}
