import { z } from "zod"
import { recordReading } from "../../../kernel/audit/index.ts"
import { type Api, pageOf, pageQuery } from "../../../kernel/http/index.ts"
import { applyByHand, applyResult, dropResult } from "./batches/apply-results.ts"
import { proposeBatch } from "./batches/batch-approval.ts"
import { listDebitAccounts, setDebitAccount } from "./batches/debit-account.ts"
import { exportBatch, readBatchFile } from "./batches/export-batch.ts"
import { advanceShareInput, applyInput, approveInput, batchInput, byHandInput, chooseInput, dayInput, debitAccountInput, proposeInput, reasonInput } from "./batches/inputs.ts"
import { changePayDay, choosePayments, dropBatch, makeBatch, reopenBatch } from "./batches/make-batch.ts"
import { getBatch, getResult, listBatches, listResults } from "./batches/read-batches.ts"
import { readResults } from "./batches/read-results.ts"
import type { Batch } from "./batches/batch.ts"
import { confirmAccount, resumeCreditor, returnAccount, stopCreditor } from "./creditors/confirm-account.ts"
import type { Account, Creditor } from "./creditors/creditor.ts"
import { findBanks, findBranches } from "./creditors/find-banks.ts"
import { accountBody, creditorFilter, creditorInput, fileBody, remarkInput } from "./creditors/inputs.ts"
import { findOwnCreditor, getCreditor, listAccounts, listCreditors } from "./creditors/read-creditors.ts"
import { endAccount, registerAccount } from "./creditors/register-account.ts"
import { saveCreditor } from "./creditors/save-creditor.ts"
import { readLedger } from "./ledger/read-ledger.ts"
import { listAdvanceShares, setAdvanceShare } from "./payments/advance-shares.ts"
import { approvePayments, cancelPayment } from "./payments/approve-payments.ts"
import { askPayment } from "./payments/ask-payment.ts"
import { type Payment, paymentStates } from "./payments/payment.ts"
import { claimsToPay, getPayment, listPayments } from "./payments/read-payments.ts"

const mine = { who: "signedIn", tag: "受取口座" } as const
const staff = { who: "staff", tag: "補助金の支払" } as const
const idOf = (title: string) => z.object({ id: z.uuid().meta({ title }) })
const made = z.object({ id: z.string() })
const none = z.object({})
const day = z.string().nullable().meta({ format: "date" })
const moment = z.string().nullable().meta({ format: "date-time" })
const place = z.object({ code: z.string(), name: z.string() })

const creditorAnswer = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kana: z.string(),
  postalCode: z.string(),
  address: z.string(),
  representativeTitle: z.string(),
  representative: z.string(),
  state: z.string(),
  stoppedReason: z.string(),
})
const accountAnswer = z.object({
  id: z.string(),
  purpose: z.string(),
  bankCode: z.string(),
  bankName: z.string(),
  branchCode: z.string(),
  branchName: z.string(),
  kind: z.string(),
  number: z.string(),
  holder: z.string(),
  state: z.string(),
  remark: z.string(),
  registeredAt: moment,
  confirmedAt: moment,
  lastPaidOn: day,
})
const withAccounts = creditorAnswer.extend({ accounts: z.array(accountAnswer) })
const paymentAnswer = z.object({
  id: z.string(),
  number: z.number(),
  applicationId: z.string(),
  applicationNumber: z.string(),
  kind: z.string(),
  amountYen: z.number(),
  creditor: z.string(),
  creditorCode: z.string(),
  state: z.string(),
  batchId: z.string().nullable(),
  askedAt: moment,
  paidOn: day,
  cameBackOn: day,
  reason: z.string(),
})
const batchAnswer = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  state: z.string(),
  payOn: day,
  count: z.number(),
  totalYen: z.number(),
  approvalId: z.string().nullable(),
  sha256: z.string().nullable(),
  sentAt: moment,
  doneAt: moment,
})
const resultAnswer = z.object({
  id: z.string(),
  sha256: z.string(),
  failed: z.array(z.object({ paymentId: z.string(), record: z.number(), reason: z.string() })),
  problems: z.array(z.object({ at: z.number(), code: z.string(), message: z.string() })),
  readAt: moment,
  appliedAt: moment,
})
const claimAnswer = z.object({ id: z.string(), kind: z.string(), amountYen: z.number().nullable(), applicationId: z.string(), applicationNumber: z.string(), applicant: z.string(), filedAt: moment })
const ledgerAnswer = z.object({
  rows: z.array(z.object({ id: z.string(), day, kind: z.string(), amountYen: z.number(), heldYen: z.number(), note: z.string() })),
  paidYen: z.number(),
  repaidYen: z.number(),
  heldYen: z.number(),
})

