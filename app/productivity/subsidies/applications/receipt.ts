import { type Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { dateTime, yenText } from "../../../kernel/ui/index.ts"
import { type FileRow, listFiles, readBack } from "./files.ts"
import type { Application } from "./application.ts"
import type { Asked } from "./asked.ts"
import { callOf } from "./call-of.ts"
import { getApplication } from "./read-application.ts"

export interface Receipt {
  it: Application
  callTitle: string
  files: FileRow[]
}

/** What was received: number, moment, hash, and every file read back once more as the receipt is made. */
export async function receiptOf(work: Work, id: string): Promise<Receipt> {
  const it = await getApplication(work, id)
  if (!it.filedAt) throw refusal("conflict", "subsidies.not-filed", "この申請はまだ提出されていません。")
  const [call, files] = await Promise.all([callOf(work, it), listFiles(work, it)])
  // What came with later papers is not of this receipt.
  const own = files.filter(({ filingId, askedKey }) => filingId === null && !/^(evidence|procedure)-/.test(askedKey))
  await readBack(own)
  return { it, callTitle: call.title, files: own }
}

export async function receiptPdf(work: Work, id: string): Promise<{ bytes: Uint8Array; name: string }> {
  const { it, callTitle, files } = await receiptOf(work, id)
  // Two fonts of 5 MB are loaded with the first document only.
  const { makePdf } = await import("../../../kernel/documents/pdf/index.ts")
  const bytes = await makePdf({
    title: "受付票",
    lead: [`受付番号　${it.number}`, `受付日時　${dateTime(it.filedAt!)}`],
    sections: [
      {
        kind: "summary",
        rows: [
          ["公募", callTitle],
          ["補助事業の名称", it.title],
          ["申請者", it.party.name ?? ""],
          ["交付申請額", it.wantedYen === null ? "－" : yenText(it.wantedYen)],
          ["内容のハッシュ値（SHA-256）", it.contentSha256 ?? ""],
        ],
      },
      { kind: "heading", level: 2, text: "受け取ったファイル" },
      files.length === 0
        ? { kind: "paragraph", text: "添付されたファイルはありません。" }
        : {
            kind: "table",
            columns: [{ title: "ファイル名", share: 3 }, { title: "大きさ", align: "right" }, { title: "SHA-256", share: 5 }],
            rows: files.map(({ name, bytes: size, sha256 }) => [name, `${size.toLocaleString("ja-JP")}バイト`, sha256]),
          },
      { kind: "heading", level: 2, text: "申請の内容" },
      { kind: "table", columns: [{ title: "項目", share: 2 }, { title: "入力した内容", share: 3 }], rows: ((it.asked ?? []) as Asked[]).map(({ label, text }) => [label, text || "－"]) },
    ],
    madeAt: it.filedAt!,
  })
  return { bytes, name: `受付票_${it.number}.pdf` }
}
