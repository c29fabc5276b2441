import { parse } from "csv-parse/sync"

/** One town of a postal code, ready to be put into an address. */
export interface PostalArea {
  postalCode: string
  prefecture: string
  municipality: string
  /** 町域: where the street begins; empty where the code is of the rest of a municipality. */
  area: string
  /** What the code is limited to, as the list says it: 「１～１９丁目」. */
  note: string
}

export interface ReadKenAll {
  areas: PostalArea[]
  /** Lines that are none of this list. */
  faults: { line: number; message: string }[]
}

const MOST_FAULTS = 50

/**
 * 日本郵便の「住所の郵便番号」, as KEN_ALL.CSV (Shift_JIS, long towns go on in the next record) or as utf_ken_all.csv (UTF-8, one
 * record a town). Columns used: 3 postal code, 7 prefecture, 8 municipality, 9 town. The meaning of the town's words is
 * known from the list itself and its description, read by many programs; it is no law: see the cases in ken-all.test.ts.
 */
export function readKenAll(text: string): ReadKenAll {
  const faults: ReadKenAll["faults"] = []
  const say = (line: number, message: string) => void (faults.length < MOST_FAULTS && faults.push({ line, message }))
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(text.replace(/^\uFEFF/, ""), { relax_column_count: true, skip_empty_lines: true, info: true, max_record_size: 20_000 }) as unknown as typeof records
  } catch (error) {
    return { areas: [], faults: [{ line: (error as { lines?: number }).lines ?? 1, message: "CSV として読めません。" }] }
  }
  const areas = new Map<string, PostalArea>()
  let open: { record: string[]; line: number } | undefined
  for (const { record, info } of records) {
    const [, , code = "", , , , prefecture = "", municipality = "", town = ""] = record
    if (record.length < 9 || !/^\d{7}$/.test(code) || !prefecture || !municipality) {
      say(info.lines, "「住所の郵便番号」の行ではありません。")
      continue
    }
    if (open && (open.record[2] !== code || open.record[7] !== municipality)) {
      say(open.line, `「${open.record[8]}」のかっこが閉じないまま、別の郵便番号の行になりました。`)
      open = undefined
    }
    const whole = (open?.record[8] ?? "") + town
    if (isOpen(whole)) {
      open = { record: [...record.slice(0, 8), whole], line: open?.line ?? info.lines }
      continue
    }
    open = undefined
    for (const { area, note } of townsOf(whole)) {
      const key = [code, prefecture, municipality, area].join("|")
      const known = areas.get(key)
      if (!known) areas.set(key, { postalCode: code, prefecture, municipality, area, note })
      // The same town with several limits: all of them.
      else if (note && !known.note.split("、").includes(note)) areas.set(key, { ...known, note: [known.note, note].filter(Boolean).join("、") })
    }
  }
  if (open) say(open.line, `「${open.record[8]}」のかっこが閉じていません。`)
  return { areas: [...areas.values()], faults }
}

/** A town longer than a record goes on in the next one: its brackets are not closed yet. */
function isOpen(town: string): boolean {
  return count(town, "（") > count(town, "）") || count(town, "「") > count(town, "」")
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1
}

/** What a town's words mean: its name, and what the code is limited to. */
export function townsOf(words: string): { area: string; note: string }[] {
  const town = words.trim()
  if (town === "以下に掲載がない場合" || /の次に.*番地がくる場合/.test(town)) return [{ area: "", note: "" }]
  // 「利島村一円」 is all of the village; a town of the name 一円 is a town (滋賀県多賀町).
  if (/.一円$/.test(town)) return [{ area: "", note: "" }]
  return parted(town).map((one) => {
    const [, name = "", limits = ""] = /^([^（]*)(（.*)?$/s.exec(one)!
    const inside = [...limits.matchAll(/（((?:[^（）]|（[^（）]*）)*)）/g)].map(([, text]) => text!)
    // 「種市第１５地割～第２１地割」: the name ends where the numbers begin.
    const [, plain = name, numbers = ""] = /^(.*?)(第?[０-９0-9]+地割.*|[０-９0-9]+(?:～|・|、).*)?$/s.exec(name)!
    const said = [numbers, ...inside].filter((text) => text !== "" && text !== "その他")
    return { area: plain, note: said.join("、") }
  })
}

/** 「甲、乙」 are two towns; a comma inside brackets, or between numbers, parts nothing. */
function parted(town: string): string[] {
  const parts: string[] = []
  let depth = 0
  let at = ""
  for (const letter of town) {
    if (letter === "（" || letter === "「") depth++
    if (letter === "）" || letter === "」") depth--
    if (letter === "、" && depth === 0) {
      parts.push(at)
      at = ""
    } else at += letter
  }
  parts.push(at)
  const numbered = parts.some((part) => /^第?[０-９0-9]/.test(part))
  return numbered ? [town] : parts.filter(Boolean)
}
