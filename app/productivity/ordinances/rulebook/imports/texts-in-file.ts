import { setImmediate } from "node:timers/promises"
import { gunzipSync, unzipSync } from "fflate"
import { type ParsedOrdinance } from "../../structure/provision.ts"
import { readOrdinances, UnreadableOrdinance } from "../../structure/index.ts"

/** One text of a file, or why a part of the file is none. */
export interface FoundText {
  /** Inside a zip the entry's name; "" otherwise. */
  name: string
  parsed?: ParsedOrdinance
  refused?: string
}

/** What one unpacked file, and everything packed in one zip, may weigh. */
const MOST_UNPACKED = 200 * 1024 * 1024
const MOST_ENTRIES = 20_000
const AT_ONCE = 10
const ENTRIES_AT_ONCE = 50

/**
 * The texts of one file, given out only when all of it was read: a file broken in the middle is refused as a whole. A zip holds
 * files, each for itself.
 */
export async function* textsInFile(bytes: Uint8Array, name: string): AsyncGenerator<FoundText[]> {
  if (/\.gz$/i.test(name)) yield textsOf(unpacked(bytes), name.replace(/\.gz$/i, ""))
  else if (/\.zip$/i.test(name)) yield* textsInZip(bytes)
  else yield textsOf(bytes, name)
}

async function textsOf(bytes: Uint8Array, name: string, entry = ""): Promise<FoundText[]> {
  const texts: FoundText[] = []
  for (const parsed of readOrdinances(bytes, name)) {
    // Pages are answered between texts: a collection takes seconds to read.
    if (texts.push({ name: entry, parsed }) % AT_ONCE === 0) await setImmediate()
  }
  return texts
}

async function* textsInZip(bytes: Uint8Array): AsyncGenerator<FoundText[]> {
  let entries: { name: string; at: number }[]
  try {
    entries = entriesOf(bytes)
  } catch (error) {
    if (error instanceof UnreadableOrdinance) throw error
    throw new UnreadableOrdinance("ZIP として読めません。壊れているか、暗号化されています。")
  }
  if (entries.length === 0) throw new UnreadableOrdinance("ZIP の中に、読める形式のファイル（HTML、XML、DOCX、テキスト、JSONL）がありません。")
  for (let from = 0; from < entries.length; from += ENTRIES_AT_ONCE) {
    const portion = entries.slice(from, from + ENTRIES_AT_ONCE)
    const files = unzippedOr(bytes, portion)
    for (const { name, at } of portion) {
      const entry = name.slice(-300)
      const file = files.get(at)
      try {
        yield file ? await textsOf(file, name.split("/").at(-1)!, entry) : [{ name: entry, refused: "ZIP の中のこのファイルを取り出せません。壊れているか、暗号化されています。" }]
      } catch (error) {
        if (!(error instanceof UnreadableOrdinance)) throw error
        yield [{ name: entry, refused: error.message }]
      }
      await setImmediate()
    }
  }
}

/** The readable files of a zip by their place in it; what they unpack to is bounded before anything is unpacked. */
function entriesOf(bytes: Uint8Array): { name: string; at: number }[] {
  const entries: { name: string; at: number }[] = []
  let total = 0
  let at = -1
  unzipSync(bytes, {
    filter({ name: raw, originalSize }) {
      at++
      const name = nameOf(raw)
      if (!/\.(html?|xml|docx|txt|jsonl|ndjson)$/i.test(name) || /(^|\/)(__MACOSX\/|\._)/.test(name)) return false
      total += originalSize
      if (total > MOST_UNPACKED) throw new UnreadableOrdinance("ZIP を開くと 200 MB を超えます。分けて取り込んでください。")
      if (entries.push({ name, at }) > MOST_ENTRIES) throw new UnreadableOrdinance("ZIP の中のファイルが20,000を超えています。分けて取り込んでください。")
      return false
    },
  })
  return entries
}

/** Together when all can be taken out; one by one when one of them is broken, so that the others are not lost with it. */
function unzippedOr(bytes: Uint8Array, portion: readonly { at: number }[]): Map<number, Uint8Array> {
  try {
    return unzipped(bytes, new Set(portion.map(({ at }) => at)))
  } catch {
    const files = new Map<number, Uint8Array>()
    for (const { at } of portion) {
      try {
        for (const [key, file] of unzipped(bytes, new Set([at]))) files.set(key, file)
      } catch {
        // Left out: its line says that it could not be taken out.
      }
    }
    return files
  }
}

function unzipped(bytes: Uint8Array, wanted: ReadonlySet<number>): Map<number, Uint8Array> {
  let at = -1
  const names: [string, number][] = []
  const files = unzipSync(bytes, {
    filter({ name }) {
      at++
      if (!wanted.has(at)) return false
      names.push([name, at])
      return true
    },
  })
  return new Map(names.flatMap(([name, place]) => (files[name] ? [[place, files[name]]] : [])))
}

/** Windows in Japanese writes names in its code page and does not say so: they come as single bytes. */
function nameOf(raw: string): string {
  if (!/[\u0080-\u00ff]/.test(raw) || /[\u0100-\uffff]/.test(raw)) return raw
  try {
    return new TextDecoder("shift_jis", { fatal: true }).decode(Uint8Array.from(raw, (c) => c.charCodeAt(0)))
  } catch {
    return raw
  }
}

function unpacked(bytes: Uint8Array): Uint8Array {
  // The last four bytes say how long it is unpacked (RFC 1952), as long as that is below 4 GB.
  const size = bytes.length >= 18 ? new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true) : 0
  if (size > MOST_UNPACKED) throw new UnreadableOrdinance("開くと 200 MB を超えます。分けて取り込んでください。")
  try {
    return gunzipSync(bytes, { out: new Uint8Array(size) })
  } catch {
    throw new UnreadableOrdinance("gzip として読めません。ファイルが壊れています。")
  }
}
