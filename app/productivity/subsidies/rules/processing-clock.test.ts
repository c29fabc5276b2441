import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { addDays } from "../../../kernel/cases/civil-dates.ts"
import { isOpenDay, workingDaysAfter, workingDaysBetween } from "../../../kernel/cases/rules/working-days.ts"
import { type Processing, processingClock } from "./processing-clock.ts"

describe("S13 標準処理期間と補正", () => {
  const cases: [string, Processing, string, Partial<ReturnType<typeof processingClock>>][] = [
    ["到達の日は数えない", { arrivedOn: "2026-06-01", stops: [] }, "2026-06-01", { used: 0, state: "running", dueOn: "2026-06-29" }],
    ["土日を数えない", { arrivedOn: "2026-06-05", stops: [] }, "2026-06-08", { used: 1 }],
    ["祝日を数えない", { arrivedOn: "2026-09-18", stops: [] }, "2026-09-24", { used: 1 }],
    ["補正中は止まり、期日は決まらない", { arrivedOn: "2026-06-01", stops: [{ askedOn: "2026-06-03" }] }, "2026-06-12", { used: 2, stopped: 7, state: "stopped", dueOn: undefined }],
    ["求めた日は数え、回答の日までは数えない", { arrivedOn: "2026-06-01", stops: [{ askedOn: "2026-06-03", answeredOn: "2026-06-12" }] }, "2026-06-15", { used: 3, stopped: 7, state: "running", dueOn: "2026-07-08" }],
    ["同じ日の回答では止まらない", { arrivedOn: "2026-06-01", stops: [{ askedOn: "2026-06-03", answeredOn: "2026-06-03" }] }, "2026-06-05", { used: 4, stopped: 0 }],
    ["決定で終わる", { arrivedOn: "2026-06-01", stops: [], decidedOn: "2026-06-29" }, "2026-12-01", { used: 20, state: "ended", over: false }],
    ["1日超えた決定", { arrivedOn: "2026-06-01", stops: [], decidedOn: "2026-06-30" }, "2026-12-01", { used: 21, over: true }],
    ["回答のないまま終わった補正", { arrivedOn: "2026-06-01", stops: [{ askedOn: "2026-06-03" }], decidedOn: "2026-06-12" }, "2026-12-01", { used: 2, stopped: 7, state: "ended" }],
    ["重なる補正を二度引かない", { arrivedOn: "2026-06-01", stops: [{ askedOn: "2026-06-02", answeredOn: "2026-06-08" }, { askedOn: "2026-06-04", answeredOn: "2026-06-10" }] }, "2026-06-12", { used: 3, stopped: 6 }],
    ["経由機関の日数は別に数える", { arrivedOn: "2026-06-10", throughOfficeFrom: "2026-06-01", stops: [] }, "2026-06-11", { used: 1, throughOffice: 7 }],
  ]
  test.each(cases)("%s", (_, it, today, expected) => expect(processingClock(it, 20, today)).toMatchObject(expected))

  test("使った日と止まった日の和は、到達からの開庁日（任意の補正）", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 40 })), { maxLength: 4 }), fc.integer({ min: 0, max: 120 }), (spans, ran) => {
        const arrivedOn = "2026-06-01"
        const today = addDays(arrivedOn, ran)
        const stops = spans.map(([at, length]) => ({ askedOn: addDays(arrivedOn, at), answeredOn: addDays(arrivedOn, at + length) }))
        const clock = processingClock({ arrivedOn, stops }, 20, today)
        expect(clock.used + clock.stopped).toBe(workingDaysBetween(arrivedOn, today))
        expect(clock.dueOn! >= workingDaysAfter(arrivedOn, 20)).toBe(true)
        expect(clock.over).toBe(clock.used > 20)
      }),
      { numRuns: 40 },
    )
  })

  test("一日ずつ数えた時計と同じ（任意の補正、回答のないもの、決定したもの）", () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.option(fc.integer({ min: 0, max: 40 }))), { maxLength: 4 })
    fc.assert(
      fc.property(spans, fc.integer({ min: 0, max: 500 }), fc.boolean(), fc.integer({ min: 0, max: 45 }), (given, ran, isDecided, days) => {
        const arrivedOn = "2026-10-01"
        const until = addDays(arrivedOn, ran)
        const stops = given.map(([at, length]) => ({ askedOn: addDays(arrivedOn, at), ...(length === null ? {} : { answeredOn: addDays(arrivedOn, at + length) }) }))
        const it: Processing = { arrivedOn, stops, ...(isDecided ? { decidedOn: until } : {}) }
        const stands = (day: string) => stops.some(({ askedOn, answeredOn = it.decidedOn }) => askedOn < day && (answeredOn === undefined || day <= answeredOn))
        let [used, stopped, dueOn] = [0, 0, arrivedOn]
        for (let day = addDays(arrivedOn, 1); day <= until; day = addDays(day, 1)) {
          if (!isOpenDay(day)) continue
          if (stands(day)) stopped++
          else used++
        }
        const waits = !isDecided && stops.some(({ answeredOn }) => answeredOn === undefined)
        for (let left = waits ? 0 : days; left > 0; ) if (isOpenDay((dueOn = addDays(dueOn, 1))) && !stands(dueOn)) left--
        expect(processingClock(it, days, until)).toMatchObject({ used, stopped, dueOn: waits ? undefined : dueOn })
      }),
      { numRuns: 200, seed: 13 },
    )
  })

  test("始まる前に終わる補正と、到達前の決定は受け付けない", () => {
    expect(() => processingClock({ arrivedOn: "2026-06-01", stops: [{ askedOn: "2026-06-03", answeredOn: "2026-06-02" }] }, 20, "2026-06-10")).toThrow(RangeError)
    expect(() => processingClock({ arrivedOn: "2026-06-01", stops: [], decidedOn: "2026-05-31" }, 20, "2026-06-10")).toThrow(RangeError)
  })
})
