const signatures: readonly { head: readonly number[]; kind: string }[] = [
  { head: [0x25, 0x50, 0x44, 0x46], kind: "PDF ファイル" },
  { head: [0xd0, 0xcf, 0x11, 0xe0], kind: "古い形式の Word・Excel ファイル" },
  { head: [0x7b, 0x5c, 0x72, 0x74, 0x66], kind: "リッチテキスト（RTF）ファイル" },
  { head: [0x89, 0x50, 0x4e, 0x47], kind: "画像（PNG）ファイル" },
  { head: [0xff, 0xd8, 0xff], kind: "画像（JPEG）ファイル" },
  { head: [0x47, 0x49, 0x46, 0x38], kind: "画像（GIF）ファイル" },
  { head: [0x1f, 0x8b], kind: "圧縮（gzip）ファイル" },
  { head: [0x37, 0x7a, 0xbc, 0xaf], kind: "圧縮（7-Zip）ファイル" },
  { head: [0x7f, 0x45, 0x4c, 0x46], kind: "プログラム" },
  { head: [0x4d, 0x5a, 0x90, 0x00], kind: "プログラム" },
]

/** What a file is that is certainly not a text, by its first bytes. */
export function fileKind(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0) < 8) return zipKind(bytes)
  return signatures.find(({ head }) => head.every((byte, at) => bytes[at] === byte))?.kind
}

function zipKind(bytes: Uint8Array): string {
  const names = new TextDecoder("latin1").decode(bytes.subarray(0, 20_000)) + new TextDecoder("latin1").decode(bytes.subarray(-20_000))
  if (names.includes("word/")) return "Word（docx）ファイル"
  if (names.includes("xl/")) return "Excel（xlsx）ファイル"
  if (names.includes("ppt/")) return "PowerPoint（pptx）ファイル"
  return "圧縮（zip）ファイル"
}
