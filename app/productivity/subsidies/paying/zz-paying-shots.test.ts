import { mkdirSync, writeFileSync } from "node:fs"
import { test } from "vitest"
import { inWork } from "../../../kernel/database/index.ts"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf } from "../../../kernel/database/index.ts"
import { servedHouse } from "../../../../tests/support/served-house.ts"
import { accessibilityProblems, openBrowser, openContext } from "../../../../tests/support/browser.ts"
import { approveBatch, confirmedAccount, payableApplication, payingPeople, PNG } from "../../../../tests/support/paying.ts"
import { payingPaths } from "./paths.ts"
import { paths } from "../paths.ts"
import { askPayment } from "./payments/ask-payment.ts"
import { approvePayments } from "./payments/approve-payments.ts"
import { choosePayments, makeBatch } from "./batches/make-batch.ts"
import { proposeBatch } from "./batches/batch-approval.ts"
import { exportBatch } from "./batches/export-batch.ts"
import { readResults } from "./batches/read-results.ts"
import { registerAccount } from "./creditors/register-account.ts"
import { findOwnCreditor } from "./creditors/read-creditors.ts"

test("shots", async () => {
  mkdirSync("/tmp/paying/shots", { recursive: true })
  const served = await servedHouse({ seed: false })
  const house = { work: (actor: never, change: never, now?: Date) => inWork(served.database.db, { actor, ...(now ? { now } : {}) }, change), database: served.database } as never
  const people = await payingPeople(house)
  const as = (who: keyof typeof people, change: (work: never) => Promise<unknown>, now?: Date) => (house as { work: (...a: unknown[]) => Promise<unknown> }).work(people[who], change, now) as Promise<never>
  await confirmedAccount(house, people)
  const apps = []
  for (let i = 0; i < 5; i++) apps.push(await payableApplication(house, people, "final"))
  const payments: string[] = []
  for (const { filing } of apps.slice(0, 4)) payments.push(await as("clerk", (work) => askPayment(work, filing)))
  await as("head", (work) => approvePayments(work, payments.slice(0, 3)))
  const { id } = (await as("clerk", (work) => makeBatch(work, { title: "11月第4週 補助金の支払", wishedOn: civilDateOf(new Date()) }))) as { id: string }
  const draft = (await as("clerk", (work) => makeBatch(work, { title: "12月分", wishedOn: addDays(civilDateOf(new Date()), 12) }))) as { id: string }
  await as("clerk", (work) => choosePayments(work, id, payments.slice(0, 2)))
  await as("clerk", (work) => proposeBatch(work, id))
  await approveBatch(house, id)
  await as("clerk", (work) => exportBatch(work, id))
  await served.database.pool.query("update subsidy_batch set pay_on = $2, wished_on = $2 where id = $1", [id, civilDateOf(new Date())])
  await as("clerk", (work) => readResults(work, id, { name: "x.csv", bytes: new TextEncoder().encode("レコード番号,理由\r\n2,該当口座なし\r\n9,不明\r\n") }))
  await as("applicant", (work) => registerAccount(work, { purpose: "advance", bankCode: "0125", branchCode: "200", kind: "1", number: "7654321", holder: "カ）ハギノセイサクショ" }, { name: "通帳.png", bytes: PNG }))
  const creditor = (await as("applicant", (work) => findOwnCreditor(work))) as { id: string }
  const browser = await openBrowser()
  const problems: string[] = []
  for (const [persona, list] of [
    ["﨑山 千夏", [payingPaths.home, payingPaths.claim(apps[4]!.filing), `${payingPaths.payments}?state=asked`, payingPaths.payments, payingPaths.batches, payingPaths.freshBatch, payingPaths.batch(id), payingPaths.batch(draft.id), payingPaths.creditors, payingPaths.creditor(creditor.id), payingPaths.settings, paths.office(apps[0]!.id), payingPaths.ledger(apps[0]!.id), "/desk"]],
    ["村田 健", [payingPaths.myAccounts, payingPaths.myCreditor, payingPaths.freshAccount, `${payingPaths.freshAccount}?bank=${encodeURIComponent("信用組合")}`, `${payingPaths.freshAccount}?bankCode=0125&branch=ない`, `${payingPaths.freshAccount}?bankCode=0125&branch=100`, paths.mine(apps[0]!.id)]],
  ] as [string, string[]][]) {
    for (const width of [390, 1280, 320]) {
      const context = await openContext(browser, { width })
      const page = await context.newPage()
      page.on("console", (m) => m.type() === "error" && problems.push(`console ${m.text()}`))
      await page.goto(`${served.origin}/demo`)
      await page.locator(`button[aria-label*="${persona}"]`).first().click()
      for (const [at, path] of list.entries()) {
        const answer = await page.goto(served.origin + path)
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        if (answer?.status() !== 200 || over > 0) problems.push(`${width} ${path} ${answer?.status()} over ${over}`)
        if (width !== 320) await page.screenshot({ path: `/tmp/paying/shots/${persona.slice(0, 2)}_${at}_${width}.png`, fullPage: true })
        if (width === 1280) for (const one of await accessibilityProblems(page)) problems.push(`${path}: ${one}`)
      }
      await context.close()
    }
  }
  writeFileSync("/tmp/paying/shots/problems.txt", problems.join("\n"))
  await browser.close()
  await served.close()
}, 300_000)
