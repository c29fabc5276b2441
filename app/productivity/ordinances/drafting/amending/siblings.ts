import type { Aligned, Shape } from "../similarity.ts"
import { listed, type Sentences } from "./sentences.ts"

/** One of a list of 条, 項 or 号 as the sentences need it. */
export interface Sibling {
  shape: Shape
  /** Canonical number: "4", "4-2", "イ". */
  label: string
  /** The same to be compared by: [4], [4, 2], [0]. */
  order: readonly number[]
  /** 第四号. */
  name: string
}

/** What differs between lists of 条, of 項 and of 号. */
export interface Level<T extends Sibling> {
  /** 一条ずつ, 一項ずつ, 一号ずつ; undefined where numbers have no counter (イロハ). */
  counter: "条" | "項" | "号" | undefined
  /** 第三条第二項, called with what was said before. */
  place(one: T): string
  /** 同項第五号, as a target beside `place`. */
  target(after: T): string
  /** 「第三条中」, after which what is listed is called by its own name alone; "" where it always is. */
  prefix(): string
  inner(before: T, after: T, moves: boolean): void
  hasInner(before: T, after: T): boolean
  /** Whether only writing it anew will do; then neighbours are written anew together. */
  rewrites(before: T, after: T): boolean
  rewriteAll(pairs: readonly { before: T; after: T }[]): void
  /** `bare`: after 「第三条中」. */
  add(group: readonly T[], anchor: T | undefined, next: T | undefined, bare: boolean): void
  /** 条 move by a sentence of their own names: nothing is said twice. */
  afterMove(): void
  /** After one that changed inside and keeps its number, and after those moved together: 条 have sentences of their own. */
  settle(): void
  number(value: number): string
}

type Op<T> = { kind: "delete"; group: T[] } | { kind: "move"; before: T; after: T } | { kind: "shift"; moves: { before: T; after: T }[]; by: number } | { kind: "add"; group: T[]; anchor: T | undefined; next: T | undefined } | { kind: "inner"; before: T; after: T; at: number } | { kind: "settle" }

/** As many numbers in a row as are worth 「第五号から第九号までを一号ずつ」. */
const RANGE = 4

/**
 * Writes what became of a list: between two that keep their number first what is taken out, then what moves up from the front and
 * what moves down from behind, so that no number is ever given twice, then what is added.
 */
export function writeSiblings<T extends Sibling>(sentences: Sentences, aligned: readonly Aligned<T>[], level: Level<T>): void {
  const ops = operations(aligned, level)
  for (let at = 0; at < ops.length; ) {
    let end = at
    while (end < ops.length && ops[end]!.kind !== "inner" && ops[end]!.kind !== "settle") {
      end++
      if (ops[end - 1]!.kind === "add") break
    }
    const first = ops[at]!
    if (first.kind === "settle") {
      level.settle()
      at++
      continue
    }
    if (first.kind !== "inner") {
      writeRun(sentences, ops.slice(at, end), level)
      at = end
      continue
    }
    const together = rewrittenTogether(ops, at, level)
    if (together.length > 1) {
      level.rewriteAll(together)
      level.settle()
      at += together.length
      continue
    }
    const next = ops[++at]
    const moves = next?.kind === "move" && next.before === first.before
    level.inner(first.before, first.after, moves)
    if (moves) {
      // 第四号中「…」を「…」に改め、同号を同項第五号とし
      writeRun(sentences, [next], level)
      at++
    } else level.settle()
  }
}

/** 第三号及び第四号を次のように改める: neighbours that keep their numbers and are all written anew. */
function rewrittenTogether<T extends Sibling>(ops: readonly Op<T>[], from: number, level: Level<T>): { before: T; after: T }[] {
  const together: { before: T; after: T }[] = []
  let last: number | undefined
  for (let at = from; at < ops.length; at++) {
    const op = ops[at]!
    if (op.kind !== "inner" || op.before.label !== op.after.label || (last !== undefined && op.at !== last + 1) || !level.rewrites(op.before, op.after)) break
    together.push(op)
    last = op.at
  }
  return together
}

function writeRun<T extends Sibling>(sentences: Sentences, run: readonly Op<T>[], level: Level<T>): void {
  const bare = run.filter(({ kind }) => kind !== "add").length > 1 ? level.prefix() : ""
  let lead = bare
  const named = (one: T) => {
    const name = bare ? lead + one.name : level.place(one)
    lead = ""
    return name
  }
  for (const op of run) {
    if (op.kind === "delete") {
      const names = op.group
      const [first, last] = [names[0]!, names.at(-1)!]
      const text = names.length === 1 ? named(first) : names.length === 2 ? listed([named(first), last.name]) : `${named(first)}から${last.name}まで`
      sentences.clause(`${text}を`, "delete")
      level.afterMove()
    } else if (op.kind === "move") {
      const from = named(op.before)
      sentences.clause(`${from}を${bare ? op.after.name : level.target(op.after)}`, "become")
      level.afterMove()
    } else if (op.kind === "shift") {
      const ordered = op.moves.map(({ before }) => before).sort((one, other) => Number(one.label) - Number(other.label))
      sentences.clause(`${named(ordered[0]!)}から${ordered.at(-1)!.name}までを${level.number(Math.abs(op.by))}${level.counter}ずつ`, op.by < 0 ? "raise" : "lower")
      level.afterMove()
    } else if (op.kind === "add") {
      level.add(op.group, op.anchor, op.next, bare !== "")
    }
  }
}

