import { existsSync, readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { amendingText, applyAmendingText } from "../app/productivity/ordinances/drafting/index.ts"
import { readBranched } from "../app/productivity/ordinances/drafting/numerals.ts"
import type { Provision } from "../app/productivity/ordinances/structure/provision.ts"
import { line } from "./support/report.ts"

// 改め文 round trip: applying what was drafted to the text before must give the text after, character for character. The
// amendments are real ones of national law (e-Gov via legalize-jp, CC BY 4.0), read from the corpora beside the repository.
const CORPORA = "../shared/corpora/amendments"

interface Record {
  law_title: string
  article: string
  caption?: string
  caption_before?: string
  caption_after?: string
  before: string
  after: string
}

for (const name of ["general", "analog-reform"]) {
  const path = `${CORPORA}/${name}.jsonl.gz`
  if (!existsSync(path)) {
    console.log(`${path} is not here: put the corpora beside the repository to measure on them`)
    continue
  }
  measure(name, gunzipSync(readFileSync(path)).toString("utf8").split("\n").filter((text) => text !== "").map((text) => JSON.parse(text) as Record))
}

function measure(name: string, records: readonly Record[]): void {
  const failed: string[] = []
  const reasons = new Map<string, number>()
  const coarse: string[] = []
  let exact = 0
  let fine = 0
  const used = { phrases: 0, moved: 0, added: 0, deleted: 0, rewrittenUnits: 0 }
  let phrases = 0
  let units = 0
  let characters = 0
  let drafting = 0
  let applying = 0
  for (const record of records) {
    const [before, after] = [provisionOf(record, "before"), provisionOf(record, "after")]
    const started = performance.now()
    const draft = amendingText([before], [after])
    const drafted = performance.now()
    const applied = applyAmendingText([before], draft.text)
    drafting += drafted - started
    applying += performance.now() - drafted
    characters += record.before.length
    const same = applied.problems.length === 0 && JSON.stringify(applied.provisions) === JSON.stringify([after])
    if (same) exact++
    else failed.push(`${record.law_title} ${record.article}: ${applied.problems.length === 0 ? "another text" : applied.problems.map(({ message }) => message).join(" / ")}`)
    for (const { reason } of draft.coarse) {
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
      coarse.push(`${reason}: ${record.law_title} ${record.article}`)
    }
    if (draft.coarse.length === 0) {
      fine++
      if (draft.tally.rewrittenUnits > 0) units++
    }
    phrases += draft.tally.phrases
    for (const form of Object.keys(used) as (keyof typeof used)[]) if (draft.tally[form] > 0) used[form]++
  }
  const share = (count: number) => `${((count / records.length) * 100).toFixed(1)} % (${count} of ${records.length})`
  console.log(`\n${name}: ${records.length} amended articles`)
  line("reproduced exactly", share(exact), "≥ 95 %", exact / records.length >= 0.95)
  line("said finely, no article written anew as a whole", share(fine), "≥ 80 %", fine / records.length >= 0.8)
  line("… of these with a 項, 号 or table written anew", share(units), "", undefined)
  line("articles with words changed", share(used.phrases), "", undefined)
  line("articles with 項 or 号 added", share(used.added), "", undefined)
  line("articles with 項 or 号 deleted", share(used.deleted), "", undefined)
  line("articles with 項 or 号 renumbered", share(used.moved), "", undefined)
  line("changes of words", phrases.toLocaleString(), "", undefined)
  for (const [reason, count] of reasons) line(`written anew as a whole: ${reason}`, share(count), "", undefined)
  line("drafting", `${(drafting / records.length).toFixed(2)} ms an article`, "", undefined)
  line("applying", `${(applying / records.length).toFixed(2)} ms an article (${characters.toLocaleString()} characters)`, "", undefined)
  for (const one of failed) console.log(`     not reproduced: ${one}`)
  for (const one of coarse) console.log(`     written anew as a whole, ${one}`)
}

function provisionOf(record: Record, side: "before" | "after"): Provision {
  const caption = record[`caption_${side}`] ?? record.caption ?? ""
  return { part: "main", address: addressOf(record.article), no: record.article, caption: caption.replace(/^（(.*)）$/s, "$1"), headings: [], text: record[side] }
}

/** 第十二条の三 → 12-3. */
function addressOf(article: string): string {
  const [, number, branches] = /^第([^条]+)条((?:の.+)?)$/.exec(article)!
  return readBranched(number! + branches!)!.join("-")
}
