import { type ComponentChildren, Fragment, isValidElement, type VNode } from "preact"
import { type Shell, visitorShell } from "../http/shell.ts"
import { escapeText } from "./markup.ts"

type Props = Record<string, unknown> & { children?: ComponentChildren; dangerouslySetInnerHTML?: { __html: string } }
type Component = (props: Props, shell: Shell) => ComponentChildren

/**
 * A page as text. Components are plain functions of their props and of the shell, and nothing is kept from one to the
 * next: state, effects and handlers belong to islands, which Preact renders in the browser.
 */
export function renderToString(node: ComponentChildren, shell: Shell = visitorShell): string {
  if (typeof node === "string") return escapeText(node)
  if (typeof node === "number" || typeof node === "bigint") return String(node)
  if (typeof node !== "object" || node === null) return ""
  if (Array.isArray(node)) {
    let text = ""
    for (const child of node) text += renderToString(child, shell)
    return text
  }
  // What came out of a JSON column is no element, whatever it says of itself.
  return isValidElement(node) ? element(node as VNode<Props>, shell) : ""
}

function element({ type, props }: VNode<Props>, shell: Shell): string {
  if (type === Fragment) return renderToString(props.children, shell)
  if (typeof type === "function") return renderToString((type as Component)(props, shell), shell)
  const tag = tags.get(type) ?? learnTag(type)
  let text = tag.opening
  for (const name in props) {
    if (name === "children" || name === "dangerouslySetInnerHTML") continue
    const value = props[name]
    if (value !== undefined && value !== null) text += attribute(name, value)
  }
  const inside = props.dangerouslySetInnerHTML?.__html ?? renderToString(props.children, shell)
  return inside === "" && tag.isVoid ? `${text}/>` : `${text}>${inside}${tag.closing}`
}

function attribute(name: string, value: unknown): string {
  const known = attributes.get(name) ?? learnAttribute(name)
  if (typeof value === "string") return value === "" ? known.bare : `${known.start}${escapeText(value)}"`
  if (typeof value === "number") return `${known.start}${value}"`
  if (typeof value !== "boolean") throw new TypeError(`${name} is an attribute of text, not of ${typeof value}`)
  if (known.saysFalse) return `${known.start}${value}"`
  return value ? known.bare : ""
}

interface Tag {
  opening: string
  closing: string
  isVoid: boolean
}

interface Attribute {
  start: string
  /** For what is true, and for what is empty. */
  bare: string
  /** aria-expanded="false" is said; `checked` that is false is left out. */
  saysFalse: boolean
}

// Names stand in the sources: each is looked at once, and there are few.
const tags = new Map<string, Tag>()
const attributes = new Map<string, Attribute>()
const voids = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/

function learnTag(name: string): Tag {
  mustBeName(name)
  const tag = { opening: `<${name}`, closing: `</${name}>`, isVoid: voids.test(name) }
  tags.set(name, tag)
  return tag
}

/** Written as the sources write it: HTML takes `tabIndex` for `tabindex`, and SVG's viewBox needs its capital. */
function learnAttribute(name: string): Attribute {
  mustBeName(name)
  const known = { start: ` ${name}="`, bare: ` ${name}`, saysFalse: /^(?:aria-|data-|spellcheck$|draggable$)/.test(name) }
  attributes.set(name, known)
  return known
}

function mustBeName(name: string): void {
  if (!/^[a-zA-Z][\w:-]*$/.test(name)) throw new TypeError(`${name} is no name in HTML`)
}
