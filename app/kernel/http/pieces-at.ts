import { open } from "node:fs/promises"

const PIECE = 64 * 1024

/**
 * The bytes of a file on disk through one buffer, so that each piece is only good until the next is asked for. A stream leaves a new
 * buffer behind for every 64 kB, and a deadline's uploads would fill memory with them.
 */
export async function* piecesAt(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const piece = new Uint8Array(PIECE)
  const file = await open(path, "r")
  try {
    for (let at = 0; ; ) {
      const { bytesRead } = await file.read(piece, 0, PIECE, at)
      if (bytesRead === 0) return
      at += bytesRead
      yield piece.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}
