import { randomUUID } from "node:crypto"
import { openAsBlob } from "node:fs"
import { mkdtemp, open, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable, Transform } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream } from "node:stream/web"
import Busboy from "@fastify/busboy"

/** A file of a post this long or longer waits on disk: however many arrive at once, memory holds none of them whole. */
const IN_MEMORY = 64 * 1024
const MOST_PARTS = 5000

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
  try {
    const parser = parserOf(type, maxBytes)
    const kept: Promise<void>[] = []
    parser.on("field", (name, value) => found.fields.push([plain(name), value]))
    parser.on("file", (name, stream, fileName, _encoding, mediaType) => {
      // In the order of the page, whichever is written first.
      const at = found.files.push([plain(name), new File([], "")]) - 1
      const keeping = keep(stream, desk).then((blob) => {
        found.files[at]![1] = new File([blob], plain(fileName ?? ""), { type: mediaType })
      })
      keeping.catch(() => {})
      kept.push(keeping)
    })
    parser.on("partsLimit", () => parser.destroy(new BrokenMultipart("too many parts")))
    let size = 0
    const counted = new Transform({
      transform(chunk: Uint8Array, _encoding, next) {
        size += chunk.length
        if (size > maxBytes) next(tooLarge())
        else next(null, chunk)
      },
    })
    try {
      await pipeline(body instanceof Readable ? body : Readable.fromWeb(body), counted, parser)
    } catch (error) {
      throw size > maxBytes ? error : new BrokenMultipart(String(error))
    }
    await Promise.all(kept)
    return found
  } catch (error) {
    await desk.drop()
    throw error
  }
}

function parserOf(type: string, maxBytes: number) {
  try {
    return Busboy({
      headers: { "content-type": type },
      limits: { fieldSize: maxBytes, parts: MOST_PARTS },
    })
  } catch (error) {
    throw new BrokenMultipart(String(error))
  }
}

/** How browsers write the three characters that would end a name (HTML, multipart/form-data encoding algorithm). */
function plain(name: string): string {
  return (name ?? "").replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%22", '"')
}

async function keep(stream: Readable, desk: Desk): Promise<Blob> {
  const first: Uint8Array[] = []
  let size = 0
  let handle: Awaited<ReturnType<typeof open>> | undefined
  const path = join(await desk.folder(), randomUUID())
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (!handle && size < IN_MEMORY) {
        first.push(chunk)
        continue
      }
      if (!handle) {
        handle = await open(path, "wx", 0o600)
        for (const early of first.splice(0)) await handle.writeFile(early)
      }
      await handle.writeFile(chunk)
    }
  } finally {
    await handle?.close()
  }
  return handle ? openAsBlob(path) : new Blob(first as Uint8Array<ArrayBuffer>[])
}

interface Desk {
  folder(): Promise<string>
  drop(): Promise<void>
}

/** A folder of its own for one post, made when the first file comes. */
function deskOf(): Desk {
  let made: Promise<string> | undefined
  return {
    folder: () => (made ??= mkdtemp(join(tmpdir(), "hagi-upload-"))),
    async drop() {
      if (made) await rm(await made, { recursive: true, force: true })
    },
  }
}
