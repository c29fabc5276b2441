import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork, type Work } from "../../../kernel/database/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { filedApplication, filledDraft, openedCall, type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { type FormDefinition, createForm, openVersion } from "../../../kernel/forms/index.ts"
import { reviseForm, saveDefinition } from "../../../kernel/forms/forms.ts"
import { parseForm } from "../../../kernel/http/input.ts"
import { paths } from "../paths.ts"
import { chooseForm } from "../programmes/choose-form.ts"
import { saveFormPage } from "./save-form-page.ts"
import { abandonDraft, withdrawApplication } from "./withdraw-application.ts"
import { answerCorrection } from "./answer-correction.ts"
import { beginApplication } from "./begin-application.ts"
import { addFile, listFiles, removeFile } from "./files.ts"
import { costsInput, memberInput, partyInput, projectInput } from "./inputs.ts"
import { addMember, claimInvitations, endMember, listMembers } from "./members.ts"
import { sendMessage } from "./messages.ts"
import { moveApplication } from "./move-application.ts"
import { getApplication, lockForOffice } from "./read-application.ts"
import { saveCosts, saveParty, saveProject } from "./save-step.ts"
import { sheetOf, sheetParts } from "./steps.ts"
import { withdrawCall } from "../programmes/calls.ts"
import { submitApplication } from "./submit-application.ts"
import { listMine } from "./list-mine.ts"
import { receiptOf, receiptPdf } from "./receipt.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
const reading = (actor: SubsidyPeople[keyof SubsidyPeople]) => readingWork(house.database.db, { actor })
const refused = (kind: string, text?: RegExp) => expect.objectContaining({ kind, ...(text ? { message: expect.stringMatching(text) } : {}) })
const today = civilDateOf(new Date())
beforeAll(async () => {
  people = await subsidyPeople(house)
}, 60_000)

describe("申請をはじめる", () => {
  test("条件に合わない、答えていない、受付の期間の外、職員は、はじめられない", async () => {
    const callId = await openedCall(house, people)
    const begin = (answers: Record<string, string>, as = people.applicant as SubsidyPeople[keyof SubsidyPeople], now?: Date) => house.work(as, (work) => beginApplication(work, callId, answers), now)
    await expect(begin({})).rejects.toEqual(refused("invalid", /答えて/))
    await expect(begin({ q1: "no" })).rejects.toEqual(refused("invalid", /条件です/))
    await expect(begin({ q1: "yes" }, people.clerk)).rejects.toEqual(refused("forbidden"))
    await expect(begin({ q1: "yes" }, people.applicant, new Date(Date.now() + 20 * 86_400_000))).rejects.toEqual(refused("conflict", /終わりました/))
    const first = await begin({ q1: "yes" })
    expect(await begin({ q1: "yes" })).toBe(first)
  })

  test("2つの画面から同時にはじめても、下書きは1つ", async () => {
    const callId = await openedCall(house, people)
    const ids = await Promise.all(Array.from({ length: 5 }, () => house.work(people.applicant, (work) => beginApplication(work, callId, { q1: "yes" }))))
    expect(new Set(ids).size).toBe(1)
  })
})

