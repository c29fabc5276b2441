import { refusal } from "../../http/refusal.ts"
import { readTable } from "../read-table.ts"
import type { UnitChange } from "./unit-changes.ts"

export const changeColumns = ["区分", "所属コード", "名称", "種別", "上位所属コード", "引継先コード"] as const

/** One line as typed on screen or read from a file. */
export interface TypedChange {
  kind?: string | undefined
  code?: string | undefined
  name?: string | undefined
  level?: string | undefined
  parent?: string | undefined
  to?: string | undefined
}

/** Lines of a CSV: 区分 is 新設, 改称, 移管 or 廃止; several 引継先 are separated by spaces or semicolons. */
export function changesOfCsv(text: string): TypedChange[] {
  return readTable(text, changeColumns, "csv").map(({ values, line }) => {
    const kind = { 新設: "open", 改称: "rename", 移管: "move", 廃止: "close" }[values.区分 ?? ""]
    if (!kind) throw refusal("invalid", "people.table", `${line}行目：区分は 新設・改称・移管・廃止 のどれかにしてください。`, { field: "csv" })
    return { kind, code: values.所属コード, name: values.名称, level: values.種別, parent: values.上位所属コード, to: values.引継先コード }
  })
}

/** Codes as people type them: full width and small letters are taken. Lines without a kind are empty lines. */
export function changesOf(typed: readonly TypedChange[]): UnitChange[] {
  return typed.flatMap((one): UnitChange[] => {
    const code = plainCode(one.code)
    const parentCode = plainCode(one.parent) || null
    const name = (one.name ?? "").trim()
    if (one.kind === "open") return [{ kind: "open", code, name, level: (one.level ?? "").trim() || "課", parentCode }]
    if (one.kind === "rename") return [{ kind: "rename", code, name }]
    if (one.kind === "move") return [{ kind: "move", code, parentCode }]
    if (one.kind === "close") return [{ kind: "close", code, to: plainCode(one.to).split(/[\s;；、,]+/).filter(Boolean) }]
    return []
  })
}

function plainCode(text: string | undefined): string {
  return (text ?? "").normalize("NFKC").toUpperCase().trim()
}
