/** One way out of a state. Every move tells somebody, or says why nobody is told. */
export type Move<S extends string = string> = { to: S } & (
  | { tells: readonly string[]; tellsNobody?: never }
  | { tells?: never; tellsNobody: string }
)

/** What a module hands over: state → move → where to. */
export type States = Readonly<Record<string, Readonly<Record<string, { to: string; tells?: readonly string[]; tellsNobody?: string }>>>>

export type StateOf<T extends States> = keyof T & string
export type MoveOf<T extends States> = { [S in keyof T]: keyof T[S] }[keyof T] & string

/**
 * A state table as data. The compiler refuses a move to a state that is not in it.
 *
 *     states({ draft: { propose: { to: "proposed", tells: ["approver"] } }, proposed: {} })
 */
export function states<const T extends Record<string, Record<string, Move>>>(
  table: T & { [S in keyof T]: { [M in keyof T[S]]: Move<keyof T & string> } },
): T {
  return table
}

/** The moves possible in a state. */
export function movesFrom<T extends States>(table: T, state: string): MoveOf<T>[] {
  return Object.keys(table[state] ?? {}) as MoveOf<T>[]
}