describe("入力と提出", () => {
  test("途中でも保存でき、足りないところは全部まとめて示し、そろうまで提出できない", async () => {
    const callId = await openedCall(house, people)
    const id = await house.work(people.applicant, (work) => beginApplication(work, callId, { q1: "yes" }))
    await house.work(people.applicant, (work) => saveParty(work, id, partyInput.parse({ name: "はぎ", postalCode: "12" })))
    const { steps } = await sheetOf(reading(people.applicant), await getApplication(reading(people.applicant), id))
    expect(steps.map(({ key, problems }) => [key, problems.length > 0])).toEqual([
      ["party", true],
      ["project", true],
      ["costs", true],
      ["files", true],
    ])
    expect(steps[0]!.problems.map(({ field }) => field)).toContain("postalCode")
    await expect(house.work(people.applicant, (work) => submitApplication(work, id))).rejects.toEqual(refused("invalid", /「申請者」「補助事業の概要」「経費と申請額」「添付書類」/))
  })

  test("番号とメールアドレスは半角で残り、読めないものは打ったまま残る", () => {
    const typed = { postalCode: "９８０８５７０", phone: "０２２－２１１－００００", email: "ａ＠example.jp", corporateNumber: "１２３４５６７８９０１２３", name: "はぎ　花子" }
    expect(partyInput.parse(typed)).toMatchObject({ postalCode: "980-8570", phone: "022-211-0000", email: "a@example.jp", corporateNumber: "1234567890123", name: "はぎ　花子" })
    expect(partyInput.parse({ postalCode: "980−8570" }).postalCode).toBe("980-8570")
    expect(partyInput.parse({ postalCode: "12あ" }).postalCode).toBe("12あ")
    expect(parseForm(partyInput, { postalCode: "1234567890" })).toMatchObject({ problems: [{ field: "postalCode", message: expect.stringContaining("郵便番号は") }] })
  })

  test("保存した後の姿は、読み直したものと同じ。取り消された保存は何も残さず、古い版からの保存は相手の内容とともに断る", async () => {
    const callId = await openedCall(house, people)
    const id = await filledDraft(house, people, callId)
    const again = () => getApplication(reading(people.applicant), id)
    const lines = [{ category: "c1", total: 1_200_000, eligible: 900_000 }]
    for (const save of [
      (work: Work) => saveParty(work, id, partyInput.parse({ name: "はぎ　花子", postalCode: "980-8570" })),
      (work: Work) => saveProject(work, id, projectInput.parse({ title: "検査", summary: "一行目\n二行目", startsOn: "2027-01-15" })),
      (work: Work) => saveCosts(work, id, costsInput.parse({ lines, ownFunds: 600_000 })),
    ]) {
      const { it, parts } = await house.work(people.applicant, save)
      expect(it).toEqual(await again())
      expect(parts).toEqual(await sheetParts(reading(people.applicant), id))
    }
    const before = await again()
    const undone = house.work(people.applicant, async (work) => {
      await saveProject(work, id, projectInput.parse({ title: "消える", summary: "" }))
      throw new Error("undone")
    })
    await expect(undone).rejects.toThrow("undone")
    const stale = house.work(people.applicant, (work) => saveProject(work, id, projectInput.parse({ title: "古い", summary: "" }), before.version - 1))
    await expect(stale).rejects.toMatchObject({ kind: "conflict", code: "subsidies.stale", detail: { title: "検査" } })
    await expect(house.work(people.other, (work) => saveProject(work, id, projectInput.parse({ title: "他人", summary: "" })))).rejects.toEqual(refused("not-found"))
    await expect(house.work(people.applicant, (work) => saveProject(work, "1", projectInput.parse({ title: "ない", summary: "" })))).rejects.toEqual(refused("not-found"))
    expect(await again()).toEqual(before)
  })

  test("公募を書き換えれば、誰がどう書いても、覚えていたものは使わない。取りやめた公募には出せない", async () => {
    const callId = await openedCall(house, people)
    const id = await filledDraft(house, people, callId)
    const parts = () => sheetParts(reading(people.applicant), id)
    const { call } = (await parts())!
    expect((await parts())!.call).toBe(call)
    await house.database.pool.query("update subsidy_call set conditions = $2 where id = $1", [callId, JSON.stringify(["新しい条件"])])
    expect((await parts())!.call).toMatchObject({ ...call, conditions: ["新しい条件"] })
    await house.database.pool.query("update subsidy_programme set audience = 'resident' where id = (select programme_id from subsidy_call where id = $1)", [callId])
    expect((await parts())!.audience).toBe("resident")
    // Twice in one transaction, and undone: neither is seen afterwards.
    const client = await house.database.pool.connect()
    await client.query("begin")
    await client.query("update subsidy_call set cap_yen = 1 where id = $1", [callId])
    expect((await parts())!.call.capYen).toBe(call.capYen)
    await client.query("rollback")
    client.release()
    expect((await parts())!.call.capYen).toBe(call.capYen)
    await house.work(people.clerk, (work) => withdrawCall(work, callId, "予算が成立しなかったため"))
    await expect(house.work(people.applicant, (work) => submitApplication(work, id))).rejects.toEqual(refused("conflict", /取りやめ/))
  })

  test("交付申請額は経費から計算し、収支が合わないと示す", async () => {
    const callId = await openedCall(house, people)
    const id = await filledDraft(house, people, callId)
    expect((await getApplication(reading(people.applicant), id)).wantedYen).toBe(600_000)
    await house.work(people.applicant, (work) => saveCosts(work, id, costsInput.parse({ lines: [{ category: "c1", total: 3_999_999, eligible: 3_999_999 }], ownFunds: 1 })))
    const it = await getApplication(reading(people.applicant), id)
    expect(it.wantedYen).toBe(2_666_000)
    const { steps } = await sheetOf(reading(people.applicant), it)
    expect(steps.find(({ key }) => key === "costs")!.problems[0]!.message).toMatch(/収入の合計/)
  })

  test("何度押しても1件だけ受け付け、受付票にファイルの大きさとハッシュがある", async () => {
    const callId = await openedCall(house, people)
    const id = await filledDraft(house, people, callId)
    const numbers = await Promise.all(Array.from({ length: 6 }, () => house.work(people.applicant, (work) => submitApplication(work, id))))
    expect(new Set(await Promise.all(numbers.map(({ number }) => number))).size).toBe(1)
    const { rows } = await house.database.pool.query("select count(*)::int as n from case_file where kind = 'subsidy-application' and link like $1", [`%${id}`])
    expect(rows[0].n).toBe(1)
    const receipt = await receiptOf(reading(people.applicant), id)
    expect(receipt.it.number).toMatch(/^補助-R\d+-\d{6}$/)
    expect(receipt.files).toMatchObject([{ name: "事業計画書.txt", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }])
    expect(Buffer.from((await receiptPdf(reading(people.applicant), id)).bytes.slice(0, 5)).toString()).toBe("%PDF-")
    const it = await getApplication(reading(people.applicant), id)
    expect(it.asked!.length).toBeGreaterThan(20)
    expect(it.processBy! > today).toBe(true)
    const told = await house.database.pool.query("select count(distinct r.person_id)::int as n from notice n join notice_recipient r on r.notice_id = n.id where n.link like $1", [`%${id}`])
    expect(told.rows[0].n).toBeGreaterThan(1)
    const mine = await house.database.pool.query("select r.mail from notice n join notice_recipient r on r.notice_id = n.id where n.name = 'subsidies.received' and r.person_id = $1 and n.link like $2", [people.applicant.id, `%${id}`])
    // No mail server in the test: it would have been mailed.
    expect(mine.rows).toEqual([{ mail: "unset" }])
  })

  test("締切の時刻は間に合い、1秒後は間に合わない。下書きは残る", async () => {
    const callId = await openedCall(house, people)
    const { rows } = await house.database.pool.query("select closes_at from subsidy_call where id = $1", [callId])
    const id = await filledDraft(house, people, callId)
    const at = (ms: number) => house.work(people.applicant, (work) => submitApplication(work, id), new Date(rows[0].closes_at.getTime() + ms))
    await expect(at(1000)).rejects.toEqual(refused("conflict", /終わりました/))
    expect((await getApplication(reading(people.applicant), id)).state).toBe("draft")
    expect(await (await at(0)).number).toMatch(/^補助-/)
  })

  test("同じ中身のファイルは2つ付かず、外せば付く", async () => {
    const callId = await openedCall(house, people)
    const id = await filledDraft(house, people, callId)
    const bytes = new TextEncoder().encode("同じ")
    const put = (name: string) => house.work(people.applicant, (work) => addFile(work, id, "d1", { name, bytes }))
    const file = await put("a.txt")
    await expect(put("b.txt")).rejects.toEqual(refused("invalid", /同じ内容/))
    await house.work(people.applicant, (work) => removeFile(work, id, file.id))
    await put("b.txt")
    expect((await listFiles(reading(people.applicant), { id })).map(({ name }) => name).sort()).toEqual(["b.txt", "事業計画書.txt"])
    await expect(house.work(people.applicant, (work) => addFile(work, id, "zz", { name: "c.txt", bytes }))).rejects.toEqual(refused("not-found"))
  })
})

