import { describe, expect, test } from "vitest"
import { filedStates, type ImprovementMove, type ImprovementState, improvementStates, moveFrom, moveWords, stateWords } from "./improvement-states.ts"
import { moveIsNotPossible } from "./move-is-not-possible.ts"

const states = Object.keys(improvementStates) as ImprovementState[]
const moves = Object.keys(moveWords) as ImprovementMove[]

const legal: Record<ImprovementState, Partial<Record<ImprovementMove, ImprovementState>>> = {
  draft: { file: "filed" },
  filed: { "ask-back": "returned", propose: "in-approval", withdraw: "withdrawn" },
  returned: { refile: "filed", withdraw: "withdrawn" },
  "in-approval": { "pull-back": "filed", "send-back": "returned", adopt: "adopted", decline: "declined", withdraw: "withdrawn" },
  adopted: { "carry-out": "done" },
  done: { measure: "measured" },
  measured: { measure: "measured" },
  declined: {},
  withdrawn: {},
}

describe("状態の表", () => {
  test.each(states.flatMap((state) => moves.map((move) => [state, move] as const)))("%s から %s", (state, move) => {
    const to = legal[state][move]
    expect(moveFrom(state, move)?.to).toBe(to)
    const refused = moveIsNotPossible({ state }, move)
    if (to) expect(refused).toBeUndefined()
    else expect(refused).toMatchObject({ kind: "conflict", code: "improvements.wrong-state" })
  })

  test("どの動きも誰かに知らせる", () => {
    for (const state of states) {
      for (const move of moves) expect(moveFrom(state, move)?.tells.length ?? 1).toBeGreaterThan(0)
    }
  })

  test("どの状態にも日本語の名前があり、下書きのほかは提出済み", () => {
    expect(Object.keys(stateWords).sort()).toEqual([...states].sort())
    expect([...filedStates, "draft"].sort()).toEqual([...states].sort())
  })
})
