import { Card, Grid, Page } from "../../kernel/ui/index.ts"
import type { Offer } from "../../module.ts"
import { paths } from "../paths.ts"
import { OfferList } from "./offer-list.tsx"

/** The public face: what can I apply for, where is my case, how does the plan go. */
export function HomePage({ offers }: { offers: readonly Offer[] }) {
  return (
    <Page hero title="県の手続と取組" lead="申請する、申請のその後を確かめる、県の働き方改革の進み具合を見る。" width="wide">
      <Grid>
        <Card title="申請・手続をさがす" href={paths.apply}>
          <p>いまオンラインで申し込める手続を、締切の近い順に並べています。</p>
        </Card>
        <Card title="申請のその後を確かめる" href={paths.myCases}>
          <p>審査の状況、次に必要なこと、期限が分かります。サインインが必要です。</p>
        </Card>
        <Card title="推進プランの進み具合" href="/progress">
          <p>県が何を約束し、どこまで進んだかを、数字と記録で公開しています。</p>
        </Card>
        <Card title="アナログ規制の見直し" href="/analog-rules">
          <p>書面や対面を求める条例・規則を、いつ、どう見直すかを公開しています。</p>
        </Card>
      </Grid>
      <section>
        <h2>いま申し込める手続</h2>
        <OfferList heading="h3" offers={offers.slice(0, 5)} />
        {offers.length > 5 && (
          <p>
            <a href={paths.apply}>すべての手続を見る（{offers.length}件）</a>
          </p>
        )}
      </section>
      <section>
        <h2>はじめての方へ</h2>
        <p>
          申請には<a href="/sign-in?for=applicant">利用者の登録</a>
          が必要です。メールアドレスがあれば始められます。途中まで書いた内容は保存され、あとから続けられます。
        </p>
      </section>
    </Page>
  )
}
