import { pino } from "pino"
import type { Log } from "./kernel/http/index.ts"

/** One JSON line per event on standard error; what people should read at start goes to standard output. */
export function openLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }))
}
