import { Readable } from "node:stream"
import { ZipFile } from "yazl"

export interface ZipEntry {
  path: string
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  at: Date
}

/**
 * A ZIP as it is made: one entry is read while it is sent, so that a case of many gigabytes takes no more memory than a
 * small one. The next entry is asked for when the one before has been written, and may say what came of it. Whoever goes
 * away stops the reading.
 */
export function zipStream(entries: AsyncGenerator<ZipEntry>): ReadableStream<Uint8Array> {
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  let reading: Readable | undefined
  let left = false
  out.once("close", () => {
    left = !out.readableEnded
    reading?.destroy()
    if (left) void entries.return(undefined)
  })
  zip.on("error", (error) => out.destroy(error as Error))
  const fill = async () => {
    for await (const { path, bytes, at } of entries) {
      if (left) return
      await new Promise<void>((resolve) => {
        // Level 1: most papers are PDF or pictures and do not shrink; what deflates itself ends itself for every reader.
        reading = Readable.from(bytes, { objectMode: false })
        reading.once("close", resolve)
        reading.once("error", (error) => out.destroy(error))
        zip.addReadStream(reading, path, { mtime: at, mode: 0o100644, compressionLevel: 1 })
      })
    }
    zip.end()
  }
  fill().catch((error: unknown) => out.destroy(error as Error))
  return Readable.toWeb(out) as ReadableStream<Uint8Array>
}