function operations<T extends Sibling>(aligned: readonly Aligned<T>[], level: Level<T>): Op<T>[] {
  const ops: Op<T>[] = []
  let at = 0
  let anchor: T | undefined
  while (at < aligned.length) {
    let end = at
    while (end < aligned.length && !stays(aligned[end]!)) end++
    const segment = aligned.slice(at, end)
    const kept = aligned[end]
    if (segment.length > 0) ops.push(...segmentOperations(segment, anchor, kept?.after, level), { kind: "settle" })
    if (kept) {
      if (level.hasInner(kept.before!, kept.after!)) ops.push({ kind: "inner", before: kept.before!, after: kept.after!, at: end })
      anchor = kept.after
    }
    at = end + 1
  }
  return ops
}

function stays<T extends Sibling>({ before, after }: Aligned<T>): boolean {
  return before !== undefined && after !== undefined && before.label === after.label
}

function segmentOperations<T extends Sibling>(segment: readonly Aligned<T>[], anchor: T | undefined, next: T | undefined, level: Level<T>): Op<T>[] {
  const ops: Op<T>[] = []
  const moved = segment.flatMap(({ before, after }) => (before && after ? [{ before, after }] : []))
  const downwards = moved.filter(({ before, after }) => compareOrder(after.order, before.order) > 0)
  const gone: T[] = []
  const flush = () => {
    if (gone.length > 0) ops.push({ kind: "delete", group: gone.splice(0) })
  }
  let previous: Aligned<T> | undefined
  for (const one of segment) {
    if (one.before && !one.after) {
      // Neighbours are named together: 第三号及び第四号を削り.
      if (previous && !(previous.before && !previous.after)) flush()
      gone.push(one.before)
    } else if (one.before && one.after && !downwards.some(({ before }) => before === one.before)) {
      flush()
      ops.push(...moveOf(one.before, one.after, level))
    }
    if (one.before) previous = one
  }
  flush()
  for (const { before, after } of downwards.toReversed()) ops.push(...moveOf(before, after, level))
  let last = anchor
  for (let at = 0; at < segment.length; at++) {
    const group: T[] = []
    const from = last
    while (at < segment.length && !segment[at]!.before) group.push(segment[at++]!.after!)
    if (group.length > 0) {
      const following = segment.slice(at).find(({ after }) => after !== undefined)?.after ?? next
      ops.push({ kind: "add", group, anchor: from, next: following })
      last = group.at(-1)
    }
    if (segment[at]?.after) last = segment[at]!.after
  }
  return inRanges(ops, level)
}

function moveOf<T extends Sibling>(before: T, after: T, level: Level<T>): Op<T>[] {
  return level.hasInner(before, after) ? [{ kind: "inner", before, after, at: -1 }, { kind: "move", before, after }] : [{ kind: "move", before, after }]
}

function inRanges<T extends Sibling>(ops: readonly Op<T>[], level: Level<T>): Op<T>[] {
  if (!level.counter) return [...ops]
  const result: Op<T>[] = []
  for (let at = 0; at < ops.length; ) {
    const moves: { before: T; after: T }[] = []
    for (let end = at; end < ops.length; end++) {
      const op = ops[end]!
      if (op.kind !== "move" || !/^\d+$/.test(op.before.label) || !/^\d+$/.test(op.after.label)) break
      const last = moves.at(-1)
      const step = last && Number(op.before.label) - Number(last.before.label)
      if (last && (Math.abs(step!) !== 1 || by(op) !== by(last) || (by(op) < 0 ? step !== 1 : step !== -1))) break
      moves.push(op)
    }
    // The first may have been changed inside just before; its name was said there.
    const changed = result.at(-1)?.kind === "inner" ? 1 : 0
    if (moves.length - changed >= RANGE) {
      if (changed) result.push(ops[at]!)
      result.push({ kind: "shift", moves: moves.slice(changed), by: by(moves[0]!) })
      at += moves.length
    } else result.push(ops[at++]!)
  }
  return result
}

function by({ before, after }: { before: Sibling; after: Sibling }): number {
  return Number(after.label) - Number(before.label)
}

/** 第四条 < 第四条の二 < 第五条. */
export function compareOrder(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const difference = (one[at] ?? -1) - (other[at] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}