const isoOf = (at: Date | null) => at?.toISOString() ?? null
const creditorJson = ({ id, code, name, kana, postalCode, address, representativeTitle, representative, state, stoppedReason }: Creditor) => ({ id, code, name, kana, postalCode, address, representativeTitle, representative, state, stoppedReason })
const accountJson = (one: Account) => ({
  id: one.id,
  purpose: one.purpose,
  bankCode: one.bankCode,
  bankName: one.bankName,
  branchCode: one.branchCode,
  branchName: one.branchName,
  kind: one.kind,
  number: one.number,
  holder: one.holder,
  state: one.state,
  remark: one.remark,
  registeredAt: isoOf(one.registeredAt),
  confirmedAt: isoOf(one.confirmedAt),
  lastPaidOn: one.lastPaidOn,
})
const paymentJson = ({ id, number, applicationId, applicationNumber, kind, amountYen, account, state, batchId, askedAt, paidOn, cameBackOn, reason }: Payment) => ({
  ...{ id, number, applicationId, applicationNumber, kind, amountYen, state, batchId, paidOn, cameBackOn, reason },
  creditor: account.creditor,
  creditorCode: account.creditorCode,
  askedAt: isoOf(askedAt),
})
const batchJson = ({ id, number, title, state, payOn, count, totalYen, approvalId, sha256, sentAt, doneAt }: Batch) => ({
  ...{ id, number, title, state, payOn, count, totalYen, approvalId, sha256 },
  sentAt: isoOf(sentAt),
  doneAt: isoOf(doneAt),
})
/** What is not base64 is an empty file, which the operation refuses once it has asked who sends it. */
const bytesOf = ({ name, base64 }: z.output<typeof fileBody>) => ({ name, bytes: new Uint8Array(/^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, "base64") : []) })

export function payingApi(api: Api): void {
  ownAccountRoutes(api)
  creditorRoutes(api)
  paymentRoutes(api)
  batchRoutes(api)
  resultRoutes(api)
  settingRoutes(api)
  api.route({ ...mine, tag: "補助金の支払", method: "get", path: "/subsidies/applications/{id}/ledger", summary: "申請の出納簿", params: idOf("申請のID"), answer: ledgerAnswer }, async (work, { params }) => {
    const { it, rows, sums } = await readLedger(work, params.id)
    if (work.actor.kind === "staff") await recordReading(work, { subject: { kind: "subsidy-application", id: it.id }, what: "補助金の出納簿" })
    return { rows, paidYen: sums.paid, repaidYen: sums.repaid, heldYen: sums.held }
  })
}

