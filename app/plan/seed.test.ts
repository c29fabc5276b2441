import { afterAll, expect, test } from "vitest"
import { declarePermissions, system } from "../kernel/access/index.ts"
import { answersOf, inWork } from "../kernel/database/index.ts"
import { seedPeople } from "../kernel/people/seed.ts"
import { freshDatabase } from "../../tests/support/database.ts"
import { findEditionInForce, hashOf, latestValues, listEditions, readEdition } from "./editions/index.ts"
import { editionsWaiting } from "./editions/waiting.ts"
import { editionPermissions } from "./editions/permissions.ts"
import { seedPlan } from "./seed.ts"

const database = await freshDatabase()
afterAll(database.drop)
declarePermissions(editionPermissions)
const as = <T>(change: (work: Parameters<typeof seedPlan>[0]) => Promise<T>) =>
  inWork(database.db, { actor: system("demo"), now: new Date("2026-11-23T01:00:00Z") }, change)

test("デモの県には、終わった版と施行中の版があり、16の取組すべてに主管課と指標（または指標なしの理由）がある", async () => {
  await as(seedPeople)
  await as(seedPlan)
  await as(async (work) => {
    expect((await listEditions(work)).map((edition) => [edition.fiscalYear, edition.status, edition.sheets])).toEqual([
      [2026, "in-force", 16],
      [2025, "closed", 16],
    ])
    const edition = (await findEditionInForce(work))!
    const content = await readEdition(work, edition.id)
    expect(content.sheets.filter((sheet) => sheet.ownerUnitName === null || sheet.milestones.length !== 4)).toEqual([])
    expect(content.sheets.filter((sheet) => (sheet.indicators.length === 0) !== (sheet.noIndicatorReason !== ""))).toEqual([])
    expect(hashOf(content)).toBe(edition.frozenHash)
    const indicators = content.sheets.flatMap((sheet) => sheet.indicators)
    const values = await latestValues(work, content.sheets)
    expect(values.get(content.sheets[0]!.indicators[0]!.lineageId)).toMatchObject({ value: "2720", month: "2026-10" })
    // 実績のない指標は 0 でなく、何もない
    expect(indicators.filter((one) => !values.has(one.lineageId)).length).toBeGreaterThan(0)
    const owner = content.sheets.find((sheet) => sheet.key === "partnership.agreements")!
    const clerk = { kind: "staff" as const, id: owner.id, name: "担当", unitId: owner.ownerUnitId!, unitName: "", postTitle: "", sessionId: "", grants: [] }
    const waiting = await answersOf(work, editionsWaiting({ ...work, actor: clerk }))
    expect(waiting.map((item) => [item.state, item.dueOn])).toEqual([
      ["未達", "2026-09-30"],
      ["報告待ち", "2026-12-31"],
    ])
    expect(content.sheets.flatMap((sheet) => sheet.issues).filter((issue) => issue.solvedWith !== null)).toHaveLength(3)
  })
})
