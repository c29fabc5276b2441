import { Banner, DownloadLinks, Page, Section } from "../../../../kernel/ui/index.ts"
import type { AmendingOrdinance } from "../amending-ordinance.ts"
import type { Bill } from "../bill.ts"
import { revisingPaths } from "../paths.ts"
import { textBlocks } from "../text-blocks.ts"
import { crumbsOfBill } from "./crumbs.ts"

/** The whole amending text as it will be promulgated: 題名, 改め文, 附則. */
export function TextPage({ bill, drafted }: { bill: Bill; drafted: AmendingOrdinance }) {
  return (
    <Page
      title="改め文"
      kicker={bill.title}
      crumbs={crumbsOfBill(bill, "改め文")}
      lead={bill.amendingText === null ? "直した条文からつくっています。条文を直すと、この文も変わります。" : "決裁に回した文です。"}
    >
      {drafted.problems.map((problem) => (
        <Banner kind="warning" title={problem} />
      ))}
      {drafted.remarks.map((remark) => (
        <Banner title={remark} />
      ))}
      <Section title="改正文" id="text">
        {drafted.text === "" ? (
          <p>まだどの条も変わっていません。</p>
        ) : (
          <div class="ordinance-text">
            <p class="ordinance-title">{bill.title}</p>
            <p>{drafted.lead}</p>
            {textBlocks(drafted.text).map((block) => ("rows" in block ? <AddedTable rows={block.rows} /> : <p class="pre-wrap">{block.line}</p>))}
            <p class="ordinance-title">附　則</p>
            {drafted.supplementary.map((line) => (
              <p>{line}</p>
            ))}
          </div>
        )}
      </Section>
      {drafted.text !== "" && (
        <DownloadLinks label="保存する" downloads={(["docx", "pdf"] as const).map((format) => ({ format, href: revisingPaths.textFile(bill.id, format) }))} />
      )}
    </Page>
  )
}

function AddedTable({ rows }: { rows: readonly (readonly string[])[] }) {
  return (
    <div class="table-scroll" role="region" aria-label="別表の表" tabIndex={0}>
      <table class="table">
        <caption class="vh">別表の表</caption>
        <tbody>
          {rows.map((cells) => (
            <tr>
              {cells.map((cell) => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
