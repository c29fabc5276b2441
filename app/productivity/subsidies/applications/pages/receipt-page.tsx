import { ButtonLink, ConfirmationPanel, dateTime, Page, Section, yenText } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { Receipt } from "../receipt.ts"

/** 受付票: the files were read back while this page was made. */
export function ReceiptPage({ it, callTitle, files }: Receipt) {
  return (
    <Page title="受付票" kicker={callTitle} width="narrow" crumbs={[{ title: "わたしの申請", href: paths.myApplications }, { title: it.title, href: paths.mine(it.id) }, { title: "受付票" }]}>
      <ConfirmationPanel title="申請を受け付けました" numberLabel="受付番号" number={it.number!}>
        <p>{dateTime(it.filedAt!)}に受け付けました。同じお知らせをメールでも送ります。</p>
      </ConfirmationPanel>
      <p>
        <ButtonLink href={paths.receiptPdf(it.id)} kind="primary">
          受付票をPDFで保存する
        </ButtonLink>
      </p>
      <Section title="受け取ったもの" id="received">
        <dl class="summary">
          <div class="summary-row">
            <dt>補助事業の名称</dt>
            <dd class="summary-value">{it.title}</dd>
          </div>
          <div class="summary-row">
            <dt>交付申請額</dt>
            <dd class="summary-value">{it.wantedYen === null ? "－" : yenText(it.wantedYen)}</dd>
          </div>
          <div class="summary-row">
            <dt>内容のハッシュ値（SHA-256）</dt>
            <dd class="summary-value">
              <code class="hash">{it.contentSha256}</code>
            </dd>
          </div>
        </dl>
        {files.length > 0 && (
          <>
            <h3>受け取ったファイル（{files.length}件）</h3>
            <p>保存したものを読み返して、受け取ったときと同じであることを確かめました。</p>
            <ul class="file-list">
              {files.map((file) => (
                <li>
                  {file.name}（{file.bytes.toLocaleString("ja-JP")}バイト）
                  <br />
                  <code class="hash">{file.sha256}</code>
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
      <Section title="このあと" id="next">
        <ol>
          <li>担当課が書類を確かめます。直すところがあれば、まとめて一度にお知らせします。</li>
          <li>審査のあと、交付するかどうかを決めて通知します。</li>
          <li>決定の通知を受けてから、発注や契約をしてください。</li>
        </ol>
        <p>
          <a href={paths.mine(it.id)}>申請の状況を見る</a>
        </p>
      </Section>
    </Page>
  )
}
