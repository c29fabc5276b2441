import { Page } from "../../kernel/ui/index.ts"

/** JIS X 8341-3:2016 statement: what we aim at, how it is tested, what is known not to work, whom to tell. */
export function AccessibilityPage() {
  return (
    <Page title="アクセシビリティ方針" crumbs={[{ title: "トップ", href: "/" }]}>
      <section>
        <h2>目標</h2>
        <p>
          このサイトのすべての画面は、JIS X 8341-3:2016 の適合レベル AA に準拠することを目標とし、WCAG 2.2 の達成基準
          A・AA も満たすように作っています。
        </p>
      </section>
      <section>
        <h2>お約束していること</h2>
        <ul>
          <li>JavaScript を使えない環境でも、すべての手続ができます。</li>
          <li>キーボードだけで操作でき、いまどこにいるかが見えます。</li>
          <li>文字を 200 % に拡大しても、内容が欠けません。</li>
          <li>入力の誤りは、文章で、直す場所の近くに示します。打った文字は消えません。</li>
          <li>色だけで意味を伝えません。グラフには同じ数字の表を付けます。</li>
          <li>時間切れで入力が失われることはありません。もう一度サインインすると続きから始められます。</li>
        </ul>
      </section>
      <section>
        <h2>確かめ方</h2>
        <p>
          画面の部品の一覧と主な画面を、検査プログラム（axe）と、スクリプトを切ったブラウザーでの通し操作で、変更のたびに
          確かめています。第三者による試験は行っていません。
        </p>
      </section>
      <section>
        <h2>分かっている課題</h2>
        <ul>
          <li>パスキーの登録と利用には JavaScript が必要です。パスワードと確認コードでもサインインできます。</li>
          <li>職員が登録した添付ファイルの中身は、この方針の対象外です。</li>
        </ul>
      </section>
      <section>
        <h2>使いにくいところがあったら</h2>
        <p>画面の名前と困ったことを、県の行政経営担当課へお知らせください。紙や電話での手続もご案内します。</p>
      </section>
    </Page>
  )
}