function ownAccountRoutes(api: Api): void {
  const bankQuery = z.object({ q: z.string().min(1).max(50).meta({ title: "名前・カナ・番号" }), bankCode: z.string().regex(/^\d{4}$/, "銀行番号は4桁の数字です。").optional().meta({ title: "銀行番号", description: "付けると、その銀行の支店をさがす" }) })
  api.route({ ...mine, method: "get", path: "/subsidies/banks", summary: "銀行・支店をさがす", query: bankQuery, answer: z.object({ items: z.array(place) }) }, async (_, { query }) => ({
    items: query.bankCode ? findBranches(query.bankCode, query.q) : findBanks(query.q),
  }))
  api.route({ ...mine, method: "get", path: "/subsidies/my-creditor", summary: "自分の債主の届出と口座", answer: z.object({ creditor: withAccounts.nullable() }) }, async (work) => {
    const creditor = await findOwnCreditor(work)
    return { creditor: creditor ? { ...creditorJson(creditor), accounts: (await listAccounts(work, creditor.id)).map(accountJson) } : null }
  })
  api.route({ ...mine, method: "post", path: "/subsidies/my-creditor", summary: "債主を届け出る、変える", body: creditorInput, answer: made }, async (work, { body }) => ({ id: await saveCreditor(work, body) }))
  api.route({ ...mine, method: "post", path: "/subsidies/my-accounts", summary: "口座を届け出る", body: accountBody, answer: made, status: 201 }, async (work, { body: { passbook, ...input } }) => ({
    id: await registerAccount(work, input, bytesOf(passbook)),
  }))
  api.route({ ...mine, method: "post", path: "/subsidies/my-accounts/{id}/end", summary: "口座の使用を終える", params: idOf("口座のID"), answer: none }, async (work, { params }) => {
    await endAccount(work, params.id)
    return {}
  })
}

function creditorRoutes(api: Api): void {
  api.route({ ...staff, method: "get", path: "/subsidies/creditors", summary: "債主の一覧", query: pageQuery.extend(creditorFilter.shape), answer: pageOf(creditorAnswer) }, async (work, { query: { after, limit, ...filter } }, c) => {
    const { items, next } = await listCreditors(work, filter, { after, limit })
    c.next(next)
    return { items: items.map(creditorJson), next: next ?? null }
  })
  api.route({ ...staff, method: "get", path: "/subsidies/creditors/{id}", summary: "債主と口座", params: idOf("債主のID"), answer: withAccounts }, async (work, { params }) => {
    const creditor = await getCreditor(work, params.id)
    await recordReading(work, { subject: { kind: "subsidy-creditor", id: params.id }, what: "債主の口座" })
    return { ...creditorJson(creditor), accounts: (await listAccounts(work, params.id)).map(accountJson) }
  })
  api.route({ ...staff, method: "post", path: "/subsidies/creditors/{id}/stop", summary: "債主への支払を止める", params: idOf("債主のID"), body: reasonInput, answer: none }, async (work, { params, body }) => {
    await stopCreditor(work, params.id, body.reason)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/creditors/{id}/resume", summary: "支払の停止をやめる", params: idOf("債主のID"), answer: none }, async (work, { params }) => {
    await resumeCreditor(work, params.id)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/creditor-accounts/{id}/confirm", summary: "口座を通帳の写しと照らして確認する", params: idOf("口座のID"), answer: none }, async (work, { params }) => {
    await confirmAccount(work, params.id)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/creditor-accounts/{id}/return", summary: "口座の届出を差し戻す", params: idOf("口座のID"), body: remarkInput, answer: none }, async (work, { params, body }) => {
    await returnAccount(work, params.id, body.remark)
    return {}
  })
}