describe("だれに見えるか", () => {
  test("下書きは本人だけ、提出後は担当課も。ほかの申請者とほかの課には、ないのと同じ", async () => {
    const callId = await openedCall(house, people)
    const id = await filledDraft(house, people, callId)
    for (const actor of [people.clerk, people.stranger, people.other]) await expect(getApplication(reading(actor), id)).rejects.toEqual(refused("not-found"))
    await house.work(people.applicant, (work) => submitApplication(work, id))
    expect((await getApplication(reading(people.clerk), id)).id).toBe(id)
    for (const actor of [people.stranger, people.other]) await expect(getApplication(reading(actor), id)).rejects.toEqual(refused("not-found"))
    await expect(house.work(people.stranger, (work) => sendMessage(work, id, "x"))).rejects.toEqual(refused("not-found"))
  })

  test("名前を登録した同僚と代理人は入力でき、外した日から見えない。代理人はほかの人を登録できない", async () => {
    const callId = await openedCall(house, people)
    const id = await filledDraft(house, people, callId)
    const { rows } = await house.database.pool.query("select mail from person where id = $1", [people.other.id])
    const agent = memberInput.parse({ role: "agent", name: "行政書士 遠藤", email: rows[0].mail, scope: "申請の入力と提出", until: addDays(today, 30) })
    await expect(house.work(people.applicant, (work) => addMember(work, id, agent))).rejects.toEqual(refused("invalid", /委任状/))
    await house.work(people.applicant, (work) => addMember(work, id, agent, { name: "委任状.txt", bytes: new TextEncoder().encode("委任") }))
    await house.work(people.other, claimInvitations)
    expect((await listMine(reading(people.other))).items.map((row) => row.id)).toContain(id)
    await house.work(people.other, (work) => saveParty(work, id, partyInput.parse({ name: "代理で入力" })))
    await expect(house.work(people.other, (work) => addMember(work, id, { ...agent, role: "colleague", email: "x@example.jp" }))).rejects.toEqual(refused("forbidden"))
    await expect(getApplication(readingWork(house.database.db, { actor: people.other, now: new Date(Date.now() + 40 * 86_400_000) }), id)).rejects.toEqual(refused("not-found"))
    const [member] = await listMembers(reading(people.applicant), id)
    await house.work(people.applicant, (work) => endMember(work, id, member!.id))
    await expect(getApplication(reading(people.other), id)).rejects.toEqual(refused("not-found"))
  })
})

