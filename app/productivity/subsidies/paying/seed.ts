import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { setDebitAccount } from "./batches/debit-account.ts"

/** 県の支払口座, without which nothing is paid. Made up for the demo. */
export async function seedPaying(work: Work): Promise<void> {
  const validFrom = `${Number(civilDateOf(work.now).slice(0, 4)) - 2}-04-01`
  await setDebitAccount(work, {
    validFrom,
    clientCode: "0000012345",
    clientName: "ハギノケンカイケイカンリシヤ",
    bankCode: "0125",
    branchCode: "100",
    kind: "1",
    number: "0000001",
    source: "指定金融機関との契約（デモ）",
  })
}
