import type { PublicChange } from "./list-changes.ts"

/** Atom 1.0 (RFC 4287): the feed of what changed. */
export function atomFeed(changes: readonly PublicChange[], origin: string): string {
  const updated = changes[0]?.at ?? new Date(0)
  const entries = changes.map((change) => {
    const link = change.initiativeId ? `${origin}/progress/initiatives/${change.initiativeId}` : `${origin}/progress`
    return `  <entry>
    <id>urn:uuid:${change.id}</id>
    <title>${escapeXml(change.title)}：${escapeXml(change.fields)}</title>
    <updated>${change.at.toISOString()}</updated>
    <link href="${escapeXml(link)}"/>
    <summary>${escapeXml(change.editionTitle)}：${escapeXml(change.fields)}</summary>
  </entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja">
  <id>${escapeXml(origin)}/progress/changes.atom</id>
  <title>推進プランの更新</title>
  <updated>${updated.toISOString()}</updated>
  <author><name>行政運営担当課</name></author>
  <link rel="self" href="${escapeXml(origin)}/progress/changes.atom"/>
  <link rel="alternate" href="${escapeXml(origin)}/progress"/>
${entries.join("\n")}
</feed>
`
}

/** Also drops the control characters that XML 1.0 cannot hold. */
export function escapeXml(text: string): string {
  const marks: Record<string, string> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&apos;" }
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[<>&"']/g, (mark) => marks[mark]!)
}
