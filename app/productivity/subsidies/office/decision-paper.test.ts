import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { makePdf, missingGlyphs } from "../../../kernel/documents/pdf/index.ts"
import type { DecisionKind } from "../applications/application.ts"
import { decisionWords } from "../applications/application.ts"
import { decisionPaper, type PaperContent, textOfPaper } from "./decision-paper.ts"

const folder = mkdtempSync(join(tmpdir(), "hagi-paper-"))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: "utf8" })

/** Poppler reads the letters back. */
const withoutPoppler = (() => {
  try {
    execFileSync("which", ["pdftotext"], { stdio: "ignore" })
    return false
  } catch {
    return true
  }
})()

const content: PaperContent = {
  kind: "award",
  number: "R8-中小企業支援-12",
  day: "2026-11-24",
  it: {
    party: { name: "株式会社はぎ製作所", postalCode: "980-8570", municipality: "仙台市", address: "青葉区本町三丁目8番1号", representativeTitle: "代表取締役", representative: "髙橋 葛󠄀子" },
    title: "検査の自動化",
    number: "補助-R8-000001",
    filedAt: new Date("2026-11-01T01:00:00Z"),
    costs: [{ category: "c1", total: 900_000, eligible: 900_000 }],
  },
  call: { title: "試行補助金（第1回）", categories: [{ key: "c1", title: "設備費", rate: { numerator: 2, denominator: 3 }, capYen: null, note: "" }], withdrawalDays: 10, reportDays: 30 },
  basis: "試行補助金交付要綱",
  prefecture: "萩野県",
  unitName: "中小企業支援課",
  contact: "担当班",
  amountYen: 600_000,
  terms: { particulars: [{ label: "完了期限", value: "令和9年3月20日" }] },
  conditions: ["変更するときは、あらかじめ承認を受けること。"],
  reason: "",
}

async function textOf(paper: PaperContent): Promise<string> {
  const file = join(folder, `${paper.kind}.pdf`)
  writeFileSync(file, await makePdf(decisionPaper(paper)))
  return run("pdftotext", "-layout", file, "-").replace(/\s+/g, "")
}

test.skipIf(withoutPoppler)("交付決定通知書：宛先、番号、額、経費の配分、条件、取下げの期間がある", async () => {
  const text = await textOf(content)
  const wanted = ["R8-中小企業支援-12", "令和8年11月24日", "株式会社はぎ製作所", "萩野県知事", "交付決定通知書", "金600,000円", "設備費", "2/3", "完了期限令和9年3月20日", "あらかじめ承認", "10日以内"]
  expect(wanted.filter((words) => !text.includes(words))).toEqual([])
  expect(text).not.toContain("不服がある場合")
})

test.skipIf(withoutPoppler)("不利益な決定には理由と教示がある", async () => {
  for (const kind of ["refusal", "dismissal", "cancellation", "repayment"] as const) {
    const text = await textOf({ ...content, kind, amountYen: kind === "repayment" ? 100_000 : null, reason: "要綱第3条に定める要件を満たさないため。" })
    const wanted = [decisionWords[kind], "要綱第3条に定める要件を満たさないため", "3か月以内", "6か月以内", "萩野県を被告"]
    expect([kind, wanted.filter((words) => !text.includes(words))]).toEqual([kind, []])
  }
})

test.skipIf(withoutPoppler)("どの種類の決定も組める", async () => {
  for (const kind of Object.keys(decisionWords) as DecisionKind[]) {
    const text = await textOf({ ...content, kind, reason: "理由です。" })
    expect([kind, text.includes(decisionWords[kind].replace(/\s/g, ""))]).toEqual([kind, true])
  }
})

test("印刷できない字と、字形が変わる字を、決める前に知らせる", () => {
  const outside = { ...content, it: { ...content.it, party: { ...content.it.party, name: "株式会社\u{E000}商店" } } }
  expect(missingGlyphs(textOfPaper(decisionPaper(outside)))).toEqual({ missing: ["\u{E000}"], variants: ["葛󠄀"] })
})
