import { existsSync } from "node:fs"
import { describe, expect, test } from "vitest"
import type { States } from "../../kernel/cases/states.ts"
import { type ApplicationMove, applicationMove, applicationStates, type ApplicationState, moveWords, stateWords } from "./application-states.ts"
import { moveIsNotPossible } from "./rules/move-is-not-possible.ts"

const states = Object.keys(stateWords) as ApplicationState[]
const moves = Object.keys(moveWords) as ApplicationMove[]
const every = states.flatMap((state) =>
  moves.flatMap((move) => {
    const rule = applicationMove(state, move)
    return rule ? [{ state, move, rule }] : []
  }),
)
const ended = ["withdrawn", "dismissed", "rejected", "closed"]
const parties = ["applicant", "office", "system"] as const

/** The same table once more, by hand: a change of the state machine is written twice. */
const legal: Record<ApplicationState, string> = {
  draft: "file>formal-check abandon>withdrawn",
  "formal-check": "ask-correction>in-correction accept-form>in-review dismiss>dismissed withdraw>withdrawn",
  "in-correction": "answer-correction>formal-check dismiss>dismissed withdraw>withdrawn",
  "in-review": "ask-correction>in-correction check-on-site>in-review convene-committee>in-committee propose-decision>in-decision withdraw>withdrawn",
  "in-committee": "conclude-committee>in-review withdraw>withdrawn",
  "in-decision": "send-back>in-review decide>decided reject>rejected withdraw>withdrawn",
  decided: "notify>under-way",
  "under-way":
    "withdraw>withdrawn ask-change>change-asked ask-discontinuation>discontinuation-asked report-accident>accident-reported report-progress>under-way order-performance>under-way order-stop>stopped claim-advance>under-way pay-advance>under-way payment-came-back>under-way report-year-end>under-way change-by-circumstances>under-way cancel-by-circumstances>report-due complete>report-due cancel>cancelled cancel-in-part>cancelled-in-part",
  "change-asked": "approve-change>under-way refuse-change>under-way cancel>cancelled",
  "discontinuation-asked": "approve-suspension>suspended approve-discontinuation>report-due refuse-discontinuation>under-way cancel>cancelled",
  "accident-reported": "instruct>under-way cancel>cancelled",
  stopped: "lift-stop>under-way cancel>cancelled",
  suspended: "resume>under-way ask-discontinuation>discontinuation-asked cancel>cancelled",
  "report-due": "report-performance>in-inspection cancel>cancelled",
  "in-inspection": "ask-report-correction>report-in-correction inspect>in-inspection order-corrective-measures>correction-ordered settle>settled cancel>cancelled",
  "report-in-correction": "answer-report-correction>in-inspection cancel>cancelled",
  "correction-ordered": "report-performance>in-inspection cancel>cancelled",
  settled: "claim-payment>payment-claimed finish-without-payment>after-care order-repayment>repayment-ordered cancel>cancelled cancel-in-part>cancelled-in-part",
  "payment-claimed": "pay>after-care cancel>cancelled cancel-in-part>cancelled-in-part",
  "after-care":
    "payment-came-back>payment-claimed report-tax-credit>after-care report-effect>after-care inspect-afterwards>after-care ask-disposal>disposal-asked order-repayment>repayment-ordered cancel>cancelled cancel-in-part>cancelled-in-part end-retention>closed",
  "disposal-asked": "approve-disposal>after-care approve-disposal-with-repayment>repayment-ordered refuse-disposal>after-care cancel>cancelled",
  cancelled: "order-repayment>repayment-ordered finish-without-payment>after-care",
  "cancelled-in-part": "order-repayment>repayment-ordered resume>under-way settle>settled",
  "repayment-ordered": "receive-repayment>repayment-ordered withhold-other-grants>repayment-ordered waive-surcharge>repayment-ordered resume>under-way finish-repayment>after-care cancel>cancelled",
  withdrawn: "",
  dismissed: "",
  rejected: "",
  closed: "",
}