function paymentRoutes(api: Api): void {
  api.route({ ...staff, method: "get", path: "/subsidies/claims", summary: "支払を待つ請求", answer: z.object({ items: z.array(claimAnswer) }) }, async (work) => ({
    items: (await claimsToPay(work)).map(({ id, kind, amountYen, applicationId, applicationNumber, applicant, filedAt }) => ({ id, kind, amountYen, applicationId, applicationNumber, applicant, filedAt: isoOf(filedAt) })),
  }))
  const ask = z.object({ accountId: z.uuid().optional().meta({ title: "支払う口座" }) })
  api.route({ ...staff, method: "post", path: "/subsidies/claims/{id}/payment", summary: "請求の支払を起こす", params: idOf("請求のID"), body: ask, answer: made, status: 201 }, async (work, { params, body }, c) => {
    const id = await askPayment(work, params.id, body.accountId)
    c.created(`/subsidies/payments/${id}`)
    return { id }
  })
  const query = pageQuery.extend({ state: z.enum(paymentStates).optional().meta({ title: "状態" }), q: z.string().max(100).optional().meta({ title: "受付番号・申請者・事業名" }) })
  api.route({ ...staff, method: "get", path: "/subsidies/payments", summary: "支払の一覧", query, answer: pageOf(paymentAnswer) }, async (work, { query: { after, limit, ...filter } }, c) => {
    const { items, next } = await listPayments(work, filter, { after, limit })
    c.next(next)
    return { items: items.map(paymentJson), next: next ?? null }
  })
  api.route({ ...staff, method: "get", path: "/subsidies/payments/{id}", summary: "支払1件", params: idOf("支払のID"), answer: paymentAnswer }, async (work, { params }) => paymentJson(await getPayment(work, params.id)))
  api.route({ ...staff, method: "post", path: "/subsidies/payment-approvals", summary: "起こした人と別の職員が支払を確認する", body: approveInput, answer: z.object({ count: z.number() }) }, async (work, { body }) => ({ count: await approvePayments(work, body.ids) }))
  api.route({ ...staff, method: "post", path: "/subsidies/payments/{id}/cancel", summary: "支払を取り消す", params: idOf("支払のID"), body: reasonInput, answer: none }, async (work, { params, body }) => {
    await cancelPayment(work, params.id, body.reason)
    return {}
  })
}

function batchRoutes(api: Api): void {
  const params = idOf("支払一括のID")
  const payDay = z.object({ payOn: day, notice: z.string().nullable() })
  api.route({ ...staff, method: "get", path: "/subsidies/payment-batches", summary: "支払一括の一覧", query: pageQuery, answer: pageOf(batchAnswer) }, async (work, { query }, c) => {
    const { items, next } = await listBatches(work, query)
    c.next(next)
    return { items: items.map(batchJson), next: next ?? null }
  })
  api.route({ ...staff, method: "post", path: "/subsidies/payment-batches", summary: "支払一括をつくる", body: batchInput, answer: payDay.extend({ id: z.string() }), status: 201 }, async (work, { body }, c) => {
    const { id, payOn, notice } = await makeBatch(work, body)
    c.created(`/subsidies/payment-batches/${id}`)
    return { id, payOn, notice: notice ?? null }
  })
  api.route({ ...staff, method: "get", path: "/subsidies/payment-batches/{id}", summary: "支払一括1件", params, answer: batchAnswer }, async (work, { params: { id } }) => batchJson(await getBatch(work, id)))
  api.route({ ...staff, method: "put", path: "/subsidies/payment-batches/{id}/day", summary: "支払日を変える", params, body: dayInput, answer: payDay }, async (work, { params: { id }, body }) => {
    const { payOn, notice } = await changePayDay(work, id, body.wishedOn)
    return { payOn, notice: notice ?? null }
  })
  api.route({ ...staff, method: "put", path: "/subsidies/payment-batches/{id}/payments", summary: "入れる支払を決める", params, body: chooseInput, answer: z.object({ count: z.number() }) }, async (work, { params: { id }, body }) => ({
    count: await choosePayments(work, id, body.ids),
  }))
  api.route({ ...staff, method: "post", path: "/subsidies/payment-batches/{id}/propose", summary: "決裁に回す", params, body: proposeInput, answer: z.object({ approvalId: z.string() }) }, async (work, { params: { id }, body }) => ({
    approvalId: await proposeBatch(work, id, body.comment),
  }))
  api.route({ ...staff, method: "post", path: "/subsidies/payment-batches/{id}/reopen", summary: "決裁済みの一括を作成中に戻す", params, body: reasonInput, answer: none }, async (work, { params: { id }, body }) => {
    await reopenBatch(work, id, body.reason)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/payment-batches/{id}/drop", summary: "一括を取りやめる", params, body: reasonInput, answer: none }, async (work, { params: { id }, body }) => {
    await dropBatch(work, id, body.reason)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/payment-batches/{id}/export", summary: "総合振込のファイルをつくる（何度でも同じファイル）", params, answer: batchAnswer }, async (work, { params: { id } }) => {
    await exportBatch(work, id)
    return batchJson(await getBatch(work, id))
  })
  api.route({ ...staff, method: "get", path: "/subsidies/payment-batches/{id}/file", summary: "総合振込のファイル（base64）", params, answer: z.object({ name: z.string(), base64: z.string() }) }, async (work, { params: { id } }) => {
    const { name, bytes } = await readBatchFile(work, id, "transfers")
    return { name, base64: Buffer.from(bytes).toString("base64") }
  })
}

