/** A name that is only a name on every system: no folders, no control or direction-changing characters, at most 120 long. */
export function cleanFileName(name: string): string {
  const last = name.normalize("NFC").split(/[\\/]/).at(-1) ?? ""
  const plain = last
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/^[.\s]+|[.\s]+$/g, "")
  if (!plain) return "名称なし"
  const characters = [...plain]
  if (characters.length <= 120) return plain
  const ending = endingOf(plain)
  return ending ? `${characters.slice(0, 119 - ending.length).join("")}.${ending}` : characters.slice(0, 120).join("")
}

/** Lower case, without the dot. */
export function endingOf(name: string): string {
  return (/\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1] ?? "").toLowerCase()
}
