import { type ApplicantActor, type StaffActor, system } from "../../app/kernel/access/index.ts"
import { addDays } from "../../app/kernel/cases/index.ts"
import { approve, getApproval } from "../../app/kernel/approvals/index.ts"
import { civilDateOf, readingWork } from "../../app/kernel/database/index.ts"
import { actorOfPerson, membersOf } from "../../app/kernel/people/index.ts"
import { beginApplication } from "../../app/productivity/subsidies/applications/begin-application.ts"
import { addFile } from "../../app/productivity/subsidies/applications/files.ts"
import { costsInput, partyInput, projectInput } from "../../app/productivity/subsidies/applications/inputs.ts"
import { saveCosts, saveParty, saveProject } from "../../app/productivity/subsidies/applications/save-step.ts"
import { submitApplication } from "../../app/productivity/subsidies/applications/submit-application.ts"
import { acceptForm } from "../../app/productivity/subsidies/office/accept-form.ts"
import { proposalInput } from "../../app/productivity/subsidies/office/inputs.ts"
import { notifyDecision } from "../../app/productivity/subsidies/office/notify-decision.ts"
import { proposeDecision } from "../../app/productivity/subsidies/office/propose-decision.ts"
import { createCall, publishCall } from "../../app/productivity/subsidies/programmes/calls.ts"
import { callInput, programmeInput } from "../../app/productivity/subsidies/programmes/inputs.ts"
import { createProgramme } from "../../app/productivity/subsidies/programmes/programmes.ts"
import { modules } from "../../app/server.ts"
import type { TestHouse } from "./house.ts"

export interface SubsidyPeople {
  /** 﨑山 千夏, 中小企業支援課. */
  clerk: StaffActor
  /** 大沼 修, her head. */
  head: StaffActor
  /** 今野 翔太, another section. */
  stranger: StaffActor
  /** 村田, for her company. */
  applicant: ApplicantActor
  /** Somebody else's applicant. */
  other: ApplicantActor
}

/** The demo's people, once per test file. */
export async function subsidyPeople(house: TestHouse): Promise<SubsidyPeople> {
  await house.work(system("demo"), async (work) => {
    for (const module of modules) if (module.name === "people" || module.name === "approvals") await module.seed?.(work)
  })
  const one = async (column: string, value: string) => {
    const { rows } = await house.database.pool.query(`select id from person where ${column} = $1`, [value])
    return actorOfPerson(house.database.db, rows[0].id, new Date())
  }
  const staff = async (number: string) => (await one("staff_number", number)) as StaffActor
  const applicantOf = async (mail: string): Promise<ApplicantActor> => {
    const actor = (await one("mail", mail)) as ApplicantActor
    const { rows } = await house.database.pool.query("select company_id from company_member where person_id = $1", [actor.id])
    return rows[0] ? { ...actor, companyId: rows[0].company_id } : actor
  }
  const { rows } = await house.database.pool.query("select mail from person where kind = 'applicant' order by mail = 'murata@hagi-seisakusho.example' desc, mail")
  return {
    clerk: await staff("100105"),
    head: await staff("100106"),
    stranger: await staff("100110"),
    applicant: await applicantOf(rows[0].mail),
    other: await applicantOf(rows[1].mail),
  }
}

/** A published call of the clerk's section, open for ten days. */
export async function openedCall(house: TestHouse, { clerk }: Pick<SubsidyPeople, "clerk">, more: Record<string, unknown> = {}): Promise<string> {
  const today = civilDateOf(new Date())
  return house.work(clerk, async (work) => {
    const programmeId = await createProgramme(work, programmeInput.parse({ title: "試行補助金", purpose: "試すため。", audience: "company", uses: ["新たな事業を行いたい"], basis: "試行補助金交付要綱", contact: "担当課" }))
    const id = await createCall(
      work,
      programmeId,
      callInput.parse({
        title: "試行補助金（第1回）",
        fiscalYear: 2026,
        opensOn: addDays(today, -1),
        closesOn: addDays(today, 10),
        standardDays: 30,
        budgetYen: 10_000_000,
        capYen: 3_000_000,
        mustBeYes: "県内に事業所がありますか。",
        required: "事業計画書",
        conditions: "変更するときは、あらかじめ承認を受けること。",
        categories: [
          { title: "設備費", rate: "2/3" },
          { title: "謝金", rate: "1/2" },
        ],
        ...more,
      }),
    )
    await publishCall(work, id)
    return id
  })
}