describe("S1 状態の表: どの動きにも守りと理由があり、ほかは断る", () => {
  test.each(states)("%s から出る動きは表のとおりで、ほかはすべて断る", (state) => {
    const ways = new Map(legal[state].split(" ").filter(Boolean).map((way) => way.split(">") as [string, string]))
    for (const move of moves) {
      const rule = applicationMove(state, move)
      expect(rule?.to, `${state} ${move}`).toBe(ways.get(move))
      for (const by of parties) {
        const refused = moveIsNotPossible(applicationStates, { state }, move, { by, reason: "理由" })
        if (!rule) expect(refused).toMatchObject({ kind: "conflict", code: "subsidies.wrong-state" })
        else if (rule.by.includes(by)) expect(refused).toBeUndefined()
        else expect(refused).toMatchObject({ kind: "forbidden", code: "subsidies.not-your-move" })
      }
    }
  })

  test.each(every.filter(({ rule }) => rule.reason === "required"))("$state の $move は理由がなければ断る", ({ state, move, rule }) => {
    for (const reason of [undefined, "", " 　\n"]) {
      const refused = moveIsNotPossible(applicationStates, { state }, move, { by: rule.by[0]!, ...(reason === undefined ? {} : { reason }) })
      expect(refused).toMatchObject({ kind: "invalid", code: "subsidies.reason-is-missing", field: "reason" })
    }
  })

  test("申請者に不利な処分は、必ず理由を示す（適正化法21条の2）", () => {
    const against: ApplicationMove[] = ["dismiss", "reject", "cancel", "cancel-in-part", "cancel-by-circumstances", "order-stop", "order-corrective-measures", "order-repayment", "withhold-other-grants", "refuse-change", "refuse-disposal"]
    for (const { move, rule } of every) if (against.includes(move)) expect(rule.reason).toBe("required")
  })

  test("どの守りも rules/ にある", () => {
    for (const guard of new Set(every.flatMap(({ rule }) => rule.guards))) {
      expect(existsSync(new URL(`./rules/${guard}.ts`, import.meta.url)), guard).toBe(true)
    }
  })

  test("どの動きも誰かに知らせるか、知らせない理由がある", () => {
    for (const { state, move, rule } of every) {
      expect(rule.tells.length > 0 || (rule.tellsNobody ?? "") !== "", `${state} ${move}`).toBe(true)
      if (rule.by.every((by) => by !== "applicant") && !["send-back", "decide", "convene-committee", "conclude-committee", "propose-decision", "end-retention"].includes(move)) {
        expect(rule.tells, `${state} ${move}`).toContain("applicant")
      }
    }
  })

  test("どの状態にも下書きから着き、終わりの状態へ行ける", () => {
    const reach = (from: ApplicationState): Set<ApplicationState> => {
      const seen = new Set<ApplicationState>([from])
      for (const state of seen) for (const { state: at, rule } of every) if (at === state) seen.add(rule.to)
      return seen
    }
    expect([...reach("draft")].sort()).toEqual([...states].sort())
    for (const state of states) expect([...reach(state)].some((to) => ended.includes(to)), state).toBe(true)
    for (const state of ended) expect(every.filter((one) => one.state === state)).toEqual([])
  })

  test("処理の時計は申請で動き、補正で止まり、決定・却下・取下げで終わる", () => {
    const clocks = new Map(every.filter(({ rule }) => rule.clock).map(({ move, rule }) => [move, rule.clock]))
    expect(Object.fromEntries(clocks)).toEqual({
      file: "starts", "ask-correction": "stops", "answer-correction": "resumes", dismiss: "ends", decide: "ends", reject: "ends", withdraw: "ends",
    })
    // 9条: after the decision nothing is left to end.
    expect(applicationMove("under-way", "withdraw")?.clock).toBeUndefined()
  })

  test("額の確定後も、支払後も、決定を取り消せる（17条3項）", () => {
    for (const state of ["settled", "payment-claimed", "after-care"] as const) expect(applicationMove(state, "cancel")?.to).toBe("cancelled")
  })

  test.each<[string, string]>([
    ["ふつうの道", "file accept-form check-on-site propose-decision decide notify report-progress complete report-performance inspect settle claim-payment pay report-tax-credit end-retention"],
    ["補正と審査会", "file ask-correction answer-correction accept-form convene-committee conclude-committee propose-decision send-back propose-decision decide notify"],
    ["審査中に分かった不備は、補正して形式審査からやり直す", "file accept-form ask-correction answer-correction accept-form propose-decision reject"],
    ["通知を受けて取り下げる", "file accept-form propose-decision decide notify withdraw"],
    ["変更・事故・一時停止を経て完了", "file accept-form propose-decision decide notify ask-change approve-change report-accident instruct order-stop lift-stop claim-advance pay-advance report-year-end complete report-performance"],
    ["中止して再開し、廃止する（廃止でも実績報告）", "file accept-form propose-decision decide notify ask-discontinuation approve-suspension resume ask-discontinuation approve-discontinuation report-performance settle finish-without-payment"],
    ["是正命令を経て確定", "file accept-form propose-decision decide notify complete report-performance ask-report-correction answer-report-correction order-corrective-measures report-performance settle"],
    ["概算払が確定額を超えて返還", "file accept-form propose-decision decide notify claim-advance pay-advance complete report-performance settle order-repayment receive-repayment receive-repayment finish-repayment end-retention"],
    ["支払後に取り消し、加算金を付けて返還", "file accept-form propose-decision decide notify complete report-performance settle claim-payment pay cancel order-repayment withhold-other-grants receive-repayment waive-surcharge finish-repayment"],
    ["途中で一部を取り消し、返還して続ける", "file accept-form propose-decision decide notify pay-advance cancel-in-part order-repayment receive-repayment resume complete"],
    ["振込不能をやり直す", "file accept-form propose-decision decide notify complete report-performance settle claim-payment pay payment-came-back pay"],
    ["財産処分で納付する", "file accept-form propose-decision decide notify complete report-performance settle claim-payment pay ask-disposal approve-disposal-with-repayment receive-repayment finish-repayment"],
  ])("%s", (_, path) => {
    let state: ApplicationState = "draft"
    for (const name of path.split(" ") as ApplicationMove[]) {
      const rule = applicationMove(state, name)
      expect(rule, `${state} ${name}`).toBeDefined()
      state = rule!.to
    }
  })

  test("案件の核がそのまま受け取れる表である", () => {
    const table: States = applicationStates
    expect(table.draft!.file!.to).toBe("formal-check")
  })
})
