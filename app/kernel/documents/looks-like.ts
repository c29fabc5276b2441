const SIGNS: Record<string, readonly (readonly number[])[]> = {
  pdf: [[0x25, 0x50, 0x44, 0x46]],
  png: [[0x89, 0x50, 0x4e, 0x47]],
  jpg: [[0xff, 0xd8, 0xff]],
  jpeg: [[0xff, 0xd8, 0xff]],
  docx: [[0x50, 0x4b]],
  xlsx: [[0x50, 0x4b]],
  pptx: [[0x50, 0x4b]],
  zip: [[0x50, 0x4b]],
}

/** Whether the first bytes are those of what the name says. A text must not hold NUL. */
export function looksLike(ending: string, head: Uint8Array): boolean {
  const signs = SIGNS[ending]
  if (!signs) return !["txt", "csv"].includes(ending) || !head.includes(0)
  return signs.some((sign) => sign.every((byte, at) => head[at] === byte))
}
