import type { Provision } from "../../structure/provision.ts"

/** A heading (編・章・節・款) or a 附則 with what stands under it, in the order of print. */
export interface OutlineNode<P extends Provision = Provision> {
  title: string
  depth: number
  /** Unique on the page. */
  key: string
  provisions: P[]
  below: OutlineNode<P>[]
}

export interface Outline<P extends Provision = Provision> {
  /** 前文 and what else stands before the first article. */
  front: P[]
  main: OutlineNode<P>
  supplementary: OutlineNode<P>[]
  /** 別表 and 様式. */
  back: P[]
}

/** The provisions of a text under their headings. */
export function outlineOf<P extends Provision>(provisions: readonly P[]): Outline<P> {
  const main: OutlineNode<P> = { title: "", depth: 0, key: "h", provisions: [], below: [] }
  const outline: Outline<P> = { front: [], main, supplementary: [], back: [] }
  let open: OutlineNode<P>[] = [main]
  for (const provision of provisions) {
    if (provision.part === "preamble") {
      // The 目次 of print is made anew from the headings.
      if (provision.address !== "toc") outline.front.push(provision)
      continue
    }
    if (provision.part === "table" || provision.part === "form") {
      outline.back.push(provision)
      continue
    }
    if (provision.part === "supplementary") {
      const key = provision.address.split("/")[0]!
      const last = outline.supplementary.at(-1)
      if (last?.key === key) last.provisions.push(provision)
      else outline.supplementary.push({ title: provision.headings[0] ?? (provision.no || "附則"), depth: 1, key, provisions: [provision], below: [] })
      continue
    }
    open = openFor(open, provision.headings)
    open.at(-1)!.provisions.push(provision)
  }
  return outline
}

function openFor<P extends Provision>(open: OutlineNode<P>[], headings: readonly string[]): OutlineNode<P>[] {
  let same = 0
  while (same < headings.length && open[same + 1]?.title === headings[same]) same++
  const kept = open.slice(0, same + 1)
  for (const title of headings.slice(same)) {
    const above = kept.at(-1)!
    const node: OutlineNode<P> = { title, depth: kept.length, key: `${above.key}-${above.below.length + 1}`, provisions: [], below: [] }
    above.below.push(node)
    kept.push(node)
  }
  return kept
}
