import { EmptyState, wareki } from "../../kernel/ui/index.ts"
import type { Offer } from "../../module.ts"

/** `heading`: one below the heading it stands under. */
export function OfferList({ offers, heading: Heading }: { offers: readonly Offer[]; heading: "h2" | "h3" }) {
  if (offers.length === 0) {
    return (
      <EmptyState title="いまオンラインで申し込める手続はありません">
        <p>受付が始まると、この場所に締切の近い順で並びます。お急ぎのときは担当課へお問い合わせください。</p>
      </EmptyState>
    )
  }
  return (
    <ul class="plain-list">
      {offers.map((offer) => (
        <li>
          <Heading>
            <a href={offer.link}>{offer.title}</a>
          </Heading>
          <p>{offer.who}</p>
          <p>{offer.closesOn ? `締切：${wareki(offer.closesOn)}` : "締切：なし（いつでも申し込めます）"}</p>
        </li>
      ))}
    </ul>
  )
}