describe("補正と取下げ", () => {
  async function asked(id: string, defects = [{ field: "project.title", label: "補助事業の名称", reason: "unclear", remark: "名称を具体的に書いてください。" }]) {
    await house.work(people.clerk, async (work) => {
      const it = await lockForOffice(work, id)
      await work.db
        .insertInto("subsidy_correction")
        .values({ application_id: id, about: "application", defects: JSON.stringify(defects), reply_by: addDays(today, 10), asked_by: people.clerk.id, asked_at: work.now })
        .execute()
      await moveApplication(work, it, "ask-correction", { reason: "補正", set: { process_by: null } })
    })
  }

  test("変えないなら説明が要り、変えれば受け付け、時計がまた動く", async () => {
    const { id } = await filedApplication(house, people)
    await asked(id)
    await expect(house.work(people.applicant, (work) => answerCorrection(work, id, []))).rejects.toEqual(refused("invalid", /まだ直していません/))
    await house.work(people.applicant, (work) => answerCorrection(work, id, [{ field: "project.title", explanation: "正式な名称です。" }]))
    const it = await getApplication(reading(people.applicant), id)
    expect([it.state, it.processBy !== null]).toEqual(["formal-check", true])
    await expect(house.work(people.applicant, (work) => saveParty(work, id, partyInput.parse({})))).rejects.toEqual(refused("conflict", /変えられません/))
  })

  test("決定の前はいつでも取り下げられ、下書きはやめられる", async () => {
    const { id } = await filedApplication(house, people)
    await house.work(people.applicant, (work) => withdrawApplication(work, id, "計画を変えたため"))
    expect((await getApplication(reading(people.clerk), id)).state).toBe("withdrawn")
    const draft = await filledDraft(house, people, await openedCall(house, people))
    await house.work(people.applicant, (work) => abandonDraft(work, draft))
    expect((await listMine(reading(people.applicant))).items.some((row) => row.id === draft)).toBe(false)
  })
})

