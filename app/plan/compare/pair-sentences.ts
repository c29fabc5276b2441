type Pair = readonly [string | undefined, string | undefined]

/** Below this likeness two sentences are not one sentence that was changed. */
const LIKE = 0.25
/** So many comparisons are made; a larger change is shown as one row. */
const COMPARISONS = 4_000
/** Of a longer sentence its beginning speaks for it. */
const READ = 400

/** Which of the sentences that went became which of those that came, in order. */
export function pairSentences(gone: readonly string[], come: readonly string[]): Pair[] {
  if (gone.length === 0) return come.map((text) => [undefined, text] as const)
  if (come.length === 0) return gone.map((text) => [text, undefined] as const)
  if (gone.length === 1 && come.length === 1 && likeness(pairsIn(gone[0]!), pairsIn(come[0]!)) > 0) return [[gone[0], come[0]]]
  // A change this large: all of one side beside all of the other.
  if (gone.length * come.length > COMPARISONS) return [[gone.join(""), come.join("")]]
  const left = gone.map(pairsIn)
  const right = come.map(pairsIn)
  // best[i][j]: the most likeness that gone[i…] and come[j…] can keep in order.
  const best = Array.from({ length: gone.length + 1 }, () => Array.from({ length: come.length + 1 }, () => 0))
  const like = left.map((one) => right.map((other) => likeness(one, other)))
  for (let i = gone.length - 1; i >= 0; i--) {
    for (let j = come.length - 1; j >= 0; j--) {
      const paired = like[i]![j]! >= LIKE ? like[i]![j]! + best[i + 1]![j + 1]! : 0
      best[i]![j] = Math.max(paired, best[i + 1]![j]!, best[i]![j + 1]!)
    }
  }
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  while (i < gone.length || j < come.length) {
    if (i < gone.length && j < come.length && like[i]![j]! >= LIKE && best[i]![j] === like[i]![j]! + best[i + 1]![j + 1]!) {
      pairs.push([gone[i++], come[j++]])
    } else if (i < gone.length && (j >= come.length || best[i]![j] === best[i + 1]![j])) {
      pairs.push([gone[i++], undefined])
    } else {
      pairs.push([undefined, come[j++]])
    }
  }
  return pairs
}

function pairsIn(text: string): Set<string> {
  const pairs = new Set<string>()
  const read = text.slice(0, READ).replace(/[\s、。]/g, "")
  for (let at = 0; at + 1 < read.length; at++) pairs.add(read.slice(at, at + 2))
  return pairs
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0
  for (const pair of one) if (other.has(pair)) shared++
  return one.size + other.size === 0 ? 0 : (2 * shared) / (one.size + other.size)
}
