import type { ComponentChildren } from "preact"
import type { Provision } from "../../structure/provision.ts"
import type { LinkMark } from "../links/link-mark.ts"
import { anchorOf } from "../paths.ts"
import { type TextLine, textLines } from "../reading/text-lines.ts"

export interface ProvisionViewProps {
  provision: Provision
  marks?: readonly LinkMark[]
  /** Where the number of the article leads: its own page. */
  href?: string | undefined
  /** Of the heading; 3 under a chapter. */
  level?: 2 | 3 | 4
}

/** One provision as a 例規集 prints it: （見出し）, 第N条, 項 and 号 with hanging marks, tables as tables. */
export function ProvisionView({ provision, marks = [], href, level = 3 }: ProvisionViewProps) {
  const { address, no, caption, part } = provision
  const lines = textLines(provision.text)
  const anchor = anchorOf(address)
  const apart = part === "main" && no !== "" && lines[0]?.kind === "paragraph" && lines[0].mark === ""
  const Heading = `h${level}` as "h2" | "h3" | "h4"
  const number = href ? <a href={href}>{no}</a> : no
  const heading = caption && (part === "main" || address.includes("/")) ? `（${caption}）` : ""
  return (
    <section class={`rule rule-${part}`} id={anchor} aria-labelledby={no || caption ? `${anchor}-name` : undefined}>
      {(no || caption) && (
        <Heading class="rule-name" id={`${anchor}-name`}>
          {heading && <span class="rule-caption">{heading}</span>}
          <span class={apart ? "vh" : "rule-no"}>{apart ? no : number}</span>
          {!heading && caption && <span class="rule-aside">（{caption}）</span>}
        </Heading>
      )}
      <Lines lines={lines} marks={marks} anchor={anchor} first={apart ? <span class="rule-no">{number}</span> : undefined} />
    </section>
  )
}

function Lines({ lines, marks, anchor, first }: { lines: readonly TextLine[]; marks: readonly LinkMark[]; anchor: string; first: ComponentChildren }) {
  const blocks: ComponentChildren[] = []
  const seen = new Set<string>()
  const idOf = (line: TextLine) => {
    const id = line.kind === "item" ? (line.depth === 0 && line.item ? `${anchor}.${line.paragraph}.${line.item}` : undefined) : line.kind === "paragraph" ? `${anchor}.${line.paragraph}` : undefined
    // A number printed twice is one address: the first one has it.
    if (!id || seen.has(id)) return undefined
    seen.add(id)
    return id
  }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (line.kind === "row") {
      const rows = [line]
      while (lines[at + 1]?.kind === "row") rows.push(lines[++at]!)
      blocks.push(<Rows rows={rows} marks={marks} />)
      continue
    }
    const mark = at === 0 && first ? first : line.mark ? <span class="rule-mark">{line.mark}</span> : undefined
    blocks.push(
      <p class={`rule-line rule-${line.kind}${line.kind === "item" ? ` rule-depth-${Math.min(line.depth, 4)}` : ""}${mark ? "" : " rule-unmarked"}`} id={idOf(line)}>
        {mark}
        <span class="rule-text">
          <Linked text={line.text} start={line.start} marks={marks} />
        </span>
      </p>,
    )
  }
  return <>{blocks}</>
}

function Rows({ rows, marks }: { rows: readonly TextLine[]; marks: readonly LinkMark[] }) {
  const columns = Math.max(...rows.map(({ cells }) => cells?.length ?? 0))
  return (
    <div class="table-scroll" role="region" aria-label="表" tabIndex={0}>
      <table class="table table-airy rule-table">
        <tbody>
          {rows.map(({ text, start, cells = [] }) => {
            let from = 0
            return (
              <tr>
                {cells.map((cell, at) => {
                  const place = text.indexOf(cell, from)
                  from = place + cell.length
                  return (
                    <td colSpan={at === cells.length - 1 && cells.length < columns ? columns - cells.length + 1 : undefined}>
                      <Linked text={cell} start={start + place} marks={marks} />
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** The part of a provision's text that begins at `start`, with the references in it. */
export function Linked({ text, start, marks }: { text: string; start: number; marks: readonly LinkMark[] }) {
  const inside = marks.filter((mark) => mark.start >= start && mark.end <= start + text.length)
  if (inside.length === 0) return <>{text}</>
  const pieces: ComponentChildren[] = []
  let here = 0
  for (const mark of inside) {
    const [from, to] = [mark.start - start, mark.end - start]
    if (from < here) continue
    pieces.push(text.slice(here, from))
    const words = text.slice(from, to)
    pieces.push(
      mark.href ? (
        <a class="rule-link" href={mark.href} title={mark.title}>
          {words}
        </a>
      ) : (
        <span class="rule-unresolved" title={`${mark.title}：例規集にありません`}>
          {words}
        </span>
      ),
    )
    here = to
  }
  pieces.push(text.slice(here))
  return <>{pieces}</>
}