/** A draft with every page filled and its paper attached: ready to be filed. */
export async function filledDraft(house: TestHouse, { applicant }: Pick<SubsidyPeople, "applicant">, callId: string, more: { title?: string; equipment?: number } = {}): Promise<string> {
  const today = civilDateOf(new Date())
  const equipment = more.equipment ?? 900_000
  const id = await house.work(applicant, (work) => beginApplication(work, callId, { q1: "yes" }))
  await house.work(applicant, (work) =>
    saveParty(
      work,
      id,
      partyInput.parse({
        name: "株式会社はぎ製作所",
        postalCode: "980-8570",
        municipality: "仙台市",
        address: "青葉区本町三丁目8番1号",
        representativeTitle: "代表取締役",
        representative: "村田 葵",
        phone: "022-211-0000",
        email: "murata@hagi-seisakusho.example",
      }),
    ),
  )
  await house.work(applicant, (work) =>
    saveProject(work, id, projectInput.parse({ title: more.title ?? "検査の自動化", summary: "検査の機械を入れて、検査の時間を半分にする。", startsOn: addDays(today, 40), endsOn: addDays(today, 120) })),
  )
  await house.work(applicant, async (work) => {
    const grant = Math.min(3_000_000, Math.floor((equipment * 2) / 3 / 1000) * 1000)
    await saveCosts(work, id, costsInput.parse({ lines: [{ category: "c1", total: equipment, eligible: equipment }], ownFunds: equipment - grant }))
  })
  await house.work(applicant, (work) => addFile(work, id, "d1", { name: "事業計画書.txt", bytes: new TextEncoder().encode(`事業計画 ${id}`) }))
  return id
}

/** The same, filed. */
export async function filedApplication(house: TestHouse, people: SubsidyPeople, more: { callId?: string; title?: string; equipment?: number; call?: Record<string, unknown> } = {}): Promise<{ id: string; callId: string; number: string }> {
  const callId = more.callId ?? (await openedCall(house, people, more.call))
  const id = await filledDraft(house, people, callId, more)
  const { number } = await house.work(people.applicant, (work) => submitApplication(work, id))
  return { id, callId, number: await number }
}

/** Everybody on an approval's route, one after another, until it is decided. */
export async function decideApproval(house: TestHouse, approvalId: string): Promise<void> {
  const today = civilDateOf(new Date())
  for (let turn = 0; turn < 8; turn++) {
    const { approval, steps } = await getApproval(readingWork(house.database.db, { actor: system("test") }), approvalId)
    const step = steps.find((one) => one.state === "current")
    if (approval.status !== "in-progress" || !step) return
    const members = await membersOf(house.database.db, step.unitId, today)
    const holder = await actorOfPerson(house.database.db, members.find((one) => one.rank === step.rank)!.personId, new Date())
    await house.work(holder, (work) => approve(work, approvalId))
  }
}

/** Filed, checked, decided over the computed amount, notified: the project may begin. */
export async function awardedApplication(house: TestHouse, people: SubsidyPeople, more: Parameters<typeof filedApplication>[2] = {}): Promise<{ id: string; callId: string; number: string }> {
  const filed = await filedApplication(house, people, more)
  await house.work(people.clerk, (work) => acceptForm(work, filed.id))
  const { rows } = await house.database.pool.query("select wanted_yen from subsidy_application where id = $1", [filed.id])
  const approvalId = await house.work(people.clerk, (work) => proposeDecision(work, filed.id, proposalInput.parse({ verdict: "award", amountYen: rows[0].wanted_yen, conditions: "帳簿を5年間保存すること。" })))
  await decideApproval(house, approvalId)
  await house.work(people.clerk, (work) => notifyDecision(work, filed.id))
  return filed
}
