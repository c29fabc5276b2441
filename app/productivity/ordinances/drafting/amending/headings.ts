import { diffArrays } from "diff"
import type { Provision } from "../../structure/provision.ts"
import { type HeadingMark, marksOf } from "../heading-marks.ts"

interface HeadingChange {
  text: string
  verb: "change" | "delete" | "attach"
  block?: string[]
}

const HEADING = /^[ 　]*(第[0-9０-９〇一二三四五六七八九十百]+([編章節款目])(?:の[0-9０-９〇一二三四五六七八九十]+)*)[ 　]*(.*)$/

/** 編・章・節 above the provisions once these are as they shall be. undefined where a heading has no number to be called by. */
export function headingChanges(settled: readonly Provision[], after: readonly Provision[], name: (provision: Provision) => string): HeadingChange[] | undefined {
  const [from, to] = [marksOf(settled), marksOf(after)]
  const key = ({ address, text }: HeadingMark) => `${address}\n${text}`
  const changes: HeadingChange[] = []
  const [gone, come]: [HeadingMark[], HeadingMark[]] = [[], []]
  for (const { added, removed, value } of diffArrays(from.map(key), to.map(key))) {
    const marks = value.map((one) => ({ address: one.slice(0, one.indexOf("\n")), text: one.slice(one.indexOf("\n") + 1) }))
    if (removed) gone.push(...marks)
    if (added) come.push(...marks)
  }
  if ([...gone, ...come].some(({ text }) => !HEADING.test(text))) return undefined
  const provisions = new Map(after.map((provision) => [provision.address, provision]))
  const replaced = new Set<HeadingMark>()
  for (const old of gone) {
    const same = come.find(({ address, text }) => address === old.address && kindOf(text) === kindOf(old.text))
    if (same) replaced.add(same)
    const place = `${name(provisions.get(old.address)!)}の前の${kindOf(old.text)}名`
    if (same) changes.push({ text: `${place}を次のように`, verb: "change", block: [`　　　${same.text}`] })
    else changes.push({ text: `${place}を`, verb: "delete" })
  }
  for (const mark of come) {
    if (!replaced.has(mark)) changes.push({ text: `${name(provisions.get(mark.address)!)}の前に次の${kindOf(mark.text)}名を`, verb: "attach", block: [`　　　${mark.text}`] })
  }
  return changes
}

function kindOf(text: string): string {
  return HEADING.exec(text)![2]!
}
