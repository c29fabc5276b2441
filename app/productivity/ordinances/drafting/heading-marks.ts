import type { Provision } from "../structure/provision.ts"

/** A heading of 編・章・節 and the provision it stands before. */
export interface HeadingMark {
  address: string
  text: string
}

/** Each heading once, before the first provision under it. */
export function marksOf(provisions: readonly Provision[]): HeadingMark[] {
  const marks: HeadingMark[] = []
  let open: readonly string[] = []
  for (const { address, headings } of provisions) {
    let shared = 0
    while (shared < headings.length && headings[shared] === open[shared]) shared++
    for (const text of headings.slice(shared)) marks.push({ address, text })
    open = headings
  }
  return marks
}
