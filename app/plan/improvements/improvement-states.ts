export type ImprovementState =
  | "draft"
  | "filed"
  | "returned"
  | "in-approval"
  | "adopted"
  | "done"
  | "measured"
  | "declined"
  | "withdrawn"

export type ImprovementMove =
  | "file"
  | "ask-back"
  | "refile"
  | "withdraw"
  | "propose"
  | "pull-back"
  | "send-back"
  | "adopt"
  | "decline"
  | "carry-out"
  | "measure"

/** Who hears of a move. The approval tells its own approvers. */
export type Audience = "author" | "author-head" | "owner-unit" | "followers" | "approvers"

interface Move {
  to: ImprovementState
  tells: readonly Audience[]
  /** Why nobody is told, where nobody is. */
  silent?: string
}

/** Every state, every way out of it, and who is told. A move that does not stand here is refused. */
export const improvementStates = {
  draft: {
    file: { to: "filed", tells: ["author-head", "owner-unit"] },
  },
  filed: {
    "ask-back": { to: "returned", tells: ["author"] },
    propose: { to: "in-approval", tells: ["author", "approvers"] },
    withdraw: { to: "withdrawn", tells: ["author-head", "owner-unit", "followers"] },
  },
  returned: {
    refile: { to: "filed", tells: ["author-head", "owner-unit"] },
    withdraw: { to: "withdrawn", tells: ["author-head", "owner-unit", "followers"] },
  },
  "in-approval": {
    "pull-back": { to: "filed", tells: ["author"] },
    "send-back": { to: "returned", tells: ["author"] },
    adopt: { to: "adopted", tells: ["author", "author-head", "followers"] },
    decline: { to: "declined", tells: ["author", "author-head", "followers"] },
    withdraw: { to: "withdrawn", tells: ["author-head", "owner-unit", "followers"] },
  },
  adopted: {
    "carry-out": { to: "done", tells: ["author", "owner-unit", "followers"] },
  },
  done: {
    measure: { to: "measured", tells: ["author", "owner-unit", "followers"] },
  },
  measured: {
    measure: { to: "measured", tells: ["author", "owner-unit"] },
  },
  declined: {},
  withdrawn: {},
} as const satisfies Record<ImprovementState, Partial<Record<ImprovementMove, Move>>>

export const stateWords: Record<ImprovementState, string> = {
  draft: "下書き",
  filed: "受付済み",
  returned: "差戻し中",
  "in-approval": "採否の決裁中",
  adopted: "採用（実施待ち）",
  done: "実施済み（測定待ち）",
  measured: "測定済み",
  declined: "不採用",
  withdrawn: "取下げ",
}

export const moveWords: Record<ImprovementMove, string> = {
  file: "提案しました",
  "ask-back": "差し戻しました",
  refile: "出し直しました",
  withdraw: "取り下げました",
  propose: "採否の決裁に回しました",
  "pull-back": "決裁を引き戻しました",
  "send-back": "決裁で差し戻されました",
  adopt: "採用されました",
  decline: "不採用になりました",
  "carry-out": "実施しました",
  measure: "効果を測定しました",
}

export const filedStates = ["filed", "returned", "in-approval", "adopted", "done", "measured", "declined", "withdrawn"] as const
export const openStates = ["adopted", "done", "measured"] as const

export function moveFrom(state: ImprovementState, move: ImprovementMove): Move | undefined {
  return (improvementStates[state] as Partial<Record<ImprovementMove, Move>>)[move]
}
