/** An element of 法令標準XML, in the form in which e-Gov's API gives it as JSON too. */
export interface LawNode {
  tag: string
  attr: Readonly<Record<string, string>>
  children: (LawNode | string)[]
}

export function isNode(child: LawNode | string): child is LawNode {
  return typeof child !== "string"
}

export function childrenOf(node: LawNode, ...tags: string[]): LawNode[] {
  return node.children.filter((child): child is LawNode => isNode(child) && tags.includes(child.tag))
}

export function childOf(node: LawNode, tag: string): LawNode | undefined {
  return node.children.find((child): child is LawNode => isNode(child) && child.tag === tag)
}

// What the schema keeps for readers of the screen, or repeats.
const SILENT = new Set(["Rt", "Rp"])

/** The words of an element and all below it, without the reading of ruby; white space of the source between elements goes. */
export function wordsOf(node: LawNode | undefined): string {
  if (!node) return ""
  let words = ""
  const stack: (LawNode | string)[] = [node]
  while (stack.length > 0) {
    const next = stack.pop()!
    if (typeof next === "string") {
      if (/\S/.test(next)) words += next.replace(/[\t\r\n]+ */g, "")
    } else if (!SILENT.has(next.tag)) {
      if (next.tag === "Column" && words !== "") words += "　"
      if (next.tag === "Fig") words += `〔画像：${next.attr.src?.split("/").at(-1) ?? ""}〕`
      for (let at = next.children.length - 1; at >= 0; at--) stack.push(next.children[at]!)
    }
  }
  return words.trim()
}
