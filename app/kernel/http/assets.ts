import { createHash } from "node:crypto"
import { existsSync, readFileSync, statSync } from "node:fs"
import { extname, join, normalize, sep } from "node:path"
import type { Hono } from "hono"

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
}

interface Asset {
  bytes: Uint8Array<ArrayBuffer>
  type: string
  etag: string
  modified: number
}

/**
 * Styles, fonts and island scripts under /assets, from the given folders in order. Kept in memory; a changed file is
 * read again.
 */
export function serveAssets(app: Hono, folders: readonly { prefix: string; folder: string }[]): void {
  const known = new Map<string, Asset>()
  app.get("/assets/*", (c) => {
    const path = c.req.path.slice("/assets/".length)
    const asset = findAsset(known, folders, path)
    if (!asset) return c.text("not found", 404)
    const headers = {
      "Content-Type": asset.type,
      ETag: asset.etag,
      "Cache-Control": asset.type === "font/woff2" ? "public, max-age=31536000, immutable" : "public, max-age=300",
    }
    if (c.req.header("if-none-match") === asset.etag) return c.body(null, 304, headers)
    return c.body(asset.bytes, 200, headers)
  })
}

function findAsset(known: Map<string, Asset>, folders: readonly { prefix: string; folder: string }[], path: string) {
  const clean = normalize(decode(path))
  if (clean.startsWith("..") || clean.includes(`${sep}..`) || clean.includes("\u0000")) return undefined
  for (const { prefix, folder } of folders) {
    if (!clean.startsWith(prefix)) continue
    const file = join(folder, clean.slice(prefix.length))
    if (!file.startsWith(folder) || !TYPES[extname(file)] || !existsSync(file)) continue
    const stat = statSync(file)
    if (!stat.isFile()) continue
    const kept = known.get(file)
    if (kept?.modified === stat.mtimeMs) return kept
    const bytes = new Uint8Array(readFileSync(file))
    const asset: Asset = {
      bytes,
      type: TYPES[extname(file)]!,
      etag: `"${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}"`,
      modified: stat.mtimeMs,
    }
    known.set(file, asset)
    return asset
  }
  return undefined
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return ""
  }
}
