/**
 * A provision's text as people type it: 号 and what lies below begin with their number alone, where the house form
 * (structure/provision.ts) puts 「- 」 before them.
 */
const ITEM = /^(?:[一二三四五六七八九十百]+|[（(][0-9０-９一二三四五六七八九十]+[）)]|[ア-ン]|[ｱ-ﾝ]|[（(][ア-ンｱ-ﾝ][）)]|[a-zａ-ｚ]|[（(][a-zａ-ｚ][）)])[　 ]/

export function typedOf(text: string): string {
  const typed = text.split("\n").map((line) => (line.startsWith("- ") && ITEM.test(line.slice(2)) ? line.slice(2) : line)).join("\n")
  // Where a line of running text begins like a 号 the marks stay: what is shown must come back as it was.
  return textOfTyped(typed) === text ? typed : text
}

/** Empty lines, carriage returns and spaces at the ends of lines are none of the text. */
export function textOfTyped(typed: string): string {
  return typed
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => line.replace(/[ \t　]+$/, "").replace(/^[ \t]+(?=\S)/, ""))
    .filter((line) => line !== "")
    .map((line) => (ITEM.test(line) ? `- ${line}` : line))
    .join("\n")
}
