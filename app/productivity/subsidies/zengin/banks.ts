import { createRequire } from "node:module"
import { byteOf } from "./characters.ts"

export interface Branch {
  name: string
  /** As it stands in a file: half-width, large letters, no ー. */
  kana: string
}

export interface Bank extends Branch {
  branches: ReadonlyMap<string, Branch>
}

export interface Banks {
  /** 「zengin-code 1.0.0-p20260824」: whose list it is and of when. */
  source: string
  banks: ReadonlyMap<string, Bank>
}

interface PackageBranch {
  name: string
  kana: string
}

let loaded: Banks | undefined

/**
 * The banks and branches of the maintained package, read at the first call only (a fraction of a second). Of its
 * 60 MB in memory the names and kana are kept.
 */
export function loadBanks(): Banks {
  if (loaded) return loaded
  const require = createRequire(import.meta.url)
  const before = new Set(Object.keys(require.cache))
  const all = require("zengin-code") as Record<string, PackageBranch & { branches: Record<string, PackageBranch> }>
  const { version } = require("zengin-code/package.json") as { version: string }
  for (const path of Object.keys(require.cache)) if (!before.has(path)) delete require.cache[path]
  const banks = new Map<string, Bank>()
  for (const [code, bank] of Object.entries(all)) {
    const branches = new Map<string, Branch>()
    for (const [branchCode, { name, kana }] of Object.entries(bank.branches)) branches.set(branchCode, { name, kana: bankKana(kana) })
    banks.set(code, { name: bank.name, kana: bankKana(bank.kana), branches })
  }
  loaded = { source: `zengin-code ${version}`, banks }
  return loaded
}

/** The package writes full-width large kana with － or ー; a file has half-width kana and of the signs only the hyphen. */
export function bankKana(kana: string): string {
  let text = ""
  for (const character of kana) {
    let half = halfWidths.get(character)
    if (half === undefined) {
      half = [...character.normalize("NFKD")].map((part) => halfWidth(part) ?? "").join("")
      halfWidths.set(character, half)
    }
    text += half
  }
  return text
}

const halfWidths = new Map<string, string>()

const FULL = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンヲァィゥェォャュョッー\u3099\u309a"
const HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝｵｱｲｳｴｵﾔﾕﾖﾂ-ﾞﾟ"

function halfWidth(character: string): string | undefined {
  const at = FULL.indexOf(character)
  if (at >= 0) return HALF[at]
  if (character === "-" || /^[0-9A-Z]$/.test(character)) return character
  // Full stops and spaces of the package have no place in bank and branch names.
  return character === "." || character === " " || byteOf(character) === undefined ? undefined : character
}
