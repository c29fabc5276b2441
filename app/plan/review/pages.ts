import { z } from "zod"
import { may } from "../../kernel/access/index.ts"
import { listSteps } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { notFound, type PageContext, type Site, type Typed } from "../../kernel/http/index.ts"
import { dateTime, Timeline } from "../../kernel/ui/index.ts"
import { fiscalHalf } from "../editions/half.ts"
import { getSheet, readEdition } from "../editions/index.ts"
import { paths } from "../paths.ts"
import { enterIndicatorValue, listEnteredValues } from "./enter-value.ts"
import { answerVerdict, judgeReview, returnEvaluation, type ReviewKey, saveEvaluation, submitEvaluation } from "./evaluate.ts"
import { indicatorSeries } from "./indicator-series.ts"
import { answerInput, indicatorValueInput, judgement, returnInput, selfEvaluation } from "./inputs.ts"
import { Figures } from "./pages/figures.tsx"
import { ReviewPage } from "./pages/review-page.tsx"
import { ReviewsPage } from "./pages/reviews-page.tsx"
import { ValuesPage } from "./pages/values-page.tsx"
import { answerPath, judgePath, returnPath } from "./paths.ts"
import { findReview, gradeScale, halfEnd, listReviews, suggestionFor, verdictScale } from "./read-review.ts"
import { reviewMoveWords } from "./review-states.ts"
import type { Half } from "./tables.ts"

/** The form's two buttons: keep as a draft, or send. */
const evaluationForm = selfEvaluation.extend({ step: z.enum(["save", "submit"]).default("submit").meta({ title: "操作" }) })

export function reviewPages(site: Site): void {
  site.staff.get(paths.reviews(":id"), async (work, c) => c.page(await reviewsPage(work, c)))
  site.staff.get(paths.review(":id", ":initiative", ":half"), async (work, c) => c.page(await reviewPage(work, c)))
  site.staff.post(
    paths.review(":id", ":initiative", ":half"),
    { form: evaluationForm, again: reviewPage },
    async (work, { step, ...input }, c) => {
      const key = keyOf(c)
      await (step === "save" ? saveEvaluation : submitEvaluation)(work, key, input)
      return c.redirect(linkOf(key), step === "save" ? "下書きを保存しました。" : "評価者に提出しました。")
    },
  )
  site.staff.post(judgePath(":id", ":initiative", ":half"), { form: judgement, again: reviewPage }, async (work, input, c) => {
    const key = keyOf(c)
    await judgeReview(work, key, input)
    return c.redirect(linkOf(key), "判定しました。")
  })
  site.staff.post(returnPath(":id", ":initiative", ":half"), { form: returnInput, again: reviewPage }, async (work, input, c) => {
    const key = keyOf(c)
    await returnEvaluation(work, key, input.reason)
    return c.redirect(linkOf(key), "主管課に差し戻しました。")
  })
  site.staff.post(answerPath(":id", ":initiative", ":half"), { form: answerInput, again: reviewPage }, async (work, input, c) => {
    const key = keyOf(c)
    await answerVerdict(work, key, input.answer)
    return c.redirect(linkOf(key), "対応を示しました。")
  })

  const values = paths.indicatorValues(":id", ":initiative", ":indicator")
  site.staff.get(values, async (work, c) => c.page(await valuesPage(work, c)))
  site.staff.post(values, { form: indicatorValueInput, again: valuesPage }, async (work, input, c) => {
    const ids = { editionId: c.param("id"), initiativeId: c.param("initiative") }
    await enterIndicatorValue(work, ids, c.param("indicator"), input)
    return c.redirect(paths.indicatorValues(ids.editionId, ids.initiativeId, c.param("indicator")), "値を記録しました。")
  })
}

function keyOf(c: PageContext): ReviewKey {
  const half = c.param("half")
  if (half !== "first" && half !== "second") throw notFound("評価")
  return { editionId: c.param("id"), initiativeId: c.param("initiative"), half }
}

const linkOf = (key: ReviewKey) => paths.review(key.editionId, key.initiativeId, key.half)

async function reviewPage(work: Work, c: PageContext, typed?: Typed) {
  const key = keyOf(c)
  const found = await getSheet(work, key.editionId, key.initiativeId)
  const { sheet, edition } = found
  const end = halfEnd(edition.fiscalYear, key.half)
  const review = await findReview(work, key.editionId, key.initiativeId, key.half)
  const steps = review ? await listSteps(work, review.caseId) : []
  return ReviewPage({
    found,
    half: key.half,
    review,
    suggestion: await suggestionFor(work, found, key.half),
    grades: await gradeScale(work, end),
    verdicts: await verdictScale(work, end),
    mayEvaluate: may(work.actor, "plan.evaluate", { unitId: sheet.ownerUnitId }),
    mayJudge: may(work.actor, "plan.judge"),
    figures: Figures({
      sheet,
      series: await indicatorSeries(work, sheet, civilDateOf(work.now)),
      lastQuarter: key.half === "first" ? 2 : 4,
    }),
    history:
      steps.length > 0
        ? Timeline({
            title: "経過",
            steps: steps.map((step) => ({
              title: reviewMoveWords[step.move] ?? step.move,
              when: dateTime(step.at),
              who: step.by,
              body: step.reason,
              state: step.move === "return" ? ("refused" as const) : ("done" as const),
            })),
          })
        : null,
    ...(typed ? { typed } : {}),
  })
}

async function reviewsPage(work: Work, c: PageContext) {
  const content = await readEdition(work, c.param("id"))
  const asked = c.query("half")
  const half: Half = asked === "first" || asked === "second" ? asked : fiscalHalf(civilDateOf(work.now))
  const end = halfEnd(content.edition.fiscalYear, half)
  return ReviewsPage({
    content,
    half,
    reviews: await listReviews(work, content.edition.id),
    grades: await gradeScale(work, end),
    verdicts: await verdictScale(work, end),
  })
}

async function valuesPage(work: Work, c: PageContext, typed?: Typed) {
  const found = await getSheet(work, c.param("id"), c.param("initiative"))
  const indicator = found.sheet.indicators.find((one) => one.id === c.param("indicator"))
  if (!indicator) throw notFound("指標")
  const today = civilDateOf(work.now)
  const series = await indicatorSeries(work, found.sheet, today)
  return ValuesPage({
    found,
    indicator,
    entered: indicator.measureKey === null ? await listEnteredValues(work, indicator.lineageId) : [],
    points: series.get(indicator.lineageId) ?? [],
    mayEnter: may(work.actor, "plan.evaluate", { unitId: found.sheet.ownerUnitId }),
    month: today.slice(0, 7),
    ...(typed ? { typed } : {}),
  })
}
