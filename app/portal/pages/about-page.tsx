import { Page } from "../../kernel/ui/index.ts"

export function AboutPage() {
  return (
    <Page title="このサイトについて" crumbs={[{ title: "トップ", href: "/" }]}>
      <section>
        <h2>Hagi（萩）とは</h2>
        <p>
          県の推進プランと、それを進める日々の仕事を一つにつなぐ基盤です。進み具合の数字は、職員が打ち込むのではなく、
          終わった仕事の記録から数えます。数えられないものは「－」と表示します。
        </p>
      </section>
      <section>
        <h2>個人情報の扱い</h2>
        <ul>
          <li>お預かりした情報は、その手続の担当者だけが見られます。見た記録はすべて残ります。</li>
          <li>使うクッキーは、サインインの継続と、操作の結果を次の画面で伝えるためのものだけです。</li>
          <li>利用状況を外部へ送信するしくみは使っていません。</li>
        </ul>
      </section>
      <section>
        <h2>データの利用</h2>
        <p>
          推進プランの進み具合は、<a href="/progress/data">オープンデータ</a>（CSV・JSON）としても公開しています。機械から使う方は
          <a href="/api">API の使い方</a>をご覧ください。
        </p>
      </section>
    </Page>
  )
}
