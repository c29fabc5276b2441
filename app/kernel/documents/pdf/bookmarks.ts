import { type PDF, type PDFPage, PdfArray, PdfDict, PdfName, PdfNull, PdfNumber, type PdfRef, PdfString } from "@libpdf/core"

export interface Bookmark {
  title: string
  level: 1 | 2 | 3
  page: PDFPage
  /** Where on the page, from below. */
  top: number
}

interface Node extends Bookmark {
  below: Node[]
  ref?: PdfRef
  dict?: PdfDict
}

/** The document's outline (ISO 32000-2, 12.3.3): headings as a tree, shown open to the second level. */
export function writeBookmarks(pdf: PDF, bookmarks: readonly Bookmark[]): void {
  if (bookmarks.length === 0) return
  const root: Node[] = []
  const path: Node[] = []
  for (const bookmark of bookmarks) {
    const node: Node = { ...bookmark, below: [] }
    while (path.length > 0 && path.at(-1)!.level >= node.level) path.pop()
    ;(path.at(-1)?.below ?? root).push(node)
    path.push(node)
  }
  const outlines = PdfDict.of({ Type: PdfName.of("Outlines") })
  const ref = pdf.register(outlines)
  writeLevel(pdf, root, ref, outlines)
  outlines.set("Count", PdfNumber.of(countOpen(root)))
  pdf.getCatalog().set("Outlines", ref)
}

function writeLevel(pdf: PDF, nodes: readonly Node[], parent: PdfRef, above: PdfDict): void {
  for (const node of nodes) {
    node.dict = PdfDict.of({
      Title: utf16(node.title),
      Parent: parent,
      Dest: PdfArray.of(node.page.ref, PdfName.of("XYZ"), PdfNull.instance, PdfNumber.of(Math.round(node.top)), PdfNull.instance),
    })
    node.ref = pdf.register(node.dict)
  }
  nodes.forEach((node, at) => {
    if (at > 0) node.dict!.set("Prev", nodes[at - 1]!.ref!)
    if (at + 1 < nodes.length) node.dict!.set("Next", nodes[at + 1]!.ref!)
    if (node.below.length > 0) {
      writeLevel(pdf, node.below, node.ref!, node.dict!)
      node.dict!.set("Count", PdfNumber.of(node.level === 1 ? node.below.length : -node.below.length))
    }
  })
  if (nodes.length > 0) {
    above.set("First", nodes[0]!.ref!)
    above.set("Last", nodes.at(-1)!.ref!)
  }
}

function countOpen(root: readonly Node[]): number {
  return root.reduce((sum, node) => sum + 1 + (node.level === 1 ? node.below.length : 0), 0)
}

/** PDF text strings hold Japanese as UTF-16 with its mark. */
function utf16(text: string): PdfString {
  const bytes = new Uint8Array(2 + text.length * 2)
  bytes.set([0xfe, 0xff])
  for (let n = 0; n < text.length; n++) {
    bytes[2 + n * 2] = text.charCodeAt(n) >> 8
    bytes[3 + n * 2] = text.charCodeAt(n) & 0xff
  }
  return PdfString.fromBytes(bytes)
}