function resultRoutes(api: Api): void {
  const params = idOf("支払一括のID")
  const both = params.extend({ result: z.uuid().meta({ title: "結果のID" }) })
  const json = (row: Awaited<ReturnType<typeof getResult>>) => ({ id: row.id, sha256: row.sha256, failed: row.failed, problems: row.problems, readAt: isoOf(row.readAt), appliedAt: isoOf(row.appliedAt) })
  api.route({ ...staff, method: "get", path: "/subsidies/payment-batches/{id}/results", summary: "読み込んだ振込不能ファイル", params, answer: z.object({ items: z.array(resultAnswer) }) }, async (work, { params: { id } }) => {
    await getBatch(work, id)
    return { items: (await listResults(work, id)).map(json) }
  })
  api.route({ ...staff, method: "post", path: "/subsidies/payment-batches/{id}/results", summary: "振込不能ファイルを読み込む（まだ反映しない）", params, body: fileBody, answer: resultAnswer }, async (work, { params: { id }, body }) =>
    json(await getResult(work, id, await readResults(work, id, bytesOf(body)))),
  )
  api.route({ ...staff, method: "post", path: "/subsidies/payment-batches/{id}/results/{result}/apply", summary: "読み込んだ結果を反映する", params: both, body: applyInput, answer: none }, async (work, { params: { id, result }, body }) => {
    await applyResult(work, id, result, body)
    return {}
  })
  api.route({ ...staff, method: "delete", path: "/subsidies/payment-batches/{id}/results/{result}", summary: "反映していない読み込みを取り消す", params: both, answer: none }, async (work, { params: { id, result } }) => {
    await dropResult(work, id, result)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/payment-batches/{id}/outcome", summary: "振込の結果を手で記録する", params, body: byHandInput, answer: none }, async (work, { params: { id }, body }) => {
    await applyByHand(work, id, body)
    return {}
  })
}

function settingRoutes(api: Api): void {
  const debit = debitAccountInput
  api.route({ ...staff, method: "get", path: "/subsidies/debit-accounts", summary: "県の支払口座", answer: z.object({ items: z.array(debit) }) }, async (work) => ({ items: (await listDebitAccounts(work)).map((one) => ({ ...one, kind: one.kind as "1" })) }))
  api.route({ ...staff, method: "post", path: "/subsidies/debit-accounts", summary: "県の支払口座を定める", body: debit, answer: none }, async (work, { body }) => {
    await setDebitAccount(work, body)
    return {}
  })
  api.route({ ...staff, method: "get", path: "/subsidies/advance-shares", summary: "公募ごとの概算払の割合", answer: z.object({ items: z.array(advanceShareInput.extend({ title: z.string() })) }) }, async (work) => ({ items: await listAdvanceShares(work) }))
  api.route({ ...staff, method: "post", path: "/subsidies/advance-shares", summary: "概算払の割合を定める", body: advanceShareInput, answer: none }, async (work, { body }) => {
    await setAdvanceShare(work, body)
    return {}
  })
}
