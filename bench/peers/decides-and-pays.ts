import { readFileSync } from "node:fs"
import { readConfig } from "../../app/config.ts"
import type { StaffActor } from "../../app/kernel/access/index.ts"
import { approve, getApproval } from "../../app/kernel/approvals/index.ts"
import { addDays } from "../../app/kernel/cases/index.ts"
import { civilDateOf, inWork, readingWork, type Work } from "../../app/kernel/database/index.ts"
import { poolOf } from "../../app/kernel/database/connect.ts"
import { actorOfPerson, membersOf } from "../../app/kernel/people/index.ts"
import { acceptForm } from "../../app/productivity/subsidies/office/accept-form.ts"
import { proposalInput } from "../../app/productivity/subsidies/office/inputs.ts"
import { notifyDecision } from "../../app/productivity/subsidies/office/notify-decision.ts"
import { proposeDecision } from "../../app/productivity/subsidies/office/propose-decision.ts"
import { applyByHand } from "../../app/productivity/subsidies/paying/batches/apply-results.ts"
import { proposeBatch } from "../../app/productivity/subsidies/paying/batches/batch-approval.ts"
import { exportBatch } from "../../app/productivity/subsidies/paying/batches/export-batch.ts"
import { choosePayments, makeBatch } from "../../app/productivity/subsidies/paying/batches/make-batch.ts"
import { approvePayments } from "../../app/productivity/subsidies/paying/payments/approve-payments.ts"
import { askPayment } from "../../app/productivity/subsidies/paying/payments/ask-payment.ts"
import { demoStaff } from "../../app/productivity/subsidies/seed-people.ts"
import { fileClaim } from "../../app/productivity/subsidies/settling/claim.ts"
import { createHagi } from "../../app/server.ts"
import { STEPS, type Step, stepsDone } from "../support/case-steps.ts"

// Not a peer but a victim (bench/decide-crash.ts): an office that takes each application from its arrival to the money, four at a time,
// and says after each commit what it has done. Started again it goes on from what the rows say.
const ids = JSON.parse(readFileSync(process.env.IDS!, "utf8")) as string[]
const config = readConfig({ ...process.env, HAGI_POOL: "8", LOG_LEVEL: "silent", HAGI_JOBS: "0" })
const hagi = createHagi(config, { databaseUrl: process.env.DATABASE_URL!, log: { info() {}, warn() {}, error() {} } })
const { db } = hagi.house
const pool = poolOf(db)
const now = new Date()
const reading = readingWork(db, { actor: { kind: "system", name: "bench" }, now })
const clerk = (await demoStaff(reading, "100105"))!
const head = (await demoStaff(reading, "100106"))!
const AMOUNT = 300_000

const as = <T>(actor: Work["actor"], run: (work: Work) => Promise<T>, at = now) => inWork(db, { actor, now: at }, run)
const one = async (sql: string, id: string): Promise<string> => (await pool.query(sql, [id])).rows[0].id
const batchOf = (id: string) => one("select id from subsidy_batch where title = $1::text", id)
const paymentOf = (id: string) => one("select id from subsidy_payment where application_id = $1::uuid", id)

/** Everybody on the route in turn, a commit each. */
async function decide(approvalId: string): Promise<void> {
  for (;;) {
    const { approval, steps } = await getApproval(reading, approvalId)
    const step = steps.find(({ state }) => state === "current")
    if (approval.status !== "in-progress" || !step) return
    const members = await membersOf(db, step.unitId, civilDateOf(now))
    const holder = (await actorOfPerson(db, members.find(({ rank }) => rank === step.rank)!.personId, now)) as StaffActor
    await as(holder, (work) => approve(work, approvalId))
  }
}

const acts: Record<Step, (id: string) => Promise<unknown>> = {
  accept: (id) => as(clerk, (work) => acceptForm(work, id)),
  propose: (id) => as(clerk, (work) => proposeDecision(work, id, proposalInput.parse({ verdict: "award", amountYen: 600_000, conditions: "帳簿を五年間保存すること。", remarks: "要件を満たす。" }))),
  decide: async (id) => decide(await one("select approval_id as id from subsidy_decision where application_id = $1::uuid and state = 'proposed'", id)),
  notify: (id) => as(clerk, (work) => notifyDecision(work, id)),
  claim: async (id) => as(await actorOfPerson(db, await one("select owner_id as id from subsidy_application where id = $1::uuid", id), now), (work) => fileClaim(work, id, { amount: AMOUNT })),
  ask: async (id) => {
    const filing = await one("select id from subsidy_filing where application_id = $1::uuid and kind = 'advance-claim'", id)
    await as(clerk, (work) => askPayment(work, filing))
  },
  "approve-payment": async (id) => {
    const payment = await paymentOf(id)
    await as(head, (work) => approvePayments(work, [payment]))
  },
  batch: (id) => as(clerk, (work) => makeBatch(work, { title: id, wishedOn: addDays(civilDateOf(now), 5) })),
  choose: async (id) => {
    const [batch, payment] = [await batchOf(id), await paymentOf(id)]
    await as(clerk, (work) => choosePayments(work, batch, [payment]))
  },
  "propose-batch": async (id) => {
    const batch = await batchOf(id)
    await as(clerk, (work) => proposeBatch(work, batch))
  },
  "decide-batch": async (id) => decide(await one("select approval_id as id from subsidy_batch where title = $1::text", id)),
  export: async (id) => {
    const batch = await batchOf(id)
    await as(clerk, (work) => exportBatch(work, batch))
  },
  paid: async (id) => {
    const batch = await batchOf(id)
    await as(clerk, (work) => applyByHand(work, batch, { failed: [], reason: "", restPaid: true }), new Date(now.getTime() + 20 * 86_400_000))
  },
}

const left = [...ids]
const lane = async () => {
  for (let id = left.shift(); id; id = left.shift()) {
    for (let at = (await stepsDone(pool, [id])).get(id)!; at < STEPS.length; at++) {
      await acts[STEPS[at]!](id)
      process.stdout.write(`${id} ${at + 1}\n`)
    }
  }
}
await Promise.all([lane(), lane(), lane(), lane()])
await hagi.close()
