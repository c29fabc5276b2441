import iconv from "iconv-lite"
import { loadBanks, readTransfers, type Transfer, type TransferBatch, writeTransfers, zenginSettingsOn } from "../app/productivity/subsidies/zengin/index.ts"
import { inTurn, median } from "./support/load.ts"
import { line, ratio } from "./support/report.ts"

// 10,000 payments to the bytes of a 総合振込 file and back: names made fit, banks and branches looked up, the written
// bytes read again and judged. The limit it is held against: iconv-lite encoding and decoding the same text, nothing else.
const PAYMENTS = 10_000
const ROUNDS = 9
const settings = zenginSettingsOn("2026-11-24")

const loading = performance.now()
const banks = loadBanks()
line("banks and branches loaded, once", `${(performance.now() - loading).toFixed(0)} ms (${banks.source})`, "", undefined)

const batch = madeBatch()
const kana = new Set(batch.transfers.map(({ payeeName }) => payeeName)).size
console.log(`${PAYMENTS.toLocaleString()} payments to ${kana.toLocaleString()} different names`)
const first = write()
const text = iconv.decode(Buffer.from(first.bytes), "shift_jis")

const { ours, peer } = await inTurn(
  ROUNDS,
  async () => {
    const started = performance.now()
    const { bytes } = write()
    const written = performance.now()
    const read = readTransfers(bytes, { settings, banks, today: "2026-11-24" })
    const done = performance.now()
    mustBe(read.accepted && read.defects.length === 0 && read.payments.length === PAYMENTS, "the file is not accepted")
    mustBe(Buffer.from(bytes).equals(Buffer.from(first.bytes)), "another run wrote other bytes")
    mustBe(Buffer.from(write(asRead(read)).bytes).equals(Buffer.from(bytes)), "what was read does not write the same bytes")
    return { write: written - started, read: done - written, all: done - started }
  },
  async () => {
    const started = performance.now()
    const bytes = iconv.encode(text, "shift_jis")
    mustBe(iconv.decode(bytes, "shift_jis").length === text.length, "iconv-lite lost characters")
    const all = performance.now() - started
    mustBe(bytes.equals(Buffer.from(first.bytes)), "iconv-lite writes other bytes")
    return { write: 0, read: 0, all }
  },
)
const middle = (key: "write" | "read" | "all", of = ours) => median(of.map((one) => one[key]))
const all = middle("all")
line("write, with the bytes read again", `${middle("write").toFixed(1)} ms`, "", undefined)
line("read and judge", `${middle("read").toFixed(1)} ms`, "", undefined)
line("to bytes and back, byte-exact", `${all.toFixed(1)} ms`, "< 1,000 ms", all < 1000)
line("limit: iconv-lite alone on the same bytes", `${middle("all", peer).toFixed(1)} ms`, "", undefined)
line("iconv-lite ÷ ours", ratio(median(ours.map((one, i) => peer[i]!.all / one.all))), "", undefined)

function write(of: TransferBatch = batch): { bytes: Uint8Array; count: number; total: number } {
  const written = writeTransfers(of, { settings, banks, lineEnd: "crlf" })
  if (!written.ok) throw new Error(written.problems[0]!.message)
  return written
}

function asRead({ header, payments }: ReturnType<typeof readTransfers>): TransferBatch {
  const { clientCode, clientName, bankCode, branchCode, accountKind, accountNumber } = header!
  const transfers = payments.map((payment) => ({ ...payment, newCode: payment.newCode as "0" }))
  return { clientCode, clientName, bankCode, branchCode, accountKind, accountNumber, payOn: batch.payOn, transfers }
}

function madeBatch(): TransferBatch {
  const places = [...banks.banks].flatMap(([bankCode, bank]) => [...bank.branches.keys()].map((branchCode) => ({ bankCode, branchCode })))
  const names = "アオバ ミヤギノ イズミ ワカバヤシ タイハク マツシマ イシノマキ シオガマ ケセンヌマ シロイシ ナトリ カクダ タガジョウ イワヌマ トメ クリハラ".split(" ")
  const forms = ["カブシキガイシャ", "ユウゲンガイシャ", "イッパンシャダンホウジン", ""]
  const trades = ["カンコウ", "ショウジ", "ノウエン", "スイサン", "データセンター", "ケンセツ"]
  const account = { bankCode: "0125", branchCode: "100", accountKind: "1", accountNumber: "1234567" }
  const transfers = Array.from({ length: PAYMENTS }, (_, i): Transfer => ({
    ...places[(i * 7919) % places.length]!,
    accountKind: i % 9 === 0 ? "2" : "1",
    accountNumber: String(1 + ((i * 7919) % 9_999_999)),
    payeeName: `${forms[i % forms.length]}${names[i % names.length]}${trades[i % trades.length]}${i % 97}`,
    amount: 1000 * (1 + ((i * 31) % 50_000)),
    customerCode1: String(i + 1),
  }))
  return { ...account, clientCode: "12345", clientName: "ミヤギケンカイケイキョク", payOn: "2026-11-25", transfers }
}

function mustBe(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}
