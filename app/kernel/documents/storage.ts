import { createHash, hash as hashOf, randomUUID } from "node:crypto"
import { closeSync, fstatSync, openSync, readSync } from "node:fs"
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises"
import { dirname, join } from "node:path"
import { piecesAt } from "../http/pieces-at.ts"

/** The port to where bytes are kept, by their SHA-256. */
export interface Storage {
  /** Writes, and returns only after the bytes were read back and found the same. A piece is its giver's again once the next is asked for. */
  put(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, maxBytes: number): Promise<Stored>
  /** undefined: not there. */
  read(sha256: string): Promise<AsyncIterable<Uint8Array> | undefined>
  /** What is kept under this hash, read to its end and hashed again. undefined: not there. */
  check(sha256: string): Promise<Stored | undefined>
  /** Every hash kept, with when it was last put. */
  list(): AsyncIterable<{ sha256: string; putAt: Date }>
  remove(sha256: string): Promise<void>
}

export interface Stored {
  sha256: string
  size: number
}

export class TooLarge extends Error {}

/** What was read back is not what was written: the disk cannot be trusted with it. */
export class NotWritten extends Error {}

/** Local disk: a temporary file, fsync, read back and hashed, renamed to its hash, and the folder fsynced. */
export function diskStorage(folder: string): Storage {
  const place = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  const desk = join(folder, "incoming")
  return {
    async put(bytes, maxBytes) {
      await mkdir(desk, { recursive: true })
      const temporary = join(desk, randomUUID())
      try {
        const written = await write(temporary, bytes, maxBytes)
        const target = place(written.sha256)
        await mkdir(dirname(target), { recursive: true })
        await rename(temporary, target)
        await syncFolder(dirname(target))
        const back = await hashOfFile(target)
        if (back.sha256 !== written.sha256) {
          await rm(target, { force: true })
          throw new NotWritten(`${written.sha256} reads back as ${back.sha256}`)
        }
        return written
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
    async read(sha256) {
      const file = await open(place(sha256), "r").catch(() => undefined)
      return file?.createReadStream()
    },
    check: (sha256) => hashOfFile(place(sha256)).catch(isMissing),
    async *list() {
      for (const first of await names(folder)) {
        if (first.length !== 2) continue
        for (const second of await names(join(folder, first))) {
          for (const sha256 of await names(join(folder, first, second))) {
            const found = await stat(join(folder, first, second, sha256)).catch(() => undefined)
            if (found) yield { sha256, putAt: found.mtime }
          }
        }
      }
    },
    async remove(sha256) {
      await rm(place(sha256), { force: true })
    },
  }
}

async function write(path: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, maxBytes: number): Promise<Stored> {
  const hash = createHash("sha256")
  let size = 0
  const file = await open(path, "wx", 0o600)
  try {
    for await (const chunk of bytes) {
      size += chunk.length
      if (size > maxBytes) throw new TooLarge()
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest("hex"), size }
}

/** A paper of a few pages. Up to this the pause for reading it is shorter than the trips to other threads and back would be. */
const SMALL = 64 * 1024
/** Of those that are read in one pause, so that one does for all. One byte more: a file that grew is seen to have. */
const page = Buffer.allocUnsafeSlow(SMALL + 1)

async function hashOfFile(path: string): Promise<Stored> {
  return hashOfSmallFile(path) ?? hashOfLargeFile(path)
}

/** undefined: it is not small. */
function hashOfSmallFile(path: string): Stored | undefined {
  const file = openSync(path, "r")
  try {
    if (fstatSync(file).size > SMALL) return undefined
    let size = 0
    for (let read = -1; read !== 0; size += read) {
      if (size > SMALL) return undefined
      read = readSync(file, page, size, page.length - size, size)
    }
    return { sha256: hashOf("sha256", page.subarray(0, size), "hex"), size }
  } finally {
    closeSync(file)
  }
}

async function hashOfLargeFile(path: string): Promise<Stored> {
  const hash = createHash("sha256")
  let size = 0
  for await (const piece of piecesAt(path)) {
    hash.update(piece)
    size += piece.length
  }
  return { sha256: hash.digest("hex"), size }
}

function isMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r")
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function names(path: string): Promise<string[]> {
  return (await readdir(path).catch(() => [])).sort()
}

/** For tests: another storage that fails on command. */
export function failingStorage(inner: Storage): Storage & { failPut: Error | undefined; failRead: Error | undefined } {
  const failing = {
    ...inner,
    failPut: undefined as Error | undefined,
    failRead: undefined as Error | undefined,
    async put(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, maxBytes: number) {
      if (failing.failPut) throw failing.failPut
      return inner.put(bytes, maxBytes)
    },
    async read(sha256: string) {
      if (failing.failRead) throw failing.failRead
      return inner.read(sha256)
    },
    async check(sha256: string) {
      if (failing.failRead) throw failing.failRead
      return inner.check(sha256)
    },
  }
  return failing
}
