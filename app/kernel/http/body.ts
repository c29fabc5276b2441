import { Readable } from "node:stream"
import type { ReadableStream } from "node:stream/web"
import type { Context } from "hono"
import { joinDates } from "../ui/date-parts.ts"
import { BrokenMultipart, type Multipart, readMultipart } from "./multipart.ts"
import { refusal } from "./refusal.ts"
import type { Values } from "./typed.ts"

/** What one post may weigh when its form says nothing else. */
export const DEFAULT_MAX_BYTES = 4 * 1024 * 1024

export interface FormBody {
  values: Values
  files: Record<string, File[]>
  /** Removes the files, which wait on disk, once the post has been answered. */
  drop?(): Promise<void>
}

export function tooLarge(maxBytes: number) {
  return refusal("invalid", "http.too-large", `送信された内容が大きすぎます（上限 ${Math.round(maxBytes / 1024 / 1024)} MB）。`)
}

/** The body's bytes, read no further than the limit whatever Content-Length claims. */
export async function readBytes(c: Context, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const length = Number(c.req.header("content-length") ?? Number.NaN)
  if (length > maxBytes) throw tooLarge(maxBytes)
  // HTTP lets no more through than was announced, and a whole body is read at a third of the cost of a stream.
  if (length >= 0) {
    const bytes = await c.req.raw.arrayBuffer()
    if (bytes.byteLength > maxBytes) throw tooLarge(maxBytes)
    return new Uint8Array(bytes)
  }
  const body = c.req.raw.body
  if (!body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

export async function readForm(c: Context, maxBytes: number): Promise<FormBody> {
  const type = c.req.header("content-type") ?? ""
  // Without a prototype: a field may be called "constructor" or "__proto__" and is then a field like any other.
  const values: Values = Object.create(null)
  const files: Record<string, File[]> = Object.create(null)
  if (type.startsWith("multipart/form-data")) {
    const form = await multipartOf(c, type, maxBytes)
    for (const [name, value] of form.fields) addValue(values, name, value)
    // A file control left empty arrives as a nameless, empty file.
    for (const [name, file] of form.files) if (file.size > 0 || file.name) (files[name] ??= []).push(file)
    return { values: joinDates(values), files, drop: form.drop }
  }
  const bytes = await readBytes(c, maxBytes)
  if (type.startsWith("application/x-www-form-urlencoded")) {
    const fields = new URLSearchParams(new TextDecoder().decode(bytes))
    for (const [name, value] of fields) addValue(values, name, value)
  } else if (bytes.length > 0) {
    throw refusal("invalid", "http.content-type", "この形式の送信には対応していません。")
  }
  return { values: joinDates(values), files }
}

async function multipartOf(c: Context, type: string, maxBytes: number): Promise<Multipart> {
  if (Number(c.req.header("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes)
  try {
    // As it comes from the socket: wrapped as a web stream and unwrapped again it would be held twice.
    const incoming = (c.env as { incoming?: unknown } | undefined)?.incoming
    const body = incoming instanceof Readable ? incoming : (c.req.raw.body as ReadableStream<Uint8Array> | null)
    if (!body) throw new BrokenMultipart("no body")
    return await readMultipart(body, type, maxBytes, () => tooLarge(maxBytes))
  } catch (error) {
    if (!(error instanceof BrokenMultipart)) throw error
    throw refusal("invalid", "http.broken-form", "送信された内容を読み取れませんでした。もう一度お試しください。")
  }
}

function addValue(values: Values, name: string, value: string) {
  // U+0000 can be stored by no text column; it never comes from a keyboard.
  const text = value.replaceAll("\u0000", "")
  const known = values[name]
  if (known === undefined) values[name] = text
  else if (Array.isArray(known)) known.push(text)
  else values[name] = [known, text]
}
