import { z } from "zod"
import { csvFile, CSV_TYPE, type FileColumn } from "../../../../kernel/documents/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import type { PageContext, Site, Typed } from "../../../../kernel/http/index.ts"
import { mailIsConfigured } from "../../../../kernel/notices/index.ts"
import { fractionText } from "../../rules/money.ts"
import { recordApplicationRead } from "../../office/record-read.ts"
import { reasonInput } from "../../programmes/inputs.ts"
import { addReviewer, type Committee, endReviewer, findCommittee, listReviewers, runsCall, saveCommittee } from "../committee.ts"
import { adjustmentInput, committeeInput, invitationInput, reviewerInput, sheetInput } from "../inputs.ts"
import { inviteReviewer, listInvitations, revokeInvitation } from "../invite-reviewer.ts"
import { scoringPaths } from "../paths.ts"
import { adjust, concludeScoring, pointsText, publishSummary, resultOf, type ResultRow, summaryOf } from "../result.ts"
import { getToReview, listReviews, saveSheet, stepBack } from "../sheets.ts"
import { CommitteePage } from "./committee-page.tsx"
import { outsidePages, UnsentInvitationPage } from "./outside-pages.tsx"
import { ResultPage, SummaryPage } from "./result-page.tsx"
import { ReviewPage, ReviewsPage } from "./review-pages.tsx"

export function scoringPages(site: Site): void {
  const committee = async (work: Work, c: PageContext, typed?: Typed) => {
    const own = await runsCall(work, c.param("id"))
    const known = await findCommittee(work, own.call.id)
    return <CommitteePage {...own} committee={known} reviewers={await listReviewers(work, own.call.id)} invitations={await listInvitations(work, own.call.id)} typed={typed ?? { values: valuesOf(known), problems: [] }} />
  }
  site.staff.get(scoringPaths.committee(":id"), async (work, c) => c.page(await committee(work, c)))
  site.staff.post(scoringPaths.committee(":id"), { form: committeeInput, again: committee }, async (work, input, c) => {
    await saveCommittee(work, c.param("id"), input)
    return c.redirect(scoringPaths.committee(c.param("id")), "採点の方法を保存しました。")
  })
  site.staff.post(scoringPaths.reviewers(":id"), { form: reviewerInput, again: committee }, async (work, input, c) => {
    await addReviewer(work, c.param("id"), input)
    return c.redirect(`${scoringPaths.committee(c.param("id"))}#reviewers`, "委員に加えました。")
  })
  site.staff.post(scoringPaths.endReviewer(":id", ":person"), { form: z.object({}), again: committee }, async (work, _, c) => {
    await endReviewer(work, c.param("id"), c.param("person"))
    return c.redirect(`${scoringPaths.committee(c.param("id"))}#reviewers`, "委員から外しました。")
  })
  site.staff.post(scoringPaths.invitations(":id"), { form: invitationInput, again: committee }, async (work, input, c) => {
    const { path } = await inviteReviewer(work, c.param("id"), input, c.config.origin)
    if (!mailIsConfigured()) return c.page(<UnsentInvitationPage callId={c.param("id")} name={input.name} path={c.config.demo ? path : undefined} />)
    return c.redirect(`${scoringPaths.committee(c.param("id"))}#reviewers`, `${input.name}さんに招待を送りました。`)
  })
  site.staff.post(scoringPaths.revokeInvitation(":id", ":invitation"), { form: z.object({}), again: committee }, async (work, _, c) => {
    await revokeInvitation(work, c.param("id"), c.param("invitation"))
    return c.redirect(`${scoringPaths.committee(c.param("id"))}#reviewers`, "招待を取り消しました。")
  })
  outsidePages(site)
  resultPages(site)
  reviewPages(site)
  site.anyone.get(scoringPaths.summary(":id"), async (work, c) => c.page(<SummaryPage {...await summaryOf(work, c.param("id"))} />))
}

