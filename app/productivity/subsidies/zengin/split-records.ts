import { RECORD_LENGTH } from "./layout.ts"

export type LineEnd = "crlf" | "lf" | "cr" | "none"

/** A record as it was cut out of a file. The bytes are those of the splitter and change with the next record. */
export interface RawRecord {
  /** The first 120 bytes. */
  bytes: Uint8Array
  /** How many bytes there were; may be more than 120. */
  length: number
  /** How many of them, at the end, were 0x1A, the end mark of old systems. */
  endMarks: number
  lineEnd: LineEnd
}

export interface Splitter {
  push(chunk: Uint8Array): void
  finish(): void
}

const CR = 0x0d
const LF = 0x0a

/** So many bytes are looked at before it is decided whether records end at line ends or after 120 bytes. */
export const HEAD = 65_536

/**
 * Cuts a stream of bytes into records in constant memory: at every line end, and, in a file without line ends between
 * its records, after 120 bytes. `onHead` sees the beginning first and may stop everything by answering false.
 */
export function recordSplitter(onHead: (head: Uint8Array) => boolean, onRecord: (record: RawRecord) => void): Splitter {
  const record: RawRecord = { bytes: new Uint8Array(RECORD_LENGTH), length: 0, endMarks: 0, lineEnd: "none" }
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let mode: "undecided" | "fixed" | "lines" | "stopped" = "undecided"
  let afterCr = false

  function emit(lineEnd: LineEnd): void {
    record.lineEnd = lineEnd
    onRecord(record)
    record.length = 0
    record.endMarks = 0
  }

  function take(chunk: Uint8Array): void {
    const { bytes } = record
    const fixed = mode === "fixed"
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!
      if (afterCr) {
        afterCr = false
        emit(byte === LF ? "crlf" : "cr")
        if (byte === LF) continue
      }
      if (byte === CR) {
        afterCr = true
        continue
      }
      if (byte === LF) {
        emit("lf")
        continue
      }
      if (fixed && record.length === RECORD_LENGTH) emit("none")
      if (record.length < RECORD_LENGTH) bytes[record.length] = byte
      record.length++
      record.endMarks = byte === 0x1a ? record.endMarks + 1 : 0
    }
  }

  function decide(): void {
    const head = concat(waiting, waitingBytes)
    waiting = []
    if (!onHead(head)) {
      mode = "stopped"
      return
    }
    mode = recordsEndAtLineEnds(head) ? "lines" : "fixed"
    take(head)
  }

  return {
    push(chunk) {
      if (mode === "stopped" || chunk.length === 0) return
      if (mode !== "undecided") return take(chunk)
      waiting.push(chunk)
      waitingBytes += chunk.length
      if (waitingBytes >= HEAD) decide()
    },
    finish() {
      if (mode === "undecided") decide()
      if (mode === "stopped") return
      if (afterCr) emit("cr")
      else if (record.length > 0) emit("none")
    },
  }
}

/** A first line end after a multiple of 120 bytes, but not after the first 120, closes the file, not its records. */
function recordsEndAtLineEnds(head: Uint8Array): boolean {
  const ends = [head.indexOf(CR), head.indexOf(LF)].filter((at) => at >= 0)
  if (ends.length === 0) return false
  const first = Math.min(...ends)
  return first <= RECORD_LENGTH || (first < 2 * RECORD_LENGTH && first % RECORD_LENGTH !== 0)
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array {
  if (chunks.length === 1) return chunks[0]!
  const all = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}
