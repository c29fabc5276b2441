import type { ComponentChildren } from "preact"

export interface DiffSegment {
  kind: "same" | "removed" | "added"
  text: string
}

export interface DiffRow {
  /** Where in the text: 第3条第2項 */
  place?: string
  segments: readonly DiffSegment[]
}

export interface TextDiffProps {
  caption: string
  /** What it is called among the regions of the page, where the caption alone would come twice. */
  label?: string
  before?: string
  after?: string
  rows: readonly DiffRow[]
}

/** Two versions side by side (stacked when narrow), as 新旧対照表: what went and what came, marked and said. */
export function TextDiff({ caption, label = caption, before = "改正前", after = "改正後", rows }: TextDiffProps) {
  const placed = rows.some((row) => row.place)
  return (
    <div class="table-scroll diff-scroll" role="region" aria-label={label} tabIndex={0}>
      <table class="table diff">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {placed && <th scope="col">箇所</th>}
            <th scope="col">{after}</th>
            <th scope="col">{before}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {placed && <th scope="row">{row.place ?? ""}</th>}
              <td data-title={after}>
                <Side segments={row.segments} shows="added" />
              </td>
              <td data-title={before}>
                <Side segments={row.segments} shows="removed" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Side({ segments, shows }: { segments: readonly DiffSegment[]; shows: "removed" | "added" }): ComponentChildren {
  const mine = segments.filter((segment) => segment.kind === "same" || segment.kind === shows)
  if (mine.every((segment) => segment.text === "")) return <span class="diff-none">（なし）</span>
  return mine.map((segment) => {
    if (segment.kind === "removed") return <Marked as="del" words={["削除ここから", "削除ここまで"]} text={segment.text} />
    if (segment.kind === "added") return <Marked as="ins" words={["追加ここから", "追加ここまで"]} text={segment.text} />
    return segment.text
  })
}

function Marked({ as: Tag, words, text }: { as: "del" | "ins"; words: [string, string]; text: string }) {
  return (
    <Tag>
      <span class="vh">［{words[0]}］</span>
      {text}
      <span class="vh">［{words[1]}］</span>
    </Tag>
  )
}
