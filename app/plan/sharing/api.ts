import { z } from "zod"
import { type Api, pageOf, pageQuery } from "../../kernel/http/index.ts"
import { getEdition, getSheet } from "../editions/index.ts"
import { answerQuestion } from "./answer-question.ts"
import { askQuestion } from "./ask-question.ts"
import { editQuestion } from "./edit-question.ts"
import { followInitiative, followsInitiative, unfollowInitiative } from "./follow-initiative.ts"
import { hideQuestion, showQuestion } from "./hide-question.ts"
import { answerInput, hideInput, questionInput } from "./inputs.ts"
import { findOwnReading, markRead } from "./mark-read.ts"
import { readMyUnit } from "./my-unit.ts"
import { getQuestion, listQuestions, type Question } from "./read-questions.ts"
import { listReaderNames, listReaders } from "./read-readers.ts"

const tag = "推進プランの共有"

const questionAnswer = z.object({
  id: z.uuid(),
  initiativeId: z.uuid(),
  text: z.string().nullable(),
  askedBy: z.string(),
  askerUnit: z.string().nullable(),
  askedAt: z.string(),
  editedAt: z.string().nullable(),
  dueOn: z.string(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  hiddenReason: z.string().nullable(),
  version: z.number().int(),
})

function plain(one: Question): z.infer<typeof questionAnswer> {
  return {
    id: one.id,
    initiativeId: one.initiativeId,
    text: one.text,
    askedBy: one.askerName,
    askerUnit: one.askerUnit,
    askedAt: one.askedAt.toISOString(),
    editedAt: one.editedAt?.toISOString() ?? null,
    dueOn: one.dueOn,
    answer: one.answer,
    answeredBy: one.answererName,
    answeredAt: one.answeredAt?.toISOString() ?? null,
    hiddenReason: one.hiddenReason,
    version: one.version,
  }
}

export function sharingApi(api: Api): void {
  questionApi(api)
  readingApi(api)
  followApi(api)
  myUnitApi(api)
}

function questionApi(api: Api): void {
  const list = "/plan/initiatives/{initiative}/questions"
  const one = `${list}/{question}`
  const ofInitiative = z.object({ initiative: z.uuid() })
  const ofQuestion = z.object({ initiative: z.uuid(), question: z.uuid() })
  type Key = z.infer<typeof ofQuestion>
  const read = async (work: Parameters<typeof getQuestion>[0], key: Key) => (await getQuestion(work, key.initiative, key.question)).question

  api.route(
    { method: "get", path: list, summary: "取組への質問と回答", who: "staff", tag, params: ofInitiative, query: pageQuery, answer: pageOf(questionAnswer) },
    async (work, { params, query }, c) => {
      const page = await listQuestions(work, params.initiative, query)
      c.next(page.next ?? undefined)
      return { items: page.questions.map(plain), next: page.next }
    },
  )
  api.route(
    { method: "post", path: list, summary: "取組について質問する", who: "staff", tag, params: ofInitiative, body: questionInput, answer: questionAnswer },
    async (work, { params, body }, c) => {
      const id = await askQuestion(work, params.initiative, body)
      c.created(`/plan/initiatives/${params.initiative}/questions/${id}`)
      return plain(await read(work, { ...params, question: id }))
    },
  )
  api.route(
    { method: "get", path: one, summary: "一つの質問と回答", who: "staff", tag, params: ofQuestion, answer: questionAnswer },
    async (work, { params }, c) => {
      const question = await read(work, params)
      c.version(question.version)
      return plain(question)
    },
  )
  api.route(
    { method: "put", path: one, summary: "自分の質問を直す（回答が付くまで）", who: "staff", tag, params: ofQuestion, body: questionInput, answer: questionAnswer },
    async (work, { params, body }, c) => {
      await editQuestion(work, params.initiative, params.question, { ...body, expectedVersion: c.expectedVersion() })
      return answered(await read(work, params), c)
    },
  )
  api.route(
    {
      method: "put",
      path: `${one}/answer`,
      summary: "質問に答える、回答を直す",
      who: "staff",
      tag,
      params: ofQuestion,
      body: answerInput.omit({ expectedVersion: true }),
      answer: questionAnswer,
    },
    async (work, { params, body }, c) => {
      await answerQuestion(work, params.initiative, params.question, { ...body, expectedVersion: c.expectedVersion() })
      return answered(await read(work, params), c)
    },
  )
  api.route(
    { method: "put", path: `${one}/hiding`, summary: "質問を理由とともに非表示にする", who: "staff", tag, params: ofQuestion, body: hideInput, answer: questionAnswer },
    async (work, { params, body }) => {
      await hideQuestion(work, params.initiative, params.question, body)
      return plain(await read(work, params))
    },
  )
  api.route(
    { method: "delete", path: `${one}/hiding`, summary: "質問を表示に戻す", who: "staff", tag, params: ofQuestion, status: 204, answer: z.null() },
    async (work, { params }) => {
      await showQuestion(work, params.initiative, params.question)
      return null
    },
  )
}

function answered(question: Question, c: { version(version: number): void }) {
  c.version(question.version)
  return plain(question)
}

function readingApi(api: Api): void {
  const ofEdition = z.object({ id: z.uuid() })
  const own = z.object({ readAt: z.string().nullable() })
  api.route(
    { method: "get", path: "/plan/editions/{id}/reading", summary: "自分がこの版を読んだか", who: "staff", tag, params: ofEdition, answer: own },
    async (work, { params }) => {
      const { id } = await getEdition(work, params.id)
      return { readAt: (await findOwnReading(work, id))?.toISOString() ?? null }
    },
  )
  api.route(
    { method: "put", path: "/plan/editions/{id}/reading", summary: "この版を「読みました」", who: "staff", tag, params: ofEdition, answer: own },
    async (work, { params }) => {
      await markRead(work, params.id)
      return { readAt: (await findOwnReading(work, params.id))?.toISOString() ?? null }
    },
  )
  api.route(
    {
      method: "get",
      path: "/plan/editions/{id}/readers",
      summary: "所属ごとの読んだ人数（推進プラン担当はすべて、所属長は自所属）",
      who: "staff",
      tag,
      params: ofEdition,
      answer: z.object({
        read: z.number().int(),
        members: z.number().int(),
        units: z.array(z.object({ unitId: z.uuid().nullable(), name: z.string(), read: z.number().int(), members: z.number().int() })),
      }),
    },
    async (work, { params }) => {
      const { read, members, units } = await listReaders(work, params.id)
      return { read, members, units: units.map(({ unitId, name, ...rest }) => ({ unitId, name, read: rest.read, members: rest.members })) }
    },
  )
  api.route(
    {
      method: "get",
      path: "/plan/editions/{id}/readers/{unit}",
      summary: "だれが読んだか（その所属の長だけ。見たことは記録に残る）",
      who: "staff",
      tag,
      params: z.object({ id: z.uuid(), unit: z.uuid() }),
      answer: z.object({ items: z.array(z.object({ name: z.string(), postTitle: z.string(), readAt: z.string().nullable() })) }),
    },
    async (work, { params }) => {
      const { readers } = await listReaderNames(work, params.id, params.unit)
      return { items: readers.map((one) => ({ ...one, readAt: one.readAt?.toISOString() ?? null })) }
    },
  )
}

function followApi(api: Api): void {
  const path = "/plan/editions/{id}/initiatives/{initiative}/following"
  const params = z.object({ id: z.uuid(), initiative: z.uuid() })
  const answer = z.object({ following: z.boolean() })
  api.route({ method: "get", path, summary: "この取組を見守っているか", who: "staff", tag, params, answer }, async (work, input) => {
    await getSheet(work, input.params.id, input.params.initiative)
    return { following: await followsInitiative(work, input.params.initiative) }
  })
  api.route({ method: "put", path, summary: "この取組を見守る", who: "staff", tag, params, answer }, async (work, input) => {
    await followInitiative(work, input.params.id, input.params.initiative)
    return { following: true }
  })
  api.route({ method: "delete", path, summary: "見守るのをやめる", who: "staff", tag, params, status: 204, answer: z.null() }, async (work, input) => {
    await unfollowInitiative(work, input.params.initiative)
    return null
  })
}

function myUnitApi(api: Api): void {
  const named = z.object({ initiativeId: z.uuid(), title: z.string() })
  api.route(
    {
      method: "get",
      path: "/plan/my-unit",
      summary: "自所属が主管・関係する取組と、待っていること",
      who: "staff",
      tag,
      answer: z.object({
        unitName: z.string(),
        editionId: z.uuid().nullable(),
        owned: z.array(named),
        partnered: z.array(named),
        milestones: z.array(z.object({ initiativeId: z.uuid(), text: z.string(), dueOn: z.string(), late: z.boolean() })),
        indicators: z.array(z.object({ initiativeId: z.uuid(), name: z.string(), lastMonth: z.string().nullable() })),
        reviews: z.array(z.object({ title: z.string(), link: z.string(), dueOn: z.string().nullable() })),
        questions: z.array(z.object({ id: z.uuid(), initiativeId: z.uuid(), text: z.string(), dueOn: z.string() })),
        improvements: z.array(z.object({ title: z.string(), link: z.string(), state: z.string().nullable() })),
      }),
    },
    async (work) => {
      const mine = await readMyUnit(work)
      const name = ({ initiativeId, title }: { initiativeId: string; title: string }) => ({ initiativeId, title })
      return {
        unitName: mine.unitName,
        editionId: mine.edition?.id ?? null,
        owned: mine.owned.map(name),
        partnered: mine.partnered.map(name),
        milestones: mine.milestones.map((one) => ({
          initiativeId: one.sheet.initiativeId,
          text: one.milestone.text,
          dueOn: one.dueOn,
          late: one.late,
        })),
        indicators: mine.indicators.map((one) => ({
          initiativeId: one.sheet.initiativeId,
          name: one.indicator.name,
          lastMonth: one.last?.month ?? null,
        })),
        reviews: mine.reviews.map(({ title, link, dueOn }) => ({ title, link, dueOn: dueOn ?? null })),
        questions: mine.questions.map(({ id, initiativeId, text, dueOn }) => ({ id, initiativeId, text, dueOn })),
        improvements: mine.improvements.map(({ title, link, state }) => ({ title, link, state: state ?? null })),
      }
    },
  )
}