describe("公募の様式", () => {
  const definition = (title: string): FormDefinition => ({
    title: "事業計画書",
    pages: [
      { key: "plan", title: "計画", sections: [{ fields: [{ key: "who", kind: "yes-no", label: "県外の取引先がありますか", required: true }, { key: "where", kind: "text", label: title, required: true, when: { field: "who", is: ["yes"] } }] }] },
      { key: "proof", title: "証拠", when: { field: "who", is: ["yes"] }, sections: [{ fields: [{ key: "paper", kind: "file", label: "契約書", required: true, maxFiles: 1, accept: ["txt"] }] }] },
    ],
  })
  const opened = async (title: string, formId?: string) =>
    house.work(people.clerk, async (work) => {
      const versionId = formId ? await reviseForm(work, formId) : (await createForm(work, definition(title))).versionId
      if (formId) await saveDefinition(work, versionId, () => definition(title))
      await openVersion(work, versionId)
      return versionId
    })
  const formIdOf = async (versionId: string) => (await house.database.pool.query("select form_id from form_version where id = $1", [versionId])).rows[0].form_id as string

  test("下書きの途中で新しい版が出ても、はじめた版で最後まで入力して提出でき、聞いた言葉が残る（S2）", async () => {
    const callId = await openedCall(house, people)
    const first = await opened("取引先の所在")
    await house.work(people.clerk, (work) => chooseForm(work, callId, first))
    const id = await filledDraft(house, people, callId)
    const second = await opened("取引先の国と県", await formIdOf(first))
    await house.work(people.clerk, (work) => chooseForm(work, callId, second))
    await house.work(people.applicant, (work) => saveFormPage(work, id, "plan", { who: "yes" }, {}))
    await expect(house.work(people.applicant, (work) => submitApplication(work, id))).rejects.toEqual(refused("invalid", /「計画」「証拠」/))
    await house.work(people.applicant, (work) => saveFormPage(work, id, "plan", { who: "yes", where: "岩手県" }, {}))
    await expect(house.work(people.applicant, (work) => saveFormPage(work, id, "proof", {}, { paper: [{ name: "a.pdf", bytes: new TextEncoder().encode("%PDF-") }] }))).rejects.toEqual(refused("invalid", /\.txt/))
    const saved = await house.work(people.applicant, (work) => saveFormPage(work, id, "proof", {}, { paper: [{ name: "契約.txt", bytes: new TextEncoder().encode(`契約 ${id}`) }] }))
    expect([saved.it, saved.parts.files]).toEqual([await getApplication(reading(people.applicant), id), await listFiles(reading(people.applicant), { id })])
    await house.work(people.applicant, (work) => submitApplication(work, id))
    const it = await getApplication(reading(people.clerk), id)
    expect(it.formVersionId).toBe(first)
    expect((it.asked as { label: string; text: string }[]).find(({ label }) => label === "取引先の所在")?.text).toBe("岩手県")
    expect((await receiptOf(reading(people.applicant), id)).files.map(({ name }) => name)).toContain("契約.txt")
  })

  test("答えを変えると要らなくなったページは消え、画面では入力が残り、誤りは欄に出る", async () => {
    const callId = await openedCall(house, people)
    const version = await opened("所在")
    await house.work(people.clerk, (work) => chooseForm(work, callId, version))
    const id = await filledDraft(house, people, callId)
    const post = (form: Record<string, string>) => house.request(paths.step(id, "form-plan"), { as: people.applicant, form })
    const missing = await post({ who: "yes", where: "", go: "next" })
    expect(missing.headers.get("location")).toMatch(/check=1/)
    const again = await (await house.request(missing.headers.get("location")!, { as: people.applicant })).text()
    expect(again).toContain("所在を入力してください。")
    expect((await post({ who: "no", go: "next" })).headers.get("location")).toBe(paths.step(id, "costs"))
    await expect(house.work(people.other, (work) => saveFormPage(work, id, "plan", {}, {}))).rejects.toEqual(refused("not-found"))
  })
})
