import { DownloadLinks, EmptyState, Page, Section } from "../../../../kernel/ui/index.ts"
import { type ComparisonLine, type ComparisonRow, type ComparisonTable } from "../../drafting/index.ts"
import type { Bill } from "../bill.ts"
import { revisingPaths } from "../paths.ts"
import { crumbsOfBill } from "./crumbs.ts"

/** Which side stands on the left: official gazettes print 改正後 there, many prefectures 現行. */
export type Left = "after" | "before"

interface ComparisonProps {
  bill: Bill
  table: ComparisonTable
  left: Left
}

const titlesBy = { after: { after: "改正後", before: "改正前" }, before: { after: "改正案", before: "現行" } } as const

export function ComparisonPage({ bill, table, left }: ComparisonProps) {
  const sides = left === "after" ? (["after", "before"] as const) : (["before", "after"] as const)
  const titles = titlesBy[left]
  const other = left === "after" ? "before" : "after"
  return (
    <Page title="新旧対照表" kicker={bill.title} crumbs={crumbsOfBill(bill, "新旧対照表")} lead="下線は変わったところ、（略）は変わらないところです。">
      {table.changed === 0 ? (
        <EmptyState title="まだどの条も変わっていません" />
      ) : (
        <>
          <p>
            <a href={`${revisingPaths.comparison(bill.id)}?left=${other}`}>{other === "after" ? "改正後を左に置く" : "現行を左に置く"}</a>
          </p>
          <Section title={`${bill.ordinanceTitle}の新旧対照表`} id="table">
            <div class="table-scroll diff-scroll" role="region" aria-label="新旧対照表" tabIndex={0}>
              <table class="table diff comparison">
                <caption class="vh">新旧対照表</caption>
                <thead>
                  <tr>
                    {sides.map((side) => (
                      <th scope="col">{titles[side]}</th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {table.rows.map((row) => (
                    <tr>
                      {sides.map((side) => (
                        <td data-title={titles[side]}>
                          <Lines row={row} side={side} />
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Section>
          <DownloadLinks label="保存する" downloads={(["pdf", "docx"] as const).map((format) => ({ format, href: `${revisingPaths.comparisonFile(bill.id, format)}${left === "before" ? "?left=before" : ""}` }))} />
        </>
      )}
    </Page>
  )
}

function Lines({ row, side }: { row: ComparisonRow; side: Left }) {
  const lines = row[side]
  if (lines.length === 0) return <span class="diff-none">（なし）</span>
  return (
    <>
      {lines.map((line) => (
        <p class="pre-wrap comparison-line">
          {"　".repeat(line.indent)}
          <Spans line={line} side={side} />
        </p>
      ))}
      {side === "after" && row.note && <p class="muted">{row.note}</p>}
    </>
  )
}

function Spans({ line, side }: { line: ComparisonLine; side: Left }) {
  const Tag = side === "after" ? "ins" : "del"
  return (
    <>
      {line.spans.map(({ text, changed }) =>
        changed ? (
          <Tag>
            <span class="vh">［変更ここから］</span>
            {text}
            <span class="vh">［変更ここまで］</span>
          </Tag>
        ) : (
          text
        ),
      )}
    </>
  )
}
