import { z } from "zod"
import { PDF_TYPE } from "../../kernel/documents/pdf/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import type { PageContext, Site, Typed } from "../../kernel/http/index.ts"
import { editionName, getSheet, initiativeNumber, latestValues } from "../editions/index.ts"
import { paths } from "../paths.ts"
import { publishedGrades } from "../review/index.ts"
import { answerQuestion } from "./answer-question.ts"
import { askQuestion } from "./ask-question.ts"
import { editQuestion } from "./edit-question.ts"
import { followInitiative, unfollowInitiative } from "./follow-initiative.ts"
import { hideQuestion, showQuestion } from "./hide-question.ts"
import { answerInput, hideInput, questionEdit, questionInput } from "./inputs.ts"
import { markRead } from "./mark-read.ts"
import { readMyUnit } from "./my-unit.ts"
import { MyUnitPage } from "./pages/my-unit-page.tsx"
import { OneQuestionPage } from "./pages/question-page.tsx"
import { QuestionsPage } from "./pages/questions-page.tsx"
import { ReadersPage, UnitReadersPage } from "./pages/readers-page.tsx"
import { RefusedPage } from "./pages/refused-page.tsx"
import { SummaryPage } from "./pages/summary-page.tsx"
import { sharingPaths } from "./paths.ts"
import { getQuestion, listQuestions, rightsOn } from "./read-questions.ts"
import { listReaderNames, listReaders } from "./read-readers.ts"
import { getStanding } from "./standing.ts"
import { type SummaryContent, summaryPdf } from "./summary-pdf.ts"

/** A form carries the version it was opened on. */
const atVersion = { _version: z.number().int().positive().optional().meta({ title: "版" }) }
const editForm = questionEdit.omit({ expectedVersion: true }).extend(atVersion)
const answerForm = answerInput.omit({ expectedVersion: true }).extend(atVersion)

export function sharingPages(site: Site): void {
  questionPages(site)
  readingPages(site)
  site.staff.get(paths.myUnit, async (work, c) => c.page(<MyUnitPage mine={await readMyUnit(work)} today={civilDateOf(work.now)} />))
  site.staff.get(sharingPaths.initiativeNow(":i"), async (work, c) => {
    const { editionId, initiativeId } = await getStanding(work, c.param("i"))
    return c.redirect(paths.initiative(editionId, initiativeId))
  })
  site.staff.get(paths.initiativePrint(":e", ":i"), async (work, c) => c.page(<SummaryPage {...await summary(work, c)} />))
  site.staff.get(sharingPaths.summaryPdf(":e", ":i"), async (work, c) => {
    const content = await summary(work, c)
    const { edition, sheet } = content.found
    return c.file(await summaryPdf(content), `${editionName(edition)}_${initiativeNumber(sheet)}_${sheet.title}.pdf`, PDF_TYPE, { inline: true })
  })
  site.staff.post(
    sharingPaths.follow(":e", ":i"),
    {
      form: z.object({ follow: z.enum(["yes", "no"]).meta({ title: "見守る" }) }),
      again: (_work, c, typed) => <RefusedPage title="見守る" back={paths.initiative(c.param("e"), c.param("i"))} typed={typed} />,
    },
    async (work, { follow }, c) => {
      const [e, i] = [c.param("e"), c.param("i")]
      if (follow === "yes") await followInitiative(work, e, i)
      else await unfollowInitiative(work, i)
      return c.redirect(paths.initiative(e, i), follow === "yes" ? "この取組を見守ります。机に並びます。" : "見守るのをやめました。")
    },
  )
}

function questionPages(site: Site): void {
  site.staff.get(paths.questions(":i"), async (work, c) => c.page(await questionsPage(work, c)))
  site.staff.post(paths.questions(":i"), { form: questionInput, again: questionsPage }, async (work, input, c) => {
    await askQuestion(work, c.param("i"), input)
    return c.redirect(paths.questions(c.param("i")), "質問を送りました。回答があるとお知らせします。")
  })
  site.staff.get(sharingPaths.question(":i", ":q"), async (work, c) => c.page(await questionPage(work, c)))
  site.staff.post(sharingPaths.question(":i", ":q"), { form: editForm, again: questionPage }, async (work, { _version, text }, c) => {
    await editQuestion(work, c.param("i"), c.param("q"), { text, expectedVersion: _version })
    return back(c, "質問を直しました。")
  })
  site.staff.post(sharingPaths.answer(":i", ":q"), { form: answerForm, again: questionPage }, async (work, { _version, answer }, c) => {
    await answerQuestion(work, c.param("i"), c.param("q"), { answer, expectedVersion: _version })
    return back(c, "回答しました。質問した人にお知らせします。")
  })
  site.staff.post(sharingPaths.hide(":i", ":q"), { form: hideInput, again: questionPage }, async (work, input, c) => {
    await hideQuestion(work, c.param("i"), c.param("q"), input)
    return back(c, "質問を非表示にしました。")
  })
  site.staff.post(sharingPaths.show(":i", ":q"), { form: z.object({}), again: questionPage }, async (work, _input, c) => {
    await showQuestion(work, c.param("i"), c.param("q"))
    return back(c, "質問を表示に戻しました。")
  })
}

function readingPages(site: Site): void {
  site.staff.get(paths.readers(":e"), async (work, c) => c.page(<ReadersPage readers={await listReaders(work, c.param("e"))} />))
  site.staff.get(sharingPaths.unitReaders(":e", ":u"), async (work, c) =>
    c.page(<UnitReadersPage names={await listReaderNames(work, c.param("e"), c.param("u"))} />),
  )
  site.staff.post(
    paths.editionRead(":e"),
    { form: z.object({}), again: (_work, c, typed) => <RefusedPage title="読んだ記録" back={paths.edition(c.param("e"))} typed={typed} /> },
    async (work, _input, c) => {
      await markRead(work, c.param("e"))
      return c.redirect(paths.edition(c.param("e")), "読んだことを記録しました。")
    },
  )
}

function back(c: PageContext, flash: string): Response {
  return c.redirect(`${paths.questions(c.param("i"))}#q-${c.param("q")}`, flash)
}

async function questionsPage(work: Work, c: PageContext, typed?: Typed) {
  const page = await listQuestions(work, c.param("i"), { after: c.query("after") })
  return <QuestionsPage page={page} today={civilDateOf(work.now)} typed={typed} />
}

async function questionPage(work: Work, c: PageContext, typed?: Typed) {
  const { question, standing } = await getQuestion(work, c.param("i"), c.param("q"))
  return (
    <OneQuestionPage
      question={question}
      standing={standing}
      rights={rightsOn(work, standing)}
      today={civilDateOf(work.now)}
      typed={typed}
    />
  )
}

async function summary(work: Work, c: PageContext): Promise<SummaryContent> {
  const found = await getSheet(work, c.param("e"), c.param("i"))
  const grades = await publishedGrades(work, found.edition.id)
  return {
    found,
    values: await latestValues(work, [found.sheet]),
    grade: grades.get(found.sheet.initiativeId),
    today: civilDateOf(work.now),
  }
}
