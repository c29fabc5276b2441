import { Page } from "../../kernel/ui/index.ts"
import type { Offer } from "../../module.ts"
import { OfferList } from "./offer-list.tsx"

export function ApplyPage({ offers }: { offers: readonly Offer[] }) {
  return (
    <Page title="申請・手続" lead="いまオンラインで申し込める手続です。" crumbs={[{ title: "トップ", href: "/" }]}>
      <OfferList heading="h2" offers={offers} />
    </Page>
  )
}
