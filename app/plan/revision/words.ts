import type { Change } from "../tables.ts"

export const changeWords: Record<Change, string> = {
  continue: "継続",
  expand: "拡充",
  shrink: "縮小",
  merge: "統合",
  split: "分割",
  end: "終了",
  new: "新規",
}

/** What each means, beside its choice. */
export const changeHints: Record<Exclude<Change, "new">, string> = {
  continue: "同じ考え方で続ける",
  expand: "対象や内容を広げる",
  shrink: "対象や内容を絞る",
  merge: "ほかの取組に合わせる",
  split: "いくつかの取組に分ける",
  end: "この年度で終える",
}
