import { type Decoded, decodeBytes } from "./decode-bytes.ts"
import { fromDocx } from "./from-docx.ts"
import { fromHtml } from "./from-html.ts"
import { fromJsonLines } from "./from-json-lines.ts"
import { fromLawXml } from "./from-law-xml.ts"
import { fromText } from "./from-text.ts"
import type { Origin } from "./lines.ts"
import type { ParsedOrdinance } from "./provision.ts"
import { UnreadableOrdinance } from "./unreadable-ordinance.ts"

/** The largest file that is read. */
export const LARGEST_FILE = 64 * 1024 * 1024

/** The formats, as they are told apart. */
export type OrdinanceFormat = "HTML" | "法令標準XML" | "DOCX" | "テキスト" | "JSON"

/**
 * All ordinances of a file, in the order of print. The format is told by the content; the name only serves where a text has no
 * title. Refuses with `UnreadableOrdinance`; then nothing of the file was given out.
 */
export function parseOrdinances(bytes: Uint8Array, fileName: string): ParsedOrdinance[] {
  return [...readOrdinances(bytes, fileName)]
}

/**
 * The same one by one, for a large collection. A refusal may come after some were given out: whoever keeps them does so in one
 * transaction.
 */
export function* readOrdinances(bytes: Uint8Array, fileName: string): Generator<ParsedOrdinance> {
  if (bytes.length === 0) throw new UnreadableOrdinance("ファイルが空です。")
  if (bytes.length > LARGEST_FILE) throw new UnreadableOrdinance(`ファイルが大きすぎます（${Math.ceil(bytes.length / 1024 / 1024)}MB）。${LARGEST_FILE / 1024 / 1024}MBまでに分けてください。`)
  refuseOthers(bytes)
  if (isZip(bytes)) {
    yield* fromDocx(bytes, { fileName })
    return
  }
  const decoded = decodeBytes(bytes)
  const origin: Origin = { fileName, remarks: lostRemark(decoded) }
  switch (formatOf(decoded.text)) {
    case "法令標準XML":
      yield* fromLawXml(decoded.text, origin)
      return
    case "HTML":
      yield* fromHtml(decoded.text, origin)
      return
    case "JSON":
      yield* fromJsonLines(decoded.text, origin)
      return
    default:
      yield* fromText(decoded.text, origin)
  }
}

function lostRemark({ lost }: Decoded): string[] {
  return lost === 0 ? [] : [`文字コードが混ざっているか壊れていて、読めない文字が${lost}か所あります（「\ufffd」で示しています）。`]
}

function formatOf(text: string): Exclude<OrdinanceFormat, "DOCX"> {
  const head = text.slice(0, 4096).trimStart()
  if (head === "" && text.trim() === "") throw new UnreadableOrdinance("ファイルに文字がありません。")
  if (/^[[{]/.test(head)) return "JSON"
  if (head.startsWith("<?xml")) return /<(?:!doctype\s+)?html[\s>]/i.test(head) ? "HTML" : "法令標準XML"
  if (/^<(?:Law|DataRoot|law_data_response)[\s>]/.test(head)) return "法令標準XML"
  if (head.startsWith("<") || /<(?:html|body|div|p|table|br|span)[\s/>]/i.test(head)) return "HTML"
  return "テキスト"
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

/** Formats that people try and that are not read: what to do instead. */
function refuseOthers(bytes: Uint8Array): void {
  const starts = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte)
  if (starts(0x25, 0x50, 0x44, 0x46)) throw new UnreadableOrdinance("PDFからは条文の構造を正しく読めません。Word（.docx）、HTML、テキストのいずれかで取り込んでください。")
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableOrdinance("古い形式のWord・一太郎などの文書（.doc など）は読めません。.docx かテキストで保存し直してください。")
  if (starts(0x7b, 0x5c, 0x72, 0x74, 0x66)) throw new UnreadableOrdinance("RTFは読めません。.docx かテキストで保存し直してください。")
}