function resultPages(site: Site): void {
  const result = async (work: Work, c: PageContext, typed?: Typed) => <ResultPage {...await resultOf(work, c.param("id"))} typed={typed} />
  const back = (c: PageContext, flash: string) => c.redirect(scoringPaths.result(c.param("id")), flash)
  site.staff.get(scoringPaths.result(":id"), async (work, c) => c.page(await result(work, c)))
  site.staff.get(scoringPaths.resultFile(":id"), async (work, c) => {
    const { rows, call } = await resultOf(work, c.param("id"))
    return c.file(csvFile(columns, rows), `採点の結果_${call.title}.csv`, CSV_TYPE)
  })
  site.staff.post(scoringPaths.adjust(":id"), { form: adjustmentInput, again: result }, async (work, input, c) => {
    await adjust(work, c.param("id"), input)
    return back(c, "点を加減しました。")
  })
  site.staff.post(scoringPaths.conclude(":id"), { form: z.object({}), again: result }, async (work, _, c) => {
    const n = await concludeScoring(work, c.param("id"))
    return back(c, `採点を締め切り、${n}件を審査に戻しました。`)
  })
  site.staff.post(scoringPaths.publish(":id"), { form: z.object({}), again: result }, async (work, _, c) => {
    await publishSummary(work, c.param("id"))
    return back(c, "審査結果の概要を公表しました。")
  })
}

function reviewPages(site: Site): void {
  site.signedIn.get(scoringPaths.reviews, async (work, c) => c.page(<ReviewsPage rows={await listReviews(work)} />))
  const review = async (work: Work, c: PageContext, typed?: Typed) => {
    const found = await getToReview(work, c.param("id"))
    await recordApplicationRead(work, found.it)
    const points = found.committee.terms.criteria.map(({ key }, at) => [`points.${at}.points`, String(found.sheet?.points[key] ?? "")] as const)
    const stored: Typed = { values: { ...Object.fromEntries(points), notMet: found.sheet?.notMet ?? [], comment: found.sheet?.comment ?? "" }, problems: [] }
    return <ReviewPage {...found} typed={typed ?? stored} />
  }
  site.signedIn.get(scoringPaths.review(":id"), async (work, c) => c.page(await review(work, c)))
  site.signedIn.post(scoringPaths.review(":id"), { form: sheetInput, again: review }, async (work, input, c) => {
    await saveSheet(work, c.param("id"), input)
    return input.go === "submit" ? c.redirect(scoringPaths.reviews, "採点を提出しました。") : c.redirect(scoringPaths.review(c.param("id")), "保存しました。")
  })
  site.signedIn.post(scoringPaths.stepBack(":id"), { form: reasonInput, again: review }, async (work, { reason }, c) => {
    await stepBack(work, c.param("id"), reason)
    return c.redirect(scoringPaths.reviews, "回避を記録しました。")
  })
}

function valuesOf(committee: Committee | undefined): Record<string, string> {
  if (!committee) return { knockedOutBy: "one", mode: "mean", leastTotal: "0", quorum: "3", blind: "on" }
  const { terms, blind, partial } = committee
  const names = new Map(terms.criteria.map(({ key, name }) => [key, name]))
  const criteria = terms.criteria.flatMap(({ name, max, weight, floor }, at) => [
    [`criteria.${at}.name`, name],
    [`criteria.${at}.max`, String(max)],
    [`criteria.${at}.weight`, weight ? (weight.denominator === 1 ? String(weight.numerator) : fractionText(weight)) : ""],
    [`criteria.${at}.floor`, floor ? String(floor.points) : ""],
    [`criteria.${at}.above`, floor?.above ? "on" : ""],
  ])
  return {
    ...Object.fromEntries(criteria),
    knockOuts: terms.knockOuts.map(({ name }) => name).join("\n"),
    knockedOutBy: terms.knockedOutBy,
    mode: terms.mode,
    leastTotal: String(terms.leastTotal),
    quorum: String(terms.quorum),
    tieBreakers: terms.tieBreakers.map((key) => names.get(key) ?? "").join("、"),
    partial: partial ? fractionText(partial) : "",
    blind: blind ? "on" : "",
  }
}

const columns: FileColumn<ResultRow>[] = [
  { title: "順位", value: ({ outcome }) => outcome.rank ?? null },
  { title: "受付番号", value: ({ number }) => number },
  { title: "補助事業", value: ({ title }) => title },
  { title: "合計点", value: ({ outcome }) => Number(pointsText(outcome.total)) },
  { title: "判定", value: ({ outcome }) => outcome.status },
  { title: "理由", value: ({ outcome }) => outcome.reasons.join("、") },
  { title: "申請額（円）", value: ({ wantedYen }) => wantedYen },
  { title: "予算の線", value: ({ granted }) => granted?.result ?? "" },
  { title: "採択の候補の額（円）", value: ({ granted }) => granted?.granted ?? null },
]
