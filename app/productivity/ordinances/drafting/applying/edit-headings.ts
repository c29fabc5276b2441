import type { Node } from "./document.ts"
import type { PlaceText } from "./read-places.ts"

const LEVELS = "編章節款目"

function levelOf(heading: string): number {
  const kind = /第[0-9０-９〇一二三四五六七八九十百]+([編章節款目])/.exec(heading)?.[1]
  return kind ? LEVELS.indexOf(kind) : LEVELS.length
}

/** The provisions from one on that stand under the same heading of a level. */
function under(nodes: readonly Node[], from: Node, level: number): Node[] {
  const path = ({ provision }: Node) => provision.headings.filter((one) => levelOf(one) <= level).join("\n")
  const start = nodes.indexOf(from)
  const end = nodes.findIndex((one, at) => at > start && (one.provision.part !== from.provision.part || path(one) !== path(from)))
  return nodes.slice(start, end < 0 ? nodes.length : end)
}

function levelAt(node: Node, place: PlaceText): number {
  const wanted = /([編章節款目])名$/.exec(place.text)?.[1]
  return wanted ? LEVELS.indexOf(wanted) : Math.min(...node.provision.headings.map(levelOf))
}

export function renameHeading(nodes: readonly Node[], from: Node, place: PlaceText, text: string): void {
  const level = levelAt(from, place)
  for (const node of under(nodes, from, level)) node.provision.headings = node.provision.headings.map((one) => (levelOf(one) === level ? text : one))
}

/** What stood under it now stands under what is before it. */
export function deleteHeading(nodes: readonly Node[], from: Node, place: PlaceText): void {
  const level = levelAt(from, place)
  const previous = nodes[nodes.indexOf(from) - 1]
  const kept = previous?.provision.part === from.provision.part ? previous.provision.headings.filter((one) => levelOf(one) <= level) : []
  for (const node of under(nodes, from, level)) node.provision.headings = [...kept, ...node.provision.headings.filter((one) => levelOf(one) > level)]
}

export function attachHeading(nodes: readonly Node[], from: Node, text: string): void {
  const level = levelOf(text)
  const previous = nodes[nodes.indexOf(from) - 1]
  const begun = new Set(previous?.provision.headings)
  for (const node of under(nodes, from, level)) {
    const { headings } = node.provision
    node.provision.headings = [...headings.filter((one) => levelOf(one) < level), text, ...headings.filter((one) => levelOf(one) > level && !begun.has(one))]
  }
}
