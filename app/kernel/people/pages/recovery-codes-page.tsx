import { Banner, ButtonLink, Page } from "../../ui/index.ts"

export function RecoveryCodesPage({ codes, next }: { codes: readonly string[]; next: string }) {
  return (
    <Page title="回復コードを控える" width="narrow">
      <Banner kind="warning" title="この画面は一度しか表示されません">
        <p>認証アプリや機器をなくしたとき、番号の代わりに使います。1つのコードは一度だけ使えます。印刷するか書き写して、鍵のかかる場所に保管してください。</p>
      </Banner>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>
        <ButtonLink kind="primary" href={next}>
          控えたので先へ進む
        </ButtonLink>
      </p>
    </Page>
  )
}
