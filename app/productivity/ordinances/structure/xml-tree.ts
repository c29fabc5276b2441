import { SaxesParser } from "saxes"
import { UnreadableOrdinance } from "./unreadable-ordinance.ts"

/** An element of a small XML file, prefixes left out. */
export interface XmlNode {
  name: string
  attributes: Readonly<Record<string, string>>
  children: XmlNode[]
}

/** What a reading of XML is told of. Names come without their prefixes. */
export interface XmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(words: string): void
  close(name: string): void
}

const DEEPEST = 400

/** Reads XML as a stream. What is not well formed, nests without end or defines entities of its own is refused. */
export function readXml(xml: string, reader: XmlReader): void {
  const parser = new SaxesParser()
  let depth = 0
  parser.on("error", (error) => {
    throw new UnreadableOrdinance(`XMLが壊れているため読めません（${parser.line}行目付近：${error.message.replace(/^[^:]*:\d+:\d+: */, "")}）。`)
  })
  parser.on("doctype", (doctype) => {
    if (/<!ENTITY/i.test(doctype)) throw new UnreadableOrdinance("XMLの中で文字の置換え（ENTITY）が定義されているため、安全のため読みません。")
  })
  parser.on("opentag", (tag) => {
    if (++depth > DEEPEST) throw new UnreadableOrdinance("XMLの入れ子が深すぎるため、読めません。")
    const attributes: Record<string, string> = {}
    for (const [name, value] of Object.entries(tag.attributes)) attributes[name.replace(/^.*:/, "")] = value
    reader.open(tag.name.replace(/^.*:/, ""), attributes)
  })
  parser.on("text", (words) => reader.text(words))
  parser.on("cdata", (words) => reader.text(words))
  parser.on("closetag", (tag) => {
    depth--
    reader.close(tag.name.replace(/^.*:/, ""))
  })
  for (let at = 0; at < xml.length; at += 1 << 16) parser.write(xml.slice(at, at + (1 << 16)))
  parser.close()
}

export function xmlTree(xml: string): XmlNode {
  const root: XmlNode = { name: "", attributes: {}, children: [] }
  const stack = [root]
  readXml(xml, {
    open(name, attributes) {
      const node: XmlNode = { name, attributes, children: [] }
      stack.at(-1)!.children.push(node)
      stack.push(node)
    },
    text() {},
    close() {
      stack.pop()
    },
  })
  return root.children[0] ?? root
}

export function childOf(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((child) => child.name === name)
}

export function childrenOf(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((child) => child.name === name)
}
