import type { UnitChange } from "../units/unit-changes.ts"

/** A unit as the rule needs it: by code, on the day of the reorganisation, before it. */
export interface StandingUnit {
  code: string
  name: string
  level: string
  parentCode: string | null
  validFrom: string
  /** Its next period begins here: something is planned for it already. */
  nextFrom: string | null
  posts: number
}

export interface ResultingUnit {
  code: string
  name: string
  level: string
  parentCode: string | null
}

export interface Judged {
  /** One sentence each, with the number of the change it concerns. */
  problems: { at: number; message: string }[]
  after: Map<string, ResultingUnit>
}

/** Applies the changes to the tree in thought, all at once, and says everything that cannot be. */
export function judgeReorganisation(on: string, before: readonly StandingUnit[], everUsed: ReadonlySet<string>, changes: readonly UnitChange[]): Judged {
  const problems: Judged["problems"] = []
  const standing = new Map(before.map((unit) => [unit.code, unit]))
  const after = new Map<string, ResultingUnit>(before.map(({ code, name, level, parentCode }) => [code, { code, name, level, parentCode }]))
  const seen = new Set<string>()
  const say = (at: number, message: string) => void problems.push({ at, message })
  for (const [at, change] of changes.entries()) {
    const { code } = change
    const key = `${change.kind === "open" || change.kind === "close" ? "whole" : change.kind} ${code}`
    if (seen.has(key) || (change.kind !== "open" && seen.has(`whole ${code}`))) say(at, `${code} への変更が二度あります。`)
    seen.add(key)
    if (change.kind === "open") {
      if (!/^[A-Z0-9-]{1,20}$/.test(code)) say(at, `所属コード「${code}」は英大文字・数字・ハイフン20文字以内にしてください。`)
      else if (everUsed.has(code)) say(at, `所属コード ${code} はすでに使われています。廃止した所属のコードも使えません。`)
      if (!change.name || change.name.length > 80) say(at, `${code} の名称を80文字以内で入力してください。`)
      after.set(code, { code, name: change.name, level: change.level || "課", parentCode: change.parentCode })
      continue
    }
    const unit = standing.get(code)
    if (!unit) {
      say(at, `${code} という所属は、その日にありません。`)
      continue
    }
    if (unit.validFrom >= on) say(at, `${unit.name} は同じ日にすでに変更されています。`)
    if (unit.nextFrom) say(at, `${unit.name} には ${unit.nextFrom} からの変更がすでに予定されています。`)
    const now = after.get(code)
    if (change.kind === "rename" && now) {
      if (!change.name || change.name.length > 80) say(at, `${code} の新しい名称を80文字以内で入力してください。`)
      else if (change.name === unit.name) say(at, `${unit.name} の名称が変わっていません。`)
      now.name = change.name
    }
    if (change.kind === "move" && now) {
      if (change.parentCode === unit.parentCode) say(at, `${unit.name} の上位所属が変わっていません。`)
      now.parentCode = change.parentCode
    }
    if (change.kind === "close") after.delete(code)
  }
  for (const [at, change] of changes.entries()) {
    if (change.kind === "close") {
      for (const to of change.to) {
        if (to === change.code || !after.has(to)) say(at, `引継先 ${to} は、改正後の組織にありません。`)
      }
      const unit = standing.get(change.code)
      if (unit && unit.posts > 0 && change.to.length === 0) say(at, `${unit.name} には${unit.posts}人がいます。引継先を入力してください。`)
      const below = [...after.values()].find((one) => one.parentCode === change.code)
      if (below) say(at, `${unit?.name ?? change.code} の下に ${below.name} が残ります。先に移管するか廃止してください。`)
    }
    if ((change.kind === "open" || change.kind === "move") && change.parentCode !== null) {
      if (!after.has(change.parentCode)) say(at, `上位所属 ${change.parentCode} は、改正後の組織にありません。`)
      else if (hangsFromItself(change.code, after)) say(at, `${change.code} の上位をたどると自分に戻ります。`)
    }
  }
  return { problems, after }
}

function hangsFromItself(code: string, after: ReadonlyMap<string, ResultingUnit>): boolean {
  let at = after.get(code)?.parentCode
  for (let step = 0; at && step < 50; step++) {
    if (at === code) return true
    at = after.get(at)?.parentCode
  }
  return Boolean(at)
}
