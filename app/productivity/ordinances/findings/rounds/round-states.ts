import { states } from "../../../../kernel/cases/index.ts"

/** One section's part in a round of questions. */
export const roundStates = states({
  asked: {
    answer: { to: "answered", tells: ["rulebook-office"] },
    extend: { to: "asked", tells: ["section"] },
    lapse: { to: "lapsed", tells: ["section"] },
  },
  answered: {},
  lapsed: {},
})
