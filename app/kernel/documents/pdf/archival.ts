import { type PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from "@libpdf/core"

export interface ArchivalWords {
  title: string
  author?: string | undefined
  madeAt: Date
  creator: string
  producer: string
}

/**
 * What a file for the archive carries beside its embedded fonts, made after PDF/A-2b (ISO 19005-2): its own description as XMP,
 * saying the same as the Info dictionary, and the colour space its colours are meant in. archival.test.ts reads the bytes
 * for what 2b asks of such a file; no validator has judged it.
 * @returns how long the description is: streams up to that length are saved as they are, so that it can be read without a reader of PDF.
 */
export function writeArchival(pdf: PDF, words: ArchivalWords): number {
  const catalog = pdf.getCatalog()
  const description = new TextEncoder().encode(xmpOf(words))
  const xmp = new PdfStream([["Type", PdfName.of("Metadata")], ["Subtype", PdfName.of("XML")]], description)
  catalog.set("Metadata", pdf.register(xmp))
  const profile = new PdfStream([["N", PdfNumber.of(3)]], srgbProfile())
  const intent = PdfDict.of({
    Type: PdfName.of("OutputIntent"),
    S: PdfName.of("GTS_PDFA1"),
    OutputConditionIdentifier: PdfString.fromString("sRGB IEC61966-2.1"),
    Info: PdfString.fromString("sRGB IEC61966-2.1"),
    DestOutputProfile: pdf.register(profile),
  })
  catalog.set("OutputIntents", PdfArray.of(pdf.register(intent)))
  return description.length
}

function xmpOf({ title, author, madeAt, creator, producer }: ArchivalWords): string {
  const at = `${madeAt.toISOString().slice(0, 19)}Z`
  const text = (value: string) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${text(title)}</rdf:li></rdf:Alt></dc:title>
${author ? `<dc:creator><rdf:Seq><rdf:li>${text(author)}</rdf:li></rdf:Seq></dc:creator>\n` : ""}<xmp:CreatorTool>${text(creator)}</xmp:CreatorTool><xmp:CreateDate>${at}</xmp:CreateDate><xmp:ModifyDate>${at}</xmp:ModifyDate>
<pdf:Producer>${text(producer)}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
}

/** sRGB as a matrix profile (ICC.1:2001-04): primaries and white adapted to D50, the tone curve as 1,024 points. */
function srgbProfile(): Uint8Array {
  const description = "sRGB IEC61966-2.1"
  const tags: [string, Uint8Array][] = [
    ["desc", descriptionTag(description)],
    ["cprt", textTag("No copyright")],
    ["wtpt", xyzTag(0.9642, 1, 0.8249)],
    ["rXYZ", xyzTag(0.43607, 0.22249, 0.01392)],
    ["gXYZ", xyzTag(0.38515, 0.71687, 0.09708)],
    ["bXYZ", xyzTag(0.14307, 0.06061, 0.7141)],
    ["rTRC", curveTag()],
  ]
  const shared = { gTRC: "rTRC", bTRC: "rTRC" }
  const count = tags.length + Object.keys(shared).length
  let at = 128 + 4 + count * 12
  const places = new Map<string, [number, number]>()
  for (const [name, bytes] of tags) {
    places.set(name, [at, bytes.length])
    at += Math.ceil(bytes.length / 4) * 4
  }
  const profile = new Uint8Array(at)
  const view = new DataView(profile.buffer)
  const ascii = (place: number, text: string) => profile.set(new TextEncoder().encode(text), place)
  view.setUint32(0, at)
  view.setUint32(8, 0x02100000)
  ascii(12, "mntrRGB XYZ ")
  for (const [n, part] of [2026, 1, 1, 0, 0, 0].entries()) view.setUint16(24 + n * 2, part)
  ascii(36, "acsp")
  for (const [n, part] of [0.9642, 1, 0.8249].entries()) view.setInt32(68 + n * 4, Math.round(part * 65_536))
  view.setUint32(128, count)
  const entries = [...tags.map(([name]) => [name, name] as const), ...Object.entries(shared)]
  entries.forEach(([name, of], n) => {
    const [place, size] = places.get(of)!
    ascii(132 + n * 12, name)
    view.setUint32(136 + n * 12, place)
    view.setUint32(140 + n * 12, size)
  })
  for (const [name, bytes] of tags) profile.set(bytes, places.get(name)![0])
  return profile
}

function xyzTag(...values: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(20))
  writeSignature(view, "XYZ ")
  values.forEach((value, n) => view.setInt32(8 + n * 4, Math.round(value * 65_536)))
  return new Uint8Array(view.buffer)
}

const CURVE_POINTS = 1024

function curveTag(): Uint8Array {
  const view = new DataView(new ArrayBuffer(12 + CURVE_POINTS * 2))
  writeSignature(view, "curv")
  view.setUint32(8, CURVE_POINTS)
  for (let n = 0; n < CURVE_POINTS; n++) {
    const value = n / (CURVE_POINTS - 1)
    const linear = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    view.setUint16(12 + n * 2, Math.round(linear * 65_535))
  }
  return new Uint8Array(view.buffer)
}

function textTag(text: string): Uint8Array {
  const bytes = new Uint8Array(8 + text.length + 1)
  writeSignature(new DataView(bytes.buffer), "text")
  bytes.set(new TextEncoder().encode(text), 8)
  return bytes
}

/** textDescriptionType: ASCII, no Unicode, and an empty Macintosh script of 67 bytes. */
function descriptionTag(text: string): Uint8Array {
  const bytes = new Uint8Array(12 + text.length + 1 + 8 + 3 + 67)
  const view = new DataView(bytes.buffer)
  writeSignature(view, "desc")
  view.setUint32(8, text.length + 1)
  bytes.set(new TextEncoder().encode(text), 12)
  return bytes
}

function writeSignature(view: DataView, signature: string): void {
  for (let n = 0; n < 4; n++) view.setUint8(n, signature.charCodeAt(n))
}
