import { randomUUID } from "node:crypto"
import { openAsBlob } from "node:fs"
import { mkdtemp, open, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream } from "node:stream/web"
import Busboy from "@fastify/busboy"
import { inTurn } from "./in-turn.ts"
import { piecesAt } from "./pieces-at.ts"

/** A file of a post this long or longer waits on disk: however many arrive at once, memory holds none of them whole. */
const IN_MEMORY = 64 * 1024
const MOST_PARTS = 5000
/** Past this many bytes a stream of a post asks for no more until the disk has taken them. */
const HELD = 16 * 1024

export interface Multipart {
  fields: [name: string, value: string][]
  files: [name: string, file: File][]
  /** Removes what waits on disk. The files cannot be read afterwards. */
  drop(): Promise<void>
}

export class BrokenMultipart extends Error {}

/** Reads multipart/form-data (RFC 7578) as it arrives. `tooLarge` is thrown once more than `maxBytes` have come. */
export async function readMultipart(body: Readable | ReadableStream<Uint8Array>, type: string, maxBytes: number, tooLarge: () => Error): Promise<Multipart> {
  const found: Multipart = { fields: [], files: [], drop: async () => {} }
  const desk = deskOf()
  found.drop = desk.drop
  const arrivingFiles: Readable[] = []
  const kept: Promise<void>[] = []
  try {
    const parser = parserOf(type, maxBytes)
    parser.on("field", (name, value) => found.fields.push([plain(name), value]))
    parser.on("file", (name, stream, fileName, _encoding, mediaType) => {
      arrivingFiles.push(stream)
      // In the order of the page, whichever is written first.
      const at = found.files.push([plain(name), new File([], "")]) - 1
      const keeping = keep(stream, desk).then(({ blob, path }) => {
        const file = new File([blob], plain(fileName ?? ""), { type: mediaType })
        if (path) onDisk.set(file, path)
        found.files[at]![1] = file
      })
      keeping.catch(() => {})
      kept.push(keeping)
    })
    parser.on("partsLimit", () => parser.destroy(new BrokenMultipart("too many parts")))
    let size = 0
    try {
      const arriving = body instanceof Readable ? body : Readable.fromWeb(body)
      await pipeline(async function* () {
        for await (const piece of inTurn(arriving)) {
          size += piece.length
          if (size > maxBytes) throw tooLarge()
          yield piece
        }
      }, parser)
    } catch (error) {
      throw size > maxBytes ? error : new BrokenMultipart(String(error))
    }
    await Promise.all(kept)
    return found
  } catch (error) {
    // The parser leaves a file that stopped half-way waiting for its end, and its copy on disk open.
    for (const stream of arrivingFiles) stream.destroy(new BrokenMultipart("the post ended before it"))
    await Promise.allSettled(kept)
    await desk.drop()
    throw error
  }
}

function parserOf(type: string, maxBytes: number) {
  try {
    return Busboy({
      headers: { "content-type": type },
      limits: { fieldSize: maxBytes, parts: MOST_PARTS },
      highWaterMark: HELD,
      fileHwm: HELD,
    })
  } catch (error) {
    throw new BrokenMultipart(String(error))
  }
}

/** How browsers write the three characters that would end a name (HTML, multipart/form-data encoding algorithm). */
function plain(name: string): string {
  return (name ?? "").replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%22", '"')
}

/** Where the files are that wait on disk. */
const onDisk = new WeakMap<File, string>()

/**
 * The bytes of a posted file, for who takes them on at once: a file that waits on disk is read through one buffer, so that each piece
 * is only good until the next is asked for. However many arrive at once, nothing of them piles up in memory.
 */
export async function* piecesOf(file: File): AsyncGenerator<Uint8Array, void, undefined> {
  const path = onDisk.get(file)
  if (!path) return yield* file.stream()
  yield* piecesAt(path)
}

async function keep(stream: Readable, desk: Desk): Promise<{ blob: Blob; path: string }> {
  const first: Uint8Array[] = []
  let size = 0
  let handle: Awaited<ReturnType<typeof open>> | undefined
  let path = ""
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (!handle && size < IN_MEMORY) {
        first.push(chunk)
        continue
      }
      if (!handle) {
        path = join(await desk.folder(), randomUUID())
        handle = await open(path, "wx", 0o600)
        for (const early of first.splice(0)) await handle.writeFile(early)
      }
      await handle.writeFile(chunk)
    }
  } finally {
    await handle?.close()
  }
  return { path, blob: handle ? await openAsBlob(path) : new Blob(first as Uint8Array<ArrayBuffer>[]) }
}

interface Desk {
  folder(): Promise<string>
  drop(): Promise<void>
}

/** A folder of its own for one post, made when the first file comes that is too long for memory. */
function deskOf(): Desk {
  let made: Promise<string> | undefined
  return {
    folder: () => (made ??= mkdtemp(join(tmpdir(), "hagi-upload-"))),
    async drop() {
      if (made) await rm(await made, { recursive: true, force: true })
    },
  }
}
